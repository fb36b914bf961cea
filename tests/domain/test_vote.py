"""One vote: dots, hidden until it's closed; then a set that the group chooses."""

from app.domain.turn import Turn
from tests.domain.vocabulary import HOST, Workshop, clustered, code_of


def voting(people: int = 6, k: int = 3) -> tuple[Workshop, dict[str, str]]:
    room, clusters = clustered(people)
    room.goes_to("vote")
    room.lead("open_vote", k=k)
    return room, clusters


def dots(room: Workshop, clusters: dict[str, str], *words: str) -> None:
    """The first person puts dots on the first words, and so on."""
    for who, labels in zip(room.people, words, strict=False):
        for label in labels.split():
            room.does(who, "place_dot", ballot=room.ballot(), cluster=clusters[label])


def test_VOTE_1_cards_that_stand_alone_become_clusters() -> None:
    room, _ = clustered()
    room.lead("move_card", card=room.card("Fun"))
    room.does(room.people[0], "add_value", label="Play")
    room.goes_to("vote")
    room.lead("open_vote", k=3)
    named = {room.shared["clusters"][option]["name"] for option in room.shared["vote"]["options"]}
    assert named == {"Honesty", "Craft", "Curiosity", "Courage", "Fun", "Rest", "Play"}


def test_VOTE_2_with_as_many_clusters_as_places_there_is_no_vote() -> None:
    room, clusters = clustered(labels=("Honesty", "Craft", "Fun"))
    room.goes_to("vote")
    assert code_of(room.say(HOST, "open_vote", k=3)) == "no_vote_needed"
    room.goes_to("agree")
    assert room.shared["set"] == list(clusters.values())


def test_VOTE_3_a_vote_after_the_close_is_refused_and_one_that_names_another_ballot() -> None:
    room, clusters = voting()
    first = room.ballot()
    room.lead("close_vote")
    dot = {"type": "place_dot", "ballot": first, "cluster": clusters["Fun"]}
    assert code_of(room.say(room.people[0], **dot)) == "vote_closed"
    room.lead("open_vote", k=3)
    assert code_of(room.say(room.people[0], **dot)) == "vote_closed"
    assert room.lead_view["voted"] == 0


def test_VOTE_4_one_dot_a_cluster_and_no_more_than_the_vote_gives() -> None:
    room, clusters = voting()
    amara = room.people[0]
    dots(room, clusters, "Fun Rest")
    came = room.say(amara, "place_dot", ballot=room.ballot(), cluster=clusters["Fun"])
    assert isinstance(came, Turn)
    assert came.entries == ()
    assert code_of(room.say(amara, "place_dot", ballot=room.ballot(), cluster=clusters["Craft"])) == (
        "no_dots_left"
    )
    room.does(amara, "lift_dot", ballot=room.ballot(), cluster=clusters["Rest"])
    room.does(amara, "place_dot", ballot=room.ballot(), cluster=clusters["Craft"])
    assert set(room.mine(amara)["dots"]) == {clusters["Fun"], clusters["Craft"]}


def test_VOTE_5_the_lead_may_give_other_dots_but_fewer_than_clusters() -> None:
    room, _ = clustered()
    room.goes_to("vote")
    assert code_of(room.say(HOST, "open_vote", k=3, dots=6)) == "dots_below_clusters"
    room.lead("open_vote", k=3, dots=5)
    assert room.shared["vote"]["dots"] == 5


def test_VOTE_6_while_open_nobody_is_sent_a_dot_but_ones_own() -> None:
    rooms = []
    for word in ("Fun", "Rest"):
        room, clusters = voting()
        dots(room, clusters, word)
        rooms.append(room)
    one, other = rooms
    assert one.shared == other.shared
    assert one.lead_view == other.lead_view
    assert [one.mine(who) for who in one.people[1:]] == [other.mine(who) for who in other.people[1:]]
    assert one.mine(one.people[0]) != other.mine(other.people[0])


def test_VOTE_6_the_count_turns_to_nearly_everyone_and_stays_exact_for_the_lead() -> None:
    room, clusters = voting(people=8)
    dots(room, clusters, *["Fun"] * 6)
    assert room.shared["vote"]["voted"] == {"of": 8, "count": 6}
    room.does(room.people[6], "place_dot", ballot=room.ballot(), cluster=clusters["Fun"])
    assert room.shared["vote"]["voted"] == {"of": 8, "nearly": True}
    assert room.lead_view["voted"] == 7


def test_VOTE_7_the_close_reveals_dots_the_proposed_set_and_who_is_tied() -> None:
    room, clusters = voting()
    dots(room, clusters, "Fun Rest", "Fun Rest", "Fun Craft", "Craft", "Honesty", "Courage")
    assert "results" not in room.shared["vote"]
    room.lead("close_vote")
    vote = room.shared["vote"]
    assert {label: vote["results"][id] for label, id in clusters.items()} == {
        "Honesty": 1,
        "Craft": 2,
        "Curiosity": 0,
        "Courage": 1,
        "Fun": 3,
        "Rest": 2,
    }
    assert vote["proposed"][0] == clusters["Fun"]
    assert set(vote["proposed"]) == {clusters[label] for label in ("Fun", "Rest", "Craft")}
    assert "tied" not in vote


def test_VOTE_7_ties_at_the_cut_are_told() -> None:
    room, clusters = voting()
    dots(room, clusters, "Fun", "Fun", "Rest", "Craft", "Honesty", "Fun")
    room.lead("close_vote")
    assert set(room.shared["vote"]["tied"]) == {clusters[word] for word in ("Rest", "Craft", "Honesty")}


def test_VOTE_8_a_cluster_without_a_dot_is_not_proposed() -> None:
    room, clusters = voting()
    dots(room, clusters, *["Fun"] * 6)
    room.lead("close_vote")
    assert room.shared["vote"]["proposed"] == [clusters["Fun"]]


def test_VOTE_9_the_electorate_is_who_answered_who_is_connected_and_guests() -> None:
    room, clusters = voting()
    room.does(HOST, "add_guest", name="Opa")
    dots(room, clusters, *["Fun"] * 5)
    room.connected -= {room.people[0], room.people[5]}
    room.lead("close_vote")
    assert (room.shared["vote"]["answered"], room.shared["vote"]["n"]) == (5, 6)


def test_VOTE_10_below_the_floor_only_the_count_is_shown_ever() -> None:
    rooms = []
    for words in (["Fun"] * 4, ["Rest"] * 4):
        room, clusters = voting()
        dots(room, clusters, *words)
        room.lead("close_vote")
        room.lead("choose_set", clusters=[clusters["Fun"], clusters["Craft"]])
        rooms.append(room)
    one, other = rooms
    assert one.shared == other.shared
    assert one.lead_view == other.lead_view
    assert one.shared["vote"]["too_few"] is True
    assert not {"results", "proposed", "tied", "reach"} & one.shared["vote"].keys()
    assert one.shared["own_reach"] == {"count": 2, "of": 6}


def test_VOTE_10_in_a_tiny_group_everybodys_answer_is_enough_and_none_is_not() -> None:
    room, clusters = voting(people=3)
    dots(room, clusters, "Fun", "Fun", "Rest")
    room.lead("close_vote")
    assert room.shared["vote"]["results"][clusters["Fun"]] == 2
    room.lead("open_vote", k=3)
    room.lead("close_vote")
    assert room.shared["vote"]["too_few"] is True


def test_VOTE_11_the_group_chooses_by_hand_or_by_going_on() -> None:
    room, clusters = voting()
    dots(room, clusters, *["Fun Rest"] * 6)
    room.lead("close_vote")
    assert "set" not in room.shared
    by_hand = [clusters["Craft"], clusters["Fun"]]
    room.lead("choose_set", clusters=by_hand)
    assert room.shared["set"] == by_hand
    room.lead("open_vote", k=3)
    dots(room, clusters, *["Fun"] * 6)
    room.lead("close_vote")
    room.goes_to("agree")
    assert room.shared["set"] == [clusters["Fun"]]


def test_VOTE_11_without_a_set_there_is_no_going_on() -> None:
    room, _ = voting()
    assert code_of(room.say(HOST, "choose_set", clusters=["some-cluster"])) == "ballot_open"
    room.lead("close_vote")
    assert code_of(room.say(HOST, "go_to", stage="agree")) == "no_set"
    assert code_of(room.say(HOST, "choose_set", clusters=[])) == "empty_set"


def test_VOTE_12_voting_again_is_a_new_empty_ballot() -> None:
    room, clusters = voting()
    first = room.ballot()
    dots(room, clusters, *["Fun"] * 6)
    room.lead("close_vote")
    room.lead("choose_set", clusters=[clusters["Fun"]])
    room.lead("open_vote", k=3)
    assert room.ballot() != first
    assert room.lead_view["voted"] == 0
    assert "set" not in room.shared
    assert room.mine(room.people[0])["dots"] == {}


def test_VOTE_13_reach_counts_dots_and_values_of_ones_own() -> None:
    room, clusters = voting()
    dots(room, clusters, "Fun", "Fun", "Rest", "Rest Fun", "Craft")
    room.lead("close_vote")
    room.lead("choose_set", clusters=[clusters["Fun"], clusters["Rest"]])
    assert room.shared["vote"]["reach"] == {"count": 4, "of": 6}
    assert room.shared["own_reach"] == {"count": 2, "of": 6}
    assert [room.mine(who)["own_in_set"] for who in room.people] == [False] * 4 + [True] * 2
