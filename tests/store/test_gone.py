"""What was erased, deleted or purged is in no file of the database, whatever else was written around it."""

import re
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest

from app.domain import events as e
from app.domain.erasing import Blank
from app.domain.ports import AddKey, AddRoom, Also, DropKey, EraseInput
from app.store import rows
from app.store.log import SqlLog
from app.store.migrating import migrate_off_loop
from app.store.rows import vacuum
from app.store.sqlite import file_of, open_connection
from tests.store.entries import entry, given_room
from tests.store.searching import gone, in_files

WORDS = 'Zebra "quoted" Größe 勇気'
ROOMS = 12


async def _written(log: SqlLog, rng: Random) -> dict[str, int]:
    """Rooms that grow side by side, with entries of all sizes, so that pages are split and filled; gives their heads."""
    heads = {f"room-{n}": 0 for n in range(ROOMS)}
    for step in range(900):
        room = rng.choice(list(heads))
        head = heads[room]
        who = rng.choice(["amara", "jonas"])
        story = f"{WORDS} of {who} in {room} " + "x" * rng.choice([0, 10, 90, 400, 2_000, 6_000])
        said = entry(head + 1, e.ValueAdded(f"value-{step}", who, f"{WORDS} {who}", story, True), actor=who)
        await log.append(room, head, [said], [] if head else [AddRoom(room)])
        heads[room] += 1
    return heads


@pytest.mark.parametrize("seed", range(3))
async def test_LIFE_8_erased_words_are_in_no_file_of_the_database(
    sql_log: SqlLog, tmp_path: Path, seed: int
) -> None:
    heads = await _written(sql_log, Random(seed))
    for room, head in heads.items():
        assert in_files(tmp_path, f"of amara in {room} ")
        erased = e.InputErased("amara", (), everything=True)
        row = entry(head + 1, erased, actor="amara")
        await sql_log.append(room, head, [row], [EraseInput(Blank(head + 1, erased, frozenset({"amara"})))])
        assert await gone(tmp_path, f"of amara in {room} ")
        assert in_files(tmp_path, f"of jonas in {room} ")
    assert await gone(tmp_path, f"{WORDS} amara")


@pytest.mark.parametrize("seed", [17, 21, 36])
async def test_LIFE_8_dropped_keys_are_in_no_file_of_the_database(
    sql_log: SqlLog, tmp_path: Path, seed: int
) -> None:
    """Many ballots open and close at once, so that their rows are moved from page to page."""
    rng, there, made = Random(seed), set[str](), 0
    await given_room(sql_log, until=1)
    for step in range(1, 91):
        also: list[Also] = []
        for _ in range(30):
            if there and rng.random() < (0.7 if step // 10 % 2 else 0.3):
                closed = rng.choice(sorted(there))
                there.remove(closed)
                also.append(DropKey(closed))
            else:
                made += 1
                opened = f"{rng.random():.20f}-{made:04}"
                there.add(opened)
                also.append(AddKey(opened, b"<key %s>" % opened[-4:].encode() + bytes(20)))
        await sql_log.append("room-1", step, [entry(step + 1)], also)
        kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        found = {one.decode() for one in re.findall(rb"<key (\d{4})>", kept)}
        assert found == {one[-4:] for one in there}


@pytest.mark.parametrize("seed", range(3))
async def test_LIFE_8_a_deleted_room_is_in_no_file_of_the_database(
    sql_log: SqlLog, tmp_path: Path, seed: int
) -> None:
    heads = await _written(sql_log, Random(seed))
    for room in heads:
        await sql_log.delete_room(room)
        assert await gone(tmp_path, f"in {room} ")
    assert await gone(tmp_path, WORDS)


async def test_LIFE_8_many_who_erase_at_once_have_the_file_written_anew_a_few_times(
    sql_log: SqlLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vacuums = 0

    def counted(db: sqlite3.Connection, most: int | None) -> bool:
        nonlocal vacuums
        vacuums += 1
        return vacuum(db, most)

    monkeypatch.setattr(rows, "vacuum", counted)
    heads = await _written(sql_log, Random(1))
    for room, head in heads.items():
        erased = e.InputErased("amara", (), everything=True)
        row = entry(head + 1, erased, actor="amara")
        await sql_log.append(room, head, [row], [EraseInput(Blank(head + 1, erased, frozenset({"amara"})))])
    assert await gone(tmp_path, f"{WORDS} amara")
    assert vacuums < ROOMS


async def test_LIFE_8_what_was_put_off_is_done_before_the_end(url: str, tmp_path: Path) -> None:
    await migrate_off_loop(url)
    log = SqlLog(url)
    heads = await _written(log, Random(1))
    for room in heads:
        await log.delete_room(room)
    await log.close()
    assert in_files(tmp_path, WORDS) == []


@pytest.mark.skipif(
    not Path("/proc/self/fd").is_dir(), reason="the files a process has open are told by Linux"
)
def test_LIFE_8_a_file_is_written_anew_without_a_copy_elsewhere(url: str) -> None:
    """SQLite would put one where temporary files are: on another disk, maybe, and nothing overwrites it there."""
    opened: set[str] = set()

    def look() -> int:
        with suppress(FileNotFoundError):  # of this very look
            opened.update(str(link.readlink()) for link in Path("/proc/self/fd").iterdir())
        return 0

    with closing(open_connection(file_of(url))) as db:
        db.execute("CREATE TABLE words (word)")
        db.executemany("INSERT INTO words VALUES (?)", [(WORDS * 100,)] * 4_000)
        db.set_progress_handler(look, 500)
        assert vacuum(db, None)
    beside = {path for path in opened if "etilqs" in path}
    assert file_of(url) in opened
    assert not beside
