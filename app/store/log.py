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

T = TypeVar("T")

MOST_WAITING = 1_000
"""Appends that may wait at once; one more is NotStored at once."""
MOST_TOGETHER = 256
"""Appends in one transaction."""
TIDY_AT_ONCE = 64 * 2**20
"""Bytes up to which the file is written anew as soon as something was erased, a second at most; else by the next purge."""
CHECKPOINT_AGAIN = 1.0
"""Seconds after which a checkpoint that a reader held up is tried again."""

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
        self._clear_at: float | None = None  # something erased may still be in the WAL
        self._untidy = True  # whoever had the file before may have had no time for it
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

    async def close(self) -> None:
        """Store what waits, then let go of the database."""
        self._closed = True
        if self._writer:
            await self._waiting.join()
            self._writer.cancel()
            await asyncio.gather(self._writer, return_exceptions=True)
        await self._database.close()

    def _write_from_now_on(self) -> None:
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())

    async def _write(self) -> None:
        """Take what waits, store it together, answer; a lone append goes at once."""
        while True:
            batch = [await self._next()]
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

    async def _next(self) -> _Waiting:
        """The next append. Before it, and while none comes, the WAL is cleared of what a reader kept in it."""
        while self._clear_at is not None:
            if asyncio.get_running_loop().time() >= self._clear_at:
                await self._clear_wal()
                continue
            try:
                async with asyncio.timeout_at(self._clear_at):
                    return await self._waiting.get()
            except TimeoutError:
                pass
        return await self._waiting.get()

    async def _store(self, batch: Sequence[Append]) -> list[Exception | None]:
        outcomes = await self._database.write(lambda db: rows.append_all(db, batch))
        self.commits += 1
        stored = [append for append, no in zip(batch, outcomes, strict=True) if no is None]
        also = [row for append in stored for row in append.also]
        if any(isinstance(row, EraseActor | EraseInput) for row in also):
            await self._tidy(TIDY_AT_ONCE)
        elif any(isinstance(row, DropKey | SetPasscode) for row in also):
            await self._clear_wal()
        return outcomes

    async def tidy(self) -> None:
        """See ports.Log: the file is written anew, however large, if anything may be left in it."""
        if self._untidy:
            await self._tidy(None)

    async def _tidy(self, most: int | None) -> None:
        """Free the file of words left behind in its pages, when it has no more bytes than `most`; and the WAL."""
        self._untidy = True
        try:
            self._untidy = not await self._database.maintain(lambda db: rows.vacuum(db, most))
        except (sqlite3.Error, OSError) as failure:
            log.warning("vacuum_put_off", reason=type(failure).__name__)
        await self._clear_wal()

    async def _clear_wal(self) -> None:
        """Now, or later when a reader is in the way. Raises nothing: what was stored is stored."""
        self._clear_at = asyncio.get_running_loop().time() + CHECKPOINT_AGAIN
        try:
            done = await self._database.maintain(rows.truncate_wal)
        except (sqlite3.Error, OSError) as failure:
            log.warning("checkpoint_put_off", reason=type(failure).__name__)
            return
        if done:
            self._clear_at = None
        else:
            log.info("checkpoint_put_off", reason="busy")

    async def _read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with _failures():
            return await self._database.read(work)

    async def _rows(self, sql: str, *values: Any) -> Sequence[Sequence[Any]]:
        return await self._read(lambda db: db.execute(sql, rows.numbered(values)).fetchall())

    async def _change(self, sql: str, *values: Any) -> int:
        self._untidy |= sql.startswith("DELETE")
        with _failures():
            return await self._database.write(lambda db: db.execute(sql, rows.numbered(values)).rowcount)

    async def delete_charter(self, id: str) -> None:
        await super().delete_charter(id)
        await self._tidy(TIDY_AT_ONCE)

    async def load(self, room: str, after: int = 0) -> list[Entry]:
        return await self._read(lambda db: rows.load(db, room, after))

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
            await self._tidy(TIDY_AT_ONCE)
        if self._clear_at is not None and not self._closed:
            self._write_from_now_on()

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
