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


async def test_WEB_5_a_new_room_that_has_to_wait_keeps_its_form(tmp_path: Path) -> None:
    async with visited(tmp_path, rooms_per_hour=1, uploads_per_minute=2) as (_, http):
        form = {"title": "Us & ours", "host_name": "Greta", "purpose": "Why we are here"}
        assert (await http.post("/new", data=form)).status_code == 303
        rooms = await http.post("/new", data=form)
        assert "Many rooms were opened from here. Try again in a few minutes." in rooms.text
        for _ in range(3):
            decks = await http.post("/new", data={**form, "deck": "Honesty\nCare"})
        assert "Those were many decks in a short time. Look the last one over" in decks.text
        assert "Honesty\nCare</textarea>" in decks.text
        for page in (rooms, decks):
            assert (page.status_code, int(page.headers["retry-after"]) > 0) == (429, True)
            assert 'value="Us &amp; ours"' in page.text
            assert "Why we are here</textarea>" in page.text
            assert re.search(r'<button class="btn main" aria-describedby="wrong" autofocus>', page.text)


async def test_WEB_5_whoever_finds_the_room_full_at_its_form_keeps_their_name(tmp_path: Path) -> None:
    async with visited(tmp_path, room_capacity=2) as (site, http):
        door = await open_door(site, http)
        await door.member("Amara")
        page = await http.post(f"/j/{door.code}", data={"name": "Ivo"})
        assert (page.status_code, 'value="Ivo"' in page.text) == (409, True)
        assert re.search(r'id="wrong" role="alert">The room is full\. .*The host can make place', page.text)
        assert re.search(r'<button class="btn main" aria-describedby="wrong" autofocus>', page.text)
        assert page.text.count("autofocus") == 1


async def test_WEB_5_a_passcode_that_may_be_right_stays_in_its_field(tmp_path: Path) -> None:
    async with visited(tmp_path) as (site, http):
        door = await open_door(site, http, passcode="blue heron")
        no_name = await http.post(f"/j/{door.code}", data={"name": "", "passcode": "blue heron"})
        assert re.search(r'id="name"[^>]*aria-describedby="wrong"', no_name.text)
        assert re.search(r'id="passcode"[^>]*value="blue heron"', no_name.text)
        wrong = await http.post(f"/j/{door.code}", data={"name": "Ivo", "passcode": "blue hero"})
        assert "blue hero" not in wrong.text
        long = await http.post(f"/j/{door.code}", data={"name": "Ivo", "passcode": "x" * 65})
        assert re.search(r'id="passcode"[^>]*aria-describedby="wrong"', long.text)


async def test_WEB_3_only_a_code_that_was_typed_is_told_to_be_wrong(tmp_path: Path) -> None:
    async with visited(tmp_path) as (site, http):
        door = await open_door(site, http)
        http.cookies.clear()
        assert "aria-invalid" in (await http.get("/j/AAAAAA")).text
        outside = await http.get(f"/r/{door.code}/charter")
        assert (outside.status_code, 'aria-describedby="then"' in outside.text) == (401, True)
        assert "aria-invalid" not in outside.text
