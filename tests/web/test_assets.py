"""Which files of the built client a page loads, and in which order."""

import httpx
import pytest

from app.web.assets import entry

ENTRIES = ("pages", "participant", "facilitator", "screen")


@pytest.mark.parametrize("name", ENTRIES)
def test_WEB_37_an_entry_s_own_styles_come_after_those_it_shares(name: str) -> None:
    styles = entry(name).styles
    own = [style for style in styles if style.startswith(f"/static/build/assets/{name}-")]
    assert len(styles) > len(own)
    assert list(styles[len(styles) - len(own) :]) == own


@pytest.mark.parametrize("name", ENTRIES)
async def test_WEB_37_every_file_is_there_and_kept_by_browsers(http: httpx.AsyncClient, name: str) -> None:
    files = entry(name)
    for address in (files.script, *files.styles, *files.preloads):
        answer = await http.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert (await http.get("/static/build/nothing.js")).headers["cache-control"] == "no-store"
