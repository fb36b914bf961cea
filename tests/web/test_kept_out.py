"""Those who are kept out, and those who are removed without more."""

import asyncio

import httpx

from app.web.identity import cookie_name
from tests.served import Served
from tests.web.at_the_door import a_browser
from tests.web.people import Door, bearer, cookie, phone


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
