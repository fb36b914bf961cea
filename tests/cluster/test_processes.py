"""Two real servers over one PostgreSQL and one Redis, with a whole workshop on both, one of them killed in the middle."""

import asyncio
from pathlib import Path

from app.rehearse.workshop import Rehearsal
from app.store.postgres import PostgresLog
from tests.faults.lines import Cut, gathered
from tests.live.vocabulary import fresh, last_of, stored
from tests.postgres import database
from tests.process import Process

PEOPLE = 6


class Moving(Cut):
    """Someone whom a proxy sends to another process when theirs doesn't answer."""

    def moves_to(self, server: Process) -> None:
        room = self._uri.split("/ws/")[1]
        self._uri = f"{server.url.replace('http', 'ws', 1)}/ws/{room}"
        self.line_breaks()


async def test_PROCESS_8_a_workshop_on_two_processes_goes_on_when_one_is_killed(
    tmp_path: Path, redis_url: str
) -> None:
    async with database() as url:
        folders = [tmp_path / name for name in ("one", "two")]
        for folder in folders:
            folder.mkdir()
        servers = [Process(folder, DATABASE_URL=url, REDIS_URL=redis_url) for folder in folders]
        await asyncio.gather(*(server.start() for server in servers))  # on a database that is new to both
        one, two = servers
        try:
            everyone, code = await gathered(Moving, one.url, PEOPLE)
            host, *people = everyone
            elsewhere = people[::2]
            for person in elsewhere:
                person.moves_to(two)
            rehearsal = Rehearsal(host, people, 7, lambda line: None)
            workshop = asyncio.create_task(rehearsal.run())
            await host.until(lambda: host.shared["stage"] == "cluster")
            assert all(person.reconnects for person in elsewhere)
            told = len(elsewhere[0].acks)
            await elsewhere[0].until(lambda: len(elsewhere[0].acks) > told)
            await two.kill()
            for person in elsewhere:
                person.moves_to(one)
            await workshop
            assert host.shared["stage"] == "closed"
            assert host.shared["charter"]["signed"] == PEOPLE
            for person in everyone:
                await person.until(lambda person=person: person.shared == host.shared)  # type: ignore[misc]
                await person.leave()
        finally:
            await asyncio.gather(*(server.stop() for server in servers))
        log = await PostgresLog.opened(url)
        room = await log.find_room(code)
        assert room
        entries = await log.load(room.id)
        state, keys = await stored(log, room.id)
        await log.close()
    acks = {id: seq for person in everyone for id, seq in person.acks.items()}
    assert len(acks) == rehearsal.crowd.commands
    assert last_of(acks, entries) == acks
    for person in everyone:
        view = fresh(state, keys, person.member)
        assert (person.shared, person.mine) == (view["shared"], view["mine"])
