"""What answers tell browsers to refuse, whatever happens; and what bodies are read."""

import gzip
import re
from pathlib import Path

import httpx
import pytest
from hypothesis import given, strategies as st
from starlette.requests import Request

from app.config import Settings
from app.web.headers import attachment, safe_headers
from tests.served import Served
from tests.web.people import Door, bearer, visited


def policy_of(answer: httpx.Response) -> dict[str, str]:
    parts = answer.headers["content-security-policy"].split(";")
    return dict(part.strip().partition(" ")[::2] for part in parts)


async def every_kind(http: httpx.AsyncClient, door: Door) -> list[httpx.Response]:
    """Answers from everywhere: pages, files, the API, redirects, refusals, a bug."""
    host = bearer(door.host)
    built = re.search(r'src="(/static/build/[^"]+)"', (await http.get(f"/r/{door.code}", headers=host)).text)
    assert built
    room = f"/r/{door.code}"
    of_room = (
        "",
        "/screen",
        "/qr.svg",
        "/charter.pdf",
        "/charter.docx",
        "/charter.png",
        "/takeaway",
        "/export.csv",
        "/export.json",
    )
    elsewhere = "/ /new /favicon.svg /robots.txt /healthz /nothing /static/build/nothing.js /api/v1/nothing"
    asked = [
        f"/j/{door.code}",
        built[1],
        "/api/openapi.json",
        *elsewhere.split(),
        *(room + name for name in of_room),
    ]
    answers = [await http.get(address, headers=host) for address in asked]
    return [
        *answers,
        await http.get(f"/r/{door.code}"),
        await http.post("/new", data={"title": "x" * 70_000}),
        await http.put("/new"),
        await http.post("/api/v1/rooms", json={"title": ""}),
    ]


async def test_CONTENT_1_no_answer_lets_anything_inline_run_or_look(
    http: httpx.AsyncClient, door: Door
) -> None:
    for answer in await every_kind(http, door):
        policy = policy_of(answer)
        assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'", answer.url
        assert not {"'unsafe-inline'", "'unsafe-eval'", "data:", "*"} & set(" ".join(policy.values()).split())
        assert policy["frame-ancestors"] == policy["form-action"] == "'self'"
        assert policy["require-trusted-types-for"] == "'script'"


async def test_CONTENT_2_every_answer_forbids_what_the_product_does_not_use(
    http: httpx.AsyncClient, door: Door
) -> None:
    for answer in await every_kind(http, door):
        headers = answer.headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        features = dict(part.split("=") for part in headers["permissions-policy"].split(", "))
        assert {"camera", "microphone", "geolocation", "display-capture", "usb", "payment"} <= features.keys()
        assert set(features.values()) == {"()"}
        assert "strict-transport-security" not in headers
        assert "server" not in headers


async def test_CONTENT_2_so_does_the_answer_to_a_bug(
    site: Served, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks() -> bool:
        raise RuntimeError("a bug")

    monkeypatch.setattr(site.services.log, "ready", breaks)
    answer = await http.get("/readyz")
    assert answer.status_code == 500
    assert "RuntimeError" not in answer.text
    assert policy_of(answer)["script-src"] == "'self'"
    assert answer.headers["cache-control"] == "no-store"


async def test_CONTENT_2_browsers_are_held_to_https_where_the_operator_said_so(tmp_path: Path) -> None:
    async with visited(tmp_path, public_url="https://values.example") as (_, http):
        there = await http.get("/", headers={"Host": "values.example"})
        assert re.fullmatch(r"max-age=\d{7,}", there.headers["strict-transport-security"])
        elsewhere = await http.get("/")
        assert "strict-transport-security" not in elsewhere.headers


@given(st.text(st.characters(max_codepoint=255)))
def test_CONTENT_1_whatever_host_a_browser_names_the_policy_stays(host: str) -> None:
    request = Request({"type": "http", "headers": [(b"host", host.encode("latin-1"))], "query_string": b""})
    policy = dict(safe_headers(Settings(), request))["Content-Security-Policy"]
    named = f" ws://{host} wss://{host}"
    plain = "'self'" + (named if re.fullmatch(r"[A-Za-z0-9_.:\[\]-]{1,255}", host) else "")
    assert policy.endswith(f"; connect-src {plain}")
    assert policy.count(";") == 15


@given(st.text(), st.text())
def test_CONTENT_3_the_name_of_a_file_is_letters_digits_and_dashes(one: str, other: str) -> None:
    header = attachment(one, other, ending="pdf")["Content-Disposition"]
    found = re.fullmatch(r'attachment; filename="([A-Za-z0-9-]{1,80})\.pdf"', header)
    assert found
    assert not found[1].startswith("-")


def test_CONTENT_3_a_file_is_named_after_its_room() -> None:
    assert attachment("charter", "KT7M4R", ending="pdf") == {
        "Content-Disposition": 'attachment; filename="charter-KT7M4R.pdf"'
    }
    assert 'filename="touchstone.ics"' in attachment('../"\r\n', ending="ics")["Content-Disposition"]


async def test_CONTENT_4_packed_bodies_are_refused_unread(http: httpx.AsyncClient, door: Door) -> None:
    bomb = gzip.compress(b'{"title":"' + b"x" * 10_000_000 + b'"}')
    assert len(bomb) < 65_536
    for way in ("gzip", "br", "deflate", "zstd", "gzip, gzip", "identity, gzip", "x-unknown"):
        json = {"Content-Type": "application/json", "Content-Encoding": way}
        api = await http.post("/api/v1/rooms", content=bomb, headers=json)
        assert (api.status_code, api.json()["type"]) == (415, "urn:touchstone:packed")
        form = {"Content-Type": "application/x-www-form-urlencoded", "Content-Encoding": way}
        page = await http.post(f"/j/{door.code}", content=gzip.compress(b"name=Mei"), headers=form)
        assert page.status_code == 415
        assert "Send it again without compression." in page.text
    plain = {"Content-Encoding": "identity"}
    assert (await http.post("/api/v1/rooms", json={"title": "Us"}, headers=plain)).status_code == 201
