"""`kill -9` in the middle of a workshop, at several moments: the people notice a pause, and nothing else."""

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.events import Entry
from app.rehearse.workshop import Rehearsal
from app.store.log import SqlLog
from tests.faults.lines import Cut, gathered
from tests.live.vocabulary import fresh, last_of, stored
from tests.process import Process

PEOPLE = 9
WORDS = ("Courage", "Candour", "Care", "Curiosity", "Calm")
KILLED_AFTER = {"reflect": 14, "cluster": 12, "vote": 6, "agree": 25, "commit": 12}
"""Acknowledged commands in that stage, in the middle of many that aren't yet."""


async def test_FAULT_1_a_workshop_survives_being_killed_in_every_stage(tmp_path: Path) -> None:
    server = Process(tmp_path)
    await server.start()
    try:
        everyone, code = await gathered(Cut, server.url, PEOPLE)
        host, *people = everyone
        murder = asyncio.create_task(kill_in_every_stage(server, everyone))
        rehearsal = Rehearsal(host, people, 7, lambda line: None)
        await rehearsal.run()
        await murder
        for person in everyone:
            await person.until(lambda person=person: person.shared == host.shared)  # type: ignore[misc]
            await person.leave()
    finally:
        await server.stop()
    assert server.kills == len(KILLED_AFTER)
    assert all(person.reconnects >= server.kills for person in everyone)
    assert host.shared["stage"] == "closed"
    assert host.shared["charter"]["signed"] == PEOPLE
    await what_is_stored_is_what_was_acknowledged(server, code, everyone, rehearsal.crowd.commands)


async def kill_in_every_stage(server: Process, everyone: list[Cut]) -> None:
    """Each time when something is stored that nobody has been told of: the lines break first, then it dies."""
    host = everyone[0]

    def acknowledged() -> int:
        return sum(len(person.acks) for person in everyone)

    for stage, count in KILLED_AFTER.items():
        await host.until(lambda stage=stage: host.shared["stage"] == stage)  # type: ignore[misc]
        then = acknowledged()
        await host.until(lambda then=then, count=count: acknowledged() >= then + count)  # type: ignore[misc]
        assert host.shared["stage"] == stage, "killed in the middle of it"
        while not any(person.waits for person in everyone):
            await asyncio.sleep(0)
        await asyncio.sleep(0)  # what waits is on its way
        told = max(seq for person in everyone for seq in person.acks.values())
        wait_until_more_is_stored(server, told)
        for person in everyone:
            person.line_breaks()
        await server.kill()
        await server.start()


def wait_until_more_is_stored(server: Process, told: int) -> None:
    """Blocks the people's own loop on purpose, so that they can't hear of it."""
    deadline = time.monotonic() + 10
    with closing(sqlite3.connect(server.file)) as db:
        while db.execute("SELECT max(seq) FROM events").fetchone()[0] <= told:
            assert time.monotonic() < deadline, "nothing was on its way"


@pytest.mark.parametrize("crowd", [60, pytest.param(300, marks=pytest.mark.soak)])
async def test_FAULT_1_a_burst_of_many_survives_a_kill_in_its_middle(tmp_path: Path, crowd: int) -> None:
    """Everyone says several things at once; what was acknowledged before the kill is there, and the rest goes in."""
    server = Process(tmp_path)
    await server.start()
    try:
        everyone, code = await gathered(Cut, server.url, crowd)
        host = everyone[0]
        await host.does("change_settings", values_per_person=len(WORDS))
        await host.does("go_to", stage="reflect")
        saying = [asyncio.create_task(says(person, number)) for number, person in enumerate(everyone[1:])]
        half = crowd * len(WORDS) // 2
        while sum(len(person.acks) for person in everyone) <= half:
            await asyncio.sleep(0)  # looked at in every turn: soon after it all of them are there
        assert any(person.waits for person in everyone), "killed in the middle of it"
        told = {id: seq for person in everyone for id, seq in person.acks.items()}
        await server.kill()
        entries = await all_entries(server, code)
        assert last_of(told, entries) == told
        assert len(told) > half
        await server.start()
        await asyncio.gather(*saying)
        await host.until(lambda: host.shared["counts"]["values"] == crowd * len(WORDS))
        for person in everyone:
            await person.until(lambda p=person: p.shared == host.shared)  # type: ignore[misc]
            await person.leave()
    finally:
        await server.stop()
    await what_is_stored_is_what_was_acknowledged(server, code, everyone, crowd * len(WORDS) + 2)


async def says(person: Cut, number: int) -> None:
    for word in WORDS:
        await person.does("add_value", label=f"{word} {number}")


async def all_entries(server: Process, code: str) -> list[Entry]:
    log = SqlLog(server.database)
    try:
        room = await log.find_room(code)
        assert room
        return await log.load(room.id)
    finally:
        await log.close()


async def what_is_stored_is_what_was_acknowledged(
    server: Process, code: str, everyone: list[Cut], commands: int
) -> None:
    log = SqlLog(server.database)
    try:
        room = await log.find_room(code)
        assert room
        entries = await log.load(room.id)
        state, keys = await stored(log, room.id)
    finally:
        await log.close()
    acks = {id: seq for person in everyone for id, seq in person.acks.items()}
    assert len(acks) == commands
    assert last_of(acks, entries) == acks
    for person in everyone:
        view = fresh(state, keys, person.member)
        assert (person.shared, person.mine) == (view["shared"], view["mine"])
