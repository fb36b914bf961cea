"""A log in memory, and a disk that can be slow or fail."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from app.domain import ports as p
from app.domain.events import Entry, Erased


class MemoryLog:
    """Rooms in dictionaries; every call gives way to other tasks, as one to a file does."""

    def __init__(self) -> None:
        self.entries: dict[str, list[Entry]] = {}
        self.codes: dict[str, str] = {}
        self.tokens: dict[str, p.TokenRef] = {}
        self.ballot_keys: dict[str, dict[str, bytes]] = {}

    async def append(
        self, room: str, expected: int, entries: Sequence[Entry], also: Sequence[p.Also] = ()
    ) -> None:
        await asyncio.sleep(0)
        kept = self.entries.get(room, [])
        if len(kept) != expected:
            raise p.Conflict(room, expected, len(kept))
        if any(isinstance(row, p.AddRoom) and row.code in self.codes for row in also):
            raise p.CodeTaken
        self.entries[room] = [*kept, *entries]
        for row in also:
            self._write(room, row)
        await asyncio.sleep(0)

    async def load(self, room: str, after: int = 0) -> list[Entry]:
        await asyncio.sleep(0)
        return self.entries.get(room, [])[after:]

    async def keys(self, room: str) -> Mapping[str, bytes]:
        await asyncio.sleep(0)
        return dict(self.ballot_keys.get(room, {}))

    async def find_room(self, code: str) -> p.RoomRef | None:
        await asyncio.sleep(0)
        return p.RoomRef(self.codes[code], code) if code in self.codes else None

    async def find_token(self, digest: str) -> p.TokenRef | None:
        return self.tokens.get(digest)

    async def delete_room(self, room: str) -> None:
        await asyncio.sleep(0)
        del self.entries[room]
        self.codes = {code: id for code, id in self.codes.items() if id != room}
        self.ballot_keys.pop(room, None)

    async def ready(self) -> bool:
        return True

    def _write(self, room: str, row: p.Also) -> None:
        match row:
            case p.AddRoom():
                self.codes[row.code] = room
            case p.AddToken():
                self.tokens[row.digest] = p.TokenRef(room, row.member, row.kind)
            case p.RevokeTokens():
                self.tokens = {
                    d: t for d, t in self.tokens.items() if (t.room, t.member) != (room, row.member)
                }
            case p.AddKey():
                self.ballot_keys.setdefault(room, {})[row.ballot] = row.key
            case p.DropKey():
                self.ballot_keys[room].pop(row.ballot, None)
            case p.EraseActor():
                self.entries[room] = [
                    replace(entry, event=Erased()) if entry.actor == row.actor else entry
                    for entry in self.entries[room]
                ]


class Disk(MemoryLog):
    """A log on a disk that does as it is told: wait, or fail before or after it wrote."""

    def __init__(self) -> None:
        super().__init__()
        self.turning = asyncio.Event()
        self.turning.set()
        self.appends = 0
        self.fails: list[Literal["before", "after", "for good"]] = []

    async def append(
        self, room: str, expected: int, entries: Sequence[Entry], also: Sequence[p.Also] = ()
    ) -> None:
        self.appends += 1
        await self.turning.wait()
        how = self.fails.pop(0) if self.fails else None
        if how == "before":
            raise p.NotStored("disk full")
        await super().append(room, expected, entries, also)
        if how == "after":
            raise p.NotStored("no answer from the disk")

    async def load(self, room: str, after: int = 0) -> list[Entry]:
        if self.fails and self.fails[0] == "for good":
            raise p.NotStored("disk gone")
        return await super().load(room, after)
