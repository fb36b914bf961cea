"""`kill -9` in the middle of a workshop, at several moments: the people notice a pause, and nothing else."""

import asyncio
from itertools import groupby
from pathlib import Path

import httpx

from app.domain.events import Entry
from app.rehearse.person import Person
from app.rehearse.run import assemble
from app.rehearse.workshop import Rehearsal
from app.store.log import SqlLog
from tests.live.vocabulary import fresh, stored
from tests.process import Process

PEOPLE = 9
KILLED_AFTER = {"reflect": 14, "cluster": 12, "vote": 6, "agree": 25, "commit": 12}
"""Acknowledged commands in that stage, in the middle of many that aren't yet."""


async def test_FAULT_1_a_workshop_survives_being_killed_in_every_stage(tmp_path: Path) -> None:
    server = Process(tmp_path)
    await server.start()
    try:
        async with httpx.AsyncClient(base_url=server.url) as client:
            host, people, code = await assemble(client, server.url, PEOPLE, seed=7)
        everyone = [host, *people]
        for person in everyone:
            await person.arrive()
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


async def kill_in_every_stage(server: Process, everyone: list[Person]) -> None:
    host = everyone[0]

    def acknowledged() -> int:
        return sum(len(person.acks) for person in everyone)

    for stage, count in KILLED_AFTER.items():
        await host.until(lambda stage=stage: host.shared["stage"] == stage)  # type: ignore[misc]
        then = acknowledged()
        await host.until(lambda then=then, count=count: acknowledged() >= then + count)  # type: ignore[misc]
        assert host.shared["stage"] == stage, "killed in the middle of it"
        await server.kill()
        await server.start()


async def what_is_stored_is_what_was_acknowledged(
    server: Process, code: str, everyone: list[Person], commands: int
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
    nothing_is_lost_or_there_twice(entries, acks)
    for person in everyone:
        view = fresh(state, keys, person.member)
        assert (person.shared, person.mine) == (view["shared"], view["mine"])


def nothing_is_lost_or_there_twice(entries: list[Entry], acks: dict[str, int]) -> None:
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    runs = [id for id, _ in groupby(entry.command for entry in entries)]
    assert len(runs) == len(set(runs)), "a command was carried out twice"
    last = {entry.command: entry.seq for entry in entries}
    assert {id: last.get(id) for id in acks} == acks
