"""The log in SQLite: appends that wait together share one transaction, each room behind a savepoint of its own."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import structlog
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from app.domain.events import Entry
from app.domain.ports import (
    AddKey,
    AddRoom,
    AddToken,
    Also,
    CodeTaken,
    Conflict,
    DropKey,
    EraseActor,
    NotStored,
    RevokeTokens,
    RoomRef,
    TokenRef,
)
from app.store.codec import ERASED_DATA, ERASED_TYPE, decode, encode, to_millis
from app.store.engine import BUSY_TIMEOUT_MS, open_engine
from app.store.tables import EVENTS, KEYS, ROOMS, TOKENS

MOST_WAITING = 1_000
"""Appends that may wait at once; one more is NotStored at once."""
MOST_TOGETHER = 256
"""Appends in one transaction."""
CHECKPOINT_WAIT_MS = 50
CHECKPOINT_AGAIN = 1.0
"""Seconds after which a checkpoint that a reader held up is tried again."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class _Append:
    room: str
    expected: int
    entries: Sequence[Entry]
    also: Sequence[Also]
    done: "asyncio.Future[None]"


class SqlLog:
    """`ports.Log` on a SQLite database that is migrated already. Close it with `close()`."""

    def __init__(self, url: str) -> None:
        # One connection writes, so that our own appends never wait for each other's locks.
        self._writing = open_engine(url, connections=1)
        self._reading = open_engine(url, connections=4)
        self._waiting: asyncio.Queue[_Append] = asyncio.Queue(MOST_WAITING)
        self._writer: asyncio.Task[None] | None = None
        self._closed = False
        self._clear_at: float | None = None  # something erased may still be in the WAL
        self.commits = 0
        """Transactions so far."""

    async def append(
        self, room: str, expected: int, entries: Sequence[Entry], also: Sequence[Also] = ()
    ) -> None:
        """See ports.Log. A caller that goes away while waiting doesn't take its append with it."""
        if self._closed:
            raise NotStored("the log is closed")
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())
        done = asyncio.get_running_loop().create_future()
        try:
            self._waiting.put_nowait(_Append(room, expected, tuple(entries), tuple(also), done))
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
        await self._writing.dispose()
        await self._reading.dispose()

    async def _write(self) -> None:
        """Take what waits, store it together, answer; a lone append goes at once."""
        while True:
            batch = [await self._next()]
            while len(batch) < MOST_TOGETHER and not self._waiting.empty():
                batch.append(self._waiting.get_nowait())
            try:
                outcomes = await self._store(batch)
            except Exception as failure:  # whatever it is: without this task nothing would be stored any more
                log.warning("append_failed", reason=type(failure).__name__)
                outcomes = [NotStored(type(failure).__name__) for _ in batch]
            for append, outcome in zip(batch, outcomes, strict=True):
                if append.done.done():
                    pass
                elif outcome is None:
                    append.done.set_result(None)
                else:
                    append.done.set_exception(outcome)
                self._waiting.task_done()

    async def _next(self) -> _Append:
        """The next append. Before it, and while none comes, the WAL is cleared of what a reader kept in it."""
        while self._clear_at is not None:
            if asyncio.get_running_loop().time() >= self._clear_at:
                await self._clear_again()
                continue
            try:
                async with asyncio.timeout_at(self._clear_at):
                    return await self._waiting.get()
            except TimeoutError:
                pass
        return await self._waiting.get()

    async def _store(self, batch: Sequence[_Append]) -> list[Exception | None]:
        async with self._writing.connect() as db:
            await db.execute(text("BEGIN IMMEDIATE"))
            try:
                outcomes = [await self._store_one(db, append) for append in batch]
                await db.execute(text("COMMIT"))
            except BaseException:
                await _roll_back(db)
                raise
            self.commits += 1
            stored = [append for append, no in zip(batch, outcomes, strict=True) if no is None]
            if any(isinstance(row, DropKey | EraseActor) for append in stored for row in append.also):
                await self._clear_wal(db)
        return outcomes

    async def _clear_wal(self, db: AsyncConnection) -> None:
        done = await _truncate_wal(db)
        self._clear_at = None if done else asyncio.get_running_loop().time() + CHECKPOINT_AGAIN

    async def _clear_again(self) -> None:
        self._clear_at = asyncio.get_running_loop().time() + CHECKPOINT_AGAIN
        try:
            async with self._writing.connect() as db:
                await self._clear_wal(db)
        except (SQLAlchemyError, OSError) as failure:
            log.warning("checkpoint_put_off", reason=type(failure).__name__)

    async def _store_one(self, db: AsyncConnection, append: _Append) -> Exception | None:
        await db.execute(text("SAVEPOINT room"))
        try:
            await _append(db, append)
        except (Conflict, CodeTaken) as no:
            await db.execute(text("ROLLBACK TO room"))
            return no
        except (IntegrityError, TypeError, ValueError) as bug:
            # What this room wants can't be written as it is; the others in the transaction can.
            log.warning("append_failed", reason=type(bug).__name__)
            await db.execute(text("ROLLBACK TO room"))
            return NotStored(type(bug).__name__)
        finally:
            await db.execute(text("RELEASE room"))
        return None

    @asynccontextmanager
    async def _read(self) -> AsyncIterator[AsyncConnection]:
        with _failures():
            async with self._reading.connect() as db:
                yield db

    async def load(self, room: str, after: int = 0) -> list[Entry]:
        query = select(EVENTS).where(EVENTS.c.room == room, EVENTS.c.seq > after).order_by("seq")
        async with self._read() as db:
            return [decode(row) for row in (await db.execute(query)).mappings()]

    async def keys(self, room: str) -> Mapping[str, bytes]:
        query = select(KEYS.c.ballot, KEYS.c.key).where(KEYS.c.room == room)
        async with self._read() as db:
            return {ballot: bytes(key) for ballot, key in await db.execute(query)}

    async def find_room(self, code: str) -> RoomRef | None:
        async with self._read() as db:
            row = (await db.execute(select(ROOMS.c.id, ROOMS.c.code).where(ROOMS.c.code == code))).first()
        return RoomRef(row.id, row.code) if row else None

    async def find_token(self, digest: str) -> TokenRef | None:
        query = select(TOKENS.c.room, TOKENS.c.member, TOKENS.c.kind).where(TOKENS.c.digest == digest)
        async with self._read() as db:
            row = (await db.execute(query)).first()
        return TokenRef(row.room, row.member, row.kind) if row else None

    async def delete_room(self, room: str) -> None:
        with _failures():
            async with self._writing.connect() as db:
                await db.execute(text("BEGIN IMMEDIATE"))
                try:
                    await db.execute(delete(ROOMS).where(ROOMS.c.id == room))
                    await db.execute(text("COMMIT"))
                except BaseException:
                    await _roll_back(db)
                    raise
                await self._clear_wal(db)
        if self._clear_at is not None and self._writer is None and not self._closed:
            self._writer = asyncio.create_task(self._write())

    async def ready(self) -> bool:
        """Whether the database can be written to: it tries to take the write lock."""
        try:
            async with self._writing.connect() as db:
                await db.execute(text("BEGIN IMMEDIATE"))
                await db.execute(text("ROLLBACK"))
        except (SQLAlchemyError, OSError):
            return False
        return not self._closed


async def _append(db: AsyncConnection, append: _Append) -> None:
    """Raises Conflict or CodeTaken, having written some of it: the savepoint takes it back."""
    now = to_millis(dt.datetime.now(dt.UTC))
    last = append.expected + len(append.entries)
    if any(isinstance(row, AddRoom) for row in append.also):
        await _add_room(db, append, now, last)
    else:
        await _move_head(db, append, now, last)
    if append.entries:
        rows = [{"room": append.room, **encode(entry)} for entry in append.entries]
        await db.execute(insert(EVENTS), rows)
    for row in append.also:
        await _write_also(db, append.room, row, now)


async def _add_room(db: AsyncConnection, append: _Append, now: int, last: int) -> None:
    code = next(row.code for row in append.also if isinstance(row, AddRoom))
    values = {"id": append.room, "code": code, "head": last, "created_at": now, "last_used_at": now}
    try:
        await db.execute(insert(ROOMS).values(values))
    except IntegrityError as taken:
        raise CodeTaken(code) from taken


async def _move_head(db: AsyncConnection, append: _Append, now: int, last: int) -> None:
    here = (ROOMS.c.id == append.room, ROOMS.c.head == append.expected)
    moved = await db.execute(update(ROOMS).where(*here).values(head=last, last_used_at=now))
    if moved.rowcount != 1:
        head = (await db.execute(select(ROOMS.c.head).where(ROOMS.c.id == append.room))).scalar()
        raise Conflict(append.room, append.expected, -1 if head is None else head)


async def _write_also(db: AsyncConnection, room: str, row: Also, now: int) -> None:
    match row:
        case AddRoom():
            pass
        case AddToken(digest, member, kind):
            values = {"digest": digest, "room": room, "member": member, "kind": kind, "created_at": now}
            await db.execute(insert(TOKENS).values(values))
        case RevokeTokens(member):
            await db.execute(delete(TOKENS).where(TOKENS.c.room == room, TOKENS.c.member == member))
        case AddKey(ballot, key):
            await db.execute(insert(KEYS).values(room=room, ballot=ballot, key=key))
        case DropKey(ballot):
            await db.execute(delete(KEYS).where(KEYS.c.room == room, KEYS.c.ballot == ballot))
        case EraseActor(actor):
            mine = (EVENTS.c.room == room, EVENTS.c.actor == actor)
            await db.execute(update(EVENTS).where(*mine).values(type=ERASED_TYPE, data=ERASED_DATA))


async def _roll_back(db: AsyncConnection) -> None:
    try:
        await db.execute(text("ROLLBACK"))
    except SQLAlchemyError:
        # The failure itself ended the transaction, or the connection is broken: a new one serves the next.
        await db.invalidate()


async def _truncate_wal(db: AsyncConnection) -> bool:
    """So that what was deleted leaves the WAL too. False when a reader is in the way, which SQLite tells in a row."""
    try:
        # A reader may stay for long (a backup): appends must not wait for it.
        await db.execute(text(f"PRAGMA busy_timeout={CHECKPOINT_WAIT_MS}"))
        row = (await db.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))).first()
        await db.execute(text(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}"))
    except SQLAlchemyError as failure:
        log.warning("checkpoint_put_off", reason=type(failure).__name__)
        await db.invalidate()
        return False
    done = row is not None and row[0] == 0
    if not done:
        log.info("checkpoint_put_off", reason="busy")
    return done


@contextmanager
def _failures() -> Iterator[None]:
    """Failures of the database as NotStored, by their name alone: their text holds what was to be written."""
    try:
        yield
    except (SQLAlchemyError, OSError) as failure:
        raise NotStored(type(failure).__name__) from None
