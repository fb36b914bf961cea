"""Whom the site believes: origins, addresses, proxies, and how many guesses it takes."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.requests import HTTPConnection

from app.config import Settings
from app.web import address
from app.web.address import client_key, is_own_origin, reachable
from tests.served import Served
from tests.web.people import Door, bearer, cookie, limited, open_door, phone, visited


def asked(url: str = "http://values.example", client: str = "203.0.113.7", **headers: str) -> HTTPConnection:
    """A request to this address; `headers` over those of a browser."""
    scheme, _, host = url.partition("://")
    sent = {"host": host, **headers}
    return HTTPConnection(
        {
            "type": "http",
            "scheme": scheme,
            "path": "/",
            "query_string": b"",
            "client": (client, 5),
            "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
        }
    )


@pytest.mark.parametrize(
    ("url", "origin", "own"),
    [
        ("http://values.example", "http://values.example", True),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000", True),
        ("http://values.example", "https://values.example", True),  # a proxy in front speaks TLS
        ("https://values.example", "http://values.example", False),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8001", False),
        ("http://values.example", "http://evil.example", False),
        ("http://values.example", "http://values.example.evil.example", False),
        ("http://values.example", "null", False),
        ("http://values.example", "", False),
    ],
)
def test_WEB_13_only_this_site_s_pages_act_with_its_cookies(url: str, origin: str, own: bool) -> None:
    assert is_own_origin(Settings(), asked(url, origin=origin)) is own


@pytest.mark.parametrize(
    ("url", "origin", "own"),
    [
        ("https://values.example", "https://values.example", True),
        ("https://values.example:443", "https://values.example", True),
        ("https://values.example", "https://values.example:443", True),
        ("https://VALUES.example", "https://values.example", True),
        ("https://values.example", "HTTPS://Values.Example", True),
        ("https://xn--wrter-jua.example", "https://xn--wrter-jua.example", True),
        ("https://[2001:db8::7]:8443", "https://[2001:db8::7]:8443", True),
        ("https://values.example", "https://values.example:8443", False),
        ("https://values.example:8443", "https://values.example", False),
        ("https://values.example", "https://values.example:80", False),
        ("https://values.example", "https://values.example.", False),
        ("https://values.example", "https://evil.values.example", False),
        ("https://values.example", "https://values.example@evil.example", False),
        ("https://values.example", "https://values.example/", False),
        ("https://values.example", "https://values.example evil.example", False),
        ("https://values.example", "https://evil.example\\values.example", False),
        ("https://values.example", "https://v\xe4lues.example", False),
        ("https://values.example", "file://values.example", False),
        ("https://values.example", "wss://values.example", False),
        ("https://values.example", "https://", False),
        ("https://values.example", "//values.example", False),
        ("https://values.example", "null", False),
        ("https://[2001:db8::7]:8443", "https://[2001:db8::8]:8443", False),
    ],
)
def test_OPER_6_an_origin_is_its_scheme_its_host_and_its_port(url: str, origin: str, own: bool) -> None:
    assert is_own_origin(Settings(), asked(url, origin=origin)) is own


@pytest.mark.parametrize(
    ("public", "origin", "own"),
    [
        ("https://Values.Example", "https://values.example", True),
        ("https://values.example:443/", "https://values.example", True),
        ("https://wörter.example", "https://xn--wrter-jua.example", True),
        ("https://Straße.example", "https://xn--strae-oqa.example", True),
        ("https://values.example:8443", "https://values.example:8443", True),
        ("https://values.example:8443", "https://values.example", False),
        ("https://wörter.example", "https://worter.example", False),
        ("https://values.example", "http://values.example", False),
        ("https://values.example", "null", False),
    ],
)
def test_OPER_6_the_operator_s_address_counts_as_browsers_write_it(
    public: str, origin: str, own: bool
) -> None:
    assert is_own_origin(Settings(public_url=public), asked("http://10.0.0.5:8000", origin=origin)) is own


async def test_OPER_6_a_socket_of_a_page_elsewhere_is_closed(site: Served, door: Door) -> None:
    mine = cookie(door.code, await door.member())
    port = site.url.rsplit(":", 1)[1]
    for origin in ("null", f"http://localhost:{port}", f"http://127.0.0.1.:{port}", "http://127.0.0.1", ""):
        async with phone(door, {**mine, "Origin": origin}) as elsewhere:
            assert await elsewhere.closed() == 4403
    async with phone(door, mine) as unsaid:
        assert await unsaid.closed() == 4403
    async with phone(door, {**mine, "Origin": site.url}) as own:
        await own.read()


def test_WEB_13_the_address_set_by_the_operator_is_this_site_too() -> None:
    settings = Settings(public_url="https://values.example")
    assert is_own_origin(settings, asked("http://10.0.0.5:8000", origin="https://values.example"))
    assert not is_own_origin(settings, asked("http://10.0.0.5:8000", origin="http://values.example"))


async def test_WEB_13_a_form_of_another_site_is_refused(http: httpx.AsyncClient, door: Door) -> None:
    elsewhere = {"Origin": "http://evil.example"}
    for path, data in (
        (f"/j/{door.code}", {"name": "Eve"}),
        ("/new", {"title": "Us", "host_name": "Eve"}),
        (f"/r/{door.code}/enter", {"token": door.host}),
    ):
        answer = await http.post(path, data=data, headers=elsewhere)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
    assert len((await door.view(door.host))["shared"]["members"]) == 1


async def test_WEB_13_another_site_s_page_can_not_command_with_a_cookie(
    http: httpx.AsyncClient, door: Door
) -> None:
    headers = {**cookie(door.code, door.host), "Origin": "http://127.0.0.1:9"}
    command = {"type": "go_to", "id": "id-0000-0001", "stage": "reflect"}
    answer = await http.post(f"/api/v1/rooms/{door.code}/commands", json=command, headers=headers)
    assert answer.status_code == 403
    assert (await http.delete(f"/api/v1/rooms/{door.code}", headers=headers)).status_code == 403
    assert (await door.view(door.host))["shared"]["stage"] == "lobby"


def test_WEB_15_phones_are_told_an_address_they_can_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "lan_address", lambda: "192.168.1.5")
    here, everywhere = asked("http://localhost:8000"), Settings()
    assert reachable(everywhere, here) == "http://192.168.1.5:8000"
    assert reachable(everywhere, asked("http://127.0.0.1:8000")) == "http://192.168.1.5:8000"
    assert reachable(everywhere, asked("http://values.example")) == "http://values.example"
    assert reachable(Settings(host="127.0.0.1"), here) == "http://localhost:8000"
    assert reachable(Settings(public_url="https://values.example/"), here) == "https://values.example"
    monkeypatch.setattr(address, "lan_address", lambda: None)
    assert reachable(everywhere, here) == "http://localhost:8000"


async def test_WEB_15_the_room_s_page_its_qr_code_and_the_api_name_the_same_address(tmp_path: Path) -> None:
    async with visited(tmp_path, public_url="https://values.example") as (site, http):
        door = await open_door(site, http)
        made = (await http.post("/api/v1/rooms", json={"title": "Us"})).json()
        assert made["join_url"] == f"https://values.example/j/{made['code']}"
        page = await http.get(f"/r/{door.code}", headers=bearer(door.host))
        assert f'data-join="https://values.example/j/{door.code}"' in page.text


async def test_WEB_16_wrong_codes_are_counted_and_those_inside_are_not_locked_out(tmp_path: Path) -> None:
    async with visited(tmp_path, wrong_codes_per_minute=3) as (site, http):
        door = await open_door(site, http)
        token = await door.member()
        tried = [(await http.get(f"/j/ZZZZZ{letter}")).status_code for letter in "ABCD"]
        assert tried == [404, 404, 404, 429]
        outside = await http.get(f"/j/{door.code}")
        assert outside.status_code == 429
        assert "retry-after" in outside.headers
        assert f'value="{door.code}"' in outside.text
        assert (await http.get(f"/r/{door.code}", headers=bearer(token))).status_code == 200
        assert (await http.get(f"/r/{door.code}", headers=bearer("x" * 32))).status_code == 429
        async with phone(door, bearer(token)) as inside, phone(door, bearer("x" * 32)) as guesser:
            await inside.read()
            assert await guesser.closed() == 1013


def test_WEB_16_tries_are_counted_by_network_where_one_home_has_many_addresses() -> None:
    one, two, far = "2001:db8:1:2::3", "2001:db8:1:2:ffff::9", "2001:db8:1:3::3"
    assert client_key(asked(client=one)) == client_key(asked(client=two)) != client_key(asked(client=far))
    assert client_key(asked(client="203.0.113.7")) == "203.0.113.7"


async def test_WEB_17_a_body_over_the_bound_is_not_read(site: Served, http: httpx.AsyncClient) -> None:
    big = "x" * 70_000
    form = await http.post("/new", data={"title": big})
    assert form.status_code == 413

    async def pieces() -> AsyncIterator[bytes]:
        yield b'{"title":"'
        for _ in range(70):
            yield b"x" * 1_000
        yield b'"}'

    api = await http.post("/api/v1/rooms", content=pieces(), headers={"Content-Type": "application/json"})
    assert api.status_code == 413
    assert api.json()["type"] == "urn:touchstone:too_big"


@pytest.mark.parametrize("place", ["cross-site", "same-site"])
async def test_OPER_12_another_sites_page_makes_nobody_guess_codes(
    http: httpx.AsyncClient, door: Door, place: str
) -> None:
    """As `<img src="https://values.example/j/AAAAAA">`, thirty times, for whoever reads that page in the same office."""
    for what in ("image", "empty", "iframe", "script", "embed"):
        for number in range(2, 9):
            asked = {"Sec-Fetch-Site": place, "Sec-Fetch-Dest": what}
            for path in (f"/j/AAAAA{number}", f"/api/v1/rooms/AAAAA{number}"):
                assert (await http.get(path, headers=asked)).status_code == 403
    assert (await limited(http))["wrong_code"] == 0
    followed = {"Sec-Fetch-Site": place, "Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate"}
    assert (await http.get(f"/j/{door.code}", headers=followed)).status_code == 200
