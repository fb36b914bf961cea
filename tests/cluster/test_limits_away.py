"""Two servers that count at the door through Redis, which goes away in the middle and comes back."""

import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from structlog.testing import capture_logs

from app.web import shared_buckets
from app.web.limits import Limit
from tests.proxy import Proxy, proxy
from tests.web.people import Door, bearer, open_door, visited

WRONG = 6
A_DAY = WRONG / 86_400
"""None of them comes back while the test runs."""


@pytest.fixture
async def way(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Proxy]:
    monkeypatch.setattr(shared_buckets, "PATIENCE", 20.0)
    monkeypatch.setattr(shared_buckets, "LEFT_ALONE", 0.0)
    there = urlsplit(redis_url)
    assert there.hostname
    async with proxy(there.hostname, there.port or 6379) as open_way:
        yield open_way


def from_elsewhere() -> dict[str, str]:
    """An address that no other test has."""
    return {"X-Forwarded-For": f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::7"}


async def guesses(http: httpx.AsyncClient, address: dict[str, str], many: int) -> list[int]:
    answers = [await http.get("/j/ZZZZZZ", headers=address) for _ in range(many)]
    assert all(int(a.headers["retry-after"]) > 0 for a in answers if a.status_code == 429)
    return [answer.status_code for answer in answers]


async def test_LIMIT_7_the_door_goes_on_when_redis_goes_away_midway(way: Proxy, tmp_path: Path) -> None:
    guesser, office = from_elsewhere(), from_elsewhere()
    async with AsyncExitStack() as stack:
        doors: list[Door] = []
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            site = visited(tmp_path / name, redis_url=f"redis://127.0.0.1:{way.port}")
            running, http = await stack.enter_async_context(site)
            limits = running.services.limits
            limits.wrong_code = Limit("wrong_code", A_DAY, WRONG, shared=limits.wrong_code._shared)
            doors.append(await open_door(running, http, passcode="blue heron"))
        one, two = (door.http for door in doors)
        assert await guesses(one, guesser, 3) == [404] * 3
        assert await guesses(two, guesser, 4) == [404] * 3 + [429]
        assert await guesses(one, guesser, 1) == [429], "the other's count too"
        with capture_logs() as said:
            await way.cut()
            for door in doors:
                assert await guesses(door.http, guesser, 4) == [404] * 3 + [429], (
                    "each by what it knows itself"
                )
                inside = {**guesser, **bearer(door.host)}
                assert (await door.http.get(f"/api/v1/rooms/{door.code}", headers=inside)).status_code == 200
                for name in ("Noor", "Ivo"):
                    newcomer = {"name": name, "passcode": "blue heron"}
                    came = await door.http.post(
                        f"/api/v1/rooms/{door.code}/members", json=newcomer, headers=office
                    )
                    assert came.status_code == 201
                made = await door.http.post("/api/v1/rooms", json={"title": "Another"}, headers=office)
                assert made.status_code == 201
            await way.open()
            assert await guesses(one, guesser, 1) == [429]
            assert await guesses(two, guesser, 1) == [429]
            assert await guesses(two, from_elsewhere(), 1) == [404]
        told = [line["event"] for line in said if line["event"].startswith("limits_")]
        assert sorted(told) == ["limits_shared_again"] * 2 + ["limits_unshared"] * 2
