"""Entries to store."""

import datetime as dt

from app.domain import events as e
from app.domain.ports import AddRoom, Log

AT = dt.datetime(2026, 11, 22, 10, 0, 0, 123_000, tzinfo=dt.UTC)


def entry(seq: int, event: e.Event | None = None, actor: str = "member-1", command: str = "") -> e.Entry:
    return e.Entry(
        seq, AT, actor, command or f"command-{seq}", "add_value", event or e.CheckedIn(actor, f"word {seq}")
    )


def entries(first: int, last: int) -> list[e.Entry]:
    return [entry(seq) for seq in range(first, last + 1)]


async def given_room(log: Log, room: str = "room-1", code: str = "KT7M4R", until: int = 2) -> None:
    await log.append(room, 0, entries(1, until), [AddRoom(code)])
