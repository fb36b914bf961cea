"""Kaner's levels, fist to five and consent: the same states on every scale."""

import json
from typing import Any

import pytest
from hypothesis import given, strategies as st

from app.domain.method.agreement import agreement
from app.domain.terms import LEVELS, Level, Scale
from tests.domain.vocabulary import HOST, Workshop, agreeing, code_of

EVERY: tuple[Level, ...] = LEVELS["kaner"]


def asked(scale: Scale, *levels: int, need: str = "") -> tuple[Workshop, str]:
    """A room on this scale, and a value after one round with these answers."""
    room, clusters = agreeing(scale=scale)
    craft = clusters["Craft"]
    room.lead("open_rounds", clusters=[craft])
    room.answers(craft, *levels, need=need)
    room.lead("close_rounds")
    return room, craft


def first_round(room: Workshop, cluster: str) -> dict[str, Any]:
    view: dict[str, Any] = room.shared["agree"]["values"][cluster]["rounds"][0]  # type: ignore[assignment]
    return view


def test_SCALE_1_a_room_has_kaners_scale_unless_another_is_named() -> None:
    assert Workshop().shared["settings"]["scale"] == "kaner"
    assert Workshop(scale="fist").shared["settings"]["scale"] == "fist"


def test_SCALE_1_the_host_changes_it_until_the_first_round_is_opened() -> None:
    room, clusters = agreeing()
    room.lead("change_settings", scale="consent")
    assert room.shared["settings"]["scale"] == "consent"
    room.lead("open_rounds", clusters=[clusters["Craft"]])
    assert code_of(room.say(HOST, "change_settings", scale="fist", title="Another")) == "scale_in_use"
    assert room.shared["title"] == "Platform team"
    room.lead("change_settings", scale="consent", title="Another")
    assert room.shared["title"] == "Another"


@pytest.mark.parametrize("scale", LEVELS)
def test_SCALE_2_a_level_that_the_scale_does_not_have_is_refused(scale: Scale) -> None:
    room, clusters = agreeing(scale=scale)
    craft = clusters["Craft"]
    room.lead("open_rounds", clusters=[craft])
    for level in EVERY:
        came = room.say(room.people[0], "respond", ballot=room.round(craft), cluster=craft, level=level)
        if level not in LEVELS[scale]:
            assert code_of(came) == "no_such_level"
    assert room.mine(room.people[0])["answers"][craft]["level"] == 8


@pytest.mark.parametrize(
    ("scale", "levels", "state"),
    [
        ("fist", [1, 1, 1, 2, 2, 1], "consensus"),
        ("fist", [1, 2, 2, 3, 3, 3], "reservations"),
        ("fist", [3, 3, 3, 3, 3, 1], "lukewarm"),
        ("fist", [1, 1, 1, 1, 5, 5], "needs_discussion"),
        ("fist", [1, 1, 1, 1, 1, 7], "needs_discussion"),
        ("fist", [1, 1, 1, 1, 1, 8], "blocked"),
        ("consent", [1, 1, 1, 1, 1, 3], "consensus"),
        ("consent", [1, 1, 1, 3, 3, 3], "reservations"),
        ("consent", [3, 3, 3, 3, 3, 3], "lukewarm"),
        ("consent", [1, 1, 1, 1, 4, 4], "reservations"),
        ("consent", [4, 4, 4, 4, 4, 4], "not_enough_voices"),
        ("consent", [1, 1, 1, 1, 1, 8], "blocked"),
    ],
)
def test_SCALE_3_a_round_comes_to_the_same_states(scale: Scale, levels: list[int], state: str) -> None:
    room, craft = asked(scale, *levels)
    assert first_round(room, craft)["result"] == state


@given(st.data())
def test_SCALE_3_no_scale_comes_to_a_state_that_its_levels_do_not_make(data: st.DataObject) -> None:
    scale = data.draw(st.sampled_from([*LEVELS]))
    answers = data.draw(st.lists(st.sampled_from(LEVELS[scale]), min_size=1, max_size=30))
    state = agreement(answers, len(answers))
    assert (state == "blocked") == (8 in answers)
    assert state != "going_along" or scale == "kaner"
    assert state != "needs_discussion" or scale != "consent"


def test_SCALE_3_one_finger_and_none_are_one_to_everyone() -> None:
    rooms = [asked("fist", 1, 1, 1, 1, *last) for last in ([7, 7], [7, 8])]
    spreads = [first_round(room, craft)["spread"] for room, craft in rooms]
    assert spreads[0] == spreads[1] == {"full": 4, "against": 2}


@pytest.mark.parametrize(("scale", "levels"), [("fist", [1, 1, 1, 2, 3, 3]), ("consent", [1, 1, 1, 3, 3, 3])])
def test_SCALE_3_reservations_go_on_record_on_every_scale(scale: Scale, levels: list[int]) -> None:
    room, craft = asked(scale, *levels, need="Time to learn it")
    room.lead("lift_curtain")
    room.lead("adopt", cluster=craft)
    room.goes_to("commit")
    on_record = room.shared["charter"]["on_record"][craft]
    assert on_record == ["Time to learn it"] * sum(level in (2, 3) for level in levels)
    assert "Time to learn it" in json.dumps(room.shared["charter"])
