"""A disk that keeps every entry as it was written, and fails in every way that an append can fail."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Literal

from app.domain.events import Entry
from app.domain.ports import AddKey, Also, CodeTaken, Conflict, NotStored, RoomRef, TokenRef
from app.store.memory import MemoryLog
from app.store.memory_shelf import MemoryShelf

Fault = Literal["none", "before", "after", "late", "rival"]
"""Of one append: nothing is written and it fails; all is written and it fails; it fails and is written later; somebody
else writes first."""


class Kept(MemoryLog):
    """The log itself. `written` is what was ever appended, also where it was erased since; so are `all_keys`."""

    def __init__(self) -> None:
        super().__init__()
        self.written: dict[str, list[Entry]] = {}
        self.all_keys: dict[str, bytes] = {}

    async def append(
        self, room: str, expected: int, entries: Sequence[Entry], also: Sequence[Also] = ()
    ) -> None:
        await super().append(room, expected, entries, also)
        self.written.setdefault(room, []).extend(entries)
        self.all_keys |= {row.ballot: row.key for row in also if isinstance(row, AddKey)}


class Disk(MemoryShelf):
    """`ports.Log` as a room's process has it: slow, and faulty where it is told to be."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = Kept()
        self.turning = asyncio.Event()
        self.turning.set()
        self.faults: deque[Fault] = deque()
        self.unreadable = 0
        """So many reads fail."""
        self.reads_failed = self.landed = 0
        """How many did; how often what was late has landed."""
        self.lands_when_cut = False
        """Whether what was on its way when its process died is written all the same, later."""
        self.rival: Callable[[str], Awaitable[None]] | None = None
        self._late: list[tuple[str, int, Sequence[Entry], Sequence[Also]]] = []

    async def append(
        self, room: str, expected: int, entries: Sequence[Entry], also: Sequence[Also] = ()
    ) -> None:
        write = (room, expected, tuple(entries), tuple(also))
        try:
            await self.turning.wait()
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            if self.lands_when_cut:
                self._late.append(write)
            raise
        fault = self.faults.popleft() if self.faults else "none"
        if fault == "late":
            self._late.append(write)
        if fault in ("before", "late"):
            raise NotStored("disk full")
        if fault == "rival" and self.rival:
            await self.rival(room)
        await self.kept.append(*write)
        await asyncio.sleep(0)
        if fault == "after":
            raise NotStored("no answer from the disk")

    async def lands(self) -> None:
        """What was still on its way is written, where its place isn't taken."""
        late, self._late = self._late, []
        self.landed += 1
        for write in late:
            with suppress(Conflict, CodeTaken):
                await self.kept.append(*write)

    def heals(self) -> None:
        self.faults.clear()
        self.unreadable = 0
        self.turning.set()

    async def load(self, room: str, after: int = 0) -> list[Entry]:
        await self._reads()
        return await self.kept.load(room, after)

    async def load_words(self, room: str, people: frozenset[str]) -> list[Entry]:
        await self._reads()
        return await self.kept.load_words(room, people)

    async def heads(self, rooms: Sequence[str]) -> Mapping[str, int]:
        await self._reads()
        return await self.kept.heads(rooms)

    async def keys(self, room: str) -> Mapping[str, bytes]:
        await self._reads()
        return await self.kept.keys(room)

    async def _reads(self) -> None:
        await asyncio.sleep(0)
        if self.unreadable:
            self.unreadable -= 1
            self.reads_failed += 1
            raise NotStored("disk gone")

    async def find_room(self, code: str) -> RoomRef | None:
        return await self.kept.find_room(code)

    async def find_token(self, digest: str) -> TokenRef | None:
        return await self.kept.find_token(digest)

    async def passcode(self, room: str) -> str | None:
        return await self.kept.passcode(room)

    async def delete_room(self, room: str) -> None:
        await self.kept.delete_room(room)

    def _rooms(self) -> list[str]:
        return self.kept._rooms()

    def _asking(self) -> list[str]:
        return self.kept._asking()

    def _forget_room(self, room: str) -> None:
        self.kept._forget_room(room)

    async def tidy(self) -> None:
        pass

    async def ready(self) -> bool:
        return not self.unreadable
