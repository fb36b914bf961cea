"""Clustering: who moves what, when names are whose, and what merging and dissolving take along."""

import json

import pytest

from app.domain.clusters import MOST_CLUSTERS
from tests.domain.vocabulary import HOST, Workshop, agreeing, clustered, code_of, committing


def test_CLUSTER_1_everyone_who_takes_part_moves_cards_and_makes_clusters() -> None:
    room, _ = clustered()
    new = room.does(room.people[3], "add_cluster")
    room.does(room.people[4], "move_card", card=room.card("Fun"), cluster=new)
    assert room.shared["cards"][room.card("Fun")]["cluster"] == new
    room.does(room.people[5], "move_card", card=room.card("Fun"))
    assert "cluster" not in room.shared["cards"][room.card("Fun")]
    assert room.shared["counts"]["moved"] == 3


def test_CLUSTER_1_whoever_takes_no_part_only_looks() -> None:
    room, clusters = clustered()
    room.does(room.people[0], "take_part", on=False)
    moved = room.say(room.people[0], "move_card", card=room.card("Fun"), cluster=clusters["Rest"])
    assert code_of(moved) == "takes_no_part"


def test_CLUSTER_1_nothing_moves_when_frozen() -> None:
    room, clusters = clustered()
    room.lead("set_clustering", step="freeze")
    fun, rest = clusters["Fun"], clusters["Rest"]
    for who in (room.people[0], HOST):
        for type, fields in (
            ("add_cluster", {}),
            ("move_card", {"card": room.card("Fun"), "cluster": rest}),
            ("merge_clusters", {"cluster": fun, "into": rest}),
            ("dissolve_cluster", {"cluster": fun}),
            ("rename_cluster", {"cluster": fun, "name": "New"}),
        ):
            assert code_of(room.say(who, type, **fields)) == "frozen"
    room.lead("set_clustering", step="name")
    room.does(room.people[0], "move_card", card=room.card("Fun"), cluster=rest)


def test_CLUSTER_1_a_card_or_cluster_that_is_not_there_is_refused() -> None:
    room, clusters = clustered()
    missing = "never-there-0"
    assert code_of(room.say(HOST, "move_card", card=missing)) == "no_such_card"
    assert code_of(room.say(HOST, "move_card", card=room.card("Fun"), cluster=missing)) == "no_such_cluster"
    merged = room.say(HOST, "merge_clusters", cluster=clusters["Fun"], into=clusters["Fun"])
    assert code_of(merged) == "same_cluster"


def test_CLUSTER_1_there_is_a_bound_on_clusters() -> None:
    room, clusters = clustered()
    for _ in range(MOST_CLUSTERS - len(clusters)):
        room.lead("add_cluster")
    assert code_of(room.say(HOST, "add_cluster")) == "enough_clusters"


def test_CLUSTER_2_while_sorting_names_are_the_leads_alone() -> None:
    room, clusters = clustered()
    amara = room.people[0]
    assert code_of(room.say(amara, "rename_cluster", cluster=clusters["Fun"], name="Joy")) == "names_locked"
    assert code_of(room.say(amara, "add_cluster", name="Joy")) == "names_locked"
    room.lead("rename_cluster", cluster=clusters["Fun"], name="Joy")
    room.lead("set_clustering", step="name")
    room.does(amara, "rename_cluster", cluster=clusters["Fun"], name="Lightness")
    assert room.shared["clusters"][clusters["Fun"]]["name"] == "Lightness"


def test_CLUSTER_3_a_mark_is_for_life_and_is_never_given_twice() -> None:
    room, clusters = clustered(labels=("Honesty", "Craft", "Fun"))
    room.lead("merge_clusters", cluster=clusters["Honesty"], into=clusters["Craft"])
    assert room.shared["clusters"][clusters["Craft"]]["mark"] == 2
    new = room.lead("add_cluster")
    assert room.shared["clusters"][new]["mark"] == 4


def test_CLUSTER_4_merging_moves_all_cards() -> None:
    room, clusters = clustered()
    room.lead("merge_clusters", cluster=clusters["Fun"], into=clusters["Rest"])
    assert clusters["Fun"] not in room.shared["clusters"]
    assert {room.shared["cards"][room.card(label)]["cluster"] for label in ("Fun", "Rest")} == {
        clusters["Rest"]
    }


def voted(room: Workshop, clusters: dict[str, str], dots: dict[int, tuple[str, ...]]) -> None:
    """A vote in which people, by their place, put dots on these labels; then it is closed."""
    room.goes_to("vote")
    room.lead("open_vote", k=2, dots=3)
    for place, placed in dots.items():
        for label in placed:
            room.does(room.people[place], "place_dot", ballot=room.ballot(), cluster=clusters[label])
    room.lead("close_vote")


def test_CLUSTER_4_approvers_of_a_closed_vote_are_united_each_person_once() -> None:
    room, clusters = clustered()
    voted(
        room,
        clusters,
        {0: ("Fun", "Rest"), 1: ("Fun",), 2: ("Rest",), 3: ("Craft",), 4: ("Craft",), 5: ("Craft",)},
    )
    room.lead("choose_set", clusters=[clusters["Fun"], clusters["Craft"]])
    room.goes_to("cluster")
    room.lead("merge_clusters", cluster=clusters["Fun"], into=clusters["Rest"])
    room.goes_to("vote")
    assert room.shared["vote"]["results"][clusters["Rest"]] == 3
    assert room.shared["set"] == [clusters["Rest"], clusters["Craft"]]


def test_CLUSTER_5_dissolving_takes_it_out_of_vote_and_set_and_leaves_its_cards_alone() -> None:
    room, clusters = clustered()
    voted(room, clusters, dict.fromkeys(range(6), ("Fun", "Craft")))
    room.lead("choose_set", clusters=[clusters["Fun"], clusters["Craft"]])
    room.goes_to("cluster")
    room.lead("dissolve_cluster", cluster=clusters["Fun"])
    room.goes_to("vote")
    assert "cluster" not in room.shared["cards"][room.card("Fun")]
    assert clusters["Fun"] not in room.shared["vote"]["options"]
    assert room.shared["set"] == [clusters["Craft"]]


@pytest.mark.parametrize("stage", ["vote", "agree"])
def test_CLUSTER_5_what_was_on_the_table_leaves_it(stage: str) -> None:
    room, clusters = agreeing()
    room.goes_to("cluster")
    room.lead("dissolve_cluster", cluster=clusters["Craft"])
    room.goes_to(stage)  # type: ignore[arg-type]
    assert clusters["Craft"] not in room.shared.get("agree", {}).get("values", {})
    assert clusters["Craft"] not in room.shared["set"]


def test_COMMIT_7_behaviours_of_a_dissolved_cluster_are_shown_no_more() -> None:
    room, clusters = committing()
    behaviour = room.does(room.people[0], "add_behaviour", cluster=clusters["Craft"], text="we will review")
    assert behaviour in room.shared["charter"]["behaviours"]
    room.goes_to("cluster")
    room.lead("dissolve_cluster", cluster=clusters["Craft"])
    room.goes_to("commit")
    assert room.shared["charter"]["behaviours"] == {}


def moved_by(room: Workshop, label: str, *people: int, to: list[str]) -> None:
    """These people move this card, one after the other, now here and now there."""
    for turn, place in enumerate(people):
        room.does(room.people[place], "move_card", card=room.card(label), cluster=to[turn % len(to)])


def disputed(room: Workshop, clusters: dict[str, str]) -> str:
    """Fun, put into different places by three people."""
    moved_by(room, "Fun", 0, 1, 2, to=[clusters["Rest"], clusters["Craft"]])
    return room.card("Fun")


def test_CLUSTER_6_a_card_that_three_people_moved_has_two_homes_and_nobody_hears_whose() -> None:
    room, clusters = clustered()
    moved_by(room, "Fun", 0, 1, to=[clusters["Rest"], clusters["Craft"]])
    assert "two_homes" not in room.shared["cards"][room.card("Fun")]
    moved_by(room, "Fun", 2, to=[clusters["Honesty"]])
    assert room.shared["cards"][room.card("Fun")]["two_homes"]
    others, clusters = clustered()
    moved_by(others, "Fun", 3, 4, 5, to=[clusters["Rest"], clusters["Craft"], clusters["Honesty"]])
    assert json.dumps(room.shared["cards"]) == json.dumps(others.shared["cards"])
    assert json.dumps(room.lead_view) == json.dumps(others.lead_view)


def test_CLUSTER_6_back_and_forth_by_the_same_people_counts_once_each() -> None:
    room, clusters = clustered()
    moved_by(room, "Fun", 0, 1, 0, 1, 0, 1, to=[clusters["Rest"], clusters["Craft"]])
    assert "two_homes" not in room.shared["cards"][room.card("Fun")]


def test_CLUSTER_7_it_is_left_until_the_lead_moves_it_and_counting_begins_anew() -> None:
    room, clusters = clustered()
    fun = disputed(room, clusters)
    for who in (room.people[0], room.people[5]):
        again = room.say(who, "move_card", card=fun, cluster=clusters["Craft"])
        assert code_of(again) == "two_homes"
        assert code_of(room.say(who, "hold_card", card=fun)) == "two_homes"
    room.lead("move_card", card=fun, cluster=clusters["Craft"])
    assert "two_homes" not in room.shared["cards"][fun]
    moved_by(room, "Fun", 0, 1, to=[clusters["Rest"], clusters["Craft"]])
    assert "two_homes" not in room.shared["cards"][fun]


def test_CLUSTER_7_or_the_lead_leaves_it_where_it_is_frozen_or_not() -> None:
    room, clusters = clustered()
    fun = disputed(room, clusters)
    where = room.shared["cards"][fun]["cluster"]
    room.lead("set_clustering", step="freeze")
    assert code_of(room.say(room.people[0], "settle_card", card=fun)) == "lead_only"
    room.lead("settle_card", card=fun)
    assert "two_homes" not in room.shared["cards"][fun]
    assert room.shared["cards"][fun]["cluster"] == where
    assert code_of(room.say(HOST, "settle_card", card="never-there-0")) == "no_such_card"


def test_CLUSTER_7_nobody_but_the_lead_takes_its_cluster_from_under_it() -> None:
    room, clusters = clustered()
    fun = disputed(room, clusters)
    home = room.shared["cards"][fun]["cluster"]
    merging = {"cluster": home, "into": clusters["Honesty"]}
    assert code_of(room.say(room.people[3], "merge_clusters", **merging)) == "holds_two_homes"
    assert code_of(room.say(room.people[3], "dissolve_cluster", cluster=home)) == "holds_two_homes"
    room.lead("merge_clusters", **merging)
    assert room.shared["cards"][fun]["two_homes"], "merged, and still not talked about"


def test_CLUSTER_7_a_guest_moves_cards_as_anybody_and_through_the_lead_does_not_settle_them() -> None:
    room, clusters = clustered()
    guest = room.does(HOST, "add_guest", name="Opa")
    moved_by(room, "Fun", 0, 1, to=[clusters["Rest"], clusters["Craft"]])
    move = {"type": "move_card", "card": room.card("Fun"), "cluster": clusters["Honesty"]}
    room.does(HOST, "speak_for", member=guest, command=move)
    assert room.shared["cards"][room.card("Fun")]["two_homes"]
    refused = room.say(HOST, "speak_for", member=guest, command={**move, "cluster": clusters["Rest"]})
    assert code_of(refused) == "two_homes"


def test_CLUSTER_8_nobody_else_moves_a_card_that_someone_holds_nor_what_it_lies_in() -> None:
    room, clusters = clustered()
    fun = room.card("Fun")
    room.held = {fun: room.people[0]}
    for who in (room.people[1], HOST):
        for type, fields in (
            ("move_card", {"card": fun, "cluster": clusters["Rest"]}),
            ("hold_card", {"card": fun}),
            ("merge_clusters", {"cluster": clusters["Fun"], "into": clusters["Rest"]}),
            ("dissolve_cluster", {"cluster": clusters["Fun"]}),
        ):
            assert code_of(room.say(who, type, **fields)) == "card_held"
    room.does(room.people[1], "merge_clusters", cluster=clusters["Rest"], into=clusters["Fun"])
    room.does(room.people[0], "move_card", card=fun, cluster=clusters["Craft"])


def test_CLUSTER_8_holding_leaves_no_trace_in_the_log() -> None:
    room, _ = clustered()
    before = list(room.log)
    room.does(room.people[0], "hold_card", card=room.card("Fun"))
    room.does(room.people[0], "hold_card")
    assert room.log == before


def test_CLUSTER_9_only_who_may_move_a_card_holds_it() -> None:
    room, _ = clustered()
    fun = room.card("Fun")
    assert code_of(room.say(room.people[0], "hold_card", card="never-there-0")) == "no_such_card"
    room.does(room.people[1], "take_part", on=False)
    assert code_of(room.say(room.people[1], "hold_card", card=fun)) == "takes_no_part"
    room.lead("set_clustering", step="freeze")
    assert code_of(room.say(room.people[0], "hold_card", card=fun)) == "frozen"
    room.goes_to("vote")
    assert code_of(room.say(room.people[0], "hold_card", card=fun)) == "wrong_stage"


def test_CLUSTER_12_what_the_chosen_cluster_was_merged_into_takes_its_place_and_is_asked_anew() -> None:
    room, clusters = committing()
    room.goes_to("cluster")
    new = room.lead("add_cluster", name="Openness")
    room.lead("merge_clusters", cluster=clusters["Honesty"], into=new)
    room.goes_to("agree")
    assert room.shared["set"] == [new, clusters["Craft"], clusters["Courage"]]
    value = room.shared["agree"]["values"][new]
    assert (value["name"], value["status"], value["rounds"]) == ("Openness", "proposed", [])
    assert room.shared["agree"]["values"][clusters["Craft"]]["status"] == "adopted"
    assert code_of(room.say(HOST, "adopt", cluster=new)) == "no_round_yet"


def test_CLUSTER_12_of_two_chosen_ones_merged_one_is_left() -> None:
    room, clusters = committing()
    room.goes_to("cluster")
    room.lead("merge_clusters", cluster=clusters["Honesty"], into=clusters["Courage"])
    room.goes_to("agree")
    assert room.shared["set"] == [clusters["Courage"], clusters["Craft"]]
    assert room.shared["agree"]["values"][clusters["Courage"]]["status"] == "adopted"
