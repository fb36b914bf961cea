"""What the server's own protocols hold back is counted by its limit, too."""

import asyncio
import socket
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from app.web.http_protocol import MOST_AHEAD, MOST_HEAD, HttpProtocol
from app.web.wire import MOST_AHEAD as MOST_MESSAGES
from tests.attack.bytes import request, wire
from tests.attack.test_slow import HALVES
from tests.faults.raw import TEXT, RawSocket, framed
from tests.served import Served, served
from tests.web.people import limited, open_door, visited, visitor


async def counts(http: httpx.AsyncClient, limit: str, many: int = 1) -> None:
    """Sooner or later this limit has held back as many, and no other anybody."""
    async with asyncio.timeout(20):
        while not (counted := {name: n for name, n in (await limited(http)).items() if n}):
            await asyncio.sleep(0.01)
    assert counted == {limit: many}


@pytest.mark.parametrize("what", ["half a line", "half a body"])
async def test_LIMIT_5_a_request_that_is_late_is_counted(
    site: Served, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    await http.get("/healthz")
    monkeypatch.setattr(HttpProtocol, "head_within", 0.3)
    monkeypatch.setattr(HttpProtocol, "body_within", 0.3)
    async with wire(site) as silent, wire(site) as line:
        await line.say(HALVES[what])
        assert (await line.rest()).startswith(b"HTTP/1.1 408 ")
        assert await silent.rest() == b""
    await counts(http, "late_request")


async def test_LIMIT_5_of_too_many_who_want_nothing_yet_the_closed_ones_are_counted(
    site: Served, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await http.get("/healthz")
    monkeypatch.setattr(HttpProtocol, "most_unasked", 2)
    async with wire(site) as oldest:
        while site.connections < 2:
            await asyncio.sleep(0.01)
        async with wire(site), wire(site):
            assert await oldest.rest() == b""
            await counts(http, "unasked")


async def test_LIMIT_5_a_head_that_is_too_long_is_counted(site: Served, http: httpx.AsyncClient) -> None:
    async with wire(site) as line:
        await line.say(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\nX: " + b"a" * (MOST_HEAD + 1))
        await line.rest()
    await counts(http, "head_size")


async def test_LIMIT_5_requests_ahead_of_their_answers_are_counted(
    site: Served, http: httpx.AsyncClient
) -> None:
    async with wire(site) as line:
        await line.say(request() * (MOST_AHEAD * 4))
        await line.rest()
    await counts(http, "requests_ahead")


async def test_LIMIT_5_an_answer_that_nobody_takes_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HttpProtocol, "looks_after", 0.3)
    async with served(tmp_path, send_buffer=4_096) as site, visitor(site) as http:
        where = urlsplit(site.url)
        with socket.socket() as silent:
            silent.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            silent.connect((where.hostname, where.port))
            silent.sendall(request("/api/v1/deck", method="GET") * 8)
            await counts(http, "untaken")


async def test_LIMIT_5_a_message_beyond_what_any_protocol_takes_is_counted(
    site: Served, http: httpx.AsyncClient
) -> None:
    """The server itself lets go of a message of four times the limit at its announcement, before any of it has come."""
    door = await open_door(site, http)
    line = await RawSocket.open(door, door.host)
    await line.write(framed(TEXT, b"x" * 5 * site.services.settings.message_limit)[:20])
    await counts(http, "message_size")
    line.close()


async def test_LIMIT_5_messages_ahead_of_those_that_were_read_are_counted(tmp_path: Path) -> None:
    async with visited(tmp_path, command_burst=10_000) as (site, http):
        door = await open_door(site, http)
        loud = await RawSocket.open(door, door.host)
        await loud.write(framed(TEXT, b"[]") * 2 * MOST_MESSAGES)
        await counts(http, "messages_ahead")
        loud.close()
