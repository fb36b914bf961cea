"""What is the same for everyone is made once, however often it is asked for."""

import gzip
from typing import Any

import httpx
import pytest
import segno

from tests.served import Served
from tests.web.people import Door, bearer

PLAIN, PACKED = {"Accept-Encoding": "identity"}, {"Accept-Encoding": "gzip"}


class Counted:
    """Does as `work` does, and counts."""

    def __init__(self, work: Any) -> None:
        self.times, self._work = 0, work

    def __call__(self, *args: Any, **named: Any) -> Any:
        self.times += 1
        return self._work(*args, **named)


async def test_WEB_41_the_description_and_the_deck_are_packed_once_and_the_same_unpacked(
    http: httpx.AsyncClient, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = f"/api/v1/rooms/{door.code}/deck"
    for address in ("/api/openapi.json", "/api/v1/deck", own):
        first = await http.get(address, headers={**PACKED, **bearer(door.host)})
        monkeypatch.setattr(gzip, "compress", packing := Counted(gzip.compress))
        plain, packed, *_ = [
            await http.get(address, headers={**form, **bearer(door.host)}) for form in (PLAIN, PACKED, PACKED)
        ]
        assert packing.times == 0
        monkeypatch.undo()
        assert plain.json() == packed.json() == first.json() != []
        told = [each.headers.get("content-encoding") for each in (plain, packed)]
        assert told == [None, "gzip"]
        assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"


async def test_WEB_41_the_code_of_a_rooms_link_is_drawn_once(
    site: Served, http: httpx.AsyncClient, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segno, "make", drawing := Counted(segno.make))
    asked = [await http.get(f"/r/{door.code}/qr.svg", headers=bearer(door.host)) for _ in range(3)]
    assert drawing.times == 1
    assert asked[0].content == asked[2].content
