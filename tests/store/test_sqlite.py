"""What only a database on a disk can show: shared transactions, failures, traces, a process killed."""

import asyncio
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Awaitable
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from app.domain import events as e
from app.domain.ports import AddKey, AddRoom, Conflict, DropKey, EraseActor, NotStored, TokenRef
from app.store.log import SqlLog
from app.store.migrating import configuration, migrate_off_loop, newest
from app.store.sqlite import open_engine
from tests.store.entries import entries, entry, given_room


async def _all(*appends: Awaitable[None]) -> list[BaseException | None]:
    return await asyncio.gather(*appends, return_exceptions=True)


async def test_STORE_10_appends_that_wait_together_share_a_transaction(sql_log: SqlLog) -> None:
    rooms = [f"room-{number}" for number in range(50)]
    await _all(*(sql_log.append(room, 0, entries(1, 1), [AddRoom(room)]) for room in rooms))
    before = sql_log.commits
    assert await _all(*(sql_log.append(room, 1, entries(2, 3)) for room in rooms)) == [None] * 50
    assert sql_log.commits - before <= 2
    for room in rooms:
        assert len(await sql_log.load(room)) == 3


async def test_STORE_10_a_conflict_fails_its_own_room_alone(sql_log: SqlLog) -> None:
    await given_room(sql_log, "room-1", "AAAAAA", until=1)
    await given_room(sql_log, "room-2", "BBBBBB", until=1)
    before = sql_log.commits
    came = await _all(
        sql_log.append("room-1", 9, entries(10, 10)),
        sql_log.append("room-2", 1, entries(2, 2)),
        sql_log.append("room-2", 2, entries(3, 3)),
        sql_log.append("room-2", 2, entries(3, 3)),
    )
    assert sql_log.commits - before == 1
    assert [type(outcome) for outcome in came] == [Conflict, type(None), type(None), Conflict]
    assert await sql_log.load("room-2") == entries(1, 3)
    assert await sql_log.load("room-1") == entries(1, 1)


async def test_STORE_10_a_caller_that_goes_away_breaks_nothing(sql_log: SqlLog) -> None:
    await given_room(sql_log, until=1)
    gone = asyncio.ensure_future(sql_log.append("room-1", 1, entries(2, 2)))
    await asyncio.sleep(0)
    gone.cancel()
    await _all(gone)
    await sql_log.append("room-1", 2, entries(3, 3))
    assert await sql_log.load("room-1") == entries(1, 3)


async def test_STORE_11_a_locked_database_is_not_stored_and_the_log_goes_on(
    sql_log: SqlLog, tmp_path: Path
) -> None:
    await given_room(sql_log, until=1)
    other = sqlite3.connect(tmp_path / "touchstone.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(NotStored):
        await sql_log.append("room-1", 1, entries(2, 2))
    other.execute("ROLLBACK")
    other.close()
    await sql_log.append("room-1", 1, entries(2, 2))
    assert await sql_log.load("room-1") == entries(1, 2)


def _grows_no_more(db: sqlite3.Connection) -> None:
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count={pages}")


async def test_STORE_11_a_full_disk_is_not_stored_and_the_log_goes_on(sql_log: SqlLog) -> None:
    await given_room(sql_log, until=1)
    await sql_log._database.maintain(_grows_no_more)
    large = [entry(2, e.ValueAdded("v", "m", "label", "x" * 100_000, True))]
    with pytest.raises(NotStored):
        await sql_log.append("room-1", 1, large)
    await sql_log._database.maintain(lambda db: db.execute("PRAGMA max_page_count=1000000"))
    await sql_log.append("room-1", 1, large)
    assert await sql_log.load("room-1", after=1) == large


async def test_STORE_11_what_cannot_be_written_fails_its_own_room_alone_and_the_log_goes_on(
    sql_log: SqlLog,
) -> None:
    await given_room(sql_log, "room-1", "AAAAAA", until=1)
    await given_room(sql_log, "room-2", "BBBBBB", until=1)
    half = entry(2, e.CheckedIn("member-1", "half of a letter: \ud83d"))
    came = await _all(sql_log.append("room-1", 1, [half]), sql_log.append("room-2", 1, entries(2, 2)))
    assert [type(outcome) for outcome in came] == [NotStored, type(None)]
    await sql_log.append("room-1", 1, entries(2, 2))
    assert await sql_log.load("room-1") == entries(1, 2)
    assert await sql_log.load("room-2") == entries(1, 2)


async def test_STORE_11_a_room_that_cannot_be_deleted_or_read_says_so(
    sql_log: SqlLog, tmp_path: Path
) -> None:
    await given_room(sql_log, until=1)
    other = sqlite3.connect(tmp_path / "touchstone.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(NotStored):
        await sql_log.delete_room("room-1")
    other.execute("ROLLBACK")
    assert await sql_log.load("room-1") == entries(1, 1)
    other.execute("ALTER TABLE events RENAME TO elsewhere")
    with pytest.raises(NotStored):
        await sql_log.load("room-1")
    other.execute("ALTER TABLE elsewhere RENAME TO events")
    other.close()
    await sql_log.delete_room("room-1")
    assert await sql_log.find_room("KT7M4R") is None


async def test_STORE_11_a_database_that_does_not_answer_is_said_without_what_was_asked(
    tmp_path: Path,
) -> None:
    log = SqlLog(f"sqlite:///{tmp_path}")
    for asked in (log.load("room-1"), log.find_room("KT7M4R"), log.delete_room("room-1")):
        with pytest.raises(NotStored) as said:
            await asked
        assert "room-1" not in str(said.value)
        assert "KT7M4R" not in str(said.value)
    await log.close()


async def test_STORE_12_an_erased_entry_and_a_dropped_key_leave_no_trace_in_the_files(
    sql_log: SqlLog, tmp_path: Path
) -> None:
    await given_room(sql_log, until=1)
    secret = entry(2, e.Responded("ballot", 8, "whispered words"), actor="pseudonym")
    await sql_log.append("room-1", 1, [secret], [AddKey("ballot", b"the-key-of-the-ballot")])
    assert _in_files(tmp_path, b"whispered words")
    assert _in_files(tmp_path, b"the-key-of-the-ballot")
    await sql_log.append("room-1", 2, [entry(3)], [EraseActor("pseudonym"), DropKey("ballot")])
    assert not _in_files(tmp_path, b"whispered words")
    assert not _in_files(tmp_path, b"the-key-of-the-ballot")


async def test_STORE_12_a_reader_in_the_way_only_puts_it_off(sql_log: SqlLog, tmp_path: Path) -> None:
    await given_room(sql_log, until=1)
    await sql_log.append("room-1", 1, [entry(2)], [AddKey("ballot", b"the-key-of-the-ballot")])
    reader = sqlite3.connect(tmp_path / "touchstone.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM events").fetchone()
    await sql_log.append("room-1", 2, [entry(3)], [DropKey("ballot")])
    await sql_log.append("room-1", 3, [entry(4)])
    assert _in_files(tmp_path, b"the-key-of-the-ballot"), "the reader keeps the old pages"
    reader.execute("ROLLBACK")
    async with asyncio.timeout(20):
        while _in_files(tmp_path, b"the-key-of-the-ballot"):
            await _soon()
    reader.close()


async def _soon() -> None:
    """A while, to look again for what another task does."""
    done = asyncio.Event()
    asyncio.get_running_loop().call_later(0.05, done.set)
    await done.wait()


def _in_files(folder: Path, words: bytes) -> bool:
    return any(words in path.read_bytes() for path in folder.glob("touchstone.db*"))


async def test_STORE_13_the_migrations_make_exactly_the_tables(sql_log: SqlLog, url: str) -> None:
    with open_engine(url).connect() as db:
        found = compare_metadata(MigrationContext.configure(db), SQLModel.metadata)
    assert found == []
    await migrate_off_loop(url)


async def test_STORE_13_tokens_of_a_database_from_before_handles_are_kept(url: str) -> None:
    await asyncio.to_thread(command.upgrade, configuration(url), "0001")
    with open_engine(url).connect() as db:
        db.exec_driver_sql("INSERT INTO rooms VALUES ('room-1', 'KT7M4R', 0, 1, 1)")
        db.exec_driver_sql("INSERT INTO tokens VALUES ('digest', 'room-1', 'member-1', 'member', 1)")
        db.commit()
    await migrate_off_loop(url)
    log = SqlLog(url)
    assert await log.find_token("digest") == TokenRef("room-1", "member-1", "member", "", None)
    await log.close()


def test_STORE_22_a_file_at_the_newest_version_needs_no_migrations(url: str) -> None:
    script = (
        f"import sys; from app.store.migrating import *; migrate('{url}'); print('alembic' in sys.modules)"
    )
    said = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert said == ["True\n", "False\n"]
    assert newest() == ScriptDirectory.from_config(configuration(url)).get_current_head()


async def test_STORE_23_a_new_database_is_for_its_owner_alone(url: str, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        await migrate_off_loop(url)
        log = SqlLog(url)
        await given_room(log)
        kept = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        await log.close()
    finally:
        os.umask(before)
    assert kept == dict.fromkeys(("touchstone.db", "touchstone.db-wal", "touchstone.db-shm"), 0o600)


async def test_STORE_14_what_was_acknowledged_survives_a_kill(url: str) -> None:
    await migrate_off_loop(url)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.store.appender", url, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    acknowledged = 0
    while acknowledged < 40:
        acknowledged = int(await process.stdout.readline())
    os.kill(process.pid, signal.SIGKILL)
    acknowledged = max([acknowledged, *map(int, (await process.stdout.read()).split())])
    await process.wait()
    log = SqlLog(url)
    loaded = await log.load("room-1")
    await log.close()
    assert [entry.seq for entry in loaded] == list(range(1, len(loaded) + 1))
    assert len(loaded) >= acknowledged
