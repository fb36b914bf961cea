"""Erasing, whatever people did before: the log without the words leads to the very room."""

from random import Random

import pytest

from app.domain import commands as c
from app.domain.evolve import repeats, replay
from app.domain.turn import Turn
from tests.domain.vocabulary import HOST, Workshop
from tests.live import anything as drawn
from tests.live.anything import anything
from tests.live.vocabulary import new_id

ERASING = ("erase_mine", "erase_removed")
SEEDS = range(60)
COMMANDS = 300


@pytest.fixture(autouse=True)
def erasing_is_common(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = {c.EraseMine: 3.0, c.RemoveMember: 0.04, c.JoinMembers: 0.05}
    monkeypatch.setattr(drawn, "RARE", drawn.RARE | weights)


@pytest.mark.parametrize("seed", SEEDS)
def test_LIFE_2_a_log_without_the_words_is_the_same_room(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where more was done than is remembered of anybody, and for whoever was taken out of the room."""
    if seed % 2:
        monkeypatch.setattr(repeats, "REMEMBERED", 8)
    rng = Random(seed)
    room = Workshop(5, host_takes_part=True)
    room.checked = False
    room.goes_to("reflect")
    for _ in range(COMMANDS):
        sender = rng.choice([HOST, HOST, *room.people])
        out = room.state.members[sender].removed
        came = room._take(sender, c.EraseRemoved(id=new_id()) if out else anything(rng, room.state, sender))
        if isinstance(came, Turn) and any(entry.command_type in ERASING for entry in came.entries):
            again = replay(room.log)
            for name, now in vars(room.state).items():
                assert vars(again)[name] == now, name
            views = room.shared, room.lead_view, [room.mine(who) for who in room.people]
            assert views
