"""Entries to rows and back: an event's name and its fields as JSON."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, get_args, get_origin, get_type_hints

import orjson

from app.domain.erasing import OTHERS_MAY_STORE, Blank
from app.domain.events import Counted, Entry, Erased, Event
from app.domain.own_words import HOLD_WORDS
from app.domain.ports import AddToken, TokenKind, TokenRef


class UnreadableError(Exception):
    """A row that is none of this version's entries."""


def _name(event: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", event.__name__).lower()


_TYPES: dict[str, type] = {_name(event): event for event in get_args(Event)}
_NAMES: dict[type, str] = {event: name for name, event in _TYPES.items()}


def _tuples(event: type) -> tuple[str, ...]:
    """Fields that JSON would give back as lists."""
    hints = get_type_hints(event)
    return tuple(field.name for field in fields(event) if get_origin(hints[field.name]) is tuple)


_DECODED = {name: (event, _tuples(event)) for name, event in _TYPES.items()}

COLUMNS = ("seq", "at", "actor", "command", "command_type", "type", "data")

ERASED_TYPE, ERASED_DATA = _NAMES[Erased], b"{}"
MAY_HOLD_OTHERS = tuple(_NAMES[event] for event in OTHERS_MAY_STORE)
WITH_WORDS = tuple(_NAMES[event] for event in HOLD_WORDS)
COUNTED_TYPE = _NAMES[Counted]


def counted_data(ballot: str) -> bytes:
    """What a row holds of an answer in a ballot that is closed."""
    return orjson.dumps({"ballot": ballot})


def encode(entry: Entry) -> dict[str, Any]:
    """The columns of an entry's row, but for its room."""
    event = entry.event
    return {
        "seq": entry.seq,
        "at": to_millis(entry.at),
        "actor": entry.actor,
        "command": entry.command,
        "command_type": entry.command_type,
        "type": _NAMES[type(event)],
        "data": orjson.dumps({field.name: getattr(event, field.name) for field in fields(event)}),
    }


def decode(seq: int, at: int, actor: str, command: str, command_type: str, type: str, data: bytes) -> Entry:
    """The entry of a row, given by its COLUMNS.

    Raises:
        UnreadableError: it is of another version than this, or spoilt.
    """
    try:
        event, tuples = _DECODED[type]
        values = orjson.loads(data)
        for name in tuples:
            if name in values:
                values[name] = tuple(values[name])
        return Entry(seq, from_millis(at), actor, command, command_type, event(**values))
    except (KeyError, TypeError, ValueError, OverflowError):
        # Without what it came from: that may quote what people wrote.
        raise UnreadableError(f"no {type} of this version") from None


def token_columns(token: AddToken) -> dict[str, Any]:
    """The columns of a token's row, but for its room and when it was made."""
    expires = None if token.expires_at is None else to_millis(token.expires_at)
    named = {"digest": token.digest, "member": token.member, "kind": token.kind}
    return {**named, "handle": token.handle, "expires_at": expires}


def token_ref(room: str, member: str, kind: TokenKind, handle: str, expires_at: int | None) -> TokenRef:
    """What such a row tells."""
    return TokenRef(room, member, kind, handle, None if expires_at is None else from_millis(expires_at))


def blanked(rows: Iterable[Sequence[Any]], blank: Blank) -> list[dict[str, Any]]:
    """Of these rows, each given by its COLUMNS, those that hold what is to go: their place, and what is left there."""
    left = (blank.blanked(decode(*row)) for row in rows)
    return [_left(encode(entry)) for entry in left if entry]


def _left(row: dict[str, Any]) -> dict[str, Any]:
    return {"place": row["seq"], "by": row["actor"], "left": row["data"]}


def to_millis(at: dt.datetime) -> int:
    return int((at - _EPOCH) / _MILLI)


def from_millis(millis: int) -> dt.datetime:
    return _EPOCH + millis * _MILLI


_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MILLI = dt.timedelta(milliseconds=1)
