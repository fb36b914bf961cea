"""A process that opens a ballot, takes answers, and is killed at the nth statement of closing it; or, told `again`, one that
starts on what is there."""

import asyncio
import itertools
import os
import signal
import sqlite3
import sys

from app.domain import events as e
from app.domain.ports import AddKey, CountAnswers, DropKey
from app.store import sqlite
from app.store.log import SqlLog
from app.store.opening import open_log
from tests.store.entries import entry, given_room

KEY = b"the key of this ballot, 32 bytes"
VOICES = ("one-pseudonym", "two-pseudonym", "three-pseudonym")

_open = sqlite.open_connection
_at = sys.maxsize
_count = itertools.count()


def _counted(statement: str) -> None:
    if _at < sys.maxsize and next(_count) == _at:
        os.kill(os.getpid(), signal.SIGKILL)


def _open_counted(file: str) -> sqlite3.Connection:
    db = _open(file)
    db.set_trace_callback(_counted)
    return db


async def main(url: str, at: int) -> None:
    global _at
    sqlite.open_connection = _open_counted
    log = SqlLog(url)
    await given_room(log, until=1)
    opened = entry(2, e.RoundOpened("ballot", "cluster", "wording", False, 3))
    await log.append("room-1", 1, [opened], [AddKey("ballot", KEY)])
    for seq, who in enumerate(VOICES, 3):
        await log.append(
            "room-1", seq - 1, [entry(seq, e.Responded("ballot", 8, f"need of {who}"), who, f"answer-{seq}")]
        )
    _at = at
    closed = entry(6, e.RoundClosed("ballot", 3, dict.fromkeys(sorted(VOICES), 8)), "host")
    await log.append("room-1", 5, [closed], [DropKey("ballot"), CountAnswers("ballot", VOICES)])
    print("closed", next(_count), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


async def again(url: str) -> None:
    await open_log(url)
    print("again", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    asyncio.run(again(sys.argv[1]) if sys.argv[2] == "again" else main(sys.argv[1], int(sys.argv[2])))
