"""Seeded fuzz over real sockets: people say anything while their lines break, and all end with what is stored.

The same over two processes, a failing disk and killed ones is tests/live/test_fuzz.py, without sockets.
"""

import asyncio
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from app.live.room import Room
from app.rehearse.person import Refusal
from tests.faults.lines import Cut, gathered
from tests.live.anything import anything
from tests.live.vocabulary import fresh, last_of, stored
from tests.served import Served, served

pytestmark = pytest.mark.usefixtures("both_ways")

SEEDS = range(4)
PINNED: list[int] = []
"""Seeds that failed once."""
SAID_BY_EACH = 40


class Fuzzy(Cut):
    """Someone who says whatever comes to mind."""

    async def says_anything(self, rng: Random, room: Room) -> None:
        said = anything(rng, room.state, self.member).model_dump(mode="json", exclude={"id"})
        with suppress(Refusal):
            await self.does(**said)


@pytest.mark.parametrize("seed", [*SEEDS, *PINNED])
async def test_FAULT_2_whatever_is_said_over_broken_lines_all_end_with_what_is_stored(
    seed: int, tmp_path: Path
) -> None:
    rng = Random(seed)
    async with served(tmp_path, commands_per_second=10_000, command_burst=10_000) as server:
        people, code = await gathered(Fuzzy, server.url, 6)
        room = await server.services.rooms.find(code)
        assert room
        host = people[0]
        for stage in ("reflect", "share")[: rng.randrange(3)]:
            await host.does("go_to", stage=stage)
        async with asyncio.TaskGroup() as all_at_once:
            for person in people:
                all_at_once.create_task(talks(person, Random(rng.random()), room))
        await host.does("take_lead_back")
        await host.does("show_question", text="The end")
        await all_hold_what_is_stored(server, people, room)
        for person in people:
            await person.leave()


async def talks(person: Fuzzy, rng: Random, room: Room) -> None:
    """Up to three commands at a time; until they have said enough, or were removed."""
    with suppress(ConnectionError):
        for _ in range(SAID_BY_EACH // 3):
            said = [asyncio.create_task(person.says_anything(rng, room)) for _ in range(rng.randint(1, 3))]
            if rng.random() < 0.25:
                person.line_breaks()
            await asyncio.gather(*said)


async def all_hold_what_is_stored(server: Served, people: list[Fuzzy], room: Room) -> None:
    state, keys = await stored(server.services.log, room.id)
    assert state == room.state
    for person in people:
        if state.member(person.member) is None:
            continue
        view = fresh(state, keys, person.member)
        await person.until(lambda p=person, v=view: p.shared == v["shared"])  # type: ignore[misc]
        assert (person.mine, person.lead) == (view["mine"], view.get("lead", {}))
    entries = await server.services.log.load(room.id)
    acked = {id: seq for person in people for id, seq in person.acks.items()}
    assert len(acked) > SAID_BY_EACH
    last = last_of(acked, entries)
    assert all(last.get(id, seq) == seq <= len(entries) for id, seq in acked.items())
    assert sum(person.reconnects for person in people) > len(people)
