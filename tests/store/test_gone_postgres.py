"""The same in PostgreSQL: in no row of any table. What its files keep until it vacuums is docs/operate.md's to say."""

import datetime as dt

import asyncpg

from app.domain import events as e
from app.domain.erasing import Blank
from app.domain.ports import AddKey, AddToken, Also, EraseInput
from app.domain.shelf import KeepCharter, Links
from app.live.purging import Purged, Terms, purge
from app.store.postgres import PostgresLog, address
from tests.store.entries import entry, given_room

WORDS = 'Zebra "quoted" Größe 勇気'


async def _in_rows(url: str, words: str) -> list[str]:
    """The tables in whose rows they stand, as text or in bytes."""
    spelt = {words, words.replace('"', '\\"')}
    db = await asyncpg.connect(address(url))
    try:
        tables = await db.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found = []
        for (table,) in tables:
            rows = await db.fetch("SELECT * FROM " + table)
            kept = [str(value) for row in rows for value in row.values() if not isinstance(value, bytes)]
            kept += [
                value.decode("utf-8", "replace")
                for row in rows
                for value in row.values()
                if isinstance(value, bytes)
            ]
            found += [table for _ in [0] if any(one in text for one in spelt for text in kept)]
        return found
    finally:
        await db.close()


async def test_LIFE_8_in_postgresql_erased_words_are_in_no_row(
    postgres: str, postgres_log: PostgresLog
) -> None:
    await given_room(postgres_log, until=1)
    said = entry(2, e.ValueAdded("v", "amara", WORDS, WORDS, True), actor="amara")
    await postgres_log.append("room-1", 1, [said])
    assert await _in_rows(postgres, WORDS) == ["events"]
    erased = e.InputErased("amara", ("v",))
    blank = Blank(3, erased, frozenset({"amara"}))
    await postgres_log.append("room-1", 2, [entry(3, erased, actor="amara")], [EraseInput(blank)])
    assert await _in_rows(postgres, WORDS) == []


async def test_LIFE_8_in_postgresql_nothing_of_a_purged_room_is_in_a_row(
    postgres: str, postgres_log: PostgresLog
) -> None:
    await given_room(postgres_log, "zebra-room", "ZEBRA1", until=1)
    also: list[Also] = [
        AddToken("zebra-digest", "m", "host"),
        AddKey("b", b"zebra-key"),
        KeepCharter(b"okapi", Links("c", "s", "k")),
    ]
    said = entry(2, e.ValueAdded("v", "amara", WORDS, "", False))
    await postgres_log.append("zebra-room", 1, [said], also)
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=100)
    assert await purge(postgres_log, Terms(90, 400), later) == Purged(1, 0)
    for word in (WORDS, "ZEBRA1", "zebra-digest", "zebra-key"):
        assert await _in_rows(postgres, word) == []
    assert await _in_rows(postgres, "okapi") == ["charters"]
    assert await purge(postgres_log, Terms(90, 400), later + dt.timedelta(days=400)) == Purged(0, 1)
    assert await _in_rows(postgres, "okapi") == []
