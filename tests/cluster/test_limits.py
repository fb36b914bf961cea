"""What two processes count together through Redis, and what each does while it's away."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from redis.asyncio import Redis
from structlog.testing import capture_logs

from app.web import shared_buckets
from app.web.limits import Limit
from app.web.shared_buckets import RedisBuckets, key_of
from tests.proxy import Proxy, proxy
from tests.web.people import visited

NEVER_AGAIN = 1e-4
"""A second, so slow that nothing comes back while a test runs."""


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow this machine is: what is counted is the point here."""
    monkeypatch.setattr(shared_buckets, "PATIENCE", 20.0)


@asynccontextmanager
async def two(url: str, burst: float, rate: float = NEVER_AGAIN) -> AsyncIterator[tuple[Limit, Limit]]:
    """One limit, in two processes."""
    lines = [RedisBuckets(url) for _ in range(2)]
    one, other = (Limit("wrong_code", rate, burst, shared=line) for line in lines)
    try:
        yield one, other
    finally:
        for line in lines:
            await line.close()


@pytest.fixture
async def way(redis_url: str) -> AsyncIterator[Proxy]:
    """To Redis."""
    there = urlsplit(redis_url)
    assert there.hostname
    async with proxy(there.hostname, there.port or 6379) as open_way:
        yield open_way


def address() -> str:
    """Tests may share a Redis."""
    return f"address-{secrets.token_hex(8)}"


async def test_LIMIT_6_two_processes_count_together(redis_url: str) -> None:
    async with two(redis_url, burst=5) as (one, other):
        key = address()
        assert [await limit.take(key) for limit in (one, other, one, other, one)] == [0.0] * 5
        for limit in (one, other):
            assert 9_000 < await limit.take(key) <= 10_000
            assert 9_000 < await limit.wait(key) <= 10_000
        assert await other.take(address()) == 0


async def test_LIMIT_6_tries_of_the_same_moment_are_counted_each(redis_url: str) -> None:
    async with two(redis_url, burst=7) as (one, other):
        key = address()
        waits = await asyncio.gather(*(limit.take(key) for limit in (one, other) for _ in range(40)))
        assert waits.count(0.0) == 7


async def test_LIMIT_6_what_is_counted_names_nobody_and_goes_when_it_counts_no_more(redis_url: str) -> None:
    redis = Redis.from_url(redis_url)
    async with two(redis_url, burst=5, rate=1) as (one, _):
        key = address()
        for _ in range(2):
            await one.take(key)
        stored = key_of(f"wrong_code/{key}")
        assert key not in stored
        assert 0 < await redis.pttl(stored) <= 2_000
        assert not [found async for found in redis.scan_iter(f"*{key}*")]
    await redis.aclose()


async def test_LIMIT_6_a_clock_of_redis_gone_wild_locks_nobody_out_for_longer(redis_url: str) -> None:
    redis = Redis.from_url(redis_url)
    line = RedisBuckets(redis_url)
    bucket = address()
    await redis.set(key_of(bucket), "99999999999", px=60_000)
    wait = await line.ask(bucket, 1, 3, 1)
    assert wait is not None
    assert 0 < wait <= 1
    await redis.delete(key_of(bucket))
    await line.close()
    await redis.aclose()


async def test_LIMIT_7_while_redis_is_away_each_counts_for_itself_and_says_so_once(
    way: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_buckets, "LEFT_ALONE", 0.0)
    async with two(f"redis://127.0.0.1:{way.port}", burst=2) as (one, other):
        key = address()
        with capture_logs() as said:
            assert await one.take(key) == 0
            await way.cut()
            assert await one.take(key) == 0
            assert await one.take(key) > 0
            assert [await other.take(key) for _ in range(2)] == [0.0, 0.0]
            assert await other.wait(key) > 0
            await way.open()
            assert await one.take(key) == 0  # of the two, Redis has seen one
            assert await one.take(key) > 0
        told = [line["event"] for line in said]
        assert told == ["limits_unshared", "limits_unshared", "limits_shared_again"]


async def test_LIMIT_7_a_redis_that_says_nothing_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its port is open, and whoever asks it waits in vain: once."""
    monkeypatch.setattr(shared_buckets, "PATIENCE", 0.05)
    asked = 0

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        asked += 1
        await reader.read()
        writer.close()

    async with await asyncio.start_server(silent, "127.0.0.1", 0) as server:
        line = RedisBuckets(f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        limit = Limit("wrong_code", NEVER_AGAIN, 2, shared=line)
        key = address()
        assert [await limit.take(key) == 0 for _ in range(3)] == [True, True, False]
        assert asked == 1
        await line.close()


async def test_LIMIT_6_a_guesser_gets_no_more_by_going_from_server_to_server(
    redis_url: str, tmp_path: Path
) -> None:
    guesser, other = (
        {"X-Forwarded-For": f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::7"} for _ in range(2)
    )
    async with AsyncExitStack() as stack:
        visitors = []
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            site = visited(tmp_path / name, redis_url=redis_url, wrong_codes_per_minute=6)
            visitors.append((await stack.enter_async_context(site))[1])
        found = []
        for number in range(12):
            answer = await visitors[number % 2].get("/j/ZZZZZZ", headers=guesser)
            found.append(answer.status_code)
        # Each for itself would let all twelve through; in ten seconds one more is.
        assert 6 <= found.count(404) < 12
        assert 429 in found
        assert (await visitors[0].get("/j/ZZZZZZ", headers=other)).status_code == 404
