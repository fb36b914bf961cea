"""The JSON API: for programs, and for whoever tries what it doesn't expect."""

import re
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from app.main import create_app
from tests.served import Served
from tests.web.people import Door, bearer, new_id, open_door

KEY = "0b6f6c1e-6f0e-4c57-a1e7-3a3d2f2f0c11"


async def test_WEB_18_a_command_is_stored_once_however_often_it_comes(door: Door) -> None:
    token = await door.member()
    command = {"id": new_id(), "word": "here"}
    first = await door.command(token, "check_in", **command)
    again = await door.command(token, "check_in", **command)
    assert first.json() == again.json()
    assert first.json()["id"] == command["id"]
    assert (await door.view(token))["seq"] == first.json()["seq"]


async def test_WEB_18_an_id_that_names_something_else_is_refused(door: Door) -> None:
    token, id = await door.member(), new_id()
    await door.command(token, "check_in", id=id)
    other = await door.command(token, "rename_me", id=id, name="Jonas")
    assert other.status_code == 409
    assert other.json()["type"] == "urn:touchstone:id_in_use"


async def test_WEB_19_a_key_makes_one_member(http: httpx.AsyncClient, door: Door) -> None:
    path = f"/api/v1/rooms/{door.code}/members"
    one, two = [await http.post(path, json={"name": "Jonas"}, headers={"Idempotency-Key": KEY}) for _ in "ab"]
    assert one.json() == two.json()
    assert (await door.view(one.json()["token"]))["mine"]["member"] == one.json()["member_id"]
    assert len((await door.view(door.host))["shared"]["members"]) == 2


async def test_WEB_19_a_key_that_can_be_guessed_is_refused(http: httpx.AsyncClient, door: Door) -> None:
    """Whoever sends the same key gets the same token."""
    answer = await http.post(
        f"/api/v1/rooms/{door.code}/members", json={"name": "Jonas"}, headers={"Idempotency-Key": "1"}
    )
    assert answer.status_code == 422


async def test_WEB_19_a_key_counts_in_its_room_alone(
    site: Served, http: httpx.AsyncClient, door: Door
) -> None:
    other = await open_door(site, http)
    made = [
        await http.post(
            f"/api/v1/rooms/{room.code}/members", json={"name": "Jonas"}, headers={"Idempotency-Key": KEY}
        )
        for room in (door, other)
    ]
    assert made[0].json()["token"] != made[1].json()["token"]


async def test_WEB_20_only_the_host_deletes_the_room_and_nothing_of_it_is_left(
    http: httpx.AsyncClient, door: Door
) -> None:
    token = await door.member()
    path = f"/api/v1/rooms/{door.code}"
    refused = await http.delete(path, headers=bearer(token))
    assert refused.status_code == 403
    assert (await http.delete(path, headers=bearer(door.screen))).status_code == 401
    assert (await http.delete(path, headers=bearer(door.host))).status_code == 204
    assert (await http.get(path, headers=bearer(door.host))).status_code == 404
    assert (await http.get(f"/j/{door.code}")).status_code == 404


async def test_WEB_21_a_removed_member_s_token_opens_nothing(http: httpx.AsyncClient, door: Door) -> None:
    token = await door.member()
    member = (await door.view(token))["mine"]["member"]
    assert (await door.command(door.host, "remove_member", member=member)).status_code == 200
    assert (await http.get(f"/api/v1/rooms/{door.code}", headers=bearer(token))).status_code == 401
    assert (await door.command(token, "check_in")).status_code == 401


async def test_WEB_22_every_error_is_a_problem_with_a_sentence(http: httpx.AsyncClient, door: Door) -> None:
    token = await door.member()
    room, mine = f"/api/v1/rooms/{door.code}", bearer(token)
    wrong_name = {"name": "x" * 41}
    answers = {
        "not_found": (404, await http.get("/api/v1/nothing")),
        "not_allowed": (405, await http.put(room)),
        "no_such_room": (404, await http.get("/api/v1/rooms/ZZZZZZ")),
        "not_in_room": (401, await http.get(room)),
        "host_only": (403, await http.delete(room, headers=mine)),
        "lead_only": (403, await door.command(token, "go_to", stage="reflect")),
        "unknown_command": (409, await door.command(token, "fly")),
        "too_long": (422, await door.command(token, "rename_me", **wrong_name)),
        "wrong_stage": (409, await door.command(token, "add_value", label="Honesty")),
        "no_charter_yet": (404, await http.get(f"{room}/charter", headers=mine)),
        "bad_field": (
            422,
            await http.post(
                f"{room}/commands", content=b"{", headers={**mine, "Content-Type": "application/json"}
            ),
        ),
    }
    for code, (status, answer) in answers.items():
        assert answer.headers["content-type"] == "application/problem+json", code
        body = answer.json()
        assert (answer.status_code, body["status"], body["type"]) == (
            status,
            status,
            f"urn:touchstone:{code}",
        )
        assert re.fullmatch(r"[A-Z].*[.]", body["detail"]), code
    assert (await http.put(room)).headers["allow"]


async def test_WEB_22_what_a_member_may_not_see_is_in_no_answer(http: httpx.AsyncClient, door: Door) -> None:
    one, other = await door.member("Jonas"), await door.member("Amara")
    await door.command(door.host, "go_to", stage="reflect")
    added = await door.command(one, "add_value", label="Zebrawood", story="Quagga", show_story=True)
    assert added.status_code == 200
    for token in (other, door.screen):
        text = str(await door.view(token))
        assert "Zebrawood" not in text
        assert "Quagga" not in text
    assert "Zebrawood" in str((await door.view(one))["mine"])


def _described() -> dict[str, Any]:
    return create_app().openapi()


def test_WEB_23_the_api_describes_itself_and_its_problems() -> None:
    paths = _described()["paths"]
    assert {path for path in paths if not path.startswith("/api/v1/")} == set()
    operations = [
        (path, method, operation) for path, way in paths.items() for method, operation in way.items()
    ]
    assert len(operations) >= 10
    for path, method, operation in operations:
        answers = operation["responses"]
        assert {"4XX", "5XX"} <= set(answers), (path, method)
        assert "422" not in answers, "FastAPI's own 422 isn't what is sent"
        for name in ("4XX", "5XX"):
            schema = answers[name]["content"]["application/problem+json"]["schema"]
            assert set(schema["required"]) == {"type", "title", "status"}


def test_WEB_23_every_schema_is_json_schema() -> None:
    described = _described()
    known = described["components"]["schemas"]
    schemas = list(_schemas(described))
    assert len(schemas) > 20
    for schema in schemas:
        _check(schema, known)


async def test_WEB_23_the_description_is_served_and_no_page_loads_from_elsewhere(
    http: httpx.AsyncClient,
) -> None:
    assert (await http.get("/api/openapi.json")).json()["openapi"].startswith("3.1")
    for page in ("/docs", "/api/docs", "/redoc"):
        assert (await http.get(page)).status_code == 404


def _schemas(node: Any) -> Any:
    if isinstance(node, dict):
        for name, child in node.items():
            if name == "schema":
                yield child
            elif name == "schemas":
                yield from child.values()
            yield from _schemas(child)
    elif isinstance(node, list):
        for child in node:
            yield from _schemas(child)


TYPES = {"object", "array", "string", "integer", "number", "boolean", "null"}


def _check(schema: Any, known: dict[str, Any]) -> None:
    """The rules of JSON Schema 2020-12 for the words that are used here."""
    assert isinstance(schema, dict)
    if reference := schema.get("$ref"):
        assert reference.removeprefix("#/components/schemas/") in known
    if "type" in schema:
        assert schema["type"] in TYPES
    if "required" in schema:
        assert set(schema["required"]) <= set(schema["properties"])
    if "pattern" in schema:
        re.compile(schema["pattern"])
    for low, high in (("minimum", "maximum"), ("minLength", "maxLength")):
        if low in schema and high in schema:
            assert schema[low] <= schema[high]
    for child in [*schema.get("properties", {}).values(), *schema.get("anyOf", ()), *schema.get("allOf", ())]:
        _check(child, known)
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), dict):
            _check(schema[name], known)


def test_WEB_23_the_check_of_schemas_notices_a_wrong_one() -> None:
    class Right(BaseModel):
        name: str

    _check(Right.model_json_schema(), {})
    with pytest.raises(AssertionError):
        _check({"type": "object", "properties": {"a": {"type": "text"}}}, {})
    with pytest.raises(AssertionError):
        _check({"$ref": "#/components/schemas/Nothing"}, {})
