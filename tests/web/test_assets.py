"""Which files of the built client a page loads, and in which order."""

import gzip
from pathlib import Path

import httpx
import pytest

from app.web.assets import BASE, BUILD, entry

SUFFIXES = {"br": ".br", "gzip": ".gz", None: ""}
STAGES = ("lobby", "reflect", "share", "cluster", "vote", "agree", "commit", "closed")
ENTRIES = ("pages", "participant", "facilitator", "screen")


def _file(address: str) -> Path:
    return BUILD / address.removeprefix(f"{BASE}/")


@pytest.mark.parametrize("name", ENTRIES)
def test_WEB_37_an_entry_s_own_styles_come_after_those_it_shares(name: str) -> None:
    styles = entry(name).styles
    own = [style for style in styles if f"/assets/{name}-" in style]
    assert len(styles) > len(own)
    assert list(styles[len(styles) - len(own) :]) == own


@pytest.mark.parametrize("name", ENTRIES)
async def test_WEB_37_every_file_is_there_and_kept_by_browsers(http: httpx.AsyncClient, name: str) -> None:
    files = entry(name)
    for address in (files.script, *files.styles, *files.preloads):
        answer = await http.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert (await http.get("/static/build/phone/nothing.js")).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("accepted", "sent"), [("gzip, br;q=0.9", "br"), ("gzip, br;q=0", "gzip"), ("identity", None)]
)
async def test_WEB_38_files_come_as_the_build_has_compressed_them(
    http: httpx.AsyncClient, accepted: str, sent: str | None
) -> None:
    files = entry("participant")
    script = max((files.script, *files.preloads), key=lambda address: _file(address).stat().st_size)
    async with http.stream("GET", script, headers={"Accept-Encoding": accepted}) as answer:
        raw = b"".join([part async for part in answer.aiter_raw()])
    assert answer.headers.get("content-encoding") == sent
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["vary"] == "Accept-Encoding"
    file = _file(script)
    assert raw == file.with_name(file.name + SUFFIXES[sent]).read_bytes()
    assert sent is None or len(raw) < file.stat().st_size / 2


@pytest.mark.parametrize("stage", STAGES)
def test_WEB_39_a_participant_s_page_names_the_files_of_its_stage(stage: str) -> None:
    bare, full = entry("participant"), entry("participant", f"stages/{stage.title()}.svelte")
    assert full.script == bare.script
    assert set(bare.styles) <= set(full.styles)
    assert set(bare.preloads) < set(full.preloads)
    assert any(f"/{stage.title()}-" in address for address in full.preloads)


@pytest.mark.parametrize(("stage", "most"), [("Lobby", 41_000), ("Reflect", 48_000)])
def test_WEB_40_what_a_phone_loads_first_is_light(stage: str, most: int) -> None:
    files = entry("participant", f"stages/{stage}.svelte")
    weights = [
        len(gzip.compress(_file(a).read_bytes())) for a in (files.script, *files.preloads, *files.styles)
    ]
    assert sum(weights) < most
