"""The shelf in memory."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace

from app.domain.shelf import KeepCharter, KeptCharter


class MemoryShelf(ABC):
    """`shelf.Shelf`, forgotten with the process. `used` says when a room or a charter was used last."""

    def __init__(self) -> None:
        self.used: dict[str, dt.datetime] = {}
        self._charters: dict[str, KeptCharter] = {}

    async def keep_charter(self, room: str, charter: KeepCharter) -> None:
        self.keep(room, charter)

    def keep(self, room: str, charter: KeepCharter) -> None:
        kept, links = self._of(room), charter.links
        if kept:
            self._charters[kept.id] = replace(kept, data=charter.data)
        elif links:
            self._charters[links.id] = KeptCharter(links.id, room, charter.data, 0, links.share, links.keeper)
            self.used[links.id] = dt.datetime.now(dt.UTC)

    async def charter_of(self, room: str) -> KeptCharter | None:
        return self._of(room)

    def _of(self, room: str) -> KeptCharter | None:
        return next((kept for kept in self._charters.values() if kept.room == room), None)

    async def find_charter(self, digest: str) -> KeptCharter | None:
        found = (kept for kept in self._charters.values() if digest in (kept.share, kept.keeper))
        return next(found, None)

    async def link_charter(self, id: str, made: int, share: str | None) -> None:
        self._charters[id] = replace(self._charters[id], made=made, share=share)

    async def use_charter(self, id: str) -> None:
        self.used[id] = dt.datetime.now(dt.UTC)

    async def delete_charter(self, id: str) -> None:
        self._charters.pop(id, None)

    async def use_rooms(self, rooms: Sequence[str]) -> None:
        self.used |= dict.fromkeys(rooms, dt.datetime.now(dt.UTC))

    async def unused_rooms(self, since: dt.datetime, after: str, most: int) -> list[str]:
        return self._unused(self._rooms(), since, after, most)

    async def asking_rooms(self, since: dt.datetime, after: str, most: int) -> list[str]:
        return self._unused(self._asking(), since, after, most)

    async def unused_charters(self, since: dt.datetime, after: str, most: int) -> list[str]:
        return self._unused(list(self._charters), since, after, most)

    async def delete_unused_room(self, room: str, since: dt.datetime) -> bool:
        gone = bool(self._unused([room] if room in self._rooms() else [], since, "", 1))
        if gone:
            self._forget_room(room)
        return gone

    async def delete_unused_charter(self, id: str, since: dt.datetime) -> bool:
        gone = bool(self._unused([id] if id in self._charters else [], since, "", 1))
        if gone:
            del self._charters[id]
        return gone

    @abstractmethod
    def _rooms(self) -> list[str]: ...

    @abstractmethod
    def _asking(self) -> list[str]: ...

    @abstractmethod
    def _forget_room(self, room: str) -> None: ...

    def _unused(self, ids: list[str], since: dt.datetime, after: str, most: int) -> list[str]:
        return sorted(id for id in ids if self.used[id] < since and id > after)[:most]
