"""The log in SQLite: appends that wait together share one transaction, each room behind a savepoint of its own."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog

from app.domain.events import Entry
from app.domain.ports import (
    Also,
    CountAnswers,
    DropKey,
    EraseActor,
    EraseInput,
    NotStored,
    RoomRef,
    SetPasscode,
    TokenRef,
)
from app.store import rows
from app.store.rows import Append
from app.store.shelf import SqlShelf
from app.store.sqlite import Sqlite
from app.store.tidying import Tidying

T = TypeVar("T")

MOST_WAITING = 1_000
"""Appends that may wait at once; one more is NotStored at once."""
MOST_TOGETHER = 256
"""Appends in one transaction."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    append: Append
    done: "asyncio.Future[None]"

    def settle(self, outcome: Exception | None) -> None:
        if self.done.done():  # whoever asked may have given up
            return
        if outcome is None:
            self.done.set_result(None)
        else:
            self.done.set_exception(outcome)


class SqlLog(SqlShelf):
    """`ports.Log` on a SQLite database that is migrated already. Close it with `close()`."""

    def __init__(self, url: str) -> None:
        self._database = Sqlite(url)
        self._waiting: asyncio.Queue[_Waiting] = asyncio.Queue(MOST_WAITING)
        self._writer: asyncio.Task[None] | None = None
        self._closed = False
        self._tidying = Tidying(self._database)
        self.commits = 0
        """Transactions so far."""

    async def append(
        self, room: str, expected: int, entries: Sequence[Entry], also: Sequence[Also] = ()
    ) -> None:
        """See ports.Log. A caller that goes away while waiting doesn't take its append with it."""
        if self._closed:
            raise NotStored("the log is closed")
        self._write_from_now_on()
        done = asyncio.get_running_loop().create_future()
        try:
            self._waiting.put_nowait(_Waiting(Append(room, expected, tuple(entries), tuple(also)), done))
        except asyncio.QueueFull:
            raise NotStored("too many appends are waiting") from None
        await done

    async def begin(self) -> None:
        """Clear what a process left in the WAL that was killed between a commit and its checkpoint."""
        await self._tidying.clear()

    async def close(self) -> None:
        """Store what waits, then let go of the database."""
        self._closed = True
        if self._writer:
            await self._waiting.join()
            self._writer.cancel()
            await asyncio.gather(self._writer, return_exceptions=True)
        await self._tidying.close()
        await self._database.close()

    def _write_from_now_on(self) -> None:
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())

    async def _write(self) -> None:
        """Take what waits, store it together, answer; a lone append goes at once."""
        while True:
            batch = [await self._waiting.get()]
            while len(batch) < MOST_TOGETHER and not self._waiting.empty():
                batch.append(self._waiting.get_nowait())
            try:
                outcomes = await self._store([waiting.append for waiting in batch])
            except Exception as failure:  # whatever it is: without this task nothing would be stored any more
                log.warning("append_failed", reason=type(failure).__name__)
                outcomes = [NotStored(type(failure).__name__) for _ in batch]
            for waiting, outcome in zip(batch, outcomes, strict=True):
                waiting.settle(outcome)
                self._waiting.task_done()

    async def _store(self, batch: Sequence[Append]) -> list[Exception | None]:
        outcomes = await self._database.write(lambda db: rows.append_all(db, batch))
        self.commits += 1
        stored = [append for append, no in zip(batch, outcomes, strict=True) if no is None]
        also = [row for append in stored for row in append.also]
        if any(isinstance(row, CountAnswers | EraseActor | EraseInput) for row in also):
            await self._tidying.erased()
        elif any(isinstance(row, DropKey | SetPasscode) for row in also):
            await self._tidying.clear()
        return outcomes

    async def tidy(self) -> None:
        """See ports.Log."""
        await self._tidying.everything()

    async def _read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with _failures():
            return await self._database.read(work)

    async def _rows(self, sql: str, *values: Any) -> Sequence[Sequence[Any]]:
        return await self._read(lambda db: db.execute(sql, rows.numbered(values)).fetchall())

    async def _change(self, sql: str, *values: Any) -> int:
        if sql.startswith("DELETE"):
            self._tidying.note()
        with _failures():
            return await self._database.write(lambda db: db.execute(sql, rows.numbered(values)).rowcount)

    async def delete_charter(self, id: str) -> None:
        await super().delete_charter(id)
        await self._tidying.erased()

    async def load(self, room: str, after: int = 0) -> list[Entry]:
        return await self._read(lambda db: rows.load(db, room, after))

    async def load_words(self, room: str, people: frozenset[str]) -> list[Entry]:
        return await self._read(lambda db: rows.load_words(db, room, people))

    async def heads(self, rooms: Sequence[str]) -> Mapping[str, int]:
        return await self._read(lambda db: rows.heads(db, rooms))

    async def keys(self, room: str) -> Mapping[str, bytes]:
        return await self._read(lambda db: rows.keys(db, room))

    async def find_room(self, code: str) -> RoomRef | None:
        return await self._read(lambda db: rows.find_room(db, code))

    async def find_token(self, digest: str) -> TokenRef | None:
        return await self._read(lambda db: rows.find_token(db, digest))

    async def passcode(self, room: str) -> str | None:
        return await self._read(lambda db: rows.passcode(db, room))

    async def delete_room(self, room: str) -> None:
        with _failures():
            await self._database.write(lambda db: db.execute(rows.DELETE_ROOM, {"room": room}))
        await self._tidying.erased()

    async def ready(self) -> bool:
        """Whether the database can be written to: it tries to take the write lock."""
        try:
            await self._database.maintain(rows.take_lock)
        except (sqlite3.Error, OSError):
            return False
        return not self._closed


@contextmanager
def _failures() -> Iterator[None]:
    """Failures of the database as NotStored, by their name alone: their text holds what was to be written."""
    try:
        yield
    except (sqlite3.Error, OSError) as failure:
        raise NotStored(type(failure).__name__) from None
