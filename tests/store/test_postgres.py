"""What several processes over one PostgreSQL can show: locks, lost connections, migrations at once."""

import asyncio
import sys
from urllib.parse import urlsplit

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlmodel import SQLModel

from app.domain import events as e
from app.domain.ports import AddRoom, AddToken, CodeTaken, Conflict, NotStored
from app.store.migrating import migrate_off_loop
from app.store.postgres import MIGRATING, PostgresLog, in_transaction
from tests.postgres import database
from tests.proxy import proxy
from tests.store.entries import entries, entry, given_room


async def test_STORE_15_who_loses_against_another_process_can_decide_again(
    postgres: str, postgres_log: PostgresLog
) -> None:
    other = await PostgresLog.opened(postgres)
    await given_room(postgres_log, until=1)

    async def append_30(log: PostgresLog, who: str) -> int:
        lost, stored, head = 0, 0, 1
        while stored < 30:
            try:
                await log.append("room-1", head, [entry(head + 1, command=f"{who}-{stored}")])
            except Conflict as conflict:
                lost, head = lost + 1, conflict.head
            else:
                stored, head = stored + 1, head + 1
        return lost

    lost = await asyncio.gather(
        *(append_30(log, who) for log, who in ((postgres_log, "one"), (other, "two")))
    )
    loaded = await postgres_log.load("room-1", after=1)
    assert sum(lost), "nobody was in the way of anybody"
    assert [entry.seq for entry in loaded] == list(range(2, 62))
    assert {entry.command for entry in loaded} == {f"{who}-{n}" for who in ("one", "two") for n in range(30)}
    await other.close()


async def test_STORE_15_a_code_that_two_processes_want_goes_to_one(
    postgres: str, postgres_log: PostgresLog
) -> None:
    other = await PostgresLog.opened(postgres)
    both = [
        log.append(room, 0, entries(1, 2), [AddRoom("KT7M4R"), AddToken(room, "m", "host")])
        for log, room in ((postgres_log, "room-1"), (other, "room-2"))
    ]
    came = await asyncio.gather(*both, return_exceptions=True)
    assert {type(one) for one in came} == {type(None), CodeTaken}
    found = [room for room in ("room-1", "room-2") if await postgres_log.find_token(room)]
    assert [len(await postgres_log.load(room)) for room in found] == [2]
    await other.close()


async def test_STORE_11_a_locked_room_is_not_stored_the_others_are_and_the_log_goes_on(postgres: str) -> None:
    log = await PostgresLog.opened(postgres, patience=0.3)
    await given_room(log, "room-1", "AAAAAA", until=1)
    await given_room(log, "room-2", "BBBBBB", until=1)
    other = await asyncpg.connect(postgres)
    async with other.transaction():
        await other.execute("SELECT 1 FROM rooms WHERE id = 'room-1' FOR UPDATE")
        came = await asyncio.gather(
            log.append("room-1", 1, entries(2, 2)),
            log.append("room-2", 1, entries(2, 2)),
            return_exceptions=True,
        )
    assert [type(one) for one in came] == [NotStored, type(None)]
    await log.append("room-1", 1, entries(2, 2))
    assert await log.load("room-1") == entries(1, 2)
    await other.close()
    await log.close()


async def test_STORE_11_what_cannot_be_written_to_postgresql_is_not_stored(postgres_log: PostgresLog) -> None:
    await given_room(postgres_log, until=1)
    for unfit in (entry(2, e.CheckedIn("m", "half of a letter: \ud83d")), entry(2, actor="a\x00b")):
        with pytest.raises(NotStored) as said:
            await postgres_log.append("room-1", 1, [unfit], [AddToken("digest", "m", "member")])
        assert "half" not in str(said.value)
    assert await postgres_log.find_token("digest") is None
    await postgres_log.append("room-1", 1, entries(2, 2))
    assert await postgres_log.load("room-1") == entries(1, 2)


async def test_STORE_16_a_lost_connection_is_not_stored_and_comes_back_by_itself(postgres: str) -> None:
    there = urlsplit(postgres)
    assert there.hostname
    async with proxy(there.hostname, there.port or 5432) as way:
        log = await PostgresLog.opened(f"postgresql://{there.username}@127.0.0.1:{way.port}{there.path}")
        await given_room(log, until=1)
        await way.cut()
        for asked in (log.append("room-1", 1, entries(2, 2)), log.load("room-1"), log.delete_room("room-1")):
            with pytest.raises(NotStored) as said:
                await asked
            assert "room-1" not in str(said.value)
        assert not await log.ready()
        await way.open()
        await log.append("room-1", 1, entries(2, 2))
        assert await log.ready()
        assert await log.load("room-1") == entries(1, 2)
        await log.close()


async def test_STORE_16_a_server_that_ends_its_connections_is_met_again(
    postgres: str, postgres_log: PostgresLog
) -> None:
    await given_room(postgres_log, until=1)
    admin = await asyncpg.connect(postgres)
    await admin.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await admin.close()
    head = 1
    async with asyncio.timeout(20):
        while head < 2:
            try:
                await postgres_log.append("room-1", 1, entries(2, 2))
                head = 2
            except NotStored:  # it had the connection that was lost
                continue
    assert await postgres_log.load("room-1") == entries(1, 2)


async def test_STORE_13_the_migrations_make_exactly_the_tables_in_postgresql(postgres: str) -> None:
    found: list[object] = []

    def compare(connection: Connection) -> None:
        found.extend(compare_metadata(MigrationContext.configure(connection), SQLModel.metadata))

    await asyncio.to_thread(in_transaction, postgres, compare)
    assert found == []
    await migrate_off_loop(postgres)


async def test_STORE_17_processes_that_start_at_once_migrate_one_after_the_other() -> None:
    async with database() as url:
        admin = await asyncpg.connect(url)
        await admin.execute("SELECT pg_advisory_lock($1)", MIGRATING)
        script = f"from app.store.migrating import migrate; migrate('{url}')"
        processes = [await asyncio.create_subprocess_exec(sys.executable, "-c", script) for _ in range(2)]
        waiting = """SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
            WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()"""
        while await admin.fetchval(waiting) < 2:
            assert [process.returncode for process in processes] == [None, None], "it didn't wait"
        await admin.close()
        assert [await process.wait() for process in processes] == [0, 0]
        log = await PostgresLog.opened(url)
        await given_room(log)
        await log.close()
