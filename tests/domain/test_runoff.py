"""A run-off: half a minute among those tied at the cut, one dot each."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from app.domain import events as e
from app.domain.times import iso
from tests.domain.test_vote import dots_on
from tests.domain.vocabulary import HOST, Workshop, clustered, code_of


def tied(people: int = 6, **opened: Any) -> tuple[Workshop, dict[str, str]]:
    """Honesty has most dots; Craft, Courage and Fun have two each, for one place."""
    room, clusters = clustered(people)
    room.goes_to("vote")
    room.lead("open_vote", **({"k": 2, "dots": 3, "rule": "dots"} | opened))
    dots_on(
        room, clusters, *[("Honesty", "Craft")] * 2, *[("Honesty", "Courage")] * 2, *[("Honesty", "Fun")] * 2
    )
    room.lead("close_vote")
    return room, clusters


def runoff(room: Workshop) -> Any:
    return room.shared["vote"]["runoff"]


def told(room: Workshop) -> list[Any]:
    """What the vote itself said at its close."""
    vote: Any = room.shared["vote"]
    return [vote[key] for key in ("results", "proposed", "reach", "n", "answered")]


def places(room: Workshop, clusters: dict[str, str], *labels: str) -> None:
    for who, label in zip(room.people, labels, strict=False):
        room.does(who, "place_dot", ballot=runoff(room)["ballot"], cluster=clusters[label])


def named(clusters: dict[str, str], ids: list[str]) -> set[str]:
    return {label for label, id in clusters.items() if id in ids}


def test_VOTE_21_what_the_group_has_settled_is_not_tied_any_more() -> None:
    room, clusters = tied()
    assert named(clusters, room.shared["vote"]["tied"]) == {"Craft", "Courage", "Fun"}
    assert "settled" not in room.shared["vote"]
    room.lead("break_tie", clusters=[clusters["Fun"]])
    assert room.shared["vote"]["proposed"] == [clusters["Honesty"], clusters["Fun"]]
    assert "tied" not in room.shared["vote"]
    assert named(clusters, room.shared["vote"]["settled"]) == {"Craft", "Courage", "Fun"}
    room.lead("adjust_vote", k=3)
    assert room.shared["vote"]["proposed"][:2] == [clusters["Honesty"], clusters["Fun"]]
    assert named(clusters, room.shared["vote"]["tied"]) == {"Craft", "Courage"}


def test_VOTE_22_a_run_off_asks_for_one_dot_among_the_tied_and_leaves_the_vote_as_it_is() -> None:
    room, clusters = tied()
    before = told(room)
    room.lead("open_runoff")
    assert runoff(room)["state"] == "open"
    assert named(clusters, runoff(room)["options"]) == {"Craft", "Courage", "Fun"}
    assert runoff(room)["ends"] == iso(room.at + dt.timedelta(seconds=30))
    amara = room.people[0]
    places(room, clusters, "Fun")
    assert room.mine(amara)["dots"] == {clusters["Fun"]: True}
    second = room.say(amara, "place_dot", ballot=runoff(room)["ballot"], cluster=clusters["Craft"])
    assert code_of(second) == "no_dot_left"
    outside = room.say(room.people[1], "place_dot", ballot=runoff(room)["ballot"], cluster=clusters["Rest"])
    assert code_of(outside) == "no_such_cluster"
    first_vote = room.say(room.people[1], "place_dot", ballot=room.ballot(), cluster=clusters["Fun"])
    assert code_of(first_vote) == "vote_closed"
    assert told(room) == before


def test_VOTE_22_nothing_else_of_the_vote_changes_meanwhile() -> None:
    room, clusters = tied()
    room.lead("open_runoff")
    for type, fields in (
        ("open_vote", {"k": 2}),
        ("open_runoff", {}),
        ("adjust_vote", {"k": 3}),
        ("break_tie", {"clusters": [clusters["Fun"]]}),
        ("choose_set", {"clusters": [clusters["Fun"]]}),
        ("hide_card", {"card": room.card("Fun")}),
        ("go_to", {"stage": "agree"}),
    ):
        assert code_of(room.say(HOST, type, **fields)) == "ballot_open"


def test_VOTE_22_while_open_nobody_is_sent_a_dot_but_ones_own_and_no_entry_names_who() -> None:
    one, clusters = tied()
    other, _ = tied()
    for room, label in ((one, "Fun"), (other, "Craft")):
        room.lead("open_runoff")
        places(room, clusters, label)
    assert json.dumps(one.shared) == json.dumps(other.shared)
    assert json.dumps(one.lead_view) == json.dumps(other.lead_view)
    assert one.lead_view["voted"] == 1
    assert json.dumps(one.mine(one.people[1])) == json.dumps(other.mine(other.people[1]))
    placed = [entry for entry in one.log if isinstance(entry.event, e.DotPlaced)]
    assert all(entry.actor not in one.state.members for entry in placed)
    assert len(one.keys) == 1
    one.lead("close_vote")
    assert one.keys == {}
    assert one.mine(one.people[0])["dots"] == {}


def test_VOTE_22_without_a_tie_or_a_closed_vote_there_is_none() -> None:
    room, clusters = clustered()
    room.goes_to("vote")
    assert code_of(room.say(HOST, "open_runoff")) == "vote_not_open"
    room.lead("open_vote", k=2)
    assert code_of(room.say(HOST, "open_runoff")) == "ballot_open"
    dots_on(room, clusters, *[("Fun",)] * 6)
    room.lead("close_vote")
    assert code_of(room.say(HOST, "open_runoff")) == "nothing_tied"
    assert code_of(room.say(room.people[0], "open_runoff")) == "lead_only"


def test_VOTE_22_a_guest_takes_part_through_the_host_and_who_was_removed_does_not_count() -> None:
    room, clusters = tied()
    guest = room.does(HOST, "add_guest", name="Opa")
    room.lead("open_runoff")
    ballot = runoff(room)["ballot"]
    dot = {"type": "place_dot", "ballot": ballot, "cluster": clusters["Fun"]}
    room.does(HOST, "speak_for", member=guest, command=dot)
    places(room, clusters, "Craft")
    room.does(HOST, "remove_member", member=room.people[0])
    assert runoff(room)["voted"]["count"] == 1
    late = room.say(room.people[0], "place_dot", ballot=ballot, cluster=clusters["Fun"])
    assert code_of(late) == "not_in_room"


def test_VOTE_23_its_close_settles_the_tie_by_its_dots() -> None:
    room, clusters = tied()
    room.lead("open_runoff")
    places(room, clusters, "Fun", "Fun", "Fun", "Craft", "Craft", "Courage")
    room.lead("close_vote")
    assert {label: runoff(room)["results"][clusters[label]] for label in ("Fun", "Craft", "Courage")} == {
        "Fun": 3, "Craft": 2, "Courage": 1,
    }  # fmt: skip
    assert room.shared["vote"]["proposed"] == [clusters["Honesty"], clusters["Fun"]]
    assert "tied" not in room.shared["vote"]
    room.lead("adjust_vote", k=3)
    assert room.shared["vote"]["proposed"] == [clusters[label] for label in ("Honesty", "Fun", "Craft")]
    assert "tied" not in room.shared["vote"]


def test_VOTE_23_those_still_equal_stay_tied_for_the_lead_or_another_run_off() -> None:
    room, clusters = tied()
    room.lead("open_runoff")
    places(room, clusters, "Fun", "Fun", "Craft", "Craft", "Courage")
    room.lead("close_vote")
    assert named(clusters, room.shared["vote"]["tied"]) == {"Fun", "Craft"}
    room.lead("open_runoff")
    assert named(clusters, runoff(room)["options"]) == {"Fun", "Craft"}
    room.lead("close_vote")
    room.lead("break_tie", clusters=[clusters["Craft"]])
    assert room.shared["vote"]["proposed"] == [clusters["Honesty"], clusters["Craft"]]
    assert "tied" not in room.shared["vote"]


def test_VOTE_23_too_few_answers_show_and_settle_nothing() -> None:
    room, clusters = tied()
    before = room.shared["vote"]["proposed"]
    room.lead("open_runoff")
    places(room, clusters, "Fun", "Fun", "Fun", "Fun")
    room.lead("close_vote")
    assert runoff(room)["too_few"]
    assert "results" not in runoff(room)
    assert room.shared["vote"]["proposed"] == before
    assert len(room.shared["vote"]["tied"]) == 3


def test_VOTE_23_what_is_merged_later_takes_its_run_off_along() -> None:
    room, clusters = tied()
    room.lead("open_runoff")
    places(room, clusters, "Fun", "Fun", "Fun", "Craft", "Craft", "Courage")
    room.lead("close_vote")
    room.goes_to("cluster")
    room.lead("merge_clusters", cluster=clusters["Fun"], into=clusters["Craft"])
    room.goes_to("vote")
    assert runoff(room)["results"] == {clusters["Courage"]: 1, clusters["Craft"]: 5}
    room.lead("open_vote", k=2)
    assert "runoff" not in room.shared["vote"], "voting again is a new vote"


@settings(max_examples=60)
@given(st.lists(st.sampled_from(("Craft", "Courage", "Fun")), max_size=6), st.integers(1, 4))
def test_VOTE_23_whatever_is_said_the_set_has_most_dots_and_among_equals_most_of_the_run_off(
    said: list[str], k: int
) -> None:
    room, clusters = tied(k=k)
    if "tied" not in room.shared["vote"]:
        return
    asked = named(clusters, room.shared["vote"]["tied"])
    room.lead("open_runoff")
    places(room, clusters, *[label for label in said if label in asked])
    room.lead("close_vote")
    vote = room.shared["vote"]
    counts, again = vote["results"], runoff(room).get("results", {})
    inside, outside = vote["proposed"], [o for o in vote["options"] if o not in vote["proposed"]]
    ahead = [(counts[i], again.get(i, 0)) >= (counts[o], again.get(o, 0)) for i in inside for o in outside]
    assert all(ahead)
    level = [again.get(i, 0) == again.get(o, 0) for i in inside for o in outside if counts[i] == counts[o]]
    assert any(level) == ("tied" in vote)


@pytest.mark.parametrize("dots", [0, -1])
def test_VOTE_24_a_vote_without_dots_or_places_is_refused(dots: int) -> None:
    room, _ = clustered()
    room.goes_to("vote")
    assert code_of(room.say(HOST, "open_vote", dots=dots)) == "bad_field"
    assert code_of(room.say(HOST, "open_vote", k=dots)) == "bad_field"


def test_VOTE_24_where_nobody_places_a_dot_nothing_is_proposed_and_the_group_chooses_by_hand() -> None:
    room, clusters = clustered()
    room.goes_to("vote")
    room.lead("open_vote", k=2)
    room.lead("close_vote")
    vote = room.shared["vote"]
    assert (vote["answered"], vote["n"], vote["too_few"]) == (0, 6, True)
    assert code_of(room.say(HOST, "go_to", stage="agree")) == "no_set"
    room.lead("choose_set", clusters=[clusters["Fun"]])
    room.goes_to("agree")


def test_VOTE_24_dots_of_someone_gone_for_today_count_and_of_someone_removed_do_not() -> None:
    room, clusters = clustered()
    room.goes_to("vote")
    room.lead("open_vote", k=2, dots=3)
    dots_on(room, clusters, *[("Fun",)] * 6)
    away, removed = room.people[0], room.people[1]
    room.lead("mark_away", member=away, away=True)
    room.does(HOST, "remove_member", member=removed)
    for who, code in ((away, "takes_no_part"), (removed, "not_in_room")):
        late = room.say(who, "place_dot", ballot=room.ballot(), cluster=clusters["Rest"])
        assert code_of(late) == code
    room.lead("close_vote")
    assert room.shared["vote"]["results"][clusters["Fun"]] == 5
    assert room.shared["vote"]["n"] == 5


@pytest.mark.parametrize("people", [1, 2])
def test_VOTE_25_a_room_of_one_or_two_votes_and_shows_its_result_when_all_have_voted(people: int) -> None:
    room, clusters = clustered(people, ("Honesty", "Craft", "Fun"))
    room.goes_to("vote")
    room.lead("open_vote", k=2)
    assert room.shared["vote"]["privacy"] == "confidential"
    dots_on(room, clusters, *[("Fun",)] * people)
    room.lead("close_vote")
    assert room.shared["vote"]["proposed"] == [clusters["Fun"]]
    assert room.shared["vote"]["reach"] == {"count": people, "of": people}


def test_VOTE_25_alone_the_host_who_takes_part_can_vote_too() -> None:
    room = Workshop(0, host_takes_part=True)
    room.goes_to("reflect")
    for label in ("Honesty", "Craft", "Fun"):
        room.does(HOST, "add_value", label=label)
    room.goes_to("share", "cluster", "vote")
    room.lead("open_vote", k=1, dots=1)
    (fun,) = (id for id, cluster in room.shared["clusters"].items() if cluster["name"] == "Fun")
    room.does(HOST, "place_dot", ballot=room.ballot(), cluster=fun)
    room.lead("close_vote")
    assert room.shared["vote"]["proposed"] == [fun]


def test_VOTE_25_five_hundred_vote_as_any_others() -> None:
    room, clusters = clustered()
    room.checked = False
    room.people += [room.joins(f"Person {number}") for number in range(493)]
    room.goes_to("vote")
    room.lead("open_vote", k=3, dots=2)
    dots_on(room, clusters, *[("Fun", "Rest")] * 300, *[("Craft",)] * 199)
    room.lead("close_vote")
    assert named(clusters, room.shared["vote"]["proposed"]) == {"Fun", "Craft", "Rest"}
    assert room.shared["vote"]["reach"] == {"count": 499, "of": 499}
    assert (
        code_of(room.say("late-0000", "place_dot", ballot=room.ballot(), cluster=clusters["Fun"]))
        == "not_in_room"
    )
    assert code_of(room.try_join("One more")) == "room_full"
