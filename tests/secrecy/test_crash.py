"""A crash between any two steps of closing a ballot leaves no key behind: in no file, once the server is there again."""

import asyncio
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from app.domain import events as e
from app.domain.ports import AddKey, DropKey
from app.store.log import SqlLog
from app.store.migrating import migrate
from app.store.opening import open_log
from tests.secrecy.closing import KEY, VOICES
from tests.secrecy.world import soon
from tests.store.entries import entry, given_room

STATEMENTS = 20
"""More than closing takes, its checkpoint included; the last ones are never reached, which the test sees to."""


def files_hold(folder: Path, what: bytes) -> list[str]:
    return [path.name for path in sorted(folder.glob("rooms.db*")) if what in path.read_bytes()]


async def starts_again(folder: Path) -> tuple[bool, bool]:
    """The server starts on what is there: whether the ballot is closed, and whether it has a key."""
    log = await open_log(f"sqlite:///{folder / 'rooms.db'}")
    try:
        stored, keys = await log.load("room-1"), await log.keys("room-1")
        closed = isinstance(stored[-1].event, e.RoundClosed)
        if closed:
            assert files_hold(folder, KEY) == [], "while it serves"
            assert not any(entry.actor in VOICES for entry in stored)
        else:
            assert [entry.actor for entry in stored[2:]] == list(VOICES), "nothing acknowledged is lost"
        return closed, "ballot" in keys
    finally:
        await log.close()


def _killed_at(folder: Path, at: int) -> bool:
    """Whether the close came to its end."""
    command = [sys.executable, "-m", "tests.secrecy.closing", f"sqlite:///{folder / 'rooms.db'}", str(at)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == -9, ended.stderr
    return "closed" in ended.stdout


def test_SECRET_7_a_crash_at_any_statement_of_the_close_leaves_no_key(tmp_path: Path) -> None:
    prepared = tmp_path / "prepared"
    prepared.mkdir()
    migrate(f"sqlite:///{prepared / 'rooms.db'}")
    outcomes = []
    for at in range(STATEMENTS):
        folder = shutil.copytree(prepared, tmp_path / f"at-{at}")
        done = _killed_at(folder, at)
        if at == 0:
            assert files_hold(folder, KEY), "it was there to be found"
        closed, kept = asyncio.run(starts_again(folder))
        assert closed != kept, f"killed at statement {at}"
        assert bool(files_hold(folder, KEY)) == kept
        outcomes.append((closed, done))
        if done:
            break
    assert outcomes[0] == (False, False), "the first kill comes before the commit"
    assert (True, False) in outcomes, "one comes between the commit and the end of the checkpoint"
    assert outcomes[-1] == (True, True), "the last one comes after it"


async def test_SECRET_7_a_reader_at_the_start_only_puts_the_clearing_off(tmp_path: Path) -> None:
    """Killed between commit and checkpoint, and a backup is running when the server is there again."""
    url, file = f"sqlite:///{tmp_path / 'rooms.db'}", tmp_path / "rooms.db"
    await asyncio.to_thread(migrate, url)
    first = SqlLog(url)
    await given_room(first, until=1)
    await first.append("room-1", 1, [entry(2)], [AddKey("ballot", KEY)])
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM events").fetchone()
    await first.append("room-1", 2, [entry(3)], [DropKey("ballot")])
    await first.close()
    assert files_hold(tmp_path, KEY), "the reader keeps the old pages"
    again = await open_log(url)
    reader.execute("ROLLBACK")
    reader.close()
    async with asyncio.timeout(20):
        while files_hold(tmp_path, KEY):
            await soon()
    await again.close()
