"""Passcodes: what is stored, how many are hashed, and whose tries are counted."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from app.web import hashing
from app.web.hashing import Busy, Hashing
from app.web.limits import Limit
from app.web.passcodes import Passcodes, Verdict


class HeldUp(Hashing):
    """It counts the hashes that it makes or checks, and can be told to hold them up."""

    def __init__(self) -> None:
        super().__init__()
        self.hashes = 0
        self.turning = asyncio.Event()
        self.turning.set()

    async def _in_thread(self, work: Callable[[], Any]) -> Any:
        await self.turning.wait()
        self.hashes += 1
        return await super()._in_thread(work)


class Counted(Passcodes):
    def __init__(self) -> None:
        self.aside = HeldUp()
        super().__init__(self.aside)
        self.limit = Limit("wrong_passcode", 1e-9, 10)
        self.turning, self.close = self.aside.turning, self.aside.close

    @property
    def hashes(self) -> int:
        return self.aside.hashes

    async def asks(self, stored: str, passcode: str, address: str) -> Verdict:
        return await self.check(stored, passcode, self.limit, address)


@pytest.fixture
async def checks() -> AsyncIterator[Counted]:
    made = Counted()
    yield made
    made.close()


async def test_DOOR_1_the_right_one_is_right_however_it_is_typed(checks: Counted) -> None:
    stored = await checks.hashed("Blue Heron")
    assert "heron" not in stored.lower()
    assert stored.startswith("$argon2id$")
    assert stored != await checks.hashed("Blue Heron"), "salted"
    for typed in ("Blue Heron", "blue heron", "ＢＬＵＥ HERON"):
        assert await checks.asks(stored, typed, "here") == "right"
    for typed in ("blueheron", "Blue Heron!", "", stored):
        assert await checks.asks(stored, typed, "here") == "wrong"


async def test_DOOR_2_wrong_ones_are_counted_by_address_and_right_ones_never(checks: Counted) -> None:
    stored = await checks.hashed("heron")
    for _ in range(50):
        assert await checks.asks(stored, "heron", "one") == "right"
    for number in range(10):
        assert await checks.asks(stored, f"guess {number}", "one") == "wrong"
    before = checks.hashes
    assert await checks.asks(stored, "guess 10", "one") == "too_many"
    assert checks.hashes == before, "who has tried too often costs nothing"
    assert await checks.asks(stored, "guess", "two") == "wrong"
    assert await checks.asks(stored, "heron", "two") == "right"


async def test_DOOR_2_at_the_limit_the_right_one_is_answered_as_any_other(checks: Counted) -> None:
    """Else one could go on guessing, and read from the answer which it is."""
    stored = await checks.hashed("heron")
    for number in range(10):
        await checks.asks(stored, f"guess {number}", "one")
    before = checks.hashes
    assert [await checks.asks(stored, typed, "one") for typed in ("otter", "heron")] == ["too_many"] * 2
    assert checks.hashes == before
    assert await checks.asks(stored, "heron", "two") == "right"


async def test_DOOR_2_a_right_guess_among_many_at_once_is_not_told_before_the_wrong_ones_are_counted(
    checks: Counted,
) -> None:
    stored = await checks.hashed("heron")
    guesses = [*(f"guess {n}" for n in range(40)), "heron"]
    came = await asyncio.gather(*(checks.asks(stored, guess, "one") for guess in guesses))
    assert came == ["wrong"] * 10 + ["too_many"] * 31


async def test_DOOR_2_guesses_at_once_are_counted_one_by_one(checks: Counted) -> None:
    stored = await checks.hashed("heron")
    came = await asyncio.gather(*(checks.asks(stored, f"guess {n}", "one") for n in range(40)))
    assert (came.count("wrong"), came.count("too_many")) == (10, 30)


@pytest.mark.parametrize("addresses", [1, 500])
async def test_DOOR_2_five_hundred_with_the_right_one_cost_one_hash(addresses: int) -> None:
    """Also by a process that has never seen it, as after a restart."""
    first, later = Counted(), Counted()
    stored = await first.hashed("heron")
    came = await asyncio.gather(*(later.asks(stored, "heron", f"phone {n % addresses}") for n in range(500)))
    assert (set(came), later.hashes) == ({"right"}, 1)
    first.close()
    later.close()


async def test_DOOR_2_no_more_wait_to_be_hashed_than_may(
    checks: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hashing, "MOST_WAITING", 3)
    stored = await checks.hashed("heron")
    checks.turning.clear()
    waiting = [asyncio.create_task(checks.asks(stored, f"guess {n}", f"place {n}")) for n in range(3)]
    while checks.aside._waiting < 3:
        await asyncio.sleep(0)
    assert await checks.asks(stored, "another", "elsewhere") == "busy"
    with pytest.raises(Busy):
        await checks.hashed("new one")
    assert await checks.asks(stored, "heron", "elsewhere") == "right"
    checks.turning.set()
    assert await asyncio.gather(*waiting) == ["wrong"] * 3


async def test_DOOR_2_who_goes_away_meanwhile_takes_nobody_s_check_along(checks: Counted) -> None:
    other = Counted()
    stored = await other.hashed("heron")
    other.close()
    checks.turning.clear()
    gone, stays = (asyncio.create_task(checks.asks(stored, "heron", place)) for place in ("one", "two"))
    while not checks._under_way:
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    gone.cancel()
    checks.turning.set()
    assert (await stays, checks.hashes) == ("right", 1)


async def test_DOOR_4_a_changed_passcode_is_another_at_once(checks: Counted) -> None:
    old = await checks.hashed("heron")
    assert await checks.asks(old, "heron", "here") == "right"
    new = await checks.hashed("otter")
    assert await checks.asks(new, "heron", "here") == "wrong"
    assert await checks.asks(new, "otter", "here") == "right"


async def test_DOOR_1_what_is_no_hash_opens_nothing(checks: Counted) -> None:
    assert await checks.asks("", "", "here") == "wrong"
    assert await checks.asks("heron", "heron", "here") == "wrong"
