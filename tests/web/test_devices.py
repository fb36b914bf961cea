"""Coming in as oneself: by a code, with a token, on a screen's link; and what opens nothing any more."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import httpx
import pytest
import segno
from fastapi.routing import APIRoute

import app.web
from app.web.identity import CODE_LETTERS, cookie_name, digest
from tests.served import Served
from tests.web.people import Door, bearer, cookie, open_door, phone, visited, visitor


async def code_for(door: Door, token: str, **whom: str) -> dict[str, Any]:
    answer = await door.http.post(f"/api/v1/rooms/{door.code}/codes", json=whom, headers=bearer(token))
    made: dict[str, Any] = answer.raise_for_status().json()
    return made


def dark_modules(drawing: dict[str, Any]) -> list[list[int]]:
    """The modules of a drawn QR code, without its border of two."""
    size = drawing["size"] - 4
    rows = [[0] * size for _ in range(size)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", drawing["path"]):
        for at in range(int(length)):
            rows[int(y) - 2][int(x) - 2 + at] = 1
    return rows


async def device_of(door: Door, code: str) -> httpx.Response:
    return await door.http.post(f"/api/v1/rooms/{door.code}/devices", json={"code": code})


def cookie_of(answer: httpx.Response, door: Door, role: str = "member") -> str:
    return str(answer.cookies[cookie_name(door.code, role)])


async def test_SELF_1_a_code_lets_a_browser_in_as_oneself_once(site: Served, door: Door) -> None:
    amara = await door.member("Amara")
    made = await code_for(door, amara)
    assert re.fullmatch(f"[{CODE_LETTERS}]{{4}}-[{CODE_LETTERS}]{{4}}", made["code"])
    async with visitor(site) as browser:
        typed = made["code"].lower().replace("-", " ")
        answer = await browser.post(f"/r/{door.code}/enter", data={"code": typed})
        assert answer.headers["location"] == f"/r/{door.code}"
        assert f'data-member="{made["member_id"]}"' in (await browser.get(f"/r/{door.code}")).text
        again = await browser.post(f"/r/{door.code}/enter", data={"code": typed})
        assert again.status_code == 422
        assert f'value="{typed}"' in again.text
    assert len((await door.view(door.host))["shared"]["members"]) == 2


async def test_SELF_1_a_code_is_of_its_room_alone(http: httpx.AsyncClient, door: Door) -> None:
    other = await open_door(door.site, http)
    made = await code_for(door, await door.member())
    assert (await device_of(other, made["code"])).status_code == 422
    assert (await device_of(door, made["code"])).status_code == 201


async def test_SELF_1_two_taps_on_a_slow_line_are_one_use(http: httpx.AsyncClient, door: Door) -> None:
    made = await code_for(door, await door.member())
    once = re.search(r'name="once" value="([\w-]+)"', (await http.get(f"/r/{door.code}/enter")).text)
    assert once
    form = {"code": made["code"], "once": once[1]}
    first = await http.post(f"/r/{door.code}/enter", data=form)
    second = await http.post(f"/r/{door.code}/enter", data=form)
    assert (first.status_code, second.status_code) == (303, 303)
    assert cookie_of(first, door) == cookie_of(second, door)


async def test_SELF_2_a_paired_device_holds_the_console_and_the_host_may_do_what_they_may(door: Door) -> None:
    made = await code_for(door, door.host)
    came = (await device_of(door, made["code"])).json()
    page = await door.http.get(f"/r/{door.code}", headers=bearer(came["token"]))
    assert 'data-role="facilitator"' in page.text
    assert (await door.command(came["token"], "go_to", stage="reflect")).status_code == 200
    mine = (await door.view(door.host))["mine"]
    assert [device["came_by"] for device in mine["devices"].values()] == ["code"]


async def test_SELF_2_nobody_else_gives_a_code_for_somebody(door: Door) -> None:
    amara, jonas = await door.member("Amara"), await door.member("Jonas")
    whom = (await door.view(jonas))["mine"]["member"]
    path = f"/api/v1/rooms/{door.code}/codes"
    refused = await door.http.post(path, json={"member": whom}, headers=bearer(amara))
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:touchstone:host_only")
    assert (await door.http.post(path, json={})).status_code == 401
    made = await code_for(door, door.host, member=whom)
    async with phone(door, bearer(jonas)) as here:
        await here.read()
        there = await door.http.post(path, json={"member": whom}, headers=bearer(door.host))
        assert there.json()["type"] == "urn:touchstone:shows_their_own_code"
    assert made["member_id"] == whom


async def test_SELF_4_wrong_used_and_late_codes_are_told_alike_and_counted(tmp_path: Path) -> None:
    async with visited(tmp_path, wrong_codes_per_minute=3) as (site, http):
        door = await open_door(site, http)
        amara = await door.member()
        used = (await code_for(door, amara))["code"]
        assert (await device_of(door, used)).status_code == 201
        instead = (await code_for(door, amara))["code"]
        newest = (await code_for(door, amara))["code"]
        told = [await device_of(door, code) for code in (used, instead, "ABCD-EFGH")]
        assert {answer.status_code for answer in told} == {422}
        assert len({answer.text for answer in told}) == 1
        assert (await device_of(door, newest)).status_code == 429
        form = {"code": newest}
        inside = await http.post(f"/r/{door.code}/enter", data=form, headers=cookie(door.code, amara))
        assert inside.status_code == 429


async def test_SELF_5_the_code_is_nowhere_but_with_its_owner(tmp_path: Path) -> None:
    async with visited(tmp_path) as (site, http):
        door = await open_door(site, http)
        amara = await door.member()
        made = await code_for(door, amara)
        bare = made["code"].replace("-", "")
        assert made["link"].partition("#")[2] == made["code"]
        assert dark_modules(made["qr"]) == [list(row) for row in segno.make(made["link"], error="m").matrix]
        views = [await door.view(token) for token in (amara, door.host)]
        assert not any(part in str(views) for part in (bare, made["code"]))
        came = (await device_of(door, made["code"])).json()
        stored = b"".join(path.read_bytes() for path in tmp_path.glob("*.db*"))
        for secret in (bare, made["code"], came["token"], digest(bare)):
            assert secret.encode() not in stored
        assert digest(came["token"]).encode() in stored


@pytest.mark.parametrize("form", ["code", "token"])
async def test_SELF_5_whatever_cookie_was_there_the_new_one_is_of_the_servers_making(
    site: Served, door: Door, form: str
) -> None:
    """Who planted a cookie, or sent somebody a token, doesn't hold what that person then has."""
    attacker, amara = await door.member("Mallory"), await door.member("Amara")
    sent = (await code_for(door, amara))["code"] if form == "code" else amara
    async with visitor(site) as browser:
        browser.cookies.set(cookie_name(door.code, "member"), attacker, domain="127.0.0.1")
        answer = await browser.post(f"/r/{door.code}/enter", data={form: sent})
    assert cookie_of(answer, door) not in (attacker, amara, sent)
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert (await door.view(cookie_of(answer, door)))["mine"]["name"] == "Amara"


async def test_SELF_5_a_cookie_that_nobody_gave_becomes_nobodys(site: Served, door: Door) -> None:
    """An invented one is not taken over by joining; a code or its digest is no token."""
    invented = "x" * 32
    made = await code_for(door, await door.member())
    async with visitor(site) as browser:
        browser.cookies.set(cookie_name(door.code, "member"), invented, domain="127.0.0.1")
        answer = await browser.post(f"/j/{door.code}", data={"name": "Jonas"})
    assert cookie_of(answer, door) != invented
    for no_token in (invented, made["code"], made["code"].replace("-", "") * 2):
        view = await door.http.get(f"/api/v1/rooms/{door.code}", headers=bearer(no_token))
        assert view.status_code == 401
        form = await door.http.post(f"/r/{door.code}/enter", data={"token": no_token})
        assert form.status_code == 401


@pytest.mark.parametrize("kind", ["member", "screen"])
async def test_SELF_5_a_token_gives_the_role_it_is_of_and_no_more(door: Door, kind: str) -> None:
    token = door.screen if kind == "screen" else await door.member()
    answer = await door.http.post(f"/r/{door.code}/enter", data={"token": token})
    given = cookie_of(answer, door, kind)
    assert (await door.command(given, "go_to", stage="reflect")).status_code in (401, 403)
    assert (await door.http.delete(f"/api/v1/rooms/{door.code}", headers=bearer(given))).status_code in (
        401,
        403,
    )


async def signed_out(door: Door) -> tuple[str, str]:
    """A device's token, and the command that signs it out as the host."""
    amara = await door.member("Amara")
    came = (await device_of(door, (await code_for(door, amara))["code"])).json()
    mine = (await door.view(amara))["mine"]
    await door.command(amara, "revoke_device", device=next(iter(mine["devices"])))
    return str(came["token"]), amara


async def test_SELF_7_a_device_that_is_signed_out_opens_nothing_any_more(door: Door) -> None:
    token, amara = await signed_out(door)
    assert (await door.command(token, "check_in")).status_code == 401
    for path in ("", "/deck", "/charter"):
        answer = await door.http.get(f"/api/v1/rooms/{door.code}{path}", headers=bearer(token))
        assert answer.status_code == 401
    for path in ("codes", "screens"):
        answer = await door.http.post(f"/api/v1/rooms/{door.code}/{path}", json={}, headers=bearer(token))
        assert answer.status_code == 401
    for path in ("", "/screen"):
        page = await door.http.get(f"/r/{door.code}{path}", headers=cookie(door.code, token))
        assert page.headers["location"] == f"/j/{door.code}"
    for path in (
        "/qr.svg",
        "/charter",
        "/charter.pdf",
        "/charter.docx",
        "/charter.png",
        "/pause.ics",
        "/takeaway",
        "/export.json",
    ):
        page = await door.http.get(f"/r/{door.code}{path}", headers=cookie(door.code, token))
        assert page.status_code == 401
    assert (await door.http.post(f"/r/{door.code}/enter", data={"token": token})).status_code == 401
    for query in ("", "?as=screen"):
        async with phone(door, bearer(token), query) as late:
            assert await late.closed() == 4401
            assert late.raw == []
    assert (await door.command(amara, "check_in")).status_code == 200


async def test_SELF_7_open_sockets_of_a_device_end_with_the_reason(door: Door) -> None:
    amara = await door.member("Amara")
    came = (await device_of(door, (await code_for(door, amara))["code"])).json()
    async with phone(door, bearer(came["token"])) as device, phone(door, bearer(amara)) as own:
        await device.read()
        await own.sees(lambda view: "devices" in view["mine"])
        await own.does("revoke_device", device=next(iter(own.view["mine"]["devices"])))
        assert await device.closed() == 1008
        assert device.frames[-1] == {"type": "bye", "reason": "revoked"}
        await own.sees(lambda view: "devices" not in view["mine"])


async def test_SELF_16_a_tick_at_the_code_signs_out_the_lost_phone(
    http: httpx.AsyncClient, door: Door
) -> None:
    lost, jonas = await door.member("Amara"), await door.member("Jonas")
    code = (await code_for(door, lost))["code"]
    answer = await http.post(f"/r/{door.code}/enter", data={"code": code, "alone": "yes"})
    found = cookie_of(answer, door)
    http.cookies.clear()
    views = [
        (await door.http.get(f"/api/v1/rooms/{door.code}", headers=bearer(token))).status_code
        for token in (lost, jonas, found)
    ]
    assert views == [401, 200, 200]


async def test_SELF_16_the_hosts_browser_stays_and_the_code_too(http: httpx.AsyncClient, door: Door) -> None:
    code = (await code_for(door, door.host))["code"]
    form = {"code": code, "alone": "yes"}
    refused = await http.post(f"/r/{door.code}/enter", data=form)
    assert refused.status_code == 409
    assert 'value="yes" checked' in refused.text
    assert (await http.post(f"/r/{door.code}/enter", data={"code": code})).status_code == 303
    assert (await door.command(door.host, "check_in")).status_code == 200


async def test_SELF_8_a_new_link_for_screens_ends_those_before(http: httpx.AsyncClient, door: Door) -> None:
    path = f"/api/v1/rooms/{door.code}/screens"
    for token, status in ((await door.member(), 403), (door.screen, 401)):
        assert (await door.http.post(path, headers=bearer(token))).status_code == status
    async with phone(door, bearer(door.screen), "?as=screen") as screen:
        await screen.read()
        made = (await door.http.post(path, headers=bearer(door.host))).raise_for_status().json()
        assert await screen.closed() == 1008
        assert screen.frames[-1] == {"type": "bye", "reason": "screen_revoked"}
    new = made["screen_url"].rpartition("t=")[2]
    assert (await http.get(f"/r/{door.code}/screen", params={"t": door.screen})).status_code == 401
    old = await http.get(f"/r/{door.code}/screen", headers=cookie(door.code, door.screen, "screen"))
    assert old.headers["location"] == f"/j/{door.code}"
    assert (await http.get(f"/r/{door.code}/screen", params={"t": new})).status_code == 303
    assert (await door.view(door.host))["mine"]["screen_link"]


async def test_SELF_8_another_sites_page_makes_no_codes_and_no_links(door: Door) -> None:
    elsewhere = {**cookie(door.code, door.host), "Origin": "http://evil.example"}
    for path in ("codes", "screens"):
        answer = await door.http.post(f"/api/v1/rooms/{door.code}/{path}", json={}, headers=elsewhere)
        assert answer.status_code == 403
    code = (await code_for(door, door.host))["code"]
    form = await door.http.post(f"/r/{door.code}/enter", data={"code": code}, headers=elsewhere)
    assert form.status_code == 403
    assert (await device_of(door, code)).status_code == 201


async def test_SELF_14_both_tokens_are_the_one_that_stays(door: Door) -> None:
    one, other = await door.member("Amara"), await door.member("Amara again")
    ids = [(await door.view(token))["mine"]["member"] for token in (one, other)]
    async with phone(door, bearer(one)) as first:
        await first.read()
        answer = await door.command(door.host, "join_members", member=ids[0], into=ids[1])
        assert answer.status_code == 200
        assert await first.closed() == 1012
        assert first.frames[-1] == {"type": "bye", "reason": "joined"}
    async with phone(door, bearer(one), f"?since={first.seq}") as back:
        await back.sees(lambda view: view["mine"]["member"] == ids[1])
    assert (await door.view(one))["mine"] == (await door.view(other))["mine"]
    assert ids[0] not in str(await door.view(door.host))


async def test_SELF_1_the_door_of_a_full_room_leads_those_who_were_here_before_to_the_code(
    tmp_path: Path,
) -> None:
    async with visited(tmp_path, room_capacity=2) as (site, http):
        door = await open_door(site, http)
        amara = await door.member("Amara")
        page = await http.get(f"/j/{door.code}")
        assert page.status_code == 409
        assert f'href="/r/{door.code}/enter"' in page.text
        answer = await http.post(
            f"/r/{door.code}/enter", data={"code": (await code_for(door, amara))["code"]}
        )
        assert answer.status_code == 303


def under_a_room() -> set[tuple[str, str]]:
    """Methods and addresses of every route of every module."""
    modules = [import_module(f"app.web.{found.name}") for found in iter_modules(app.web.__path__)]
    routers = [module.router for module in modules if hasattr(module, "router")]
    routes = [route for router in routers for route in router.routes if isinstance(route, APIRoute)]
    return {(method, r.path) for r in routes if "{code}" in r.path for method in r.methods or ()}


OPEN_DOORS = {
    ("GET", "/j/{code}"),
    ("POST", "/j/{code}"),
    ("GET", "/r/{code}/enter"),
    ("POST", "/api/v1/rooms/{code}/members"),
}
"""What somebody may ask for who isn't in the room; coming in by a code or a token is refused by what is sent."""


async def test_SELF_7_no_address_under_a_room_takes_a_token_that_is_none_any_more(tmp_path: Path) -> None:
    """Each of them, also those that are yet to come: with a revoked token, a used code, and a token of another room."""
    asked = under_a_room() - OPEN_DOORS
    assert len(asked) > 15
    async with visited(tmp_path) as (site, http):
        door = await open_door(site, http)
        revoked, amara = await signed_out(door)
        used = (await code_for(door, amara))["code"]
        await device_of(door, used)
        elsewhere = (await open_door(site, http)).host
        http.cookies.clear()
        for method, path in sorted(asked):
            for token in (revoked, used * 4, elsewhere):
                where = path.format(code=door.code, ending="pdf")
                answer = await http.request(method, where, headers=bearer(token), json={"code": "ABCD-EFGH"})
                to_the_door = answer.headers.get("location") == f"/j/{door.code}"
                assert answer.status_code in (401, 422) or to_the_door, (method, path, answer.status_code)
                assert "set-cookie" not in answer.headers
