"""What nobody uses any more goes; what somebody is in stays."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import structlog

from app.domain.immutable import replace
from app.domain.ports import NotStored
from app.domain.shelf import KeepCharter, Links
from app.domain.state import Seal, State
from app.live.clock import wall
from app.live.draft import Acked
from app.live.limits import LiveLimits
from app.live.purging import Purged, Purging, Terms, purge
from app.live.room import Room
from app.live.rooms import Rooms
from app.store.log import SqlLog
from app.store.memory import MemoryLog
from app.store.migrating import migrate_off_loop
from tests.live.vocabulary import HOST, Person, command, opening
from tests.store.entries import given_room
from tests.store.searching import in_files

NOW = dt.datetime.now(dt.UTC)
AN_AGE = dt.timedelta(days=1_000)
TERMS = Terms(rooms=90, charters=400)


def _unused(log: MemoryLog, id: str, days: int) -> None:
    log.used[id] = NOW - dt.timedelta(days=days)


async def _rooms_and_charters() -> MemoryLog:
    """Rooms not used for 0, 80, 100 … days, in more than one batch; two charters."""
    log = MemoryLog()
    for n in range(120):
        await given_room(log, f"room-{n:03}", f"CODE{n}", until=1)
        _unused(log, f"room-{n:03}", (0, 80, 91)[n % 3])
    for id, days in (("young", 399), ("old", 401)):
        await log.keep_charter(f"of-{id}", KeepCharter(b"{}", Links(id, f"s-{id}", f"k-{id}")))
        _unused(log, id, days)
    return log


async def test_LIFE_11_what_is_over_its_term_goes_and_the_rest_stays() -> None:
    log = await _rooms_and_charters()
    assert await purge(log, TERMS, NOW) == Purged(40, 1)
    assert sorted(await log.heads([f"room-{n:03}" for n in range(120)])) == [
        f"room-{n:03}" for n in range(120) if n % 3 != 2
    ]
    assert await log.charter_of("of-old") is None
    assert await log.charter_of("of-young") is not None
    assert await purge(log, TERMS, NOW) == Purged(0, 0)


async def test_LIFE_11_a_dry_run_tells_the_same_and_deletes_nothing() -> None:
    log = await _rooms_and_charters()
    assert await purge(log, TERMS, NOW, dry=True) == Purged(40, 1)
    assert len(await log.heads([f"room-{n:03}" for n in range(120)])) == 120


async def test_LIFE_11_with_no_term_nothing_goes() -> None:
    log = await _rooms_and_charters()
    assert await purge(log, Terms(0, 0), NOW + AN_AGE) == Purged(0, 0)


async def test_LIFE_11_several_processes_purge_at_once() -> None:
    log = await _rooms_and_charters()
    both = await asyncio.gather(purge(log, TERMS, NOW), purge(log, TERMS, NOW))
    assert sum(one.rooms for one in both) == 40
    assert sum(one.charters for one in both) == 1


async def test_LIFE_11_rooms_that_are_open_stay() -> None:
    log = await _rooms_and_charters()
    rooms = Rooms(log, wall)
    room = await rooms.create(opening(), HOST)
    assert isinstance(room, Room)
    _unused(log, room.id, 1_000)
    assert (await purge(log, TERMS, NOW, is_open=rooms.is_open)).rooms == 40
    assert await log.heads([room.id])
    await rooms.close()


async def test_LIFE_11_looking_is_using_also_for_other_processes() -> None:
    """One that has people in a room notes it now and then, so that no other one purges it under their feet."""
    log = MemoryLog()
    rooms = Rooms(log, wall, LiveLimits(noting=0.01))
    room = await rooms.create(opening(), HOST)
    assert isinstance(room, Room)
    _unused(log, room.id, 1_000)
    screen = Person(room, None)
    async with asyncio.timeout(5):
        while log.used[room.id] < NOW:
            await asyncio.sleep(0.005)
    assert await purge(log, TERMS, NOW) == Purged(0, 0)
    screen.connection.close()
    await rooms.close()


async def test_LIFE_11_a_look_is_noted_when_the_room_leaves_memory_or_the_server_ends() -> None:
    log = MemoryLog()
    rooms = Rooms(log, wall, LiveLimits(noting=3_600))
    room = await rooms.create(opening(), HOST)
    assert isinstance(room, Room)
    _unused(log, room.id, 1_000)
    room.use()
    await rooms.close()
    assert log.used[room.id] >= NOW


async def test_LIFE_11_whoever_knows_the_code_alone_does_not_keep_a_room() -> None:
    log = MemoryLog()
    one = Rooms(log, wall)
    made = await one.create(opening(), HOST)
    assert isinstance(made, Room)
    await one.close()
    _unused(log, made.id, 1_000)
    other = Rooms(log, wall)
    assert await other.find(made.code) is not None
    await other.close()
    assert await purge(log, TERMS, NOW) == Purged(1, 0)


async def test_LIFE_11_the_server_purges_by_itself_and_goes_on_when_the_database_is_away() -> None:
    class Away(MemoryLog):
        def __init__(self) -> None:
            super().__init__()
            self.asked = 0

        async def unused_rooms(self, since: dt.datetime, after: str, most: int) -> list[str]:
            self.asked += 1
            if self.asked == 1:
                raise NotStored("away")
            return await super().unused_rooms(since, after, most)

    log = Away()
    await given_room(log, until=1)
    _unused(log, "room-1", 91)
    purging = Purging(log, TERMS, wall, hours=1e-6, first=0, is_open=lambda room: False)
    async with asyncio.timeout(5):
        while await log.heads(["room-1"]):
            await asyncio.sleep(0.001)
    await purging.stop()
    assert log.asked >= 2


@pytest.fixture
async def files(tmp_path: Path) -> AsyncIterator[SqlLog]:
    url = f"sqlite:///{tmp_path / 'rooms.db'}"
    await migrate_off_loop(url)
    log = SqlLog(url)
    yield log
    await log.close()


async def test_LIFE_8_a_purge_leaves_nothing_in_the_files(files: SqlLog, tmp_path: Path) -> None:
    await given_room(files, "gone", "AAAAAA", until=300)
    await files.append("gone", 300, [], [KeepCharter(b"the zebra charter", Links("c", "s", "k"))])
    assert in_files(tmp_path, "word 17")
    assert await purge(files, TERMS, NOW + dt.timedelta(days=100)) == Purged(1, 0)
    assert in_files(tmp_path, "word 17") == []
    assert in_files(tmp_path, "AAAAAA") == []
    assert in_files(tmp_path, "the zebra charter")
    assert await purge(files, TERMS, NOW + dt.timedelta(days=500)) == Purged(0, 1)
    assert in_files(tmp_path, "the zebra charter") == []


async def test_LIFE_9_a_charter_that_cannot_be_made_does_not_keep_a_room_from_going_on() -> None:
    def breaks(state: State) -> bytes:
        raise RuntimeError("no charter")

    log = MemoryLog()
    rooms = Rooms(log, wall, charter=breaks)
    room = await rooms.create(opening(), HOST)
    assert isinstance(room, Room)
    room.state = replace(room.state, sealed=Seal(NOW, "digest"), stage="closed")
    with structlog.testing.capture_logs() as logged:
        came = await room.submit(HOST, command("show_question", text="Why?"))
    assert isinstance(came, Acked)
    assert [line["event"] for line in logged] == ["charter_not_kept"]
    await rooms.close()
