"""The shelf, in any database: charters apart from their rooms, and what nobody uses any more."""

import datetime as dt

from app.domain.ports import AddKey, DropKey, Log
from app.domain.shelf import KeepCharter, Links, digest_of, keeper_token, new_links, share_token
from tests.store.entries import entries, entry, given_room

LINKS = Links("charter-1", "share-digest", "keeper-digest")
LATER = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
BEFORE = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)


async def _sealed(log: Log) -> None:
    await given_room(log, until=1)
    await log.append("room-1", 1, entries(2, 2), [KeepCharter(b"as sealed", LINKS)])


async def test_LIFE_9_the_charter_is_kept_along_with_the_seal_and_changed_with_what_changes_it(
    log: Log,
) -> None:
    await _sealed(log)
    await log.append("room-1", 2, entries(3, 3), [KeepCharter(b"with a signature")])
    kept = await log.charter_of("room-1")
    assert kept is not None
    assert (kept.data, kept.id, kept.made) == (b"with a signature", "charter-1", 0)
    for digest in ("share-digest", "keeper-digest"):
        assert await log.find_charter(digest) == kept
    assert await log.find_charter("another") is None


async def test_LIFE_9_it_stays_when_its_room_goes(log: Log) -> None:
    await _sealed(log)
    await log.delete_room("room-1")
    assert (await log.load("room-1"), await log.find_room("KT7M4R")) == ([], None)
    assert await log.find_charter("share-digest") is not None


async def test_LIFE_10_a_new_link_takes_the_place_of_the_one_before_and_none_leaves_the_keepers(
    log: Log,
) -> None:
    await _sealed(log)
    await log.link_charter("charter-1", 1, "new-digest")
    assert await log.find_charter("share-digest") is None
    found = await log.find_charter("new-digest")
    assert found is not None
    assert found.made == 1
    await log.link_charter("charter-1", 1, None)
    assert await log.find_charter("new-digest") is None
    assert await log.find_charter("keeper-digest") is not None


async def test_LIFE_10_a_deleted_charter_is_not_brought_back_by_a_signature(log: Log) -> None:
    await _sealed(log)
    await log.delete_charter("charter-1")
    await log.append("room-1", 2, entries(3, 3), [KeepCharter(b"with a signature")])
    assert await log.charter_of("room-1") is None


async def test_LIFE_10_put_on_the_shelf_again_it_has_other_links(log: Log) -> None:
    await given_room(log)
    for id in ("one", "two"):
        await log.keep_charter("room-1", KeepCharter(b"data", new_links("salt", id)))
        await log.keep_charter("room-1", KeepCharter(b"data", new_links("salt", "meanwhile")))
        kept = await log.charter_of("room-1")
        assert kept is not None
        keeper = keeper_token("salt", id)
        assert (kept.keeper, kept.share) == (digest_of(keeper), digest_of(share_token(keeper, 0)))
        assert len(keeper) == len(share_token(keeper, 0)) == 32
        await log.delete_charter(id)
    assert keeper_token("salt", "one") != keeper_token("salt", "two")


async def test_LIFE_11_what_nobody_used_since_is_told_in_batches_and_deleted_unless_used_meanwhile(
    log: Log,
) -> None:
    for n in range(5):
        await given_room(log, f"room-{n}", f"CODE-{n}", until=1)
    assert await log.unused_rooms(BEFORE, "", 10) == []
    assert await log.unused_rooms(LATER, "", 2) == ["room-0", "room-1"]
    assert await log.unused_rooms(LATER, "room-1", 9) == ["room-2", "room-3", "room-4"]
    await log.use_rooms(["room-2"])
    assert not await log.delete_unused_room("room-2", BEFORE)
    assert await log.delete_unused_room("room-3", LATER)
    assert not await log.delete_unused_room("room-3", LATER)
    assert await log.unused_rooms(LATER, "", 9) == ["room-0", "room-1", "room-2", "room-4"]
    assert await log.find_room("CODE-3") is None


async def test_SECRET_21_rooms_with_a_ballots_key_that_nobody_used_since_are_told(log: Log) -> None:
    for n in range(4):
        await given_room(log, f"room-{n}", f"CODE-{n}", until=1)
    for n in (0, 2, 3):
        await log.append(
            f"room-{n}", 1, [entry(2)], [AddKey("ballot-1", b"k" * 32), AddKey("ballot-2", b"k" * 32)]
        )
    await log.append("room-3", 2, [entry(3)], [DropKey("ballot-1"), DropKey("ballot-2")])
    assert await log.asking_rooms(BEFORE, "", 9) == []
    assert await log.asking_rooms(LATER, "", 9) == ["room-0", "room-2"]
    assert await log.asking_rooms(LATER, "room-0", 9) == ["room-2"]
    assert await log.asking_rooms(LATER, "", 1) == ["room-0"]


async def test_LIFE_11_so_are_charters(log: Log) -> None:
    await _sealed(log)
    await log.use_charter("charter-1")
    assert await log.unused_charters(BEFORE, "", 9) == []
    assert await log.unused_charters(LATER, "", 9) == ["charter-1"]
    assert not await log.delete_unused_charter("charter-1", BEFORE)
    assert await log.delete_unused_charter("charter-1", LATER)
    assert await log.charter_of("room-1") is None
    await log.tidy()
