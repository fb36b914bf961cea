"""Who gets in, over HTTP and the socket: the passcode, the waiting room, and those who are kept out."""

import asyncio
import re
from pathlib import Path

import httpx

from app.web.identity import cookie_name
from tests.served import Served, served
from tests.web.people import Door, bearer, cookie, open_door, phone, visited


async def joins(door: Door, name: str, **fields: str) -> httpx.Response:
    return await door.http.post(f"/api/v1/rooms/{door.code}/members", json={"name": name, **fields})


def a_browser(site: Served) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=site.url, trust_env=False)


async def waits(door: Door, name: str = "Noor") -> tuple[str, str]:
    """Someone at the door: id and token."""
    answer = await joins(door, name)
    assert answer.status_code == 202
    made = answer.json()
    assert made["waiting"] is True
    return made["member_id"], made["token"]


async def standing(door: Door, token: str) -> str:
    answer = await door.http.get(f"/api/v1/rooms/{door.code}/door", headers=bearer(token))
    return str(answer.json()["standing"]) if answer.is_success else str(answer.status_code)


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


async def test_DOOR_2_too_many_wrong_ones_are_put_off_and_the_right_one_gets_in(tmp_path: Path) -> None:
    async with visited(tmp_path, wrong_passcodes_per_minute=3, wrong_codes_per_minute=3) as (site, http):
        door = await open_door(site, http, passcode="heron")
        for number in range(3):
            assert (await joins(door, "Eve", passcode=f"guess {number}")).status_code == 403
        api = await joins(door, "Eve", passcode="guess 4")
        assert (api.status_code, 0 < int(api.headers["retry-after"]) <= 20) == (429, True)
        page = await http.post(f"/j/{door.code}", data={"name": "Eve", "passcode": "guess 5"})
        assert (page.status_code, 0 < int(page.headers["retry-after"]) <= 20) == (429, True)
        assert 'value="Eve"' in page.text
        assert re.search(r'id="wrong" role="alert">Many wrong passcodes', page.text)
        assert (await joins(door, "Noor", passcode="heron")).status_code == 201
        assert 'touchstone_limited_total{limit="wrong_passcode"} 2.0' in (await http.get("/metrics")).text


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


async def test_DOOR_5_a_newcomer_waits_at_the_door_and_comes_in_as_themselves(
    site: Served, http: httpx.AsyncClient
) -> None:
    door = await open_door(site, http, door="waiting")
    form = await http.get(f"/j/{door.code}")
    assert "lets you in" in form.text
    knocked = await http.post(f"/j/{door.code}", data={"name": "Noor"})
    assert knocked.headers["location"] == f"/j/{door.code}"
    page = await http.get(f"/j/{door.code}")
    assert "You’re at the door, Noor." in page.text
    assert 'http-equiv="refresh"' in page.text, "it works without a script too"
    assert (await http.get(f"/r/{door.code}")).headers["location"] == f"/j/{door.code}"
    again = await http.post(f"/j/{door.code}", data={"name": "Noor again"})
    assert "You’re at the door, Noor." in again.text
    assert (await http.get(f"/api/v1/rooms/{door.code}/door")).json() == {"standing": "waiting"}
    (noor,) = (await door.view(door.host))["door"]["waiting"]
    await door.command(door.host, "let_in", newcomers=[noor])
    assert (await http.get(f"/api/v1/rooms/{door.code}/door")).json() == {"standing": "inside"}
    assert (await http.get(f"/j/{door.code}")).headers["location"] == f"/r/{door.code}"
    assert (await door.view(door.host))["shared"]["members"][noor]["name"] == "Noor"


async def test_DOOR_5_whoever_has_a_token_goes_straight_in(door: Door) -> None:
    amara = await door.member("Amara")
    await door.command(door.host, "set_door", door="waiting")
    for stands in ("waiting", "locked"):
        await door.command(door.host, "set_door", door=stands)
        back = await door.http.get(f"/j/{door.code}", headers=cookie(door.code, amara))
        assert back.headers["location"] == f"/r/{door.code}"
        assert (await door.command(amara, "check_in", word=stands)).status_code == 200


async def test_DOOR_6_nobody_but_host_and_lead_is_sent_anything_of_who_waits(door: Door) -> None:
    amara, jonas = await door.member("Amara"), await door.member("Jonas")
    ids = {who["name"]: id for id, who in (await door.view(door.host))["shared"]["members"].items()}
    await door.command(door.host, "set_door", door="waiting")
    async with (
        phone(door, bearer(door.host)) as host,
        phone(door, bearer(amara)) as lead,
        phone(door, bearer(jonas)) as other,
        phone(door, bearer(door.screen), "?as=screen") as screen,
    ):
        await host.does("hand_lead_to", member=ids["Amara"])
        noor, token = await waits(door, "Noor Unheard")
        for one in (host, lead):
            await one.sees(lambda view: noor in (view["door"] or {}).get("waiting", ()))
        assert lead.view["door"]["waiting"][noor]["name"] == "Noor Unheard"
        async with phone(door, bearer(token)) as outside:
            assert await outside.closed() == 4401
        assert (await door.command(token, "check_in")).status_code == 401
        await lead.does("show_question", text="What now?")
        for one in (other, screen):
            await one.sees(lambda view: view["shared"].get("question") == "What now?")
            assert "Unheard" not in "".join(one.raw)
            assert noor not in "".join(one.raw)
        await host.does("take_lead_back")
        await lead.sees(lambda view: view["shared"]["lead"] == ids["Host"])
        assert lead.view["door"] is None


async def test_DOOR_7_at_the_bound_the_name_is_kept(tmp_path: Path) -> None:
    async with visited(tmp_path, room_capacity=2) as (site, http):
        door = await open_door(site, http, door="waiting")
        await waits(door)
        full = await joins(door, "Ivo")
        assert (full.status_code, full.json()["type"]) == (409, "urn:touchstone:waiting_full")
        page = await http.post(f"/j/{door.code}", data={"name": "Ivo"})
        assert (page.status_code, 'value="Ivo"' in page.text) == (409, True)
        assert "as many as there are places" in page.text


async def test_DOOR_7_a_repeat_with_its_key_is_the_same_newcomer_also_once_let_in(
    site: Served, http: httpx.AsyncClient
) -> None:
    door = await open_door(site, http, door="waiting")
    key = {"Idempotency-Key": "a-key-that-is-hard-to-guess"}
    address, body = f"/api/v1/rooms/{door.code}/members", {"name": "Noor"}
    first, again = [(await http.post(address, json=body, headers=key)) for _ in range(2)]
    assert (first.status_code, again.status_code, first.json()) == (202, 202, again.json())
    await door.command(door.host, "let_in", newcomers=[first.json()["member_id"]])
    inside = await http.post(address, json=body, headers=key)
    assert (inside.status_code, inside.json()) == (201, {**first.json(), "waiting": False})
    other = {"Idempotency-Key": "another-key-hard-to-guess"}
    away = (await http.post(address, json=body, headers=other)).json()["member_id"]
    await door.command(door.host, "turn_away", newcomers=[away])
    refused = await http.post(address, json=body, headers=other)
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:touchstone:turned_away")


async def test_DOOR_13_who_waits_still_waits_after_a_restart(tmp_path: Path) -> None:
    async with visited(tmp_path) as (site, http):
        door = await open_door(site, http, door="waiting")
        noor, token = await waits(door)
    async with visited(tmp_path) as (site, http):
        door = Door(site, http, door.code, door.host, door.screen)
        assert await standing(door, token) == "waiting"
        assert (await door.view(door.host))["door"]["waiting"][noor]["name"] == "Noor"
        await door.command(door.host, "let_in", newcomers=[noor])
        assert (await door.command(token, "check_in")).status_code == 200


async def test_DOOR_9_a_locked_room_says_so_and_keeps_a_name_that_was_typed(
    site: Served, http: httpx.AsyncClient, door: Door
) -> None:
    await door.command(door.host, "set_door", door="locked")
    closed = await http.get(f"/j/{door.code}")
    assert (closed.status_code, "Nobody new is let in" in closed.text) == (409, True)
    typed = await http.post(f"/j/{door.code}", data={"name": "Noor"})
    assert (typed.status_code, 'value="Noor"' in typed.text) == (409, True)
    assert (await joins(door, "Noor")).json()["type"] == "urn:touchstone:room_locked"


async def test_DOOR_10_who_is_turned_away_reads_so_and_may_ask_again(
    site: Served, http: httpx.AsyncClient
) -> None:
    door = await open_door(site, http, door="waiting")
    await http.post(f"/j/{door.code}", data={"name": "Batman"})
    (batman,) = (await door.view(door.host))["door"]["waiting"]
    await door.command(door.host, "turn_away", newcomers=[batman])
    assert (await http.get(f"/api/v1/rooms/{door.code}/door")).json() == {"standing": "turned_away"}
    page = await http.get(f"/j/{door.code}")
    assert (page.status_code, "You weren’t let in." in page.text) == (200, True)
    once = re.search(r'name="once" value="([^"]+)"', page.text)
    assert once
    await http.post(f"/j/{door.code}", data={"name": "Noor", "once": once[1]})
    assert "You’re at the door, Noor." in (await http.get(f"/j/{door.code}")).text
    (noor,) = (await door.view(door.host))["door"]["waiting"]
    await door.command(door.host, "turn_away", newcomers=[noor])
    stale = await http.post(f"/j/{door.code}", data={"name": "Noor", "once": once[1]})
    assert (stale.status_code, 'value="Noor"' in stale.text) == (403, True)
    fresh = re.search(r'name="once" value="([^"]+)"', stale.text)
    assert fresh
    assert fresh[1] != once[1]
    await http.post(f"/j/{door.code}", data={"name": "Noor", "once": fresh[1]})
    assert (await http.get(f"/api/v1/rooms/{door.code}/door")).json() == {"standing": "waiting"}


async def test_DOOR_10_nothing_is_kept_of_a_name_that_was_turned_away(tmp_path: Path) -> None:
    async with visited(tmp_path) as (site, http):
        door = await open_door(site, http, door="waiting")
        noor, _ = await waits(door, "Noor Unforgotten")
        await door.command(door.host, "turn_away", newcomers=[noor])
        assert not any(b"Unforgotten" in path.read_bytes() for path in tmp_path.glob("rooms.db*"))


async def test_LIFE_8_the_name_that_one_knocked_with_can_be_erased(tmp_path: Path) -> None:
    async with visited(tmp_path) as (site, http):
        door = await open_door(site, http, door="waiting")
        noor, token = await waits(door, "Noor Unforgotten")
        await door.command(door.host, "let_in", newcomers=[noor])
        assert any(b"Unforgotten" in path.read_bytes() for path in tmp_path.glob("rooms.db*"))
        erased = await door.command(token, "erase_mine", ids=[], parts=["everything"])
        assert erased.status_code == 200
        assert not any(b"Unforgotten" in path.read_bytes() for path in tmp_path.glob("rooms.db*"))


async def removed_for_good(door: Door, token: str) -> str:
    """Gives the id that they had."""
    member = str((await door.view(token))["mine"]["member"])
    await door.command(door.host, "remove_member", member=member, keep_out=True)
    return member


async def test_DOOR_11_who_is_kept_out_is_not_let_in_by_this_device_until_the_host_lifts_it(
    site: Served, http: httpx.AsyncClient, door: Door
) -> None:
    await http.post(f"/j/{door.code}", data={"name": "Eve"})
    token = http.cookies[cookie_name(door.code, "member")]
    eve = await removed_for_good(door, token)
    for answer in (
        await http.get(f"/j/{door.code}"),
        await http.post(f"/j/{door.code}", data={"name": "Eve again"}),
    ):
        assert (answer.status_code, "isn’t let into the room" in answer.text) == (403, True)
    api = await http.post(f"/api/v1/rooms/{door.code}/members", json={"name": "Eve once more"})
    assert (api.status_code, api.json()["type"]) == (403, "urn:touchstone:kept_out")
    entered = await http.post(f"/r/{door.code}/enter", data={"token": token})
    assert (entered.status_code, "set-cookie" in entered.headers) == (401, False)
    async with a_browser(site) as another:
        assert (await another.get(f"/j/{door.code}")).status_code == 200, "what a device can't tell"
    view = await door.view(door.host)
    assert view["door"]["kept_out"] == {eve: "Eve"}
    assert len(view["shared"]["members"]) == 1
    await door.command(door.host, "let_back", person=eve)
    back = await http.post(f"/j/{door.code}", data={"name": "Eve"})
    assert back.headers["location"] == f"/r/{door.code}"
    assert (await door.view(door.host))["door"]["kept_out"] == {}


async def test_DOOR_11_tokens_and_sockets_of_who_is_kept_out_are_gone(door: Door) -> None:
    eve = await door.member("Eve")
    async with phone(door, bearer(eve)) as one, phone(door, bearer(eve)) as two:
        await one.read()
        await two.read()
        await removed_for_good(door, eve)
        assert [await one.closed(), await two.closed()] == [1008, 1008]
        assert one.frames[-1] == {"type": "bye", "reason": "removed"}
    assert (await door.command(eve, "check_in")).status_code == 401
    assert (await door.http.get(f"/api/v1/rooms/{door.code}", headers=bearer(eve))).status_code == 401
    async with phone(door, bearer(eve)) as again:
        assert await again.closed() == 4401


async def test_DOOR_11_a_token_used_while_its_bearer_is_being_kept_out_brings_nothing_back(
    door: Door,
) -> None:
    for n in range(5):
        eve = await door.member(f"Eve {n}")
        member = (await door.view(eve))["mine"]["member"]
        as_eve = cookie(door.code, eve)
        uses = [
            door.command(door.host, "remove_member", member=member, keep_out=True),
            *(door.command(eve, "rename_me", name=f"Still here {k}") for k in range(4)),
            *(door.http.post(f"/j/{door.code}", data={"name": "Back"}, headers=as_eve) for _ in range(4)),
            *(door.http.get(f"/r/{door.code}", headers=as_eve) for _ in range(4)),
        ]
        await asyncio.gather(*uses)
        async with phone(door, bearer(eve)) as again:
            assert await again.closed() == 4401
        door.http.cookies.clear()
    assert len((await door.view(door.host))["shared"]["members"]) == 1


async def test_DOOR_11_whoever_is_removed_without_more_may_come_back_as_somebody_new(
    http: httpx.AsyncClient, door: Door
) -> None:
    await http.post(f"/j/{door.code}", data={"name": "Eve"})
    member = (await http.get(f"/api/v1/rooms/{door.code}")).json()["mine"]["member"]
    await door.command(door.host, "remove_member", member=member)
    assert (await http.post(f"/j/{door.code}", data={"name": "Eve"})).headers["location"] == f"/r/{door.code}"
    assert member not in (await door.view(door.host))["shared"]["members"]


async def test_DOOR_12_who_waits_when_the_room_finishes_reads_that(tmp_path: Path) -> None:
    async with served(tmp_path) as site, a_browser(site) as http:
        door = await open_door(site, http, door="waiting", host_takes_part=True)
        await http.post(f"/j/{door.code}", data={"name": "Noor"})
        await door.command(door.host, "go_to", stage="reflect")
        await door.command(door.host, "add_value", label="Honesty", id="value-0001")
        await door.command(door.host, "go_to", stage="share")
        await door.command(door.host, "lift_curtain")
        await door.command(door.host, "go_to", stage="cluster")
        (card,) = (await door.view(door.host))["shared"]["cards"]
        await door.command(door.host, "add_cluster", name="Honesty", id="cluster-0001")
        await door.command(door.host, "move_card", card=card, cluster="cluster-0001")
        await door.command(door.host, "go_to", stage="vote")
        await door.command(door.host, "choose_set", clusters=["cluster-0001"])
        await door.command(door.host, "go_to", stage="agree")
        await door.command(door.host, "open_rounds")
        ballot = (await door.view(door.host))["shared"]["agree"]["values"]["cluster-0001"]["rounds"][-1][
            "ballot"
        ]
        await door.command(door.host, "respond", cluster="cluster-0001", ballot=ballot, level=1)
        await door.command(door.host, "close_rounds")
        await door.command(door.host, "adopt", cluster="cluster-0001")
        await door.command(door.host, "go_to", stage="commit")
        await door.command(door.host, "seal")
        assert (await door.view(door.host))["shared"]["stage"] == "closed"
        page = await http.get(f"/j/{door.code}")
        assert (page.status_code, "This room has finished." in page.text) == (409, True)
