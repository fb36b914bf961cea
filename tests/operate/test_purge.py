"""`touchstone purge`, as whoever operates it meets it."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from app.cli import main
from app.domain.shelf import KeepCharter, Links
from app.store.log import SqlLog
from app.store.migrating import migrate
from tests.store.entries import given_room

A_DAY = 24 * 3600 * 1000


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two rooms, of which nobody has used one for 91 days, and a charter that nobody looked at for 401."""
    file = tmp_path / "rooms.db"
    url = f"sqlite:///{file}"
    monkeypatch.setenv("DATABASE_URL", url)
    migrate(url)

    async def fill() -> None:
        log = SqlLog(url)
        await given_room(log, "old", "AAAAAA")
        await given_room(log, "new", "BBBBBB")
        await log.keep_charter("gone", KeepCharter(b"{}", Links("c", "s", "k")))
        await log.close()

    asyncio.run(fill())
    with sqlite3.connect(file) as db:
        db.execute("UPDATE rooms SET last_used_at = last_used_at - ? WHERE id = 'old'", (91 * A_DAY,))
        db.execute("UPDATE rooms SET last_used_at = last_used_at - ? WHERE id = 'new'", (40 * A_DAY,))
        db.execute("UPDATE charters SET last_used_at = last_used_at - ?", (401 * A_DAY,))
    return file


def _rooms(file: Path) -> list[str]:
    with sqlite3.connect(file) as db:
        return [row[0] for row in db.execute("SELECT id FROM rooms ORDER BY id")]


def test_LIFE_12_a_dry_run_says_what_would_go_and_leaves_it(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["purge", "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 room would be deleted, not used for 90 days.",
        "1 kept charter would be deleted, not used for 400 days.",
    ]
    assert _rooms(database) == ["new", "old"]


def test_LIFE_12_a_purge_says_what_went_and_a_second_one_finds_nothing(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["purge"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 room deleted, not used for 90 days.",
        "1 kept charter deleted, not used for 400 days.",
    ]
    assert _rooms(database) == ["new"]
    assert main(["purge"]) == 0
    assert capsys.readouterr().out.startswith("0 rooms deleted")


def test_LIFE_12_for_this_once_rooms_may_be_kept_for_fewer_days_but_not_for_none(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["purge", "--older-than", "0"]) == 2
    assert "1 at least" in capsys.readouterr().err
    assert _rooms(database) == ["new", "old"]
    assert main(["purge", "--older-than", "30"]) == 0
    assert capsys.readouterr().out.startswith("2 rooms deleted, not used for 30 days.")


def test_LIFE_12_what_has_no_term_is_said(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TOUCHSTONE_ROOM_DAYS", "0")
    assert main(["purge"]) == 0
    assert capsys.readouterr().out.startswith("No room is ever deleted: its days are set to 0.")
    assert _rooms(database) == ["new", "old"]


def test_LIFE_12_a_database_that_somebody_else_is_writing_to_is_said_in_a_sentence(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert main(["purge"]) == 1
    assert "Try again." in capsys.readouterr().err
    other.execute("ROLLBACK")
    other.close()
    assert main(["purge"]) == 0
