"""Whatever makes a guess wrong, it takes the same way through the server and gets the same answer (enumeration, by time or by words)."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.attack.test_next_door import NAME, SAID, addresses, shown
from tests.attack.work import Way, Work
from tests.figures import TRIED
from tests.served import Served
from tests.web.at_the_door import joins
from tests.web.people import Door, bearer, cookie, limited, open_door, phone, visited
from tests.web.test_devices import code_for, device_of

NEVER = "ABCD-EFGH"


def one_way(ways: list[Way]) -> Way:
    assert len(set(ways)) == 1, set(ways)
    TRIED["guesses of which all that is done was compared"] += len(ways)
    return ways[0]


async def id_of(door: Door, token: str) -> str:
    return str((await door.view(token))["mine"]["member"])


async def stale(door: Door) -> list[str]:
    """Tokens that were somebody's, or a screen's, in this room."""
    gone, out, screen = await door.member("Gone"), await door.member("Out"), door.screen
    await door.command(door.host, "remove_member", member=await id_of(door, gone))
    await door.command(door.host, "remove_member", member=await id_of(door, out), keep_out=True)
    await door.http.post(f"/api/v1/rooms/{door.code}/screens", headers=bearer(door.host))
    return [gone, out, screen]


async def test_ATTACK_13_a_token_that_is_none_takes_the_same_way_as_one_of_another_room(
    site: Served, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = await open_door(site, http), await open_door(site, http)
    tokens = ["x" * 32, there.host, there.screen, await there.member(), *await stale(here)]
    work = Work(site, monkeypatch)
    for path in (f"/api/v1/rooms/{here.code}", f"/r/{here.code}", f"/r/{here.code}/charter"):
        for way in range(3):
            ways = []
            for token in tokens:
                ways.append(await work.of(http.get(path, headers=shown(here.code, token)[way])))
                http.cookies.clear()
            same = one_way(ways)
            assert same.status in (303, 401)
    assert "find_token" in same.asked


async def test_ATTACK_13_a_link_for_the_host_that_is_none_takes_the_same_way_whatever_it_was(
    site: Served, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = await open_door(site, http), await open_door(site, http)
    code = (await code_for(here, here.host))["code"].replace("-", "")
    tokens = ["x" * 32, "?", there.host, there.screen, code, *await stale(here)]
    work = Work(site, monkeypatch)
    enter = f"/r/{here.code}/enter"
    same = one_way([await work.of(http.post(enter, data={"token": token})) for token in tokens])
    assert (same.status, same.asked, "set-cookie" in same.headers) == (401, ("find_token",), False)


async def test_ATTACK_13_a_code_of_a_room_that_was_is_as_one_that_never_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with visited(tmp_path, wrong_codes_per_minute=10_000) as (site, http):
        gone = await open_door(site, http)
        await http.delete(f"/api/v1/rooms/{gone.code}", headers=bearer(gone.host))
        work = Work(site, monkeypatch)
        for method, path in addresses(site, "CODE", door=True):
            codes = ("ZZZZZZ", gone.code)
            ways = [await work.of(http.request(method, path.replace("CODE", code)), code) for code in codes]
            assert one_way(ways).status in (404, 422), (method, path)


async def test_ATTACK_13_a_pairing_code_that_is_none_takes_the_same_way_whatever_it_was(
    site: Served, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = await open_door(site, http), await open_door(site, http)
    amara, jonas = await here.member("Amara"), await here.member("Jonas")
    used = (await code_for(here, amara))["code"]
    await device_of(here, used)
    instead = (await code_for(here, amara))["code"]
    await code_for(here, amara)
    whose_is_gone = (await code_for(here, jonas))["code"]
    await here.command(here.host, "remove_member", member=await id_of(here, jonas))
    elsewhere = (await code_for(there, there.host))["code"]
    work = Work(site, monkeypatch)
    codes = (NEVER, used, instead, whose_is_gone, elsewhere, "", "?")
    assert one_way([await work.of(device_of(here, code)) for code in codes]).asked == ("find_token",)
    enter = f"/r/{here.code}/enter"
    ways = [await work.of(http.post(enter, data={"code": code}), f'value="{code}"') for code in codes]
    assert one_way(ways).status == 422


async def test_ATTACK_13_a_link_to_a_charter_that_is_none_takes_the_same_way_whatever_it_was(
    sealed: Door, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def links() -> tuple[str, str]:
        told = await http.get(f"/r/{sealed.code}/charter/link", headers=bearer(sealed.host))
        share, keeper = (urlsplit(told.json()[name]).path[3:] for name in ("link", "keeper"))
        return share, keeper

    old, keeper = await links()
    await http.post(f"/k/{keeper}", data={"do": "renew"})
    new, _ = await links()
    work = Work(sealed.site, monkeypatch)  # type: ignore[arg-type]
    for ending in ("", ".pdf", ".docx", ".png", ".md", ".json"):
        paths = [f"/c/{token}{ending}" for token in ("x" * 32, "x", "x" * 200, old, keeper)]
        same = one_way([await work.of(http.get(path)) for path in paths])
        assert (same.status, same.asked) == (404, ("find_charter",))
    for method in ("GET", "POST"):
        paths = [f"/k/{token}" for token in ("x" * 32, old, new)]
        same = one_way([await work.of(http.request(method, path)) for path in paths])
        assert (same.status, same.asked) == (404, ("find_charter",))


GUESSES = ("otter", "heron", "heron!", "x" * 64, "abcd")
Comes = Callable[[Door, str], Awaitable[httpx.Response]]


async def over_the_api(door: Door, passcode: str) -> httpx.Response:
    return await joins(door, NAME, passcode=passcode)


async def by_the_page(door: Door, passcode: str) -> httpx.Response:
    return await door.http.post(f"/j/{door.code}", data={"name": NAME, "passcode": passcode})


WAYS = pytest.mark.parametrize("comes", [over_the_api, by_the_page])


@WAYS
async def test_ATTACK_13_wrong_passcodes_take_one_hash_each_and_the_same_way(
    site: Served, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, comes: Comes
) -> None:
    door = await open_door(site, http, passcode="Blue Heron")
    work = Work(site, monkeypatch)
    same = one_way([await work.of(comes(door, typed)) for typed in GUESSES])
    assert (same.status, same.hashes) == (403, 1)
    none = await work.of(comes(door, ""))
    assert (none.status, none.hashes) == (403, 0)
    assert none.asked == same.asked


@WAYS
async def test_ATTACK_13_nobody_tries_passcodes_on_a_room_that_takes_nobody_in_or_not_them(
    site: Served, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, comes: Comes
) -> None:
    """The right one is known again without a hash; that is no way to try them either."""
    door = await open_door(site, http, passcode="heron")
    out = (await joins(door, "Out", passcode="heron")).json()["token"]
    await door.command(door.host, "set_door", door="locked")
    work = Work(site, monkeypatch)
    same = one_way([await work.of(comes(door, typed)) for typed in (*GUESSES, "")])
    assert (same.status, same.hashes) == (409, 0)
    await door.command(door.host, "set_door", door="open")
    await door.command(door.host, "remove_member", member=await id_of(door, out), keep_out=True)
    http.cookies.clear()
    http.headers.update({**cookie(door.code, out), "Origin": site.url})
    same = one_way([await work.of(comes(door, typed)) for typed in (*GUESSES, "")])
    assert (same.status, same.hashes) == (403, 0)


@WAYS
async def test_ATTACK_13_a_passcode_that_a_room_does_not_ask_for_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, comes: Comes
) -> None:
    """Whoever comes with one comes in as without: nothing is hashed for it, and none of it counts once there is one."""
    async with visited(tmp_path, wrong_passcodes_per_minute=1) as (site, http):
        work = Work(site, monkeypatch)
        for stands in ("open", "waiting"):
            door = await open_door(site, http, door=stands)
            ways = []
            for typed in ("", *GUESSES):
                way = await work.of(comes(door, typed))
                assert "passcode" not in way.body
                ways.append(way._replace(body="its own id and token"))
                http.cookies.clear()
            same = one_way(ways)
            assert (same.status in (201, 202, 303), same.hashes) == (True, 0)
        assert not any((await limited(http)).values())
        address = f"/api/v1/rooms/{door.code}/passcode"
        await http.put(address, json={"passcode": "blue heron"}, headers=bearer(door.host))
        assert [(await comes(door, "heron")).status_code for _ in range(2)] == [403, 429]


@WAYS
async def test_ATTACK_14_at_the_limit_of_passcodes_the_right_one_is_answered_as_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, comes: Comes
) -> None:
    async with visited(tmp_path, wrong_passcodes_per_minute=1) as (site, http):
        door = await open_door(site, http, passcode="heron")
        assert (await comes(door, "otter")).status_code == 403
        work = Work(site, monkeypatch)
        same = one_way([await work.of(comes(door, typed)) for typed in GUESSES])
        assert (same.status, same.hashes) == (429, 0)


async def test_ATTACK_14_at_the_limit_of_pairing_codes_nothing_is_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with visited(tmp_path, wrong_codes_per_minute=1) as (site, http):
        door = await open_door(site, http)
        right = (await code_for(door, door.host))["code"]
        assert (await device_of(door, NEVER)).status_code == 422
        work = Work(site, monkeypatch)
        same = one_way([await work.of(device_of(door, code)) for code in (NEVER, right, "?")])
        assert (same.status, same.asked) == (429, ())


async def test_ATTACK_14_at_the_limit_of_the_operators_password_the_right_one_is_answered_as_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with visited(tmp_path, new_room_password="heron", wrong_passwords_per_minute=1) as (site, http):
        assert (await http.post("/new/password", data={"password": "otter"})).status_code == 403
        work = Work(site, monkeypatch)
        typed = ("otter", "heron", "")
        same = one_way([await work.of(http.post("/new/password", data={"password": each})) for each in typed])
        assert (same.status, same.hashes) == (429, 0)


async def test_ATTACK_14_at_the_limit_of_rooms_codes_one_that_is_there_is_answered_as_one_that_isnt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every address, whether it is in memory or not, and with whatever is shown that isn't of it."""
    async with visited(tmp_path) as (site, http):
        here, cold, gone, other = [await open_door(site, http) for _ in range(4)]
        await http.delete(f"/api/v1/rooms/{gone.code}", headers=bearer(gone.host))
    async with visited(tmp_path, wrong_codes_per_minute=1) as (site, http):
        assert (await http.get(f"/j/{here.code}")).status_code == 200
        await http.get("/j/ZZZZZZ")
        codes = (here.code, cold.code, gone.code, "ZZZZZZ")
        work = Work(site, monkeypatch)
        for token in ("", "x" * 32, other.host):
            headers = bearer(token) if token else {}
            seen = set()
            for method, path in addresses(site, "CODE", door=True):
                ways = []
                for code in codes:
                    body = None if method in ("GET", "HEAD") else SAID
                    asking = http.request(method, path.replace("CODE", code), headers=headers, json=body)
                    ways.append(await work.of(asking, code))
                same = one_way(ways)
                assert same.status in (422, 429), (method, path)
                seen |= {same.status, *same.asked}
            assert 429 in seen
            assert seen <= {422, 429, "find_token", "find_room"}, "no room is opened"
            for code in codes:
                door = Door(site, http, code, "", "")
                async with phone(door, {**headers, "Origin": site.url}) as line:
                    assert await line.closed() == 1013
                    assert not line.raw
