"""Somebody who waits at the door goes again."""

import asyncio
import re
from pathlib import Path

import httpx

from app.web.identity import cookie_name
from tests.served import Served
from tests.web.people import Door, bearer, limited, open_door, phone, visited, visitor


async def knocks(door: Door, name: str = "Noor") -> str:
    """Someone at the door; gives their token."""
    answer = await door.http.post(f"/api/v1/rooms/{door.code}/members", json={"name": name})
    assert answer.status_code == 202
    return str(answer.json()["token"])


async def test_DOOR_16_at_a_page_one_goes_and_every_console_sees_it(
    site: Served, http: httpx.AsyncClient
) -> None:
    door = await open_door(site, http, door="waiting")
    async with phone(door, bearer(door.host)) as host, visitor(site) as noor:
        form = {"name": "Noor", "once": "a" * 40}
        await noor.post(f"/j/{door.code}", data=form)
        await host.sees(lambda view: len(view["door"]["waiting"]) == 1)
        assert f'action="/j/{door.code}/gone"' in (await noor.get(f"/j/{door.code}")).text
        gone = await noor.post(f"/j/{door.code}/gone")
        assert (gone.status_code, gone.headers["location"]) == (303, f"/j/{door.code}?gone=yes")
        assert cookie_name(door.code, "member") not in noor.cookies
        await host.sees(lambda view: not view["door"]["waiting"])
        page = (await noor.get(gone.headers["location"])).text
        assert "your name is gone from the door" in page
        assert re.search(r'id="name"[^>]*value=""', page)
        again = await noor.post(f"/j/{door.code}", data=form)
        assert again.headers["location"] == f"/j/{door.code}", "Back, and the form of before"
        await host.sees(lambda view: [one["name"] for one in view["door"]["waiting"].values()] == ["Noor"])


async def test_DOOR_16_over_the_api_too_and_the_token_is_none_any_more(
    site: Served, http: httpx.AsyncClient
) -> None:
    door = await open_door(site, http, door="waiting")
    address, noor = f"/api/v1/rooms/{door.code}/door", bearer(await knocks(door))
    assert (await http.delete(address)).status_code == 401
    assert (await http.delete(address, headers=bearer(door.host))).status_code == 409
    assert (await http.delete(address, headers=noor)).status_code == 204
    assert (await door.view(door.host))["door"]["waiting"] == {}
    for again in (await http.delete(address, headers=noor), await http.get(address, headers=noor)):
        assert again.status_code == 401


async def test_DOOR_16_nothing_is_kept_of_the_name(tmp_path: Path) -> None:
    async with visited(tmp_path) as (site, http):
        door = await open_door(site, http, door="waiting")
        token = await knocks(door, "Noor Unforgotten")
        assert any(b"Unforgotten" in path.read_bytes() for path in tmp_path.glob("rooms.db*"))
        await http.delete(f"/api/v1/rooms/{door.code}/door", headers=bearer(token))
        assert not any(b"Unforgotten" in path.read_bytes() for path in tmp_path.glob("rooms.db*"))


async def test_DOOR_16_who_was_let_in_meanwhile_is_in(site: Served, http: httpx.AsyncClient) -> None:
    door = await open_door(site, http, door="waiting")
    async with visitor(site) as noor:
        await noor.post(f"/j/{door.code}", data={"name": "Noor"})
        (id,) = (await door.view(door.host))["door"]["waiting"]
        await door.command(door.host, "let_in", newcomers=[id])
        late = await noor.post(f"/j/{door.code}/gone")
        assert late.headers["location"] == f"/j/{door.code}"
        assert (await noor.get(late.headers["location"])).headers["location"] == f"/r/{door.code}"
        assert id in (await door.view(door.host))["shared"]["members"]


async def test_DOOR_16_going_and_being_let_in_at_once_is_one_of_both(
    site: Served, http: httpx.AsyncClient
) -> None:
    door = await open_door(site, http, door="waiting")
    for _ in range(10):
        token = await knocks(door)
        (id,) = (await door.view(door.host))["door"]["waiting"]
        goes, let_in = await asyncio.gather(
            http.delete(f"/api/v1/rooms/{door.code}/door", headers=bearer(token)),
            door.command(door.host, "let_in", newcomers=[id]),
        )
        assert (goes.is_success, let_in.is_success) in ((True, False), (False, True))
        assert (id in (await door.view(door.host))["shared"]["members"]) is let_in.is_success


async def test_DOOR_16_another_site_takes_nobody_from_the_door(site: Served, http: httpx.AsyncClient) -> None:
    door = await open_door(site, http, door="waiting")
    async with visitor(site) as noor:
        await noor.post(f"/j/{door.code}", data={"name": "Noor"})
        elsewhere = {"Origin": "http://evil.example"}
        for answer in (
            await noor.post(f"/j/{door.code}/gone", headers=elsewhere),
            await noor.delete(f"/api/v1/rooms/{door.code}/door", headers=elsewhere),
        ):
            assert answer.status_code == 403
        assert len((await door.view(door.host))["door"]["waiting"]) == 1


async def test_LIMIT_4_coming_to_a_door_and_going_is_counted_by_address(tmp_path: Path) -> None:
    """Each time leaves two entries in the log."""
    async with visited(tmp_path) as (site, http):
        door, other = [await open_door(site, http, door="waiting") for _ in range(2)]
        for _ in range(60):
            gone = await http.delete(f"/api/v1/rooms/{door.code}/door", headers=bearer(await knocks(door)))
            assert gone.status_code == 204
        token = await knocks(door)
        late = await http.delete(f"/api/v1/rooms/{door.code}/door", headers=bearer(token))
        assert (late.status_code, 0 < int(late.headers["retry-after"]) <= 60) == (429, True)
        async with visitor(site) as noor:
            await noor.post(f"/j/{door.code}", data={"name": "Noor"})
            page = await noor.post(f"/j/{door.code}/gone")
            assert (page.status_code, f'href="/j/{door.code}"' in page.text) == (429, True)
        elsewhere = bearer(await knocks(other))
        assert (await http.delete(f"/api/v1/rooms/{other.code}/door", headers=elsewhere)).status_code == 204
        assert (await limited(http))["taken_back"] == 2
