"""The coach in a room: when it speaks, to whom, and when it is silent again."""

import datetime as dt
import itertools

import pytest

from app.domain import events as e
from app.domain.coaching import tally
from app.domain.terms import Trigger
from tests.domain.coached import agreeing, asks, blocked, nudge, nudges
from tests.domain.vocabulary import Workshop, clustered, committing


def test_COACH_2_a_stall_is_noticed_and_the_view_says_why() -> None:
    room = Workshop(4)
    room.goes_to("reflect")
    assert nudge(room, 80) is None
    room.does(room.people[0], "start_reflecting")
    assert nudge(room, 80) is None, "somebody began meanwhile"
    assert nudge(room, 10) == "stall"
    shown = room.lead_view["nudge"]
    assert shown == {"id": shown["id"], "trigger": "stall"}


def test_COACH_2_a_pause_is_no_stall() -> None:
    room = Workshop(4)
    room.goes_to("reflect")
    room.lead("pause")
    assert nudges(room) == []
    room.lead("resume")
    assert nudge(room, 80) is None
    assert nudge(room, 10) == "stall"
    room.lead("pause")
    room.lead("dismiss_nudge", nudge=room.lead_view["nudge"]["id"])
    assert "nudge" not in room.lead_view


def test_COACH_3_entries_are_values_wordings_and_behaviours() -> None:
    room, clusters = agreeing(5, ("Honesty", "Craft", "Fun", "Rest", "Calm"))
    assert tally(room.state, room.at).wrote == (1, 1, 1, 1, 1)
    for statement, expected in (("We say it early", []), ("We say it first", ["few_write"])):
        room.does(room.people[0], "propose_wording", cluster=clusters["Fun"], statement=statement)
        assert nudges(room) == expected


def test_COACH_4_the_dozen_is_of_this_stage_and_of_card_moves() -> None:
    room, clusters = clustered()
    assert tally(room.state, room.at).moved == (6,)
    homes = itertools.cycle([clusters["Fun"], clusters["Rest"]])
    for _ in range(6):
        room.does(room.people[0], "move_card", card=room.card("Craft"), cluster=next(homes))
    assert nudge(room) is None
    for _ in range(3):
        room.does(room.people[0], "move_card", card=room.card("Craft"), cluster=next(homes))
    assert tally(room.state, room.at).moved == (9, 3)
    assert nudge(room) is None
    room.does(room.people[0], "move_card", card=room.card("Craft"), cluster=next(homes))
    assert nudge(room) == "one_moves"
    room.goes_to("share", "cluster")
    assert tally(room.state, room.at).moved == ()


def test_COACH_5_who_wrote_or_moved_is_not_quiet_and_who_has_left_neither() -> None:
    room, _ = clustered(8)
    assert tally(room.state, room.at).quiet == 2
    room.does(room.people[7], "move_card", card=room.card("Fun"), cluster=None)
    assert tally(room.state, room.at).quiet == 1
    room.does(room.people[6], "take_part", on=False)
    assert tally(room.state, room.at).quiet == 0
    room.goes_to("vote")
    assert nudge(room) is None


def test_COACH_5_at_commit_it_is_about_moves_and_behaviours() -> None:
    room, clusters = committing()
    assert tally(room.state, room.at).stages == "moves+behaviours"
    for who in room.people[:5]:
        room.does(who, "add_behaviour", cluster=clusters["Craft"], text="We ask first")
    assert nudge(room) is None
    room.does(room.people[4], "take_part", on=False)
    room.does(room.people[3], "take_part", on=False)
    assert nudge(room) == "quiet"


@pytest.mark.parametrize(
    ("levels", "expected"), [((1, 1, 1, 1, 8), "blocked"), ((1, 1, 1, 1, 1, 8), "blocked"), ((8,), None)]
)
def test_COACH_6_a_closed_round_says_so_to_the_lead(
    levels: tuple[int, ...], expected: Trigger | None
) -> None:
    room, courage = blocked(levels)
    assert nudge(room, 1) == expected
    if expected:
        assert room.lead_view["nudge"]["cluster"] == courage


def test_COACH_6_under_the_floor_not_even_a_block_is_told() -> None:
    room, clusters = agreeing(6, ("Courage",))
    asks(room, clusters["Courage"], 8, 8, 1, 1)
    assert "too_few" in room.shared["agree"]["values"][clusters["Courage"]]["rounds"][0]
    assert nudges(room) == []


def test_COACH_7_by_a_tick_that_saw_that_all_had_answered() -> None:
    room, clusters = agreeing(5, ("Courage",))
    cluster = clusters["Courage"]
    room.lead("open_rounds")
    room.answers(cluster, 1, 1, 1, 1)
    assert room.ticks(5) == [], "one is missing"
    room.answers(cluster, 1, 1, 1, 1, 1)
    assert room.ticks() == [e.VoicesComplete(room.round(cluster))]
    assert room.ticks() == []
    room.at += dt.timedelta(minutes=2)
    room.lead("close_rounds")
    assert nudge(room) == "at_once"


@pytest.mark.parametrize(("seconds", "expected"), [(13, "at_once"), (14, None)])
def test_COACH_7_by_the_close(seconds: int, expected: Trigger | None) -> None:
    """Five answers and the close are a second each."""
    room, clusters = agreeing(5, ("Courage",))
    asks(room, clusters["Courage"], 1, 1, 1, 1, 1, seconds=seconds + 1)
    came = room.state.shared[clusters["Courage"]].rounds[0].ballot
    assert (room.log[-1].at - came.opened).total_seconds() == seconds + 7
    assert nudge(room) == expected


def test_COACH_7_not_when_the_last_answer_came_later() -> None:
    room, clusters = agreeing(5, ("Courage",))
    room.lead("open_rounds")
    room.answers(clusters["Courage"], 1, 1, 1, 1, 1)
    assert room.ticks(16) == []
    room.lead("close_rounds")
    assert nudge(room) is None


def test_COACH_8_reach_and_fairness_after_the_close() -> None:
    room, clusters = clustered(9, ("Honesty", "Craft", "Fun", "Rest"))
    room.goes_to("vote")
    room.lead("open_vote", k=2, dots=1)
    for place, who in enumerate(room.people):
        name = ("Honesty", "Craft", "Fun")[place % 3]
        room.does(who, "place_dot", ballot=room.ballot(), cluster=clusters[name])
    assert "reach" not in nudges(room, 3)
    room.lead("close_vote")
    assert nudge(room) == "reach"
    shown = room.lead_view["nudge"]
    assert (shown["count"], shown["of"]) == (6, 9)
    room.lead("choose_set", clusters=[clusters["Rest"], clusters["Honesty"]])
    assert "nudge" not in room.lead_view, "those figures are no more"
    assert "fairness" not in room.lead_view
    assert "reach" not in nudges(room), "it was said once"


def test_COACH_9_two_rounds_that_came_to_the_same() -> None:
    room, clusters = agreeing(6, ("Courage",))
    for _ in range(2):
        asks(room, clusters["Courage"], 1, 1, 1, 7, 7, 7)
    assert nudges(room) == ["split", "stuck"]


def test_COACH_10_only_stories_that_may_be_shown() -> None:
    told = ["She baked bread for newcomers", "Nobody went home that night", "He rang the customer himself"]
    for shown in (2, 3):
        room = Workshop(3)
        room.goes_to("reflect")
        for place, (who, story) in enumerate(zip(room.people, told, strict=True)):
            room.does(who, "add_value", label="Care", story=story, show_story=place < shown)
        room.goes_to("share", "cluster")
        care = room.lead("add_cluster", name="Care")
        room.lead("move_card", card=room.card("Care"), cluster=care)
        assert nudges(room) == (["stories"] if shown == 3 else [])


def test_COACH_11_until_it_is_said_in_other_words() -> None:
    room, clusters = committing()
    for who in room.people:
        vague = room.does(who, "add_behaviour", cluster=clusters["Craft"], text="We value quality")
    assert nudge(room) == "unseen"
    about = room.lead_view["nudge"]["behaviour"]
    assert (about in room.state.behaviours, vague in room.state.behaviours) == (True, True)
    author = room.state.behaviours[about].member
    room.does(author, "reword_behaviour", behaviour=about, text="We show each other drafts")
    assert "nudge" not in room.lead_view
    assert nudges(room) == [], "once a value"
