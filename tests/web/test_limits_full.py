"""What is full, and says so: the room, the line at its door, whoever hashes and prints. And lines that aren't read."""

import asyncio
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher

from app.charter.press import Press
from app.live.limits import LiveLimits
from app.web import hashing
from tests.served import Served
from tests.web.people import Door, bearer, limited, open_door, phone, visited

HASH = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash("a password of the operator's")


async def counted(http: httpx.AsyncClient) -> dict[str, float]:
    return {name: many for name, many in (await limited(http)).items() if many}


async def test_LIMIT_5_whoever_finds_the_room_full_is_counted(tmp_path: Path) -> None:
    """At its page before and after a name was typed, over the API, as a guest, and from the waiting room."""
    async with visited(tmp_path, room_capacity=2) as (site, http):
        door = await open_door(site, http)
        await door.command(door.host, "set_door", door="waiting")
        waits = await http.post(f"/api/v1/rooms/{door.code}/members", json={"name": "Noor"})
        assert (await door.command(door.host, "add_guest", name="Grandma")).status_code == 200
        assert await counted(http) == {}
        api = await http.post(f"/api/v1/rooms/{door.code}/members", json={"name": "Ivo"})
        assert (api.status_code, api.json()["type"]) == (409, "urn:touchstone:room_full")
        http.cookies.clear()
        for page in (
            await http.get(f"/j/{door.code}"),
            await http.post(f"/j/{door.code}", data={"name": "Ivo"}),
        ):
            assert (page.status_code, "The room is full." in page.text) == (409, True)
        for type, fields in (
            ("add_guest", {"name": "Grandpa"}),
            ("let_in", {"newcomers": [waits.json()["member_id"]]}),
        ):
            refused = await door.command(door.host, type, **fields)
            assert refused.json()["type"] == "urn:touchstone:room_full"
        assert await counted(http) == {"room_full": 5}


async def test_LIMIT_5_whoever_finds_no_place_to_wait_is_counted(tmp_path: Path) -> None:
    async with visited(tmp_path, room_capacity=2) as (site, http):
        door = await open_door(site, http, door="waiting")
        first = await http.post(f"/api/v1/rooms/{door.code}/members", json={"name": "Noor"})
        assert first.status_code == 202
        page = await http.post(f"/j/{door.code}", data={"name": "Ivo"})
        assert (page.status_code, 'value="Ivo"' in page.text) == (409, True)
        assert await counted(http) == {"waiting_full": 1}


async def test_LIMIT_10_passcodes_and_the_operator_s_password_wait_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with visited(tmp_path, new_room_password=HASH) as (_, http):
        header = {"Touchstone-Password": "a password of the operator's"}
        made = await http.post("/api/v1/rooms", json={"title": "Us", "passcode": "heron"}, headers=header)
        code, host = made.json()["code"], made.json()["host_token"]
        monkeypatch.setattr(hashing, "MOST_WAITING", 0)
        answers = [
            await http.post(f"/api/v1/rooms/{code}/members", json={"name": "Eve", "passcode": "otter"}),
            await http.put(
                f"/api/v1/rooms/{code}/passcode", json={"passcode": "otter"}, headers=bearer(host)
            ),
            await http.post("/new/password", data={"password": "another"}),
            await http.post(
                "/api/v1/rooms", json={"title": "Us"}, headers={"Touchstone-Password": "another"}
            ),
        ]
        assert [(each.status_code, each.headers["retry-after"]) for each in answers] == [(503, "2")] * 4
        assert await counted(http) == {"passcodes_busy": 4}
        page = await http.post(f"/j/{code}", data={"name": "Eve", "passcode": "otter"})
        assert (page.status_code, 'value="Eve"' in page.text) == (503, True)


@pytest.mark.parametrize(
    "sheet", ["charter.pdf", "charter.docx", "charter.png", "takeaway.pdf", "export.csv", "export.json"]
)
async def test_LIMIT_5_whoever_wants_a_sheet_while_too_many_are_printed_is_counted(
    site: Served, http: httpx.AsyncClient, sealed: Door, sheet: str
) -> None:
    site.services.press = Press(waiting=0)
    answer = await http.get(f"/r/{sealed.code}/{sheet}", headers=bearer(sealed.host))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert await counted(http) == {"press_busy": 1}


async def test_LIMIT_5_whoever_reads_no_answers_is_counted(site: Served, http: httpx.AsyncClient) -> None:
    site.services.rooms._limits = LiveLimits(answers=0)
    door = await open_door(site, http)
    async with phone(door, bearer(door.host)) as host:
        await host.send({"type": "check_in", "id": "an-id-of-mine"})
        assert await host.closed() == 1013
        async with asyncio.timeout(20):
            while await counted(http) != {"unread": 1}:
                await asyncio.sleep(0.01)
