"""The log in PostgreSQL, for several processes at once: an append is one statement, and the room's row is its lock."""

import asyncio
import datetime as dt
import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import structlog
from sqlalchemy import Connection, NullPool, text
from sqlalchemy.ext.asyncio import create_async_engine

from app.domain.events import Entry
from app.domain.ports import (
    AddKey,
    AddRoom,
    AddToken,
    Also,
    CodeTaken,
    Conflict,
    CountAnswers,
    DropKey,
    EraseActor,
    EraseInput,
    MarkTokens,
    MoveTokens,
    NotStored,
    RevokeHandle,
    RevokeScreens,
    RevokeTokens,
    RoomRef,
    SetPasscode,
    TokenRef,
    code_of,
)
from app.domain.shelf import KeepCharter
from app.store.codec import (
    COLUMNS,
    COUNTED_TYPE,
    ERASED_DATA,
    ERASED_TYPE,
    MAY_HOLD_OTHERS,
    WITH_WORDS,
    blanked,
    counted_data,
    decode,
    encode,
    to_millis,
    token_columns,
    token_ref,
)
from app.store.shelf import SqlShelf, keeping

CONNECTIONS = 10
"""Appends of that many rooms are under way at once; more wait for one of them."""
PATIENCE = 5.0
"""Seconds for a connection, and for each statement; then it's refused as not stored."""
VACUUMING = 600.0
"""Seconds for a table to be vacuumed."""
MIGRATING = 7_683_251_948
"""The advisory lock that one process holds while it migrates."""

_STORED = """, stored AS (
  INSERT INTO events (room, seq, at, actor, command, command_type, type, data)
  SELECT place.id, entry.*
  FROM place, unnest($5::int[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::text[], $11::bytea[]) AS entry
)
SELECT count(*) FROM place"""
# Whoever comes second waits for the row, sees the new head and changes nothing: a conflict, told at once.
_MOVE = f"""WITH place AS (
  UPDATE rooms SET head = $3, last_used_at = $4 WHERE id = $1 AND head = $2 RETURNING id
){_STORED}"""  # noqa: S608
_OPEN = f"""WITH place AS (
  INSERT INTO rooms (id, code, head, created_at, last_used_at) VALUES ($1, $2, $3, $4, $4)
  ON CONFLICT DO NOTHING RETURNING id
){_STORED}"""  # noqa: S608
_LOAD = f"""SELECT {", ".join(COLUMNS)}
FROM events WHERE room = $1 AND seq > $2 ORDER BY seq"""  # noqa: S608
_LOAD_WORDS = f"""SELECT {", ".join(COLUMNS)}
FROM events WHERE room = $1 AND type = ANY($2::text[]) AND EXISTS (
  SELECT FROM unnest($3::text[]) AS who WHERE actor = who OR position(convert_to(who, 'UTF8') IN data) > 0
) ORDER BY seq"""  # noqa: S608
_ERASE = "UPDATE events SET type = $3, data = $4 WHERE room = $1 AND actor = $2"
_FIND = "SELECT room, member, kind, handle, expires_at FROM tokens WHERE digest = $1"
_ADD = """INSERT INTO tokens (room, created_at, digest, member, kind, handle, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)"""
_REVOKE_CODES = "DELETE FROM tokens WHERE room = $1 AND member = $2 AND kind = 'code'"
_MAY_HOLD = f"""SELECT {", ".join(COLUMNS)}
FROM events WHERE room = $1 AND seq < $2 AND (actor = ANY($3::text[]) OR type = ANY($4::text[]))"""  # noqa: S608
_BLANK = "UPDATE events SET actor = $3, data = $4 WHERE room = $1 AND seq = $2"
_SET_PASSCODE = """INSERT INTO passcodes (room, hashed) VALUES ($1, $2)
ON CONFLICT (room) DO UPDATE SET hashed = excluded.hashed"""
_COUNT_ANSWERS = (
    "UPDATE events SET actor = '', type = $3, data = $4 WHERE room = $1 AND actor = ANY($2::text[])"
)
_READY = "SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off'"

_FAILURES = (
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
    TimeoutError,
    TypeError,
    ValueError,
)
"""Of the server, the way there, or of what can't be written as it is."""

log = structlog.get_logger(__name__)


def address(url: str) -> str:
    """A database's address as asyncpg takes it: a driver may be named in `url`, as SQLAlchemy has it."""
    return re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql://", url)


class PostgresLog(SqlShelf):
    """`ports.Log` on a PostgreSQL database that is migrated already. Made by `opened`; close it with `close()`.

    A connection that was lost is NotStored for whoever had it; the next one who asks opens another.
    """

    def __init__(self, pool: asyncpg.Pool, patience: float) -> None:
        self._pool, self._patience = pool, patience

    @classmethod
    async def opened(cls, url: str, patience: float = PATIENCE) -> "PostgresLog":
        """It connects when it's first asked for something. `patience`: in seconds, as PATIENCE."""
        pool = await asyncpg.create_pool(
            address(url),
            min_size=0,
            max_size=CONNECTIONS,
            timeout=patience,
            command_timeout=patience,
            reset=_reset,
            server_settings={"application_name": "touchstone", "synchronous_commit": "on"},
        )
        return cls(pool, patience)

    async def append(
        self, room: str, expected: int, entries: Sequence[Entry], also: Sequence[Also] = ()
    ) -> None:
        """See ports.Log. When it fails or its caller goes away, it is stored wholly or not at all."""
        rest = [row for row in also if not isinstance(row, AddRoom)]
        async with self._connection() as db:
            if not rest:  # a statement is a transaction
                await _append(db, room, expected, entries, also)
                return
            async with db.transaction():
                await _append(db, room, expected, entries, also)
                for row in rest:
                    await _write_also(db, room, row)

    async def close(self) -> None:
        """When what is under way is done, as far as patience goes."""
        try:
            async with asyncio.timeout(self._patience):
                await self._pool.close()
        except TimeoutError:
            self._pool.terminate()

    async def _rows(self, sql: str, *values: Any) -> Sequence[Sequence[Any]]:
        async with self._connection() as db:
            return [tuple(row) for row in await db.fetch(sql, *values)]

    async def _change(self, sql: str, *values: Any) -> int:
        async with self._connection() as db:
            status: str = await db.execute(sql, *values)
        return int(status.split()[-1])

    async def load(self, room: str, after: int = 0) -> list[Entry]:
        async with self._connection() as db:
            return [decode(*row) for row in await db.fetch(_LOAD, room, after)]

    async def load_words(self, room: str, people: frozenset[str]) -> list[Entry]:
        async with self._connection() as db:
            return [decode(*row) for row in await db.fetch(_LOAD_WORDS, room, WITH_WORDS, list(people))]

    async def heads(self, rooms: Sequence[str]) -> Mapping[str, int]:
        async with self._connection() as db:
            found = await db.fetch("SELECT id, head FROM rooms WHERE id = ANY($1::text[])", list(rooms))
        return {row["id"]: row["head"] for row in found}

    async def keys(self, room: str) -> Mapping[str, bytes]:
        async with self._connection() as db:
            rows = await db.fetch("SELECT ballot, key FROM ballot_keys WHERE room = $1", room)
        return {row["ballot"]: row["key"] for row in rows}

    async def find_room(self, code: str) -> RoomRef | None:
        async with self._connection() as db:
            row = await db.fetchrow("SELECT id, code FROM rooms WHERE code = $1", code)
        return RoomRef(*row) if row else None

    async def find_token(self, digest: str) -> TokenRef | None:
        async with self._connection() as db:
            row = await db.fetchrow(_FIND, digest)
        return token_ref(*row) if row else None

    async def passcode(self, room: str) -> str | None:
        async with self._connection() as db:
            found: bytes | None = await db.fetchval("SELECT hashed FROM passcodes WHERE room = $1", room)
        return None if found is None else found.decode()

    async def delete_room(self, room: str) -> None:
        async with self._connection() as db:
            await db.execute("DELETE FROM rooms WHERE id = $1", room)

    async def tidy(self) -> None:
        """Its WAL, and the copies of rows in its pages, are the database's own affair: see docs/operate.md."""
        async with self._connection() as db:
            for table in ("events", "tokens", "ballot_keys", "rooms", "charters"):
                await db.execute(f"VACUUM {table}", timeout=VACUUMING)

    async def ready(self) -> bool:
        """Whether it answers, and takes writes: a standby doesn't."""
        try:
            async with self._connection() as db:
                return bool(await db.fetchval(_READY))
        except NotStored:
            return False

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[asyncpg.Connection]:
        """One of the pool. Failures are NotStored, by their name alone: their text holds what was to be written."""
        try:
            async with self._pool.acquire(timeout=self._patience) as db:
                yield db
        except _FAILURES as failure:
            raise NotStored(type(failure).__name__) from None


async def _reset(connection: asyncpg.Connection) -> None:
    """Nothing here changes a connection: asking the server to undo that would cost as much as an append."""
    if connection.is_in_transaction():
        await connection.reset()


async def _append(
    db: asyncpg.Connection,
    room: str,
    expected: int,
    entries: Sequence[Entry],
    also: Sequence[Also],
) -> None:
    """Raises Conflict or CodeTaken, and then nothing is written."""
    rows = [encode(entry) for entry in entries]
    arrays = [[row[column] for row in rows] for column in COLUMNS]
    last, now = expected + len(rows), _now()
    if (code := code_of(also)) is not None:
        if not await db.fetchval(_OPEN, room, code, last, now, *arrays):
            raise CodeTaken(code)
    elif not await db.fetchval(_MOVE, room, expected, last, now, *arrays):
        head = await db.fetchval("SELECT head FROM rooms WHERE id = $1", room)
        raise Conflict(room, expected, -1 if head is None else head)


async def _write_also(db: asyncpg.Connection, room: str, row: Also) -> None:
    match row:
        case AddRoom():
            pass
        case AddToken():
            await db.execute("DELETE FROM tokens WHERE room = $1 AND expires_at < $2", room, _now())
            await db.execute(_ADD, room, _now(), *token_columns(row).values())
        case RevokeTokens(member):
            await db.execute("DELETE FROM tokens WHERE room = $1 AND member = $2", room, member)
        case RevokeHandle(handle):
            await db.execute("DELETE FROM tokens WHERE room = $1 AND handle = $2", room, handle)
        case RevokeScreens():
            await db.execute("DELETE FROM tokens WHERE room = $1 AND kind = 'screen'", room)
        case MarkTokens(member, kind):
            await db.execute(_REVOKE_CODES, room, member)
            await db.execute(
                "UPDATE tokens SET kind = $3 WHERE room = $1 AND member = $2", room, member, kind
            )
        case MoveTokens(member, into):
            await db.execute(_REVOKE_CODES, room, member)
            await db.execute(
                "UPDATE tokens SET member = $3 WHERE room = $1 AND member = $2", room, member, into
            )
        case AddKey(ballot, key):
            await db.execute(
                "INSERT INTO ballot_keys (room, ballot, key) VALUES ($1, $2, $3)", room, ballot, key
            )
        case DropKey(ballot):
            await db.execute("DELETE FROM ballot_keys WHERE room = $1 AND ballot = $2", room, ballot)
        case CountAnswers(ballot, actors):
            await db.execute(_COUNT_ANSWERS, room, list(actors), COUNTED_TYPE, counted_data(ballot))
        case EraseActor(actor):
            await db.execute(_ERASE, room, actor, ERASED_TYPE, ERASED_DATA)
        case KeepCharter():
            for sql, values in keeping(room, row):
                await db.execute(sql, *values)
        case EraseInput(blank):
            holders = (list(blank.selves), list(MAY_HOLD_OTHERS))
            found = await db.fetch(_MAY_HOLD, room, blank.seq, *holders)
            left = [(room, row["place"], row["by"], row["left"]) for row in blanked(found, blank)]
            await db.executemany(_BLANK, left)
        case SetPasscode(None):
            await db.execute("DELETE FROM passcodes WHERE room = $1", room)
        case SetPasscode(str() as hashed):
            await db.execute(_SET_PASSCODE, room, hashed.encode())


def _now() -> int:
    return to_millis(dt.datetime.now(dt.UTC))


def in_transaction(url: str, work: Callable[[Connection], None]) -> None:
    """Run `work` on the database, alone among all processes that do so: for migrations. Blocks; not within a loop."""

    async def run() -> None:
        engine = create_async_engine(
            "postgresql+asyncpg://", async_creator=lambda: asyncpg.connect(address(url)), poolclass=NullPool
        )
        async with engine.begin() as db:
            await db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
            await db.run_sync(work)
        await engine.dispose()

    asyncio.run(run())
