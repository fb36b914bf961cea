"""Requests that a proxy in front might read otherwise (smuggling), and handshakes that are none."""

import logging

import pytest

from tests.attack.bytes import asked, request, wire
from tests.served import Served
from tests.web.people import Door, bearer, phone

SMUGGLED = b"0\r\n\r\n" + request("/robots.txt", method="GET")
TWO_WAYS: dict[str, bytes] = {
    "two lengths": request("/new", "Content-Length: 5", "Content-Length: 6", method="POST", body=b"hello!"),
    "a length twice": request("/new", "Content-Length: 5", "Content-Length: 5", method="POST", body=b"hello"),
    "a list of lengths": request("/new", "Content-Length: 5, 5", method="POST", body=b"hello"),
    "a length with a sign": request("/new", "Content-Length: +5", method="POST", body=b"hello"),
    "a length below zero": request("/new", "Content-Length: -5", method="POST", body=b"hello"),
    "a length beyond all numbers": request("/new", f"Content-Length: {9 * 10**30}", method="POST"),
    "chunks, then a length": request(
        "/new", "Transfer-Encoding: chunked", "Content-Length: 5", method="POST", body=SMUGGLED
    ),
    "a length, then chunks": request(
        "/new", "Content-Length: 5", "Transfer-Encoding: chunked", method="POST", body=SMUGGLED
    ),
    "chunks that aren't": request("/new", "Transfer-Encoding: xchunked", method="POST", body=SMUGGLED),
    "chunks, and then something": request(
        "/new", "Transfer-Encoding: chunked, identity", method="POST", body=SMUGGLED
    ),
    "chunks and no chunks": request(
        "/new", "Transfer-Encoding: chunked", "Transfer-Encoding: identity", method="POST", body=SMUGGLED
    ),
    "a blank before the colon": request("/new", "Transfer-Encoding : chunked", method="POST", body=SMUGGLED),
    "a tab of another kind": request("/new", "Transfer-Encoding:\x0bchunked", method="POST", body=SMUGGLED),
    "a chunk without end": request(
        "/new", "Transfer-Encoding: chunked", method="POST", body=b"fffffffffffffffff\r\n"
    ),
    "a chunk below zero": request("/new", "Transfer-Encoding: chunked", method="POST", body=b"-1\r\na"),
    "a folded header": request("/healthz", "X: a\r\n b"),
    "lines that end half": b"HEAD /healthz HTTP/1.1\nHost: x\n\n",
    "a zero in a header": request("/healthz", "X: a\x00b"),
    "a zero in the path": request("/\x00"),
    "two hosts": request("/healthz", "Host: evil.example"),
    "no host": b"HEAD /healthz HTTP/1.1\r\n\r\n",
    "another version": b"HEAD /healthz HTTP/3.0\r\nHost: x\r\n\r\n",
    "another protocol": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "TLS": bytes.fromhex("16030100a5010000a10303") + b"x" * 60,
    "a method that is none": request("/healthz", method="FROB"),
}


@pytest.mark.parametrize("what", TWO_WAYS)
async def test_ATTACK_3_what_can_be_read_in_two_ways_is_refused(site: Served, what: str) -> None:
    async with wire(site) as line:
        await line.say(TWO_WAYS[what])
        answers = await line.rest()
        assert answers.startswith(b"HTTP/1.1 400 ")
        assert answers.count(b"HTTP/1.1") == 1
        assert b"User-agent" not in answers


HANDSHAKE = (
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==",
    "Sec-WebSocket-Version: 13",
)
AT = "/ws/KT7M4R"
NONE: dict[str, bytes] = {
    "a long header": request(AT, *HANDSHAKE, f"X: {'a' * 9_000}", method="GET"),
    "many headers": request(AT, *HANDSHAKE, *(f"X{n}: a" for n in range(200)), method="GET"),
    "a long path": request(f"/ws/{'A' * 9_000}", *HANDSHAKE, method="GET"),
    "a body": request(AT, *HANDSHAKE, "Content-Length: 5", method="GET", body=b"hello"),
    "chunks": request(
        AT, *HANDSHAKE, "Transfer-Encoding: chunked", method="GET", body=b"5\r\nhello\r\n0\r\n\r\n"
    ),
    "a POST": request(AT, *HANDSHAKE, method="POST"),
    "a CONNECT": request("values.example:80", *HANDSHAKE, method="CONNECT"),
    "no version": request(AT, *HANDSHAKE[:3], method="GET"),
    "another version": request(AT, *HANDSHAKE[:3], "Sec-WebSocket-Version: 8", method="GET"),
    "no key": request(AT, *HANDSHAKE[:2], HANDSHAKE[3], method="GET"),
    "a short key": request(
        AT, *HANDSHAKE[:2], "Sec-WebSocket-Key: x", "Sec-WebSocket-Version: 13", method="GET"
    ),
    "two keys": request(AT, *HANDSHAKE, "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==", method="GET"),
    "nothing there": request("/nothing", *HANDSHAKE, method="GET"),
    "two hosts": request(AT, *HANDSHAKE, "Host: evil.example", method="GET"),
}


@pytest.mark.parametrize("what", NONE)
async def test_ATTACK_4_a_handshake_that_is_none_is_answered_and_its_line_ends(
    site: Served, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    async with wire(site) as line:
        await line.say(NONE[what])
        assert (await line.rest()).startswith((b"HTTP/1.1 4", b"HTTP/1.1 505"))
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert "KT7M4R" not in caplog.text


async def test_ATTACK_4_a_handshake_of_a_browser_is_taken(door: Door) -> None:
    token = await door.member()
    async with phone(door, bearer(token)) as me:
        await me.read()
    assert (await asked(door.site, request(AT, *HANDSHAKE, method="GET"))).startswith(b"HTTP/1.1 101 ")
