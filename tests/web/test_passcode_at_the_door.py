"""The passcode, as it is asked for at the door, set, changed and taken away."""

import asyncio
import re
from pathlib import Path

import httpx

from tests.served import Served
from tests.web.at_the_door import joins
from tests.web.people import Door, bearer, cookie, open_door, visited


async def test_DOOR_1_a_passcode_is_asked_for_at_the_door(site: Served, http: httpx.AsyncClient) -> None:
    door = await open_door(site, http, passcode="Blue Heron")
    assert 'name="passcode"' in (await http.get(f"/j/{door.code}")).text
    wrong = await http.post(f"/j/{door.code}", data={"name": "Noor", "passcode": "red <heron>"})
    assert wrong.status_code == 403
    assert "isn’t the passcode" in wrong.text
    assert re.search(r'id="passcode"[^>]*aria-invalid="true" aria-describedby="wrong"', wrong.text)
    assert 'value="Noor"' in wrong.text
    assert "red" not in wrong.text.split('id="passcode"')[1].split(">")[0]
    none = await http.post(f"/j/{door.code}", data={"name": "Noor"})
    assert (none.status_code, 'value="Noor"' in none.text) == (403, True)
    right = await http.post(f"/j/{door.code}", data={"name": "Noor", "passcode": "blue heron"})
    assert right.headers["location"] == f"/r/{door.code}"


async def test_DOOR_1_programs_give_it_too(site: Served, http: httpx.AsyncClient) -> None:
    door = await open_door(site, http, passcode="heron")
    for fields, type in (({}, "passcode_needed"), ({"passcode": "otter"}, "wrong_passcode")):
        answer = await joins(door, "Noor", **fields)
        assert (answer.status_code, answer.json()["type"]) == (403, f"urn:touchstone:{type}")
        assert answer.json()["detail"]
    assert (await joins(door, "Noor", passcode="heron")).status_code == 201
    assert len((await door.view(door.host))["shared"]["members"]) == 2


async def test_DOOR_1_the_host_sets_changes_and_clears_it_and_nobody_else(door: Door) -> None:
    address = f"/api/v1/rooms/{door.code}/passcode"
    amara = await door.member("Amara")
    put, delete = door.http.put, door.http.delete
    assert (await put(address, json={"passcode": "heron"}, headers=bearer(amara))).status_code == 403
    assert (await put(address, json={"passcode": "heron"})).status_code == 401
    elsewhere = {**cookie(door.code, door.host), "Origin": "http://evil.example"}
    assert (await put(address, json={"passcode": "heron"}, headers=elsewhere)).status_code == 403
    short = await put(address, json={"passcode": "abc"}, headers=bearer(door.host))
    assert (short.status_code, short.json()["detail"]) == (422, "A passcode has 4 characters at least.")
    assert (await joins(door, "Jonas")).status_code == 201
    for passcode in ("heron", "otter"):
        assert (await put(address, json={"passcode": passcode}, headers=bearer(door.host))).status_code == 204
    assert (await joins(door, "Ivo", passcode="heron")).status_code == 403
    assert (await joins(door, "Ivo", passcode="otter")).status_code == 201
    assert (await door.command(amara, "check_in")).status_code == 200, "who is in stays in"
    assert (await delete(address, headers=bearer(door.host))).status_code == 204
    assert (await joins(door, "Sam")).status_code == 201


async def test_DOOR_1_a_new_room_s_form_takes_a_passcode_and_a_waiting_room(http: httpx.AsyncClient) -> None:
    form = {"title": "Us", "host_name": "Ana", "door": "waiting"}
    short = await http.post("/new", data={**form, "passcode": "abc"})
    assert short.status_code == 422
    assert "<details open>" in short.text
    assert re.search(r'id="passcode"[^>]*value="abc"[^>]*aria-invalid="true"', short.text)
    assert re.search(r'value="waiting" checked', short.text)
    code = (await http.post("/new", data={**form, "passcode": "heron"})).headers["location"][-6:]
    seen = (await http.get(f"/api/v1/rooms/{code}")).json()["door"]
    assert (seen["stands"], seen["passcode"]) == ("waiting", True)


async def test_DOOR_2_after_too_many_wrong_ones_whatever_comes_is_put_off_and_who_is_in_stays_in(
    tmp_path: Path,
) -> None:
    async with visited(tmp_path, wrong_passcodes_per_minute=3, wrong_codes_per_minute=3) as (site, http):
        door = await open_door(site, http, passcode="heron")
        noor = (await joins(door, "Noor", passcode="heron")).json()["token"]
        for number in range(3):
            assert (await joins(door, "Eve", passcode=f"guess {number}")).status_code == 403
        api = await joins(door, "Eve", passcode="guess 4")
        assert (api.status_code, 0 < int(api.headers["retry-after"]) <= 20) == (429, True)
        page = await http.post(f"/j/{door.code}", data={"name": "Eve", "passcode": "guess 5"})
        assert (page.status_code, 0 < int(page.headers["retry-after"]) <= 20) == (429, True)
        assert 'value="Eve"' in page.text
        assert re.search(r'id="wrong" role="alert">Many wrong passcodes', page.text)
        right = await joins(door, "Eve", passcode="heron")
        assert (right.status_code, right.json()) == (429, api.json())
        assert (await door.command(noor, "check_in")).status_code == 200
        assert 'touchstone_limited_total{limit="wrong_passcode"} 3.0' in (await http.get("/metrics")).text


async def test_DOOR_2_five_hundred_phones_behind_one_address_get_in(tmp_path: Path) -> None:
    async with visited(tmp_path, wrong_passcodes_per_minute=1, room_capacity=501) as (site, http):
        http.timeout = httpx.Timeout(None)
        door = await open_door(site, http, passcode="heron")
        came = await asyncio.gather(*(joins(door, f"P{n}", passcode="heron") for n in range(500)))
        assert {answer.status_code for answer in came} == {201}


async def test_DOOR_3_a_passcode_is_in_nothing_that_leaves_the_server(tmp_path: Path, capfd: object) -> None:
    async with visited(tmp_path) as (site, http):
        door = await open_door(site, http, passcode="blue heron")
        token = (await joins(door, "Noor", passcode="blue heron")).json()["token"]
        await door.http.put(
            f"/api/v1/rooms/{door.code}/passcode", json={"passcode": "grey otter"}, headers=bearer(door.host)
        )
        answers = [
            await http.get(f"/api/v1/rooms/{door.code}", headers=bearer(t)) for t in (door.host, token)
        ]
        answers += [await http.get(f"/r/{door.code}", headers=bearer(t)) for t in (door.host, token)]
        answers += [await http.get(address) for address in ("/metrics", f"/j/{door.code}")]
        for answer in answers:
            for secret in ("heron", "otter", "argon2"):
                assert secret not in answer.text.lower()
        room = await site.services.rooms.find(door.code)
        assert room
        entries = repr(await site.services.log.load(room.id))
        assert "PasscodeSet" in entries
        assert "argon2" not in entries + repr(room.state)
        assert "otter" not in entries + repr(room.state)


async def test_DOOR_4_a_passcode_outlives_the_process_and_leaves_the_file_when_it_is_taken_away(
    tmp_path: Path,
) -> None:
    async with visited(tmp_path) as (site, http):
        door = await open_door(site, http, passcode="heron")
    stored = [path.read_bytes() for path in tmp_path.glob("rooms.db*")]
    assert any(b"$argon2id$" in file for file in stored)
    assert not any(b"heron" in file for file in stored)
    async with visited(tmp_path) as (site, http):
        door = Door(site, http, door.code, door.host, door.screen)
        assert (await joins(door, "Noor", passcode="otter")).status_code == 403
        assert (await joins(door, "Noor", passcode="heron")).status_code == 201
        await http.delete(f"/api/v1/rooms/{door.code}/passcode", headers=bearer(door.host))
        assert not any(b"$argon2id$" in path.read_bytes() for path in tmp_path.glob("rooms.db*"))
