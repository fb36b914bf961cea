"""Requests that no browser sends, over HTTP and on the socket: each is answered as stated, and the site goes on."""

import re
import sqlite3
from pathlib import Path

import httpx
import pytest
from hypothesis import given, strategies as st
from pydantic import ValidationError
from starlette.requests import HTTPConnection
from websockets.asyncio.client import connect

from app.config import Settings
from app.domain.text import clean
from app.web.address import client_key, is_own_origin
from app.web.door import NewRoom
from app.web.identity import _tokens, digest, has_bearer
from app.web.new_page import _asked, _page
from app.web.problems import field_in, refusal_in
from app.web.sealed import sealed, unsealed
from app.web.socket import _seq
from tests.web.people import Door, bearer, new_id, open_door, phone, visited
from tests.web.test_harmless import REQUEST

DEEP = 30_000
BODIES = {
    "deep arrays": b"[" * DEEP,
    "deep objects": b'{"title":' * (DEEP // 5),
    "deep in a field": b'{"title":' + b"[" * DEEP + b"]" * DEEP + b"}",
    "huge number": b'{"title":"Us","values_per_person":' + b"9" * 5_000 + b"}",
    "huge float": b'{"title":"Us","values_per_person":1e999}',
    "not a number": b'{"title":"Us","values_per_person":NaN}',
    "half a letter": b'{"title":"\\ud800"}',
    "only a null": b'{"title":"\\u0000"}',
    "not UTF-8": b'{"title":"\xff"}',
    "no JSON": b"title=Us",
    "nothing": b"",
    "a word": b'"Us"',
    "null": b"null",
    "an unknown kind": b'{"title":{"$ne":1}}',
}


@pytest.mark.parametrize("kind", BODIES)
async def test_CONTENT_9_json_of_any_kind_is_a_room_or_a_problem(
    http: httpx.AsyncClient, door: Door, kind: str
) -> None:
    headers = {"Content-Type": "application/json"}
    for address in (
        "/api/v1/rooms",
        f"/api/v1/rooms/{door.code}/members",
        f"/api/v1/rooms/{door.code}/commands",
    ):
        answer = await http.post(address, content=BODIES[kind], headers={**headers, **bearer(door.host)})
        assert answer.status_code in (400, 409, 422), (address, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"]


async def test_CONTENT_9_of_a_key_that_comes_twice_the_last_counts(http: httpx.AsyncClient) -> None:
    twice = b'{"title":"First","title":"Last"}'
    made = await http.post("/api/v1/rooms", content=twice, headers={"Content-Type": "application/json"})
    view = await http.get(f"/api/v1/rooms/{made.json()['code']}", headers=bearer(made.json()["host_token"]))
    assert view.json()["shared"]["title"] == "Last"


async def test_CONTENT_9_forms_of_any_kind_are_answered(http: httpx.AsyncClient, door: Door) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    boundary = {"Content-Type": "multipart/form-data; boundary=x"}
    hostile: list[tuple[dict[str, str], bytes]] = [
        (form, b"name=%ED%A0%80"),
        (form, b"name=%00%ff%u0041&name=&name[]=1"),
        (form, b"&".join(b"a%d=1" % n for n in range(6_000))),
        (boundary, b"--x\r\n\r\n"),
        (
            boundary,
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="../../etc/passwd"\r\n\r\nRest\r\n--x--',
        ),
        (
            boundary,
            b"".join(
                b'--x\r\nContent-Disposition: form-data; name="a%d"\r\n\r\n1\r\n' % n for n in range(900)
            )
            + b"--x--",
        ),
        ({"Content-Type": "multipart/form-data"}, b"--x"),
        ({"Content-Type": "multipart/form-data; boundary=" + "x" * 1_000}, b"--x"),
        ({"Content-Type": "; ="}, b"name=Mei"),
    ]
    for headers, body in hostile:
        for address in (f"/j/{door.code}", "/new", f"/r/{door.code}/enter"):
            answer = await http.post(address, content=body, headers=headers)
            assert answer.status_code in (303, 400, 401, 413, 422), (address, headers, answer.status_code)
        http.cookies.clear()


PATHS = (
    "/j/%ED%A0%80", "/j/%00", "/j/..%2f..%2fetc%2fpasswd", "/r/%2e%2e/charter.pdf", "/r/x/charter.%2e%2e%2fpasswd",
    "/static/build/..%2f..%2f..%2fapp%2fconfig.py", "/static/build/%2e%2e/%2e%2e/config.py", "/static/build/phone/%00",
    "/static/build//etc/passwd", "/static/build/..\\..\\config.py", "/static/build/phone/.vite/../../../favicon.svg",
    "//evil.example/%2f..", "/%2f%2fevil.example", "/j/" + "A" * 5_000, "/api/v1/rooms/%F0%9F%92%A9/deck?mark=" + "x" * 5_000,
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
async def test_CONTENT_3_no_path_leads_out_of_the_site(http: httpx.AsyncClient, path: str) -> None:
    answer = await http.get(path)
    assert answer.status_code in (303, 400, 401, 404, 405, 414, 422)
    assert "root:" not in answer.text
    assert "BaseSettings" not in answer.text
    if answer.status_code == 303:
        assert answer.headers["location"].startswith("/j/")


NAMES = "title purpose host_name part names language scale agenda minutes minutes_lobby pick keep values deck once __class__ items"
FIELDS = st.sampled_from(NAMES.split())
TYPED = st.text(max_size=90) | st.sampled_from(
    ["own", "90", "take_part", "en", "fist", "3", "-1", "1e9", "٣", "9" * 5_000, "x" * 300]
)


@given(st.dictionaries(FIELDS, TYPED))
def test_CONTENT_9_any_form_makes_a_room_or_says_what_is_wrong(form: dict[str, str]) -> None:
    title, told = "", ["", ""]
    try:
        title = NewRoom.model_validate(_asked(form)).title
    except ValidationError as wrong:
        told = [refusal_in(wrong), field_in(wrong)]
    assert all(told) or title == clean(form["title"])
    assert "<form" in bytes(_page(REQUEST, form, 422).body).decode()


@given(
    st.text(max_size=30)
    | st.integers().map(str)
    | st.sampled_from(["²", "٣", "1_000", " 1", "1e3", "9" * 5_000])
)
def test_CONTENT_9_a_place_is_digits_or_none(since: str) -> None:
    seq = _seq(since)
    assert seq is None or (0 <= seq < 10**15 and seq == int(since))


HEADER = st.text(st.characters(max_codepoint=255), max_size=80) | st.sampled_from(
    [
        "http://[",
        "https://[::1",
        "null",
        "http://a:b@c:99999/",
        "//",
        "http://\x00",
        "Bearer ",
        "Bearer " + "x" * 199,
        "bearer é" * 9,
    ]
)


def asked(headers: dict[str, str], client: str = "203.0.113.7") -> HTTPConnection:
    return HTTPConnection(
        {
            "type": "http",
            "scheme": "http",
            "path": "/",
            "query_string": b"",
            "client": (client, 5),
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
        }
    )


@given(HEADER, HEADER, HEADER, HEADER, st.text(max_size=60))
def test_CONTENT_9_no_header_breaks_who_is_asking(
    host: str, origin: str, cookie: str, authorization: str, client: str
) -> None:
    request = asked(
        {"host": host, "origin": origin, "cookie": cookie, "authorization": authorization}, client
    )
    assert not is_own_origin(Settings(), request) or host in origin
    assert isinstance(has_bearer(request), bool)
    assert all(len(digest(token)) == 64 for token in _tokens(request, "KT7M4R", True))
    assert isinstance(client_key(request), str)


def raw(**headers: str) -> list[tuple[bytes, bytes]]:
    """Headers that no client writes by itself."""
    return [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]


async def test_CONTENT_9_headers_of_any_kind_are_answered(http: httpx.AsyncClient, door: Door) -> None:
    for origin in ("http://[", "null", "https://\xff", "//x", "http://" + "a" * 3_000):
        refused = await http.post(f"/j/{door.code}", data={"name": "Eve"}, headers=raw(origin=origin))
        assert refused.status_code == 403
    authorization = bearer(door.host)["Authorization"]
    for host in ("[", "[::1", "a b", "\xff", "x:99999999"):
        for headers in (raw(host=host), raw(host=host, authorization=authorization)):
            answer = await http.get(f"/r/{door.code}", headers=headers)
            assert answer.status_code in (200, 303, 400)
    mine = "ts-member-" + door.code
    for cookie in (
        "",
        "=",
        ";;;",
        mine,
        "a=" + "\xff" * 300,
        f'{mine}="\\777"',
        f"{mine}=;{mine}={'x' * 4_000}",
    ):
        assert (await http.get(f"/r/{door.code}", headers=raw(cookie=cookie))).status_code == 303


async def test_CONTENT_4_sockets_take_nothing_packed(door: Door) -> None:
    token = await door.member()
    async with connect(
        f"{door.site.ws}/ws/{door.code}", additional_headers=bearer(token), compression="deflate", proxy=None
    ) as socket:
        assert socket.protocol.extensions == []


async def test_CONTENT_9_messages_of_any_depth_and_size_end_their_own_line_or_are_refused(door: Door) -> None:
    token = await door.member()
    ends = {
        "[" * 15_000: 1007,
        "[" + '{"a":' * 3_000: 1007,
        "[" + "9" * 10_000 + "]": 1007,
        "[1e999]": 1007,
        "[NaN]": 1007,
    }
    ends |= {'[{"type":"\\ud800"}]': 1007, "[" + "{}," * 5_000 + "{}]": 0}
    for message, code in ends.items():
        async with phone(door, bearer(token)) as line:
            await line.read()
            await line.socket.send(message)
            if code:
                assert await line.closed() == code, message[:20]
            else:
                refused = await line.gets(lambda frame: frame["type"] == "refused")
                assert refused["code"] == "unknown_command"
    async with phone(door, bearer(token)) as line:
        deep: dict[str, object] = {"type": "speak_for", "member": "id-of-eight"}
        for _ in range(200):
            deep = {"type": "speak_for", "member": "id-of-eight", "command": deep}
        wrong: list[dict[str, object]] = [
            {**deep, "id": new_id()},
            {"type": "check_in", "id": new_id(), "word": 10**18},
            {"id": {}, "type": []},
        ]
        for said in wrong:
            await line.send(said)
            assert (await line.gets(lambda frame: frame["type"] == "refused"))["message"]
            line.frames.clear()
        assert (await line.does("check_in"))["type"] == "ack"


async def test_CONTENT_9_a_room_that_can_not_be_read_costs_itself_alone(tmp_path: Path) -> None:
    async with visited(tmp_path) as (site, http):
        spoilt, sound = await open_door(site, http), await open_door(site, http)
    with sqlite3.connect(tmp_path / "rooms.db") as database:
        newer = (
            "UPDATE events SET type = 'of_a_newer_version' WHERE room = (SELECT id FROM rooms WHERE code = ?)"
        )
        assert database.execute(newer, [spoilt.code]).rowcount > 0
    database.close()
    async with visited(tmp_path) as (site, http):
        page = await http.get(f"/j/{spoilt.code}")
        assert page.status_code == 500
        assert "of_a_newer_version" not in page.text
        api = await http.get(f"/api/v1/rooms/{spoilt.code}", headers=bearer(spoilt.host))
        assert (api.status_code, api.json()["type"]) == (500, "urn:touchstone:unexpected")
        assert (await http.get(f"/r/{sound.code}", headers=bearer(sound.host))).status_code == 200


HALF = "\\ud800"


async def test_CONTENT_9_half_a_letter_in_any_field_of_the_api_is_a_problem(
    http: httpx.AsyncClient, door: Door
) -> None:
    described = (await http.get("/api/openapi.json")).json()
    tried = 0
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if not content:
                continue
            shape = content["schema"]
            if "$ref" in shape:
                shape = described["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
            for field in shape.get("properties", {"type": {}}):
                body = f'{{"title":"Us","name":"Mei","{field}":"{HALF}{"x" * 16}"}}'.encode()
                headers = {"Content-Type": "application/json", **bearer(door.host)}
                address = re.sub(r"\{\w+\}", door.code, path)
                answer = await http.request(method, address, content=body, headers=headers)
                assert answer.status_code < 500, (address, field, answer.text)
                tried += 1
    assert tried > 10


SEAL = b"k" * 32


@given(st.text(st.characters(max_codepoint=255)) | st.lists(st.text("abc0189_-="), max_size=4).map(".".join))
def test_CONTENT_9_what_is_not_sealed_here_is_nothing(value: str) -> None:
    assert unsealed(SEAL, value, 0) is None


@given(
    st.text(st.characters(codec="utf-8")),
    st.integers(0, 2**40),
    st.integers(0, 200),
    st.characters(max_codepoint=255),
)
def test_CONTENT_9_what_is_sealed_is_read_until_its_time_and_in_no_other_letters(
    words: str, until: int, place: int, letter: str
) -> None:
    value = sealed(SEAL, words, until)
    assert unsealed(SEAL, value, until - 1) == words
    assert unsealed(SEAL, value, until) is None
    changed = value[: place % len(value)] + letter + value[place % len(value) + 1 :]
    assert changed == value or unsealed(SEAL, changed, until - 1) is None
    assert unsealed(b"j" * 32, value, until - 1) is None
