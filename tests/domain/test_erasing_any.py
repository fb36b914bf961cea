"""Erasing, whatever people did before: the log without the words leads to the very room."""

from random import Random

import pytest

from app.domain import commands as c
from app.domain.evolve import repeats, replay
from app.domain.turn import Turn
from tests.domain.vocabulary import HOST, Workshop
from tests.live import anything as drawn
from tests.live.anything import anything

SEEDS = range(60)
COMMANDS = 300


@pytest.fixture(autouse=True)
def erasing_is_common(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = {c.EraseMine: 3.0, c.RemoveMember: 0.02, c.JoinMembers: 0.05}
    monkeypatch.setattr(drawn, "RARE", drawn.RARE | weights)


@pytest.mark.parametrize("seed", SEEDS)
def test_LIFE_2_a_log_without_the_words_is_the_same_room(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where more was done than is remembered of anybody."""
    if seed % 2:
        monkeypatch.setattr(repeats, "REMEMBERED", 8)
    rng = Random(seed)
    room = Workshop(5, host_takes_part=True)
    room.checked = False
    room.goes_to("reflect")
    for _ in range(COMMANDS):
        sender = rng.choice([HOST, HOST, *room.people])
        came = room._take(sender, anything(rng, room.state, sender))
        if isinstance(came, Turn) and any(entry.command_type == "erase_mine" for entry in came.entries):
            again = replay(room.log)
            for name, now in vars(room.state).items():
                assert vars(again)[name] == now, name
            views = room.shared, room.lead_view, [room.mine(who) for who in room.people]
            assert views
