"""Whoever was taken out of a room sees to what they put in, on a page of their own, and gets nothing else."""

from pathlib import Path

import httpx
import pytest

from tests.served import Served
from tests.store.searching import gone, in_files
from tests.web.people import Door, bearer, cookie, open_door, visited, visitor

MINE, THEIRS = ("Zebrowska", "Quokka", "The day of the gharial"), ("Okapinska", "Numbat")


async def taken_out(door: Door, *, keep_out: bool = False) -> str:
    """Two have put something in; gives the token of the first, who is out."""
    one, other = await door.member(MINE[0]), await door.member(THEIRS[0])
    id = (await door.view(one))["mine"]["member"]
    await door.command(door.host, "go_to", stage="reflect")
    await door.command(one, "add_value", label=MINE[1], story=MINE[2], show_story=True)
    await door.command(other, "add_value", label=THEIRS[1])
    assert (await door.command(door.host, "remove_member", member=id, keep_out=keep_out)).is_success
    return one


@pytest.mark.parametrize("keep_out", [False, True])
async def test_LIFE_17_their_own_words_are_there_to_see_take_home_and_erase(
    tmp_path: Path, keep_out: bool
) -> None:
    async with visited(tmp_path) as (site, http):
        door = await open_door(site, http, title="Platform 5c1e")
        as_out = cookie(door.code, await taken_out(door, keep_out=keep_out))
        address = f"/r/{door.code}/mine"
        at_the_door = await http.get(f"/j/{door.code}", headers=as_out)
        assert address in at_the_door.text
        page, file = [await http.get(address + ending, headers=as_out) for ending in ("", ".json")]
        for told in (page.text, file.text):
            assert all(words in told for words in MINE)
            assert not any(words in told for words in (*THEIRS, "Platform 5c1e"))
        assert page.headers["cache-control"] == "no-store"
        assert file.json().keys() == {"format", "room", "stored"}
        elsewhere = {**as_out, "Origin": "https://other.example"}
        assert (await http.post(address, headers=elsewhere)).status_code == 403
        for _ in range(3):
            erased = await http.post(address, headers=as_out)
            assert (erased.status_code, erased.headers["location"]) == (303, address)
        after = await http.get(address, headers=as_out)
        assert "Erased." in after.text
        assert "<form" not in after.text
        assert await gone(tmp_path, *MINE)
        assert all(in_files(tmp_path, words) for words in THEIRS)
        room = await site.services.rooms.find(door.code)
        assert room
        log = await site.services.log.load(room.id)
        assert [entry.command_type for entry in log].count("erase_removed") == 1


async def test_LIFE_17_the_door_leads_there_also_while_nobody_comes_in(
    http: httpx.AsyncClient, door: Door
) -> None:
    one = await taken_out(door)
    await door.command(door.host, "set_door", door="locked")
    for headers, told in ((cookie(door.code, one), True), ({}, False)):
        assert (f"/r/{door.code}/mine" in (await http.get(f"/j/{door.code}", headers=headers)).text) == told
        http.cookies.clear()


async def test_LIFE_17_nobody_else_has_that_page(http: httpx.AsyncClient, site: Served, door: Door) -> None:
    await taken_out(door)
    address = f"/r/{door.code}/mine"
    there = await open_door(site, http)
    for headers in ({}, bearer(door.screen), cookie(door.code, door.screen, "screen"), bearer(there.host)):
        for method, path in (("GET", address), ("POST", address), ("GET", f"{address}.json")):
            refused = await http.request(method, path, headers=headers)
            assert refused.status_code == 401, (method, path)
            assert MINE[1] not in refused.text
    assert (await http.get(address, headers=bearer(door.host))).headers["location"] == f"/r/{door.code}"
    assert (await http.post(address, headers=bearer(door.host))).status_code == 401


async def test_LIFE_17_whoever_joins_again_is_somebody_new(site: Served, door: Door) -> None:
    async with visitor(site) as browser:
        await browser.post(f"/j/{door.code}", data={"name": MINE[0]})
        view = await door.view(door.host)
        (one,) = view["shared"]["members"].keys() - {view["mine"]["member"]}
        await door.command(door.host, "remove_member", member=one)
        assert MINE[0] in (await browser.get(f"/r/{door.code}/mine")).text
        await browser.post(f"/j/{door.code}", data={"name": "Back"})
        assert (await browser.get(f"/r/{door.code}/mine")).headers["location"] == f"/r/{door.code}"
        assert MINE[0] not in (await browser.get(f"/r/{door.code}/mine.json")).text


async def test_LIFE_17_who_is_let_back_still_has_it_until_they_join_and_all_goes_with_the_room(
    http: httpx.AsyncClient, door: Door
) -> None:
    one = await taken_out(door, keep_out=True)
    address = f"/r/{door.code}/mine"
    (person,) = (await door.view(door.host))["door"]["kept_out"]
    await door.command(door.host, "let_back", person=person)
    assert MINE[1] in (await http.get(address, headers=bearer(one))).text
    await http.delete(f"/api/v1/rooms/{door.code}", headers=bearer(door.host))
    assert (await http.get(address, headers=bearer(one))).status_code == 404


async def test_LIFE_17_also_where_another_process_has_taken_them_out(tmp_path: Path) -> None:
    async with visited(tmp_path) as (site, http), visited(tmp_path) as (elsewhere, there):
        door = await open_door(site, http)
        other = Door(elsewhere, there, door.code, door.host, door.screen)
        assert (await other.view(door.host))["shared"]["stage"] == "lobby"
        one = await taken_out(door)
        assert MINE[1] in (await there.get(f"/r/{door.code}/mine", headers=bearer(one))).text
