"""The shelf in either database: the same statements for both, run by whoever has the connection."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from app.domain.shelf import KeepCharter, KeptCharter
from app.store.codec import to_millis

_ADD = """INSERT INTO charters (id, room, share, keeper, data, made, created_at, last_used_at)
VALUES ($1, $2, $3, $4, $5, 0, $6, $6) ON CONFLICT DO NOTHING"""
_CHANGE = "UPDATE charters SET data = $2, last_used_at = $3 WHERE room = $1"
_OF_ROOM = "SELECT id, room, data, made, share, keeper FROM charters WHERE room = $1"
_FIND = "SELECT id, room, data, made, share, keeper FROM charters WHERE share = $1 OR keeper = $1"
_LINK = "UPDATE charters SET made = $2, share = $3 WHERE id = $1"
_USE = "UPDATE charters SET last_used_at = $2 WHERE id = $1 AND last_used_at < $3"
_DELETE = "DELETE FROM charters WHERE id = $1"
_USE_ROOM = "UPDATE rooms SET last_used_at = $2 WHERE id = $1 AND last_used_at < $2"
_UNUSED_ROOMS = "SELECT id FROM rooms WHERE last_used_at < $1 AND id > $2 ORDER BY id LIMIT $3"
_ASKING_ROOMS = """SELECT id FROM rooms WHERE last_used_at < $1 AND id > $2
AND EXISTS (SELECT 1 FROM ballot_keys WHERE ballot_keys.room = rooms.id) ORDER BY id LIMIT $3"""
_UNUSED_CHARTERS = "SELECT id FROM charters WHERE last_used_at < $1 AND id > $2 ORDER BY id LIMIT $3"
_DELETE_UNUSED_ROOM = "DELETE FROM rooms WHERE id = $1 AND last_used_at < $2"
_DELETE_UNUSED_CHARTER = "DELETE FROM charters WHERE id = $1 AND last_used_at < $2"

AN_HOUR = 3_600_000
"""Milliseconds: a charter that many read isn't written for each of them."""

Statement = tuple[str, tuple[Any, ...]]


def keeping(room: str, charter: KeepCharter) -> list[Statement]:
    """What keeps it, within whatever transaction."""
    now = _now()
    added: list[Statement] = []
    if charter.links:
        links = charter.links
        added = [(_ADD, (links.id, room, links.share, links.keeper, charter.data, now))]
    return [*added, (_CHANGE, (room, charter.data, now))]


class SqlShelf(ABC):
    """`shelf.Shelf`, on top of what its heir says about reading and changing."""

    @abstractmethod
    async def _rows(self, sql: str, *values: Any) -> Sequence[Sequence[Any]]: ...

    @abstractmethod
    async def _change(self, sql: str, *values: Any) -> int:
        """Gives how many rows it concerned."""

    async def keep_charter(self, room: str, charter: KeepCharter) -> None:
        for sql, values in keeping(room, charter):
            await self._change(sql, *values)

    async def charter_of(self, room: str) -> KeptCharter | None:
        rows = await self._rows(_OF_ROOM, room)
        return KeptCharter(*rows[0]) if rows else None

    async def find_charter(self, digest: str) -> KeptCharter | None:
        rows = await self._rows(_FIND, digest)
        return KeptCharter(*rows[0]) if rows else None

    async def link_charter(self, id: str, made: int, share: str | None) -> None:
        await self._change(_LINK, id, made, share)

    async def use_charter(self, id: str) -> None:
        now = _now()
        await self._change(_USE, id, now, now - AN_HOUR)

    async def delete_charter(self, id: str) -> None:
        await self._change(_DELETE, id)

    async def use_rooms(self, rooms: Sequence[str]) -> None:
        now = _now()
        for room in rooms:
            await self._change(_USE_ROOM, room, now)

    async def unused_rooms(self, since: dt.datetime, after: str, most: int) -> list[str]:
        return await self._unused(_UNUSED_ROOMS, since, after, most)

    async def asking_rooms(self, since: dt.datetime, after: str, most: int) -> list[str]:
        return await self._unused(_ASKING_ROOMS, since, after, most)

    async def unused_charters(self, since: dt.datetime, after: str, most: int) -> list[str]:
        return await self._unused(_UNUSED_CHARTERS, since, after, most)

    async def delete_unused_room(self, room: str, since: dt.datetime) -> bool:
        return await self._change(_DELETE_UNUSED_ROOM, room, to_millis(since)) > 0

    async def delete_unused_charter(self, id: str, since: dt.datetime) -> bool:
        return await self._change(_DELETE_UNUSED_CHARTER, id, to_millis(since)) > 0

    async def _unused(self, sql: str, since: dt.datetime, after: str, most: int) -> list[str]:
        rows = await self._rows(sql, to_millis(since), after, most)
        return [row[0] for row in rows]


def _now() -> int:
    return to_millis(dt.datetime.now(dt.UTC))
