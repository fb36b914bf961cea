"""The bus over Redis 7: sharded pub/sub, a channel for each room that is open here."""

import asyncio
import random
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress

import orjson
import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from app.domain.ports import Deleted, Hear, Here, Joined, Moved, Told, WhoIsThere
from app.live.faults import report

PATIENCE = 2.0
"""Seconds for a connection or a publication."""
PING = 3.0
SILENCE = 10.0
"""Seconds without so much as the answer to a ping: the line is dead, whatever it says."""
SOONEST, LATEST = 0.1, 3.0
"""Seconds before it is tried again: the first time, and after many."""
CHANNEL = "touchstone:"

log = structlog.get_logger(__name__)


class RedisBus:
    """`ports.Bus`. Made within a running loop; close it with `close()`.

    While Redis is away nothing is heard; of what is told, the last of each kind and room is kept for its return.
    """

    def __init__(self, url: str) -> None:
        self.process = secrets.token_hex(8)
        self._redis = Redis.from_url(
            url, socket_connect_timeout=PATIENCE, socket_timeout=None, retry=Retry(NoBackoff(), 0)
        )
        self._hears: dict[str, Hear] = {}
        self._joined: set[str] = set()
        self._membership = asyncio.Event()
        self._waiting: dict[tuple[str, type], bytes] = {}
        self._told = asyncio.Event()
        self._tasks = [asyncio.create_task(self._kept_up(work)) for work in (self._listen, self._publish)]

    def join(self, room: str, hear: Hear) -> None:
        self._hears[room] = hear
        self._membership.set()

    def leave(self, room: str) -> None:
        self._hears.pop(room, None)
        self._membership.set()

    def tell(self, room: str, told: Told) -> None:
        self._waiting[room, type(told)] = _encoded(told)
        self._told.set()

    async def close(self) -> None:
        """Tell what waits, as far as patience goes."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with suppress(RedisError, OSError, TimeoutError):
            await self._send()
        await self._redis.aclose()

    async def _kept_up(self, work: Callable[[], Awaitable[None]]) -> None:
        """Run `work` for ever, again after each failure, at growing intervals."""
        loop, delay = asyncio.get_running_loop(), SOONEST
        while True:
            began = loop.time()
            try:
                await work()
            except (RedisError, OSError, TimeoutError) as failure:
                log.warning("bus_lost", part=work.__name__.strip("_"), reason=type(failure).__name__)
            delay = SOONEST if loop.time() - began > LATEST else min(2 * delay, LATEST)
            await asyncio.sleep(delay * random.uniform(0.5, 1))  # noqa: S311

    async def _publish(self) -> None:
        while True:
            await self._told.wait()
            await self._send()

    async def _send(self) -> None:
        taken, self._waiting = self._waiting, {}
        self._told.clear()
        if not taken:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                pipeline = self._redis.pipeline(transaction=False)
                for (room, _), message in taken.items():
                    pipeline.execute_command("SPUBLISH", CHANNEL + room, message)
                await pipeline.execute()
        except BaseException:
            self._waiting = taken | self._waiting
            self._told.set()
            raise

    async def _listen(self) -> None:
        """On a line of its own, until it breaks."""
        async with self._redis.pubsub() as line:
            self._joined.clear()
            # A channel of its own keeps the line up while no room is open.
            await line.ssubscribe(CHANNEL + self.process)
            tasks = [asyncio.create_task(self._hear(line)), asyncio.create_task(self._ask(line))]
            try:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in tasks:
                    task.cancel()
                came = await asyncio.gather(*tasks, return_exceptions=True)
            for failure in came:
                if isinstance(failure, Exception):
                    raise failure

    async def _ask(self, line: PubSub) -> None:
        """Subscribe to the rooms that were opened, unsubscribe from those that were left, ping in between."""
        while True:
            self._membership.clear()
            if new := self._hears.keys() - self._joined:
                self._joined |= new
                await line.ssubscribe(*(CHANNEL + room for room in new))
            if old := self._joined - self._hears.keys():
                self._joined -= old
                await line.sunsubscribe(*(CHANNEL + room for room in old))
            try:
                async with asyncio.timeout(PING):
                    await self._membership.wait()
            except TimeoutError:
                await line.ping()

    async def _hear(self, line: PubSub) -> None:
        while True:
            async with asyncio.timeout(SILENCE):
                message = await line.get_message(timeout=None)
            if message and message["channel"]:
                room = message["channel"].decode().removeprefix(CHANNEL)
                if hear := self._hears.get(room):
                    self._pass_on(room, hear, message["type"], message["data"])

    def _pass_on(self, room: str, hear: Hear, type: str, data: object) -> None:
        """Nothing that somebody wrote into Redis may end this process's hearing."""
        try:
            if type == "ssubscribe":
                hear(Joined())
            elif type == "smessage" and isinstance(data, bytes):
                hear(_decoded(data))
        except Exception as bug:
            report("bus_message_failed", bug, room=room)


def _encoded(told: Told) -> bytes:
    match told:
        case Moved(seq):
            return b'{"moved":%d}' % seq
        case Here(process, members):
            return orjson.dumps({"process": process, "here": members})
        case Deleted():
            return b'{"deleted":true}'
        case WhoIsThere():
            return b"{}"


def _decoded(message: bytes) -> Told:
    """Raises ValueError for what no process of ours sends."""
    told = orjson.loads(message)
    match told:
        case {"moved": int(seq)} if not isinstance(seq, bool):
            return Moved(seq)
        case {"here": [*members], "process": str(process)}:
            return Here(process, tuple(map(str, members)))
        case {"deleted": True}:
            return Deleted()
        case dict() if not told:
            return WhoIsThere()
    raise ValueError("none of ours")
