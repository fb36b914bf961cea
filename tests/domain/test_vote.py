"""The vote: one ballot, dots, hidden until it's closed; then a set that the group chooses."""

import json

import pytest

from app.domain.turn import Turn
from tests.domain.vocabulary import HOST, Workshop, clustered, code_of

SIX = ("Honesty", "Craft", "Curiosity", "Courage", "Fun", "Rest")


def voting(people: int = 6, *, k: int = 2, dots: int = 3) -> tuple[Workshop, dict[str, str]]:
    room, clusters = clustered(people)
    room.goes_to("vote")
    room.lead("open_vote", k=k, dots=dots)
    return room, clusters


def dots_on(room: Workshop, clusters: dict[str, str], *placed: tuple[str, ...]) -> None:
    """The first person's dots, then the second's, and so on."""
    for who, labels in zip(room.people, placed, strict=False):
        for label in labels:
            room.does(who, "place_dot", ballot=room.ballot(), cluster=clusters[label])


def test_VOTE_1_cards_that_stand_alone_become_clusters_of_their_own() -> None:
    room, _ = clustered(labels=("Honesty", "Craft", "Fun"))
    late = room.joins("Late")
    room.does(late, "add_value", label="Wonder")
    room.goes_to("vote")
    room.lead("open_vote", k=2)
    names = {cluster["name"] for cluster in room.shared["clusters"].values()}
    assert names == {"Honesty", "Craft", "Fun", "Wonder"}
    assert len(room.shared["vote"]["options"]) == 4


def test_VOTE_1_hidden_cards_and_empty_clusters_are_not_voted_on() -> None:
    room, clusters = clustered()
    room.lead("add_cluster", name="Empty")
    room.lead("hide_card", card=room.card("Fun"))
    room.goes_to("vote")
    room.lead("open_vote", k=2)
    assert clusters["Fun"] not in room.shared["vote"]["options"]
    assert len(room.shared["vote"]["options"]) == 5


def test_VOTE_2_with_as_many_clusters_as_places_there_is_no_vote() -> None:
    room, clusters = clustered(labels=("Honesty", "Craft", "Fun"))
    room.goes_to("vote")
    assert code_of(room.say(HOST, "open_vote", k=3)) == "no_vote_needed"
    room.goes_to("agree")
    assert room.shared["set"] == list(clusters.values())


def test_VOTE_2_without_any_cluster_there_is_nothing_to_vote_on() -> None:
    room = Workshop(3)
    room.goes_to("reflect", "share", "cluster", "vote")
    assert code_of(room.say(HOST, "open_vote")) == "nothing_to_vote_on"


def test_VOTE_3_a_dot_after_the_close_is_refused_and_so_is_one_for_another_ballot() -> None:
    room, clusters = voting()
    first = room.ballot()
    dots_on(room, clusters, ("Fun",))
    room.lead("close_vote")
    late = room.say(room.people[1], "place_dot", ballot=first, cluster=clusters["Fun"])
    assert code_of(late) == "vote_closed"
    room.lead("open_vote", k=2)
    assert (
        code_of(room.say(room.people[1], "place_dot", ballot=first, cluster=clusters["Fun"])) == "vote_closed"
    )
    assert "results" not in room.shared["vote"]


def test_VOTE_4_one_dot_a_cluster_and_no_more_than_there_are() -> None:
    room, clusters = voting(dots=2)
    amara = room.people[0]
    dots_on(room, clusters, ("Fun", "Rest"))
    again = room.say(amara, "place_dot", ballot=room.ballot(), cluster=clusters["Fun"])
    assert isinstance(again, Turn)
    assert again.entries == ()
    third = room.say(amara, "place_dot", ballot=room.ballot(), cluster=clusters["Craft"])
    assert code_of(third) == "no_dots_left"
    room.does(amara, "lift_dot", ballot=room.ballot(), cluster=clusters["Fun"])
    room.does(amara, "place_dot", ballot=room.ballot(), cluster=clusters["Craft"])
    assert set(room.mine(amara)["dots"]) == {clusters["Rest"], clusters["Craft"]}


def test_VOTE_5_dots_follow_from_places_and_clusters_unless_the_lead_says_otherwise() -> None:
    room, _ = clustered()
    room.goes_to("vote")
    assert room.lead_view["defaults"] == {"k": 4, "dots": 2}
    assert code_of(room.say(HOST, "open_vote", k=2, dots=6)) == "dots_below_clusters"
    room.lead("open_vote", k=2, dots=5)
    assert room.shared["vote"]["dots"] == 5


def test_VOTE_6_while_open_nobody_is_sent_a_dot_but_ones_own() -> None:
    one, clusters = voting()
    other, _ = voting()
    dots_on(one, clusters, ("Fun",))
    dots_on(other, clusters, ("Rest",))
    assert json.dumps(one.shared) == json.dumps(other.shared)
    assert json.dumps(one.lead_view) == json.dumps(other.lead_view)
    assert json.dumps(one.mine(one.people[1])) == json.dumps(other.mine(other.people[1]))
    assert set(one.mine(one.people[0])["dots"]) == {clusters["Fun"]}


def test_VOTE_6_near_the_end_the_room_hears_nearly_everyone_and_the_lead_the_count() -> None:
    room, clusters = voting(8)
    dots_on(room, clusters, *[("Fun",)] * 6)
    assert room.shared["vote"]["voted"] == {"of": 8, "count": 6}
    dots_on(room, clusters, *[("Rest",)] * 7)
    assert room.shared["vote"]["voted"] == {"of": 8, "nearly": True}
    assert room.lead_view["voted"] == 7


def test_VOTE_6_whoever_lifts_their_last_dot_has_not_voted() -> None:
    room, clusters = voting()
    dots_on(room, clusters, ("Fun",))
    room.does(room.people[0], "lift_dot", ballot=room.ballot(), cluster=clusters["Fun"])
    assert room.shared["vote"]["voted"]["count"] == 0
    assert not room.mine(room.people[0])["voted"]


def test_VOTE_7_the_close_is_the_reveal() -> None:
    room, clusters = voting()
    dots_on(room, clusters, ("Fun", "Rest"), ("Fun", "Rest"), ("Fun", "Craft"), ("Fun",), ("Rest",))
    assert "results" not in room.shared["vote"]
    room.lead("close_vote")
    vote = room.shared["vote"]
    assert {label: vote["results"][clusters[label]] for label in SIX} == {
        "Honesty": 0, "Craft": 1, "Curiosity": 0, "Courage": 0, "Fun": 4, "Rest": 3,
    }  # fmt: skip
    assert vote["proposed"] == [clusters["Fun"], clusters["Rest"]]
    assert "tied" not in vote


def test_VOTE_7_who_is_tied_at_the_cut_is_said() -> None:
    room, clusters = voting()
    dots_on(room, clusters, ("Fun", "Rest"), ("Fun", "Craft"), ("Fun",), ("Rest",), ("Craft",))
    room.lead("close_vote")
    assert set(room.shared["vote"]["tied"]) == {clusters["Rest"], clusters["Craft"]}


def test_VOTE_8_a_cluster_without_a_dot_is_never_proposed() -> None:
    room, clusters = voting(k=4)
    dots_on(room, clusters, *[("Fun",)] * 5)
    room.lead("close_vote")
    assert room.shared["vote"]["proposed"] == [clusters["Fun"]]


def test_VOTE_9_the_electorate_is_who_answered_or_was_there_and_guests() -> None:
    room, clusters = clustered(6)
    room.does(HOST, "add_guest", name="Opa")
    room.goes_to("vote")
    room.lead("open_vote", k=2, dots=3)
    dots_on(room, clusters, *[("Fun",)] * 5)
    room.connected -= {room.people[0], room.people[5]}
    room.lead("mark_away", member=room.people[4], away=True)
    room.lead("close_vote")
    # Five answered (one of them offline since, one gone for today), the silent sixth is offline, the guest counts.
    assert room.shared["vote"]["n"] == 6


@pytest.mark.parametrize(
    ("people", "voters", "shown"), [(6, 4, False), (6, 5, True), (3, 2, False), (3, 3, True)]
)
def test_VOTE_10_below_the_floor_only_the_count_is_shown_ever(people: int, voters: int, shown: bool) -> None:
    room, clusters = voting(people)
    dots_on(room, clusters, *[("Fun",)] * voters)
    room.lead("close_vote")
    vote = room.shared["vote"]
    assert vote["answered"] == voters
    assert ("results" in vote, "proposed" in vote, "reach" in vote) == (shown, shown, shown)
    assert ("too_few" in vote) == (not shown)
    room.lead("choose_set", clusters=[clusters["Fun"]])
    assert ("reach" in room.shared["vote"]) == shown
    assert clusters["Fun"] not in json.dumps(room.lead_view)


def test_VOTE_11_the_group_chooses_by_hand_or_by_going_on() -> None:
    room, clusters = voting()
    dots_on(room, clusters, *[("Fun", "Rest")] * 5)
    room.lead("close_vote")
    assert "set" not in room.shared
    room.goes_to("agree")
    assert set(room.shared["set"]) == {clusters["Fun"], clusters["Rest"]}
    room.lead("choose_set", clusters=[clusters["Craft"]])
    assert room.shared["set"] == [clusters["Craft"]]
    assert list(room.shared["agree"]["values"]) == [clusters["Craft"]]


def test_VOTE_11_without_a_set_there_is_no_going_on() -> None:
    room, _ = voting()
    room.lead("close_vote")
    assert code_of(room.say(HOST, "go_to", stage="agree")) == "no_set"
    assert code_of(room.say(HOST, "choose_set", clusters=[])) == "empty_set"
    assert code_of(room.say(HOST, "choose_set", clusters=["never-there-0"])) == "no_such_cluster"


def test_VOTE_12_voting_again_is_a_new_empty_ballot() -> None:
    room, clusters = voting()
    dots_on(room, clusters, *[("Fun", "Rest")] * 5)
    room.lead("close_vote")
    room.lead("choose_set", clusters=[clusters["Fun"]])
    before = room.ballot()
    room.lead("open_vote", k=2)
    assert room.ballot() != before
    assert room.shared["vote"]["voted"]["count"] == 0
    assert room.mine(room.people[0])["dots"] == {}
    assert "set" not in room.shared
    assert code_of(room.say(HOST, "open_vote", k=2)) == "vote_open"


def test_VOTE_13_reach_counts_who_finds_a_dot_or_a_value_of_their_own() -> None:
    room, clusters = voting()
    dots_on(room, clusters, ("Fun",), ("Fun",), ("Rest",), ("Craft",), ("Rest",))
    room.lead("close_vote")
    room.lead("choose_set", clusters=[clusters["Fun"], clusters["Rest"]])
    # Six were there, five voted, four of them for something in the set; Fun and Rest were one person's each.
    assert room.shared["vote"]["reach"] == {"count": 4, "of": 6}
    assert room.shared["own_reach"] == {"count": 2, "of": 6}
    assert room.mine(room.people[4])["own_in_set"]
    assert not room.mine(room.people[0])["own_in_set"]


def divided(**opened: object) -> tuple[Workshop, dict[str, str]]:
    """Six of one mind and four of another, with room for three values; the vote is closed."""
    room, clusters = clustered(10)
    room.goes_to("vote")
    room.lead("open_vote", k=3, dots=3, **opened)
    dots_on(room, clusters, *[("Honesty", "Craft", "Curiosity")] * 6, *[("Fun", "Rest")] * 4)
    room.lead("close_vote")
    return room, clusters


def names(clusters: dict[str, str], ids: list[str]) -> set[str]:
    return {label for label, id in clusters.items() if id in ids}


def test_VOTE_14_everyone_gets_a_turn_unless_the_group_wants_most_dots() -> None:
    turns, clusters = divided()
    assert turns.shared["vote"]["rule"] == "turns"
    assert len(names(clusters, turns.shared["vote"]["proposed"]) & {"Fun", "Rest"}) == 1
    dots, clusters = divided(rule="dots")
    assert names(clusters, dots.shared["vote"]["proposed"]) == {"Honesty", "Craft", "Curiosity"}


def test_VOTE_15_the_closed_vote_answers_for_another_k_or_rule_and_keeps_all_answers() -> None:
    room, clusters = divided()
    results = room.shared["vote"]["results"]
    three = room.shared["vote"]["proposed"]
    room.lead("adjust_vote", k=4)
    assert room.shared["vote"]["proposed"][:3] == three
    assert len(room.shared["vote"]["proposed"]) == 4
    room.lead("adjust_vote", k=3, rule="dots")
    assert names(clusters, room.shared["vote"]["proposed"]) == {"Honesty", "Craft", "Curiosity"}
    assert room.shared["vote"]["results"] == results
    assert code_of(room.say(HOST, "adjust_vote", k=7)) == "more_than_clusters"


def test_VOTE_15_an_open_vote_is_not_adjusted() -> None:
    room, _ = voting()
    assert code_of(room.say(HOST, "adjust_vote", k=3)) == "ballot_open"
    assert code_of(room.say(HOST, "break_tie", clusters=[])) == "ballot_open"


def test_VOTE_16_a_tie_is_settled_by_the_group_and_later_runs_reuse_it() -> None:
    room, clusters = divided()
    assert names(clusters, room.shared["vote"]["tied"]) >= {"Fun", "Rest"}
    for first in ("Fun", "Rest"):
        room.lead("break_tie", clusters=[clusters[first]])
        assert clusters[first] in room.shared["vote"]["proposed"]
        assert names(clusters, room.shared["vote"]["tied"]).isdisjoint({"Fun", "Rest"})
        assert names(clusters, room.shared["vote"]["settled"]) >= {"Fun", "Rest"}
    room.lead("adjust_vote", k=2)
    assert clusters["Rest"] in room.shared["vote"]["proposed"]
    assert code_of(room.say(HOST, "break_tie", clusters=["never-there-0"])) == "no_such_cluster"


def test_VOTE_17_where_the_rules_differ_the_other_set_is_told() -> None:
    room, clusters = divided()
    assert names(clusters, room.shared["vote"]["otherwise"]) == {"Honesty", "Craft", "Curiosity"}
    room.lead("adjust_vote", k=1)
    assert "otherwise" not in room.shared["vote"]


def test_VOTE_18_the_lead_alone_hears_whom_the_set_on_the_screen_leaves_out() -> None:
    room, clusters = divided(rule="dots")
    fairness = room.lead_view["fairness"]
    assert (fairness["people"], fairness["deserved"]) == (4, 1)
    assert fairness["cluster"] in (clusters["Fun"], clusters["Rest"])
    assert names(clusters, fairness["instead"]) & {"Fun", "Rest"}
    assert "fairness" not in json.dumps(room.shared)
    room.lead("choose_set", clusters=fairness["instead"])
    assert "fairness" not in room.lead_view


def test_VOTE_19_setting_aside_offers_what_fills_the_free_place_and_nothing_else_changes() -> None:
    room, clusters = divided(rule="dots")
    room.goes_to("agree")
    assert "next" not in room.lead_view
    room.lead("set_aside", cluster=clusters["Craft"])
    following = room.lead_view["next"]
    assert following in (clusters["Fun"], clusters["Rest"])
    room.lead("choose_set", clusters=[clusters["Honesty"], clusters["Curiosity"], following])
    assert "next" not in room.lead_view
    assert room.shared["agree"]["values"][clusters["Craft"]]["status"] == "set_aside"
