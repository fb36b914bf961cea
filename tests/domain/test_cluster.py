"""Clustering: sort, name, freeze; and what merging and dissolving do to what came of them."""

from tests.domain.vocabulary import HOST, agreeing, clustered, code_of, committing


def test_CLUSTER_1_everyone_moves_cards_unless_frozen() -> None:
    room, clusters = clustered()
    amara = room.people[0]
    room.does(amara, "move_card", card=room.card("Fun"), cluster=clusters["Rest"])
    assert room.shared["cards"][room.card("Fun")]["cluster"] == clusters["Rest"]
    room.does(amara, "take_part", on=False)
    assert code_of(room.say(amara, "move_card", card=room.card("Fun"))) == "takes_no_part"
    room.lead("set_clustering", step="freeze")
    for who in (HOST, room.people[1]):
        assert code_of(room.say(who, "move_card", card=room.card("Fun"))) == "frozen"
        assert code_of(room.say(who, "add_cluster")) == "frozen"


def test_CLUSTER_2_while_sorting_names_are_the_leads() -> None:
    room, clusters = clustered()
    amara, fun = room.people[0], clusters["Fun"]
    assert code_of(room.say(amara, "rename_cluster", cluster=fun, name="Play")) == "names_locked"
    assert code_of(room.say(amara, "add_cluster", name="Play")) == "names_locked"
    room.lead("set_clustering", step="name")
    room.does(amara, "rename_cluster", cluster=fun, name="Play")
    assert room.shared["clusters"][fun]["name"] == "Play"


def test_CLUSTER_3_a_mark_is_never_given_twice() -> None:
    room, clusters = clustered()
    kept = room.shared["clusters"][clusters["Craft"]]["mark"]
    room.lead("merge_clusters", cluster=clusters["Rest"], into=clusters["Craft"])
    assert room.shared["clusters"][clusters["Craft"]]["mark"] == kept
    new = room.lead("add_cluster", name="Play")
    assert room.shared["clusters"][new]["mark"] == 7


def test_CLUSTER_4_merging_counts_an_approver_once_and_the_set_follows() -> None:
    room, clusters = clustered()
    room.goes_to("vote")
    room.lead("open_vote", k=3)
    fun, rest = clusters["Fun"], clusters["Rest"]
    for place, who in enumerate(room.people):
        for cluster in [fun, rest] if place < 2 else [rest]:
            room.does(who, "place_dot", ballot=room.ballot(), cluster=cluster)
    room.lead("close_vote")
    room.lead("choose_set", clusters=[fun, rest])
    room.goes_to("cluster")
    room.lead("merge_clusters", cluster=rest, into=fun)
    assert room.shared["cards"][room.card("Rest")]["cluster"] == fun
    room.goes_to("vote")
    assert room.shared["vote"]["results"][fun] == 6
    assert room.shared["set"] == [fun]


def test_CLUSTER_5_dissolving_takes_it_out_of_vote_set_and_table() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    room.lead("focus", cluster=craft)
    room.goes_to("cluster")
    room.lead("dissolve_cluster", cluster=craft)
    assert "cluster" not in room.shared["cards"][room.card("Craft")]
    room.goes_to("agree")
    assert craft not in room.shared["set"]
    assert craft not in room.shared["agree"]["values"]
    assert "focus" not in room.shared["agree"]


def test_COMMIT_7_behaviours_of_a_dissolved_cluster_are_shown_no_more() -> None:
    room, clusters = committing()
    behaviour = room.does(room.people[0], "add_behaviour", cluster=clusters["Craft"], text="we will review")
    assert behaviour in room.shared["charter"]["behaviours"]
    room.goes_to("cluster")
    room.lead("dissolve_cluster", cluster=clusters["Craft"])
    room.goes_to("commit")
    assert room.shared["charter"]["behaviours"] == {}
