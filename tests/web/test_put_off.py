"""Whoever is put off at a page reads it where they are, with what they typed, and can try again from there."""

import re
from pathlib import Path

from tests.web.people import open_door, visited


async def test_SELF_4_after_too_many_wrong_codes_the_page_says_so_in_its_place(tmp_path: Path) -> None:
    async with visited(tmp_path, wrong_codes_per_minute=2) as (site, http):
        door = await open_door(site, http)
        for _ in range(3):
            page = await http.post(f"/r/{door.code}/enter", data={"code": "AAAA-BBBB"})
        assert (page.status_code, 0 < int(page.headers["retry-after"]) <= 30) == (429, True)
        assert re.search(r'id="wrong" role="alert">Many wrong codes', page.text)
        assert re.search(r'id="pass"[^>]*value="AAAA-BBBB"[^>]*aria-describedby="wrong"', page.text)


async def test_WEB_6_a_full_or_locked_door_can_be_tried_again(tmp_path: Path) -> None:
    async with visited(tmp_path, room_capacity=2) as (site, http):
        door = await open_door(site, http)
        again = f'href="/j/{door.code}"'
        amara = await door.member("Amara")
        assert again in (await http.get(f"/j/{door.code}")).text
        await door.command(door.host, "remove_member", member=(await door.view(amara))["mine"]["member"])
        assert (await http.get(f"/j/{door.code}")).status_code == 200
        await door.command(door.host, "set_door", door="locked")
        assert again in (await http.get(f"/j/{door.code}")).text


async def test_OPER_10_after_too_many_wrong_passwords_the_page_says_so_in_its_place(tmp_path: Path) -> None:
    async with visited(tmp_path, new_room_password="heron", wrong_passwords_per_minute=1) as (_, http):
        for _ in range(2):
            page = await http.post("/new/password", data={"password": "otter"})
        assert (page.status_code, 0 < int(page.headers["retry-after"]) <= 60) == (429, True)
        assert re.search(r'id="wrong" role="alert">Many wrong passwords', page.text)
        assert re.search(r'id="password"[^>]*aria-describedby="wrong"', page.text)
