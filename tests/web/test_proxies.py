"""What proxies say of the visitor, and whom it is believed from; over real lines, and case by case."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given, strategies as st
from starlette.types import Receive, Scope, Send
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from app.config import Settings
from app.web.proxies import Proxies
from tests.proxy import forwarding, proxy
from tests.served import Served, served
from tests.web.people import open_door

TRUSTED = "127.0.0.1,::1,10.0.0.0/8,2001:db8:aaaa::/48"


async def seen(
    client: str, *headers: tuple[str, str], type: str = "http", **settings: Any
) -> tuple[str | None, str]:
    """The visitor's address and the scheme, as the application gets them."""
    inside: dict[str, Any] = {}

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        inside.update(scope)

    scope: Scope = {
        "type": type,
        "scheme": "ws" if type == "websocket" else "http",
        "path": "/",
        "query_string": b"",
        "client": (client, 5000) if client else None,
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers],
    }
    chosen = Settings(**{"trusted_proxies": TRUSTED, **settings})
    await Proxies(app, chosen)(scope, None, None)  # type: ignore[arg-type]
    return inside["client"] and inside["client"][0], inside["scheme"]


def said(*hops: str, proto: str = "https") -> list[tuple[str, str]]:
    return [*(("X-Forwarded-For", hop) for hop in hops), ("X-Forwarded-Proto", proto)]


@pytest.mark.parametrize(
    ("peer", "hops", "visitor"),
    [
        ("127.0.0.1", ["198.51.100.7"], "198.51.100.7"),
        ("127.0.0.1", ["203.0.113.9, 198.51.100.7"], "198.51.100.7"),
        ("127.0.0.1", ["203.0.113.9", "198.51.100.7"], "198.51.100.7"),
        ("127.0.0.1", ["198.51.100.7, 10.1.2.3"], "198.51.100.7"),
        ("127.0.0.1", ["203.0.113.9, 198.51.100.7, 10.1.2.3, 10.9.9.9"], "198.51.100.7"),
        ("::1", ["2001:db8:1::7"], "2001:db8:1::7"),
        ("::1", ["[2001:db8:1::7]:4711"], "2001:db8:1::7"),
        ("::1", ["[2001:db8:1::7]"], "2001:db8:1::7"),
        ("2001:db8:aaaa:1::5", ["2001:DB8:1::7, 2001:db8:aaaa::1"], "2001:db8:1::7"),
        ("::ffff:127.0.0.1", ["::ffff:198.51.100.7"], "198.51.100.7"),
        ("::ffff:10.0.0.1", ["198.51.100.7:9"], "198.51.100.7"),
        ("10.200.0.1", ["10.1.1.1, 10.2.2.2"], "10.1.1.1"),  # all of them are trusted: the farthest
    ],
)
async def test_OPER_3_the_visitor_is_the_rightmost_hop_that_is_no_proxy(
    peer: str, hops: Sequence[str], visitor: str
) -> None:
    for type, scheme in (("http", "https"), ("websocket", "wss")):
        assert await seen(peer, *said(*hops), type=type) == (visitor, scheme)


@pytest.mark.parametrize(
    ("peer", "hops", "visitor"),
    [
        ("127.0.0.1", ["198.51.100.7, unknown, 10.1.2.3"], "10.1.2.3"),
        ("127.0.0.1", ["198.51.100.7, , 10.1.2.3"], "10.1.2.3"),
        ("127.0.0.1", ["198.51.100.7, 10.1.2.3.4"], "127.0.0.1"),
        ("127.0.0.1", ["evil.example"], "127.0.0.1"),
        ("127.0.0.1", [""], "127.0.0.1"),
        ("127.0.0.1", ["[::1"], "127.0.0.1"),
        ("127.0.0.1", [", ".join(["10.0.0.1"] * 500)], "10.0.0.1"),
    ],
)
async def test_OPER_4_what_can_not_be_read_ends_the_chain(
    peer: str, hops: Sequence[str], visitor: str
) -> None:
    assert (await seen(peer, *said(*hops)))[0] == visitor


@pytest.mark.parametrize(
    "peer", ["203.0.113.5", "2001:db8:bbbb::1", "11.0.0.1", "::ffff:203.0.113.5", "", "sock"]
)
async def test_OPER_4_nobody_else_is_believed(peer: str) -> None:
    for type, scheme in (("http", "http"), ("websocket", "ws")):
        assert await seen(peer, *said("198.51.100.7"), type=type) == (peer or None, scheme)
    assert await seen("127.0.0.1", *said("198.51.100.7"), trusted_proxies="") == ("127.0.0.1", "http")


@pytest.mark.parametrize(
    ("proto", "scheme"),
    [
        ("https", "https"),
        ("HTTPS", "https"),
        ("http", "http"),
        ("wss", "https"),
        ("ws", "http"),
        ("gopher", "http"),
        ("", "http"),
        ("https, http", "http"),  # the proxy that heard the visitor added its own
        ("http, https", "https"),
    ],
)
async def test_OPER_3_the_scheme_is_what_the_visitor_s_own_proxy_said(proto: str, scheme: str) -> None:
    assert await seen("127.0.0.1", *said("198.51.100.7", proto=proto)) == ("198.51.100.7", scheme)


async def test_OPER_3_of_two_proxies_the_farther_one_knows_the_scheme() -> None:
    hops = "198.51.100.7, 10.1.2.3"
    assert await seen("127.0.0.1", *said(hops, proto="https, http")) == ("198.51.100.7", "https")
    assert await seen("127.0.0.1", *said(hops, proto="https")) == ("198.51.100.7", "https")


async def test_OPER_3_a_proxy_s_word_goes_before_the_operator_s_address() -> None:
    public = {"public_url": "https://values.example"}
    host = ("Host", "values.example")
    assert await seen("127.0.0.1", host, **public) == ("127.0.0.1", "https")
    assert await seen("127.0.0.1", host, *said("198.51.100.7", proto="http"), **public) == (
        "198.51.100.7",
        "http",
    )
    assert await seen("127.0.0.1", ("Host", "192.168.1.5:8000"), **public) == ("127.0.0.1", "http")


@given(st.lists(st.text(st.characters(max_codepoint=255), max_size=60), max_size=5), st.booleans())
async def test_OPER_4_no_header_can_break_it(lines: list[str], trusted: bool) -> None:
    peer = "127.0.0.1" if trusted else "203.0.113.5"
    headers = [(name, line) for name in ("X-Forwarded-For", "X-Forwarded-Proto") for line in lines]
    visitor, scheme = await seen(peer, *headers)
    assert visitor
    assert scheme in ("http", "https")
    if not trusted:
        assert (visitor, scheme) == (peer, "http")


@pytest.fixture
async def strict(tmp_path: Path) -> AsyncIterator[Served]:
    """One wrong code for each address."""
    async with served(tmp_path, wrong_codes_per_minute=1, trusted_proxies="127.0.0.1,127.0.0.3") as site:
        yield site


def port_of(site: Served) -> int:
    return int(site.url.rsplit(":", 1)[1])


async def guesses(port: int, *headers: tuple[str, str]) -> list[int]:
    """Two wrong codes, each on a line of its own."""
    found = []
    for _ in range(2):
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            found.append((await client.get("/j/ZZZZZZ", headers=list(headers))).status_code)
    return found


async def test_OPER_3_behind_a_proxy_visitors_are_counted_each_for_themselves(strict: Served) -> None:
    for visitor in ("198.51.100.7", "198.51.100.8", "2001:db8:1::7"):
        async with proxy("127.0.0.1", port_of(strict), forwarding(visitor, "https")) as front:
            assert await guesses(front.port, ("X-Forwarded-For", f"192.0.2.{len(visitor)}")) == [404, 429]


async def test_OPER_3_through_two_proxies(strict: Served) -> None:
    near = proxy("127.0.0.1", port_of(strict), forwarding("127.0.0.3", "http"))
    async with near as inner:
        for visitor in ("198.51.100.7", "198.51.100.8"):
            far = proxy("127.0.0.1", inner.port, forwarding(visitor, "https"), "127.0.0.3")
            async with far as outer:
                assert await guesses(outer.port) == [404, 429]


async def test_OPER_4_a_proxy_that_is_not_named_is_a_visitor_like_any_other(strict: Served) -> None:
    for visitor, expected in (("198.51.100.7", [404, 429]), ("198.51.100.8", [429, 429])):
        unknown = proxy("127.0.0.1", port_of(strict), forwarding(visitor, "https"), "127.0.0.2")
        async with unknown as front:
            assert await guesses(front.port) == expected


@pytest.mark.parametrize(("address", "let_in"), [("127.0.0.1", True), ("127.0.0.2", False)])
async def test_OPER_3_a_socket_s_scheme_decides_which_cookie_and_origin_count(
    site: Served, http: httpx.AsyncClient, address: str, let_in: bool
) -> None:
    """By the unnamed proxy the server takes it for http, where the prefix means nothing."""
    door = await open_door(site, http)
    cookie = f"__Host-ts-member-{door.code}={await door.member()}"
    front = proxy("127.0.0.1", port_of(site), forwarding("198.51.100.7", "https"), address)
    async with front as way:
        headers = {"Cookie": cookie, "Origin": f"https://127.0.0.1:{way.port}"}
        uri = f"ws://127.0.0.1:{way.port}/ws/{door.code}"
        async with connect(uri, additional_headers=headers, compression=None, proxy=None) as line:
            if let_in:
                assert "snapshot" in str(await line.recv())
            else:
                with pytest.raises(ConnectionClosed) as end:
                    await line.recv()
                assert end.value.rcvd
                assert end.value.rcvd.code == 4401
