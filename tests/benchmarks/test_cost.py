"""The cost of changes is measured on rooms as people make them, and on changes that are what they're called."""

import pytest

from app.domain.evolve import replay
from benchmarks.cost import KINDS, change, opening
from benchmarks.grown import grown, workshop


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_of_each_kind_is_measured_at_its_stage(kind: str) -> None:
    stage, up, _ = KINDS[kind]
    room = grown(60, stage, people=12)
    assert room.state.stage == stage
    before = len(room.log)
    cost = change(room, kind)
    assert min(cost.decide, cost.views, cost.diff, cost.encode, cost.keep) > 0
    assert room.state.revealed == up
    assert {entry.command_type for entry in room.log[before:]} >= {kind.split()[0]}


def test_a_room_has_as_many_values_as_asked_for_and_goes_through_all_stages() -> None:
    for values in (60, 200):
        for stage in ("reflect", "share", "cluster", "vote", "agree", "commit"):
            room = grown(values, stage, people=20)
            assert (room.state.stage, len(room.state.values)) == (stage, values)
            assert replay(room.log) == room.state


def test_a_stored_workshop_is_opened() -> None:
    room = workshop(events=1_500, people=12)
    assert room.state.sealed
    found = opening(room)
    assert found.events == len(room.log) >= 1_500
    assert found.whole > 0
    assert found.decode > 0
    assert found.evolve > 0
