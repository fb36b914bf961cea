"""Whoever holds a connection and says nothing, or a letter at a time, or takes no answer (slow loris)."""

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.responses import FileResponse

from app.main import STATIC
from app.web.http_protocol import MOST_AHEAD, MOST_AROUND, MOST_HEAD, MOST_HEADERS, HttpProtocol
from tests.attack.bytes import Wire, request, wire
from tests.served import Served, served
from tests.web.people import Door, bearer, limited, phone

BUILT = STATIC / "build"
FORM = "Content-Type: application/x-www-form-urlencoded"
HALVES: dict[str, bytes] = {
    "nothing": b"",
    "empty lines": b"\r\n\r\n",
    "half a line": b"GET /rob",
    "half a head": b"GET /robots.txt HTTP/1.1\r\nHost: x\r\nCookie: a",
    "half a handshake": b"GET /ws/KT7M4R HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n",
    "half a body": request("/new", FORM, "Content-Length: 40", method="POST", body=b"title="),
    "half a chunk": request("/new", FORM, "Transfer-Encoding: chunked", method="POST", body=b"28\r\ntit"),
    "no chunk": request("/api/v1/rooms", "Transfer-Encoding: chunked", method="POST"),
    "half of the second": request() + b"GET /rob",
    "empty lines after the first": request() + b"\r\n",
}


async def until(so: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not so():
            await asyncio.sleep(0.01)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("head_within", "body_within", "looks_after"):
        monkeypatch.setattr(HttpProtocol, name, 0.3)


@pytest.mark.parametrize("what", HALVES)
async def test_ATTACK_1_half_a_request_is_waited_for_only_so_long(
    impatient: None, site: Served, what: str
) -> None:
    async with wire(site) as line:
        await line.say(HALVES[what])
        answers = await line.rest()
        if what == "nothing":
            assert answers == b""
        elif "first" not in what and "second" not in what:
            assert answers.startswith(b"HTTP/1.1 408 ")
    await until(lambda: site.connections == 0)


@pytest.mark.parametrize("what", ["half a line", "half a head", "half a body", "half a chunk", "empty lines"])
async def test_ATTACK_1_letter_by_letter_it_is_not_waited_for_longer(
    impatient: None, site: Served, what: str
) -> None:
    async with wire(site) as line:
        await line.say(HALVES[what])

        async def drips() -> None:
            letter = b"\r\n" if what == "empty lines" else b"a"
            while True:
                await line.say(letter)
                await asyncio.sleep(0.02)

        dripping = asyncio.create_task(drips())
        assert (await line.answer()).startswith(b"HTTP/1.1 408 ")
        dripping.cancel()


async def test_ATTACK_1_a_whole_request_has_its_time_and_a_socket_all_of_it(
    impatient: None, door: Door
) -> None:
    async with wire(door.site) as line:
        for _ in range(3):
            await line.say(request())
            assert (await line.answer()).startswith(b"HTTP/1.1 200 ")
    async with phone(door, bearer(door.host)) as host:
        await host.read()
        await asyncio.sleep(HttpProtocol.head_within * 2)
        assert (await host.does("blank", on=True))["type"] == "ack"


async def test_ATTACK_2_of_too_many_who_want_nothing_yet_the_oldest_are_closed(
    site: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HttpProtocol, "most_unasked", 20)
    async with wire(site) as oldest, wire(site) as second:
        await oldest.say(b"GET /")
        await until(lambda: site.connections == 2)
        others = [wire(site) for _ in range(20)]
        lines: list[Wire] = [await each.__aenter__() for each in others]
        try:
            assert (await oldest.rest()).startswith(b"HTTP/1.1 408 ")
            assert await second.rest() == b""
            await lines[-1].say(request())
            assert (await lines[-1].answer()).startswith(b"HTTP/1.1 200 ")
        finally:
            for each in others:
                await each.__aexit__(None, None, None)


@pytest.mark.parametrize("piece", [b"X: " + b"a" * 1_000 + b"\r\n", b"a" * 1_000, b"\r\n" * 500])
async def test_ATTACK_2_an_endless_head_is_not_kept(
    site: Served, monkeypatch: pytest.MonkeyPatch, piece: bytes
) -> None:
    monkeypatch.setattr(HttpProtocol, "head_within", 600)
    async with wire(site) as line:
        await line.say(b"" if piece.startswith(b"\r\n") else b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n")
        for _ in range(4 * MOST_HEAD // len(piece)):
            await line.say(piece)
        # What was still on its way when the line was cut may take the answer with it.
        assert (await line.rest())[:12] in (b"HTTP/1.1 431", b"")
    await until(lambda: site.connections == 0)


@pytest.mark.parametrize("ends", [b"", b"\r\n"])
async def test_ATTACK_2_many_headers_are_not_kept_however_short(
    site: Served, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, ends: bytes
) -> None:
    monkeypatch.setattr(HttpProtocol, "head_within", 600)
    async with wire(site) as line:
        await line.say(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n" + b"a:\r\n" * 2 * MOST_HEADERS + ends)
        assert (await line.rest())[:12] in (b"HTTP/1.1 431", b"HTTP/1.1 400")
    assert (await limited(http))["head_size"] == 1
    async with wire(site) as line:
        await line.say(request("/robots.txt", *["a:"] * (MOST_HEADERS - 1)))
        assert (await line.answer()).startswith(b"HTTP/1.1 ")


BESIDE = {
    "after the body": (b"0\r\n", b"X: " + b"a" * 1_000 + b"\r\n"),
    "a word after it": (b"0\r\nX: ", b"a" * 1_000),
    "beside a piece": (b"5;x=", b"a" * 1_000),
    "pieces": (b"", b"1\r\nx\r\n" * 200),
}


@pytest.mark.parametrize("target", ["/healthz", "/new"])
@pytest.mark.parametrize("what", BESIDE)
async def test_ATTACK_2_what_goes_on_around_a_body_is_not_kept(
    site: Served, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, what: str, target: str
) -> None:
    """One that is answered before its body is there, and one that waits for it."""
    monkeypatch.setattr(HttpProtocol, "body_within", 600)
    begins, piece = BESIDE[what]
    async with wire(site) as line:
        await line.say(request(target, FORM, "Transfer-Encoding: chunked", method="POST") + begins)
        for _ in range(4 * MOST_AROUND // len(piece)):
            await line.say(piece)
        assert (await line.rest())[:10] in (b"HTTP/1.1 4", b"")
    assert (await limited(http))["body"] >= 1


async def test_ATTACK_2_a_body_has_no_headers_after_it(site: Served) -> None:
    seen: list[bytes] = []
    known = HttpProtocol.on_message_complete

    def looked(self: HttpProtocol) -> None:
        seen.extend(name for name, _ in self.headers)
        known(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HttpProtocol, "on_message_complete", looked)
        body = b"5\r\ncode=\r\n0\r\nX-Forwarded-For: 192.0.2.7\r\n\r\n"
        async with wire(site) as line:
            await line.say(request("/new", FORM, "Transfer-Encoding: chunked", method="POST", body=body))
            assert (await line.answer()).startswith(b"HTTP/1.1 ")
    assert b"host" in seen
    assert b"x-forwarded-for" not in seen


async def test_ATTACK_2_requests_ahead_of_their_answers_are_bounded(site: Served) -> None:
    async with wire(site) as line:
        await line.say(request() * (MOST_AHEAD * 4))
        answers = await line.rest()
        assert answers.count(b"HTTP/1.1 200 ") <= MOST_AHEAD + 1
        assert b"HTTP/1.1 400 " in answers or answers == b""
    async with wire(site) as line:
        await line.say(request() * 3)
        for _ in range(3):
            assert (await line.answer()).startswith(b"HTTP/1.1 200 ")


async def test_ATTACK_1_an_answer_that_nobody_takes_is_cut_off(impatient: None, tmp_path: Path) -> None:
    async with served(tmp_path, send_buffer=4_096) as site:
        where = urlsplit(site.url)
        for ends in ("", "Connection: close"):
            with socket.socket() as silent:
                silent.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
                silent.connect((where.hostname, where.port))
                silent.sendall(
                    request("/api/v1/deck", method="GET") * 8 + request("/api/v1/deck", ends, method="GET")
                )
                await until(lambda: site.connections == 1)
                await until(lambda: site.connections == 0)
        async with wire(site) as line:
            await line.say(request("/api/v1/deck", "Connection: close", method="GET"))
            assert (await line.rest()).endswith(b"]")


async def test_ATTACK_1_nor_is_one_waited_for_that_goes_out_piece_by_piece(
    impatient: None, tmp_path: Path
) -> None:
    """It is never complete, since the next piece waits for the one before."""
    largest = max(BUILT.rglob("*.*"), key=lambda file: file.stat().st_size)
    assert largest.stat().st_size > 2 * FileResponse.chunk_size
    async with served(tmp_path, send_buffer=4_096) as site:
        where = urlsplit(site.url)
        with socket.socket() as silent:
            silent.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            silent.connect((where.hostname, where.port))
            silent.sendall(request(f"/static/build/{largest.relative_to(BUILT)}", method="GET"))
            await until(lambda: site.connections == 1)
            await until(lambda: site.connections == 0)
