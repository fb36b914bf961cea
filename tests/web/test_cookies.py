"""Cookies that another site under the same domain can't set, and the way of reading them."""

from pathlib import Path

import httpx
import pytest
from starlette.requests import HTTPConnection

from app.web.cookies import any_shown, shown
from tests.web.people import Door, bearer, open_door, phone, visited

HTTPS = {"Host": "values.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.7"}
OWN_PAGE = {**HTTPS, "Origin": "https://values.example"}


def sent(*lines: bytes, scheme: str = "https") -> HTTPConnection:
    headers = [(b"host", b"values.example"), *((b"cookie", line) for line in lines)]
    return HTTPConnection(
        {"type": "http", "scheme": scheme, "path": "/", "query_string": b"", "headers": headers}
    )


def with_cookie(name: str, token: str) -> dict[str, str]:
    return {**OWN_PAGE, "Cookie": f"{name}={token}"}


def on_line(door: Door, name: str, token: str) -> dict[str, str]:
    """A socket's client names the host itself."""
    origin = door.site.url.replace("http", "https", 1)
    return {"X-Forwarded-Proto": "https", "Origin": origin, "Cookie": f"{name}={token}"}


async def test_OPER_1_over_https_cookies_bear_the_prefix_and_let_in(
    http: httpx.AsyncClient, door: Door
) -> None:
    joined = await http.post(f"/j/{door.code}", data={"name": "Mei-Lin"}, headers=OWN_PAGE)
    given = joined.headers["set-cookie"]
    name, _, rest = given.partition("=")
    assert name == f"__Host-ts-member-{door.code}"
    token, *attributes = rest.split("; ")
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure"} <= set(attributes)
    assert not any(attribute.startswith("Domain") for attribute in attributes)
    page = await http.get(f"/r/{door.code}", headers=with_cookie(name, token))
    assert page.status_code == 200
    async with phone(door, on_line(door, name, token)) as me:
        await me.read()
        assert me.view["mine"]["member"] in str((await door.view(door.host))["shared"]["members"])


@pytest.mark.parametrize("role", ["member", "screen"])
async def test_OPER_1_over_https_a_cookie_without_the_prefix_opens_nothing(
    http: httpx.AsyncClient, door: Door, role: str
) -> None:
    """What fixation takes: a token of the attacker's own, which is good, in somebody else's browser."""
    token = await door.member("Eve") if role == "member" else door.screen
    planted = with_cookie(f"ts-{role}-{door.code}", token)
    path = f"/r/{door.code}" + ("/screen" if role == "screen" else "")
    page = await http.get(path, headers=planted)
    assert (page.status_code, page.headers["location"]) == (303, f"/j/{door.code}")
    form = await http.get(f"/j/{door.code}", headers=planted)
    assert form.status_code == 200
    assert f'href="/r/{door.code}/enter"' in form.text
    joined = await http.post(f"/j/{door.code}", data={"name": "Mei-Lin"}, headers=planted)
    assert joined.headers["set-cookie"].startswith("__Host-")
    assert token not in joined.headers["set-cookie"]
    command = {"type": "check_in", "id": "id-0000-0001"}
    told = await http.post(f"/api/v1/rooms/{door.code}/commands", json=command, headers=planted)
    assert told.status_code == 401
    query = "?as=screen" if role == "screen" else ""
    async with phone(door, on_line(door, f"ts-{role}-{door.code}", token), query) as eve:
        assert await eve.closed() == 4401


async def test_OPER_1_who_moves_from_http_to_https_takes_their_place_along_by_a_code(
    http: httpx.AsyncClient, door: Door
) -> None:
    await http.post(f"/j/{door.code}", data={"name": "Mei-Lin"})
    made = (await http.post(f"/api/v1/rooms/{door.code}/codes", json={})).json()
    http.cookies.clear()
    came = await http.post(f"/r/{door.code}/enter", data={"code": made["code"]}, headers=OWN_PAGE)
    name, _, rest = came.headers["set-cookie"].partition("=")
    page = await http.get(f"/r/{door.code}", headers=with_cookie(name, rest.split(";")[0]))
    assert name.startswith("__Host-")
    assert f'data-member="{made["member_id"]}"' in page.text


async def test_OPER_1_over_http_plain_cookies_work_and_the_prefix_means_nothing(
    http: httpx.AsyncClient, door: Door
) -> None:
    joined = await http.post(f"/j/{door.code}", data={"name": "Mei-Lin"})
    name, _, rest = joined.headers["set-cookie"].partition("=")
    assert name == f"ts-member-{door.code}"
    assert "Secure" not in rest
    http.cookies.clear()
    token = rest.split(";")[0]
    plain = {"Cookie": f"{name}={token}"}
    assert (await http.get(f"/r/{door.code}", headers=plain)).status_code == 200
    prefixed = {"Cookie": f"__Host-{name}={token}"}
    assert (await http.get(f"/r/{door.code}", headers=prefixed)).status_code == 303


async def test_WEB_14_the_address_of_https_that_the_operator_named_is_enough(tmp_path: Path) -> None:
    """Where a proxy says nothing of the scheme; what it says goes before."""
    async with visited(tmp_path, public_url="https://Values.example:443") as (site, http):
        door = await open_door(site, http)

        async def name(**headers: str) -> str:
            sent = {each.replace("_", "-"): value for each, value in headers.items()}
            joined = await http.post(f"/j/{door.code}", data={"name": "Mei-Lin"}, headers=sent)
            http.cookies.clear()
            return str(joined.headers["set-cookie"].partition("=")[0])

        assert await name(Host="values.example") == f"__Host-ts-member-{door.code}"
        assert await name(Host="192.168.1.5:8000") == f"ts-member-{door.code}"
        assert await name(Host="values.example", X_Forwarded_Proto="http") == f"ts-member-{door.code}"


NAME = b"__Host-ts-member-ABCDEF"


@pytest.mark.parametrize(
    "line",
    [
        b"\xa0" + NAME + b"=planted",
        b"\x85" + NAME + b"=planted",
        b"\xe2\x80\x80" + NAME + b"=planted",
        NAME + b"\xa0=planted",
        b"x\x0b" + NAME + b"=planted",
        b"\x0c" + NAME + b"=planted",
        b"__host-ts-member-ABCDEF=planted",
        b"__Host-ts-member-ABCDEF2=planted",
        b'other="; ' + NAME + b'_=planted"',
        b"ts-member-ABCDEF=planted",
        NAME,
        b"",
        b";;=;= ;",
    ],
)
def test_OPER_2_a_name_that_only_looks_like_it_is_not_it(line: bytes) -> None:
    assert shown(sent(line), "ts-member-ABCDEF") == ""
    beside = sent(line + b"; " + NAME + b"=right")
    assert shown(beside, "ts-member-ABCDEF") in ("right", "")
    if line != NAME:
        assert shown(beside, "ts-member-ABCDEF") == "right"


def test_OPER_2_cookies_are_read_from_every_line_and_around_others() -> None:
    assert shown(sent(b"a=b", b"c=d;  " + NAME + b"=right;e=f"), "ts-member-ABCDEF") == "right"
    assert any_shown(sent(b"a=b; " + NAME + b"=right"))
    assert any_shown(sent(b"ts-member-ABCDEF=right", scheme="http"))
    assert not any_shown(sent(b"a=b; ats-x=1"))


async def test_OPER_7_a_cookie_and_no_word_of_where_from_is_refused(
    http: httpx.AsyncClient, door: Door
) -> None:
    command = {"type": "check_in", "id": "id-0000-0002"}
    path = f"/api/v1/rooms/{door.code}/commands"
    token = await door.member()
    base = {"Cookie": f"ts-member-{door.code}={token}"}
    here = door.site.url

    async def status(**headers: str) -> int:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        async with httpx.AsyncClient(base_url=here, trust_env=False) as bare:
            return (await bare.post(path, json=command, headers={**base, **sent})).status_code

    for refused in (
        {},
        {"Origin": "null"},
        {"Origin": "null", "Sec_Fetch_Site": "same-origin"},
        {"Origin": "http://127.0.0.1:9", "Sec_Fetch_Site": "same-origin"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site", "Referer": f"{here}/r/{door.code}"},
        {"Referer": "http://127.0.0.1:9/"},
        {"Referer": f"http://evil.example/?{here}"},
    ):
        assert await status(**refused) == 403, refused
    for taken in (
        {"Origin": here},
        {"Sec_Fetch_Site": "same-origin"},
        {"Sec_Fetch_Site": "none"},
        {"Referer": f"{here}/r/{door.code}"},
    ):
        assert await status(**taken) == 200, taken
    assert (await http.post(path, json=command, headers=bearer(token))).status_code == 200
