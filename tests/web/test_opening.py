"""Rooms that not everybody may open: by the instance's password."""

import asyncio
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.requests import HTTPConnection
from starlette.responses import Response

from app.config import Settings
from app.rehearse.person import Person
from app.rehearse.run import Unfit, assemble, permit
from app.web.permits import LASTS, Permits
from app.web.sealed import key_for, sealed, unsealed
from tests.faults.test_clock import Machine
from tests.web.people import visited

FORM = {"title": "Us", "host_name": "Greta"}
PASSWORD = "Übung macht den Meister"
HASH = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
API = "/api/v1/rooms"


def settings(password: str, **more: str) -> Settings:
    return Settings.model_validate({"new_room_password": password, **more})


def header(password: str) -> dict[bytes, bytes]:
    return {b"Touchstone-Password": password.encode()}


@pytest.mark.parametrize("setting", [PASSWORD, HASH])
async def test_OPER_8_a_room_is_opened_once_the_password_was_told(tmp_path: Path, setting: str) -> None:
    async with visited(tmp_path, new_room_password=setting) as (site, http):
        asked = await http.get("/new")
        assert 'name="password"' in asked.text
        assert 'name="title"' not in asked.text
        assert (await http.post("/new", data=FORM)).status_code == 403
        wrong = await http.post("/new/password", data={"password": "password"})
        assert wrong.status_code == 403
        assert "That isn’t the password." in wrong.text
        assert "set-cookie" not in wrong.headers
        right = await http.post("/new/password", data={"password": PASSWORD})
        assert (right.status_code, right.headers["location"]) == (303, "/new")
        assert "HttpOnly" in right.headers["set-cookie"]
        assert 'name="title"' in (await http.get("/new")).text
        made = await http.post("/new", data=FORM)
        assert made.status_code == 303
        assert (await http.get(made.headers["location"])).status_code == 200
        assert len(site.services.rooms) == 1


async def test_OPER_8_joining_takes_no_password(tmp_path: Path) -> None:
    async with visited(tmp_path, new_room_password=PASSWORD) as (_, http):
        made = (await http.post(API, json={"title": "Us"}, headers=header(PASSWORD))).json()
        joined = await http.post(f"/j/{made['code']}", data={"name": "Mei-Lin"})
        assert joined.headers["location"] == f"/r/{made['code']}"


async def test_OPER_8_what_was_typed_stays_when_the_permit_has_run_out(tmp_path: Path) -> None:
    async with visited(tmp_path, new_room_password=PASSWORD) as (_, http):
        answer = await http.post("/new", data={**FORM, "purpose": "To decide well"})
        assert answer.status_code == 403
        assert "To decide well" in answer.text
        assert "in another tab" in answer.text


@pytest.mark.parametrize("setting", [PASSWORD, HASH])
async def test_OPER_9_programs_send_the_password_in_a_header(tmp_path: Path, setting: str) -> None:
    async with visited(tmp_path, new_room_password=setting) as (_, http):
        none = await http.post(API, json={"title": "Us"})
        assert (none.status_code, none.json()["type"]) == (403, "urn:touchstone:opening_restricted")
        wrong = await http.post(API, json={"title": "Us"}, headers=header("nein"))
        assert (wrong.status_code, wrong.json()["type"]) == (403, "urn:touchstone:wrong_password")
        assert (await http.post(API, json={"title": "Us"}, headers=header(PASSWORD))).status_code == 201
        described = (await http.get("/api/openapi.json")).json()["paths"][API]["post"]
        assert "touchstone-password" in str(described["parameters"]).lower()


async def test_OPER_9_a_rehearsal_takes_it_from_its_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with visited(tmp_path, new_room_password=PASSWORD) as (site, http):
        assert permit() == {}
        with pytest.raises(Unfit, match="Not everybody may open rooms here"):
            await assemble(http, site.url, 3, Person)
        monkeypatch.setenv("TOUCHSTONE_NEW_ROOM_PASSWORD", PASSWORD)
        http.headers.update(permit())
        _, people, _ = await assemble(http, site.url, 3, Person)
        assert len(people) == 3


async def test_OPER_10_wrong_passwords_are_counted_by_address_however_they_come(tmp_path: Path) -> None:
    async with visited(tmp_path, new_room_password=HASH, wrong_passwords_per_minute=3) as (_, http):
        tries = [http.post("/new/password", data={"password": f"{n}"}) for n in range(6)]
        tries += [http.post(API, json={"title": "Us"}, headers=header(f"{n}")) for n in range(6)]
        answers = await asyncio.gather(*tries)
        assert sorted(answer.status_code for answer in answers) == [403] * 3 + [429] * 9
        assert all(1 <= int(a.headers["retry-after"]) <= 20 for a in answers if a.status_code == 429)
        right = await http.post(API, json={"title": "Us"}, headers=header(PASSWORD))
        assert right.status_code == 429
        elsewhere = {**header(PASSWORD), b"X-Forwarded-For": b"198.51.100.7"}
        assert (await http.post(API, json={"title": "Us"}, headers=elsewhere)).status_code == 201


async def test_OPER_10_right_ones_are_not_counted(tmp_path: Path) -> None:
    async with visited(tmp_path, new_room_password=PASSWORD, wrong_passwords_per_minute=1) as (_, http):
        rights = [http.post("/new/password", data={"password": PASSWORD}) for _ in range(10)]
        assert {answer.status_code for answer in await asyncio.gather(*rights)} == {303}


async def test_OPER_11_a_permit_ends_with_its_time_its_password_and_its_owner_s_word(tmp_path: Path) -> None:
    machine = Machine()
    permits = Permits(settings(PASSWORD), machine.wall)

    def holds(cookie: str, by: Permits = permits) -> bool:
        headers = [(b"host", b"values.example"), (b"cookie", cookie.encode())]
        return by.shown(HTTPConnection({"type": "http", "scheme": "http", "path": "/", "headers": headers}))

    given = Response()
    permits.give(given, "password", secure=False)
    cookie = given.headers["set-cookie"].split(";")[0]
    assert holds(cookie)
    other = Permits(settings(PASSWORD), machine.wall)
    assert holds(cookie, other)  # another process, or this one after a restart
    changed = Permits(settings("another"), machine.wall)
    assert not holds(cookie, changed)
    ended = Permits(settings(PASSWORD, permit_series="2"), machine.wall)
    assert not holds(cookie, ended)
    name, _, value = cookie.partition("=")
    for at in range(0, len(value), 3):
        turned = "A" if value[at] != "A" else "B"
        assert not holds(f"{name}={value[:at]}{turned}{value[at + 1 :]}")
    assert not holds(f"{name}=")
    machine.passed += LASTS["password"] + 1
    assert not holds(cookie)


async def test_OPER_11_signing_out_takes_it_back(tmp_path: Path) -> None:
    async with visited(tmp_path, new_room_password=PASSWORD) as (_, http):
        await http.post("/new/password", data={"password": PASSWORD})
        assert 'action="/sign-out"' in (await http.get("/new")).text
        out = await http.post("/sign-out")
        assert out.headers["location"] == "/"
        assert 'name="title"' not in (await http.get("/new")).text


async def test_OPER_11_a_permit_acts_for_this_site_s_pages_alone(tmp_path: Path) -> None:
    async with visited(tmp_path, new_room_password=PASSWORD) as (site, http):
        await http.post("/new/password", data={"password": PASSWORD})
        elsewhere = {"Origin": "http://127.0.0.1:9"}
        for path, body in (("/new", {"data": FORM}), (API, {"json": {"title": "Us"}}), ("/sign-out", {})):
            answer = await http.post(path, headers=elsewhere, **body)  # type: ignore[arg-type]
            assert answer.status_code == 403
        assert len(site.services.rooms) == 0
        assert (await http.post(API, json={"title": "Us"})).status_code == 201


def test_OPER_11_words_are_unsealed_by_their_key_in_their_time_alone() -> None:
    key, other = key_for("use", "secret"), key_for("another use", "secret")
    value = sealed(key, "höchst geheim", 100)
    assert unsealed(key, value, 99.0) == "höchst geheim"
    assert unsealed(key, value, 100.0) is None
    assert unsealed(other, value, 99.0) is None
    for wrong in (
        "",
        ".",
        "..",
        "a.b.c",
        value[:-1],
        value + "A",
        "\xff" + value,
        value.replace(".100.", ".999."),
    ):
        assert unsealed(key, wrong, 99.0) is None


async def test_OPER_8_without_the_setting_everybody_may(tmp_path: Path) -> None:
    async with visited(tmp_path) as (_, http):
        assert 'name="title"' in (await http.get("/new")).text
        assert (await http.post("/new/password", data={"password": ""})).status_code == 404
        assert (await http.get("/sign-in")).status_code == 404
