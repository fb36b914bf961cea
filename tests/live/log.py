"""A disk that can be slow or fail: a log in memory that does as it is told."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Literal

from app.domain.events import Entry
from app.domain.ports import Also, NotStored
from app.store.memory import MemoryLog


class Disk(MemoryLog):
    """Every call gives way to other tasks, as one to a file does."""

    def __init__(self) -> None:
        super().__init__()
        self.turning = asyncio.Event()
        self.turning.set()
        self.appends = 0
        self.fails: list[Literal["before", "after", "given up", "for good"]] = []
        self.before_keys: Callable[[], Awaitable[object]] | None = None

    def entries_of(self, room: str) -> list[Entry]:
        """The list itself, to be looked at and damaged."""
        return self._entries[room]

    async def append(
        self, room: str, expected: int, entries: Sequence[Entry], also: Sequence[Also] = ()
    ) -> None:
        self.appends += 1
        await self.turning.wait()
        await asyncio.sleep(0)
        how = self.fails.pop(0) if self.fails and self.fails[0] != "for good" else None
        if how == "before":
            raise NotStored("disk full")
        if how == "given up":
            raise asyncio.CancelledError
        await super().append(room, expected, entries, also)
        await asyncio.sleep(0)
        if how == "after":
            raise NotStored("no answer from the disk")

    async def load(self, room: str, after: int = 0) -> list[Entry]:
        await asyncio.sleep(0)
        if self.fails and self.fails[0] == "for good":
            raise NotStored("disk gone")
        return await super().load(room, after)

    async def keys(self, room: str) -> Mapping[str, bytes]:
        await asyncio.sleep(0)
        if self.before_keys is not None:
            first, self.before_keys = self.before_keys, None
            await first()
        return await super().keys(room)


async def at_the_disk(log: Disk) -> None:
    """Until an append waits for the disk."""
    before = log.appends
    async with asyncio.timeout(5):
        while log.appends == before and not log.turning.is_set():
            await asyncio.sleep(0)
