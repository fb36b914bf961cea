"""The waiting room, over HTTP and the socket, and a door that is locked."""

import re
from pathlib import Path

import httpx

from tests.served import Served, served
from tests.web.at_the_door import a_browser, joins, standing, waits
from tests.web.people import Door, bearer, cookie, open_door, phone, visited


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
