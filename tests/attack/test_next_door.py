"""With what one has of another room, or had of this one, nothing is read and nothing is done."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from tests.figures import TRIED
from tests.served import Served
from tests.web.people import Door, bearer, cookie, open_door, phone, visited, visitor

TITLE, NAME = "Platform 5c1e", "Mei-Lin 88b0"
AT_THE_DOOR = "/j/{code}"
"""What the QR code leads to: it is for whoever comes."""
THEIRS = ("/r/{code}/mine", "/r/{code}/mine.json")
"""What they put in, and nothing else, for whoever was taken out: tests/web/test_taken_out.py."""


def addresses(site: Served, code: str, *, door: bool = False) -> Iterator[tuple[str, str]]:
    """Method and path of every route about a room; of its door too, if asked."""
    for route in _routes(site.app.routes):
        if "{code" in route.path and (door or not route.path.startswith(AT_THE_DOOR)):
            path = route.path.replace("{code}", code).replace("{ending}", "pdf")
            for method in sorted(route.methods or ()):
                yield method, path


def _routes(routes: list[BaseRoute]) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        yield from _routes(getattr(getattr(route, "original_router", None), "routes", []))


def shown(code: str, token: str) -> list[dict[str, str]]:
    """A token in every place where one is looked for."""
    return [bearer(token), cookie(code, token), cookie(code, token, "screen")]


SAID = {"type": "park", "id": "id-0000-0001", "text": "Hm", "code": "ABCD-EFGH"}


def _told_nothing(door: Door, method: str, path: str, answer: httpx.Response) -> None:
    where = (method, path, answer.request.headers, answer.status_code, answer.text[:300])
    assert NAME not in answer.text, where
    assert "ts-" not in answer.headers.get("set-cookie", ""), where
    if (method == "GET" and path.endswith(("/enter", "/door"))) or (
        method == "DELETE" and path.endswith("/door")
    ):
        return  # where one comes in, what became of whoever knocked, and going again: for them
    assert answer.status_code in (303, 401, 403, 404, 422, 429), where
    assert TITLE not in answer.text or path.endswith("/enter"), where
    if answer.status_code == 303:
        assert answer.headers["location"].startswith(f"/j/{door.code}"), where


async def nothing_opens(site: Served, door: Door, tokens: list[str], but: tuple[str, ...] = ()) -> None:
    """Every address, with these tokens: refused, sent to the door, or asked to come in; nothing of the room is told."""
    before, tried = await door.view(door.host), 0
    async with visitor(site) as http:
        for method, path in addresses(site, door.code):
            if path in but:
                continue
            for headers in (each for token in tokens for each in shown(door.code, token)):
                http.cookies.clear()
                answer = await http.request(
                    method, path, headers=headers, json=SAID if method != "GET" else None
                )
                tried += 1
                _told_nothing(door, method, path, answer)
    for token in tokens:
        for headers in shown(door.code, token):
            for query in ("", "?as=screen", "?since=1"):
                async with phone(door, {**headers, "Origin": site.url}, query) as line:
                    assert await line.closed() == 4401
                    assert not line.raw
                tried += 1
    assert await door.view(door.host) == before
    TRIED["requests with another room's tokens, or stale ones"] += tried


async def test_ATTACK_10_what_one_has_of_another_room_opens_nothing_here(
    site: Served, http: httpx.AsyncClient
) -> None:
    here, there = await open_door(site, http, title=TITLE), await open_door(site, http)
    await here.member(NAME)
    member = await there.member()
    codes = [
        (await http.post(f"/api/v1/rooms/{door.code}/codes", json={}, headers=bearer(door.host))).json()[
            "code"
        ]
        for door in (here, there)
    ]
    room = await site.services.rooms.find(here.code)
    assert room
    # A code for a browser is no token, not even said as it is digested.
    said = f"{room.id}/{codes[0].replace('-', '')}"
    await nothing_opens(site, here, [there.host, member, there.screen, *codes, said, there.code, here.code])


async def test_ATTACK_10_what_one_had_of_this_room_opens_nothing_any_more(
    site: Served, http: httpx.AsyncClient
) -> None:
    door = await open_door(site, http, title=TITLE)
    await door.member(NAME)
    gone, out, old = await door.member("Gone"), await door.member("Out"), door.screen
    members = (await door.view(door.host))["shared"]["members"]
    ids = {member["name"]: id for id, member in members.items()}
    await door.command(door.host, "remove_member", member=ids["Gone"])
    await door.command(door.host, "remove_member", member=ids["Out"], keep_out=True)
    renewed = await http.post(f"/api/v1/rooms/{door.code}/screens", headers=bearer(door.host))
    assert renewed.status_code == 201
    theirs = tuple(path.replace("{code}", door.code) for path in THEIRS)
    await nothing_opens(site, door, [gone, out], but=theirs)
    await nothing_opens(site, door, [old])
    for path in theirs:
        for token, name, others in ((gone, "Gone", "Out"), (out, "Out", "Gone")):
            for headers in shown(door.code, token)[:2]:
                told = await http.get(path, headers=headers)
                http.cookies.clear()
                assert (told.status_code, name in told.text) == (200, True)
                assert not any(words in told.text for words in (others, NAME, TITLE))


async def test_ATTACK_10_tokens_of_a_deleted_room_open_neither_it_nor_one_that_gets_its_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with visited(tmp_path) as (site, http):
        door = await open_door(site, http)
        stale = [door.host, await door.member(), door.screen]
        assert (await http.delete(f"/api/v1/rooms/{door.code}", headers=bearer(door.host))).status_code == 204
        assert (await http.get(f"/api/v1/rooms/{door.code}", headers=bearer(door.host))).status_code == 404
        monkeypatch.setattr("app.web.door.new_code", lambda: door.code)
        again = await open_door(site, http, title=TITLE)
        assert again.code == door.code
    async with visited(tmp_path) as (restarted, http):
        later = Door(restarted, http, again.code, again.host, again.screen)
        await later.member(NAME)
        await nothing_opens(restarted, later, stale)


HOSTS = (
    'evil.example"><script>alert(1)</script>', "evil.example/path", "evil.example#", "evil.example?", "user@evil.example",
    "evil.example\\@values.example", "javascript:alert(1)", "[", "[::1", "a b", "x:99999999", "", "-", "\xe9vil.example",
)  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
async def test_ATTACK_11_whatever_is_said_of_the_host_links_are_links_and_pages_hold_no_markup_of_it(
    http: httpx.AsyncClient, door: Door, host: str
) -> None:
    as_host = [(b"host", host.encode("latin-1")), (b"authorization", f"Bearer {door.host}".encode())]
    made = await http.post("/api/v1/rooms", json={"title": "Us"}, headers=as_host)
    assert made.status_code in (201, 400)
    if made.status_code == 201:
        link = urlsplit(made.json()["join_url"])
        assert link.scheme == "http"
        assert link.path == f"/j/{made.json()['code']}"
        assert not link.username
        assert not set(link.netloc) & set("\"'<>\\ @/?#")
    page = await http.get(f"/r/{door.code}", headers=as_host)
    assert page.status_code in (200, 303, 400)
    assert "<script>alert" not in page.text


async def test_ATTACK_11_where_the_operator_set_an_address_no_link_is_made_of_the_host(
    tmp_path: Path,
) -> None:
    async with visited(tmp_path, public_url="https://values.example") as (site, http):
        door = await open_door(site, http)
        evil = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
        as_host = {**evil, **bearer(door.host)}
        made = await http.post("/api/v1/rooms", json={"title": "Us"}, headers=evil)
        codes = await http.post(f"/api/v1/rooms/{door.code}/codes", json={}, headers=as_host)
        screens = await http.post(f"/api/v1/rooms/{door.code}/screens", headers=as_host)
        page = await http.get(f"/r/{door.code}", headers=as_host)
        astray = await http.get(f"/j/{door.code}/", headers=evil)
        assert "evil.example" not in astray.headers.get("location", "")
        for answer in (made, codes, screens, page):
            assert answer.is_success
            assert "evil.example" not in answer.text
            assert "https://values.example/" in answer.text
