"""What an append writes and what is read back: statements over the tables, run on a connection in its thread."""

import datetime as dt
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import (
    BindParameter,
    ColumnClause,
    Executable,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.expression import ClauseElement

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
from app.store.shelf import keeping
from app.store.sqlite import waiting
from app.store.tables import EVENTS, KEYS, PASSCODES, ROOMS, TOKENS

CHECKPOINT_WAIT_MS, READY_WAIT_MS = 50, 250
IN_MEMORY = 64 * 2**20
"""Bytes of a file up to which it is copied in memory when it is written anew."""
PADDING = 8_192
"""Bytes before a ballot's key or a passcode's hash: behind so many it stands in a page of its own, of which SQLite makes
no copies when it splits pages, and which is overwritten when the row is deleted."""

log = structlog.get_logger(__name__)


def _sql(statement: Executable) -> str:
    """Written once: compiling a statement costs more than running it."""
    assert isinstance(statement, ClauseElement)
    return str(statement.compile(dialect=sqlite.dialect(paramstyle="named")))


def _named(types: Sequence[str]) -> list[ColumnClause[str]]:
    return [literal_column(f"'{name}'") for name in types]


_room: BindParameter[str] = bindparam("room")
ADD_ROOM, ADD_EVENT, ADD_TOKEN, ADD_KEY, ADD_PASSCODE = (
    _sql(insert(table)) for table in (ROOMS, EVENTS, TOKENS, KEYS, PASSCODES)
)
MOVE_HEAD = _sql(
    update(ROOMS)
    .where(ROOMS.c.id == _room, ROOMS.c.head == bindparam("expected"))
    .values(head=bindparam("last"), last_used_at=bindparam("now"))
)
HEAD = _sql(select(ROOMS.c.head).where(ROOMS.c.id == _room))
REVOKE = _sql(delete(TOKENS).where(TOKENS.c.room == _room, TOKENS.c.member == bindparam("who")))
REVOKE_HANDLE = _sql(delete(TOKENS).where(TOKENS.c.room == _room, TOKENS.c.handle == bindparam("of")))
REVOKE_SCREENS = _sql(delete(TOKENS).where(TOKENS.c.room == _room, TOKENS.c.kind == bindparam("of")))
REVOKE_CODES = _sql(
    delete(TOKENS).where(
        TOKENS.c.room == _room, TOKENS.c.member == bindparam("who"), TOKENS.c.kind == bindparam("of")
    )
)
MOVE_TOKENS = _sql(
    update(TOKENS)
    .where(TOKENS.c.room == _room, TOKENS.c.member == bindparam("who"))
    .values(member=bindparam("into"))
)
DROP_EXPIRED = _sql(delete(TOKENS).where(TOKENS.c.room == _room, TOKENS.c.expires_at < bindparam("now")))
MARK = _sql(
    update(TOKENS)
    .where(TOKENS.c.room == _room, TOKENS.c.member == bindparam("who"))
    .values(kind=bindparam("as_kind"))
)
DROP_KEY = _sql(delete(KEYS).where(KEYS.c.room == _room, KEYS.c.ballot == bindparam("ballot")))
ERASE = _sql(
    update(EVENTS)
    .where(EVENTS.c.room == _room, EVENTS.c.actor == bindparam("who"))
    .values(type=bindparam("as_type"), data=bindparam("as_data"))
)
MAY_HOLD = _sql(
    select(*(EVENTS.c[name] for name in COLUMNS)).where(
        EVENTS.c.room == _room,
        EVENTS.c.seq < bindparam("before"),
        or_(
            EVENTS.c.actor == bindparam("who"),
            EVENTS.c.type.in_(_named(MAY_HOLD_OTHERS)),
        ),
    )
)
BLANK = _sql(
    update(EVENTS)
    .where(EVENTS.c.room == _room, EVENTS.c.seq == bindparam("place"))
    .values(actor=bindparam("by"), data=bindparam("left"))
)
DROP_PASSCODE = _sql(delete(PASSCODES).where(PASSCODES.c.room == _room))
COUNT_ANSWERS = _sql(
    update(EVENTS)
    .where(EVENTS.c.room == _room, EVENTS.c.actor == bindparam("who"))
    .values(actor=bindparam("nobody"), type=bindparam("as_type"), data=bindparam("as_data"))
)
DELETE_ROOM = _sql(delete(ROOMS).where(ROOMS.c.id == _room))
LOAD = _sql(
    select(*(EVENTS.c[name] for name in COLUMNS))
    .where(EVENTS.c.room == _room, EVENTS.c.seq > bindparam("after"))
    .order_by("seq")
)
LOAD_WORDS = _sql(
    select(*(EVENTS.c[name] for name in COLUMNS)).where(
        EVENTS.c.room == _room,
        EVENTS.c.type.in_(_named(WITH_WORDS)),
        or_(
            EVENTS.c.actor == bindparam("who"),
            func.instr(EVENTS.c.data, bindparam("named")) > literal_column("0"),
        ),
    )
)
FIND_KEYS = _sql(select(KEYS.c.ballot, KEYS.c.key).where(KEYS.c.room == _room))
FIND_ROOM = _sql(select(ROOMS.c.id, ROOMS.c.code).where(ROOMS.c.code == bindparam("code")))
FIND_TOKEN = _sql(
    select(TOKENS.c.room, TOKENS.c.member, TOKENS.c.kind, TOKENS.c.handle, TOKENS.c.expires_at).where(
        TOKENS.c.digest == bindparam("of")
    )
)
FIND_PASSCODE = _sql(select(PASSCODES.c.hashed).where(PASSCODES.c.room == _room))


@dataclass(frozen=True, slots=True)
class Append:
    """What one caller wants stored: see ports.Log."""

    room: str
    expected: int
    entries: Sequence[Entry]
    also: Sequence[Also]


def append_all(db: sqlite3.Connection, appends: Sequence[Append]) -> list[Exception | None]:
    """Store these in the open transaction, each wholly or not at all; gives what stopped which."""
    return [_append_one(db, append) for append in appends]


def _append_one(db: sqlite3.Connection, append: Append) -> Exception | None:
    db.execute("SAVEPOINT room")
    try:
        _append(db, append)
    except (Conflict, CodeTaken) as no:
        db.execute("ROLLBACK TO room")
        return no
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, TypeError, ValueError) as bug:
        # What this room wants can't be written as it is; the others in the transaction can.
        log.warning("append_failed", reason=type(bug).__name__)
        db.execute("ROLLBACK TO room")
        return NotStored(type(bug).__name__)
    finally:
        db.execute("RELEASE room")
    return None


def _append(db: sqlite3.Connection, append: Append) -> None:
    """Raises Conflict or CodeTaken, having written some of it: the savepoint takes it back."""
    now = to_millis(dt.datetime.now(dt.UTC))
    last = append.expected + len(append.entries)
    if (code := code_of(append.also)) is not None:
        _add_room(db, append.room, code, now, last)
    else:
        _move_head(db, append, now, last)
    db.executemany(ADD_EVENT, [{"room": append.room, **encode(entry)} for entry in append.entries])
    for row in append.also:
        _write_also(db, append.room, row, now)


def _add_room(db: sqlite3.Connection, room: str, code: str, now: int, last: int) -> None:
    row = {"id": room, "code": code, "head": last, "created_at": now, "last_used_at": now}
    try:
        db.execute(ADD_ROOM, row)
    except sqlite3.IntegrityError as taken:
        raise CodeTaken(code) from taken


def _move_head(db: sqlite3.Connection, append: Append, now: int, last: int) -> None:
    moved = db.execute(
        MOVE_HEAD, {"room": append.room, "expected": append.expected, "last": last, "now": now}
    )
    if moved.rowcount != 1:
        head = db.execute(HEAD, {"room": append.room}).fetchone()
        raise Conflict(append.room, append.expected, -1 if head is None else head[0])


def _write_also(db: sqlite3.Connection, room: str, row: Also, now: int) -> None:
    match row:
        case AddRoom():
            pass
        case AddToken():
            db.execute(DROP_EXPIRED, {"room": room, "now": now})
            db.execute(ADD_TOKEN, {"room": room, "created_at": now, **token_columns(row)})
        case RevokeTokens(member):
            db.execute(REVOKE, {"room": room, "who": member})
        case RevokeHandle(handle):
            db.execute(REVOKE_HANDLE, {"room": room, "of": handle})
        case RevokeScreens():
            db.execute(REVOKE_SCREENS, {"room": room, "of": "screen"})
        case MoveTokens(member, into):
            db.execute(REVOKE_CODES, {"room": room, "who": member, "of": "code"})
            db.execute(MOVE_TOKENS, {"room": room, "who": member, "into": into})
        case MarkTokens(member, kind):
            db.execute(REVOKE_CODES, {"room": room, "who": member, "of": "code"})
            db.execute(MARK, {"room": room, "who": member, "as_kind": kind})
        case AddKey(ballot, key):
            db.execute(ADD_KEY, {"room": room, "ballot": ballot, "key": bytes(PADDING) + key})
        case DropKey(ballot):
            db.execute(DROP_KEY, {"room": room, "ballot": ballot})
        case CountAnswers(ballot, actors):
            counted = {"nobody": "", "as_type": COUNTED_TYPE, "as_data": counted_data(ballot)}
            db.executemany(COUNT_ANSWERS, [{"room": room, "who": who, **counted} for who in actors])
        case EraseActor(actor):
            nothing = {"as_type": ERASED_TYPE, "as_data": ERASED_DATA}
            db.execute(ERASE, {"room": room, "who": actor, **nothing})
        case KeepCharter():
            for sql, values in keeping(room, row):
                db.execute(sql, numbered(values))
        case EraseInput(blank):
            places = ({"room": room, "before": blank.seq, "who": one} for one in blank.selves)
            found = [row for place in places for row in db.execute(MAY_HOLD, place).fetchall()]
            left = [{"room": room, **row} for row in blanked(found, blank)]
            db.executemany(BLANK, left)
        case SetPasscode(hashed):
            db.execute(DROP_PASSCODE, {"room": room})
            if hashed is not None:
                db.execute(ADD_PASSCODE, {"room": room, "hashed": bytes(PADDING) + hashed.encode()})


def numbered(values: Sequence[Any]) -> dict[str, Any]:
    """As the values of $1, $2 and so on."""
    return {str(number): value for number, value in enumerate(values, 1)}


def load(db: sqlite3.Connection, room: str, after: int) -> list[Entry]:
    return [decode(*row) for row in db.execute(LOAD, {"room": room, "after": after})]


def load_words(db: sqlite3.Connection, room: str, people: frozenset[str]) -> list[Entry]:
    asked = ({"room": room, "who": one, "named": one.encode()} for one in people)
    found = {row[0]: row for each in asked for row in db.execute(LOAD_WORDS, each)}
    return [decode(*found[seq]) for seq in sorted(found)]


def heads(db: sqlite3.Connection, rooms: Sequence[str]) -> Mapping[str, int]:
    found = (db.execute(HEAD, {"room": room}).fetchone() for room in rooms)
    return {room: row[0] for room, row in zip(rooms, found, strict=True) if row}


def keys(db: sqlite3.Connection, room: str) -> Mapping[str, bytes]:
    found = db.execute(FIND_KEYS, {"room": room}).fetchall()
    return {ballot: key[PADDING:] if len(key) > PADDING else key for ballot, key in found}


def find_room(db: sqlite3.Connection, code: str) -> RoomRef | None:
    row = db.execute(FIND_ROOM, {"code": code}).fetchone()
    return RoomRef(*row) if row else None


def find_token(db: sqlite3.Connection, digest: str) -> TokenRef | None:
    row = db.execute(FIND_TOKEN, {"of": digest}).fetchone()
    return token_ref(*row) if row else None


def passcode(db: sqlite3.Connection, room: str) -> str | None:
    row = db.execute(FIND_PASSCODE, {"room": room}).fetchone()
    return row[0][PADDING:].decode() if row else None


def take_lock(db: sqlite3.Connection) -> None:
    """And give it back. Raises sqlite3.OperationalError."""
    with waiting(db, READY_WAIT_MS):
        db.execute("BEGIN IMMEDIATE")
        db.execute("ROLLBACK")


def vacuum(db: sqlite3.Connection, most: int | None) -> bool:
    """Write the file anew, if it has at most so many bytes, and tell whether it was. `secure_delete` isn't enough for words: when SQLite splits a
    page, copies of its rows stay behind in the part that isn't used any more, and nobody knows of them.

    What is live is copied for that: in memory, so that neither words nor keys come to where temporary files are.
    """
    size = db.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()
    if most is not None and size[0] > most:
        return False
    if size[0] <= IN_MEMORY:
        db.execute("VACUUM")
        return True
    db.execute("PRAGMA temp_store=FILE")
    try:
        db.execute("VACUUM")
    finally:
        db.execute("PRAGMA temp_store=MEMORY")
    return True


def truncate_wal(db: sqlite3.Connection) -> bool:
    """So that what was deleted leaves the WAL too. False when a reader is in the way, which may stay for long (a
    backup), and which SQLite tells in a row."""
    with waiting(db, CHECKPOINT_WAIT_MS):
        row = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return row is not None and row[0] == 0
