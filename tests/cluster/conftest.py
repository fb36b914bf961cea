"""Two processes as far as they can be had in one: each with its rooms, its bus, and its connections to one database."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.live.limits import LiveLimits
from app.live.redis_bus import RedisBus
from app.live.room import Room
from app.live.rooms import Rooms
from app.store.opening import OpenLog, open_log
from tests.live.vocabulary import CODE, HOST, Clock, Person, joined, opening
from tests.proxy import Proxy, proxy

REDIS = os.environ.get("TOUCHSTONE_TEST_REDIS", "redis://127.0.0.1:6379")
PATIENCE = 20.0
NEVER = 3_600.0


async def until(condition: Callable[[], object]) -> None:
    """Wait for something that another task brings about."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.005)


@dataclass
class Process:
    """`dies` leaves everything as it is, as a kill does: no goodbye, nothing more told."""

    log: OpenLog
    bus: RedisBus
    rooms: Rooms
    room: Room = field(init=False)

    async def joins(self, name: str = "Amara") -> Person:
        return await joined(self.room, name)

    def dies(self) -> None:
        for task in (*self.bus._tasks, *self.rooms._looks, self.room._task):
            task.cancel()
        self.bus.tell = lambda room, told: None  # type: ignore[method-assign]

    async def ends(self) -> None:
        await self.rooms.close()
        await self.bus.close()
        await self.log.close()


@dataclass
class Cluster:
    """`way` leads to Redis: cut it instead of stopping a server that others use."""

    one: Process
    two: Process
    way: Proxy
    host: Person

    async def hear_each_other(self) -> None:
        """Both are subscribed: each has heard who is at the other."""
        one, two = Person(self.one.room, HOST), Person(self.two.room, HOST)
        await until(lambda: self.one.room._presence._elsewhere and self.two.room._presence._elsewhere)
        one.connection.close()
        two.connection.close()


@pytest.fixture
async def redis_url() -> str:
    """Rooms have ids of their own, and so do their channels: tests may share a Redis."""
    client = Redis.from_url(REDIS, socket_connect_timeout=2)
    try:
        await client.ping()
    except (RedisError, OSError) as failure:
        pytest.skip(f"no Redis answers at {REDIS} ({type(failure).__name__})")
    finally:
        await client.aclose()
    return REDIS


@asynccontextmanager
async def cluster(
    postgres: str, redis_url: str, beat: float = NEVER, silence: float = NEVER, presence_tick: float = 0
) -> AsyncIterator[Cluster]:
    """A room that is open in two processes, its host connected to the first."""
    there = urlsplit(redis_url)
    assert there.hostname
    limits = LiveLimits(tick=0, presence_tick=presence_tick, coaching=NEVER, beat=beat, silence=silence)
    async with proxy(there.hostname, there.port or 6379) as way:
        processes = []
        for _ in range(2):
            log, bus = await open_log(postgres), RedisBus(f"redis://127.0.0.1:{way.port}")
            processes.append(Process(log, bus, Rooms(log, Clock(), limits, bus=bus)))
        one, two = processes
        made = await one.rooms.create(opening(), HOST)
        assert isinstance(made, Room)
        found = await two.rooms.find(CODE)
        assert found
        one.room, two.room = made, found
        host = Person(made, HOST)
        await host.reads()
        try:
            yield Cluster(one, two, way, host)
        finally:
            for process in processes:
                await process.ends()
