"""What the length of an answer tells whoever sees it pass on the network, and has put a word of their own into it."""

import gzip

import httpx
import pytest
from fastapi import Request
from fastapi.responses import HTMLResponse

from app.web.packing import packed_around
from tests.attack.test_next_door import addresses
from tests.served import Served
from tests.web.people import Door, bearer

OWN, WRONG = "Zivilcourage statt Frank", "Quotidienne avec Xavier "
PACKED = {"Accept-Encoding": "gzip, deflate, br"}


async def on_the_line(http: httpx.AsyncClient, address: str, token: str) -> bytes:
    """What goes over it."""
    async with http.stream("GET", address, headers={**bearer(token), **PACKED}) as answer:
        assert answer.status_code == 200, address
        return b"".join([piece async for piece in answer.aiter_raw()])


async def test_CONTENT_14_a_guess_at_somebodys_words_makes_no_answer_of_theirs_shorter(
    http: httpx.AsyncClient, door: Door
) -> None:
    mei, curious = await door.member(), await door.member("Amara")
    await door.command(door.host, "go_to", stage="reflect")
    await door.command(mei, "add_value", label=OWN)
    lengths = set()
    for guess in (OWN, WRONG.strip(), OWN[::-1]):
        assert (await door.command(curious, "rename_me", name=guess)).status_code == 200
        lengths.add(len(await on_the_line(http, f"/api/v1/rooms/{door.code}", mei)) - len(guess))
    # The place in the log stands in it as well, and may have got a digit more.
    assert max(lengths) - min(lengths) <= 1, lengths


def asked(**headers: str) -> Request:
    return Request(
        {"type": "http", "headers": [(name.encode(), text.encode()) for name, text in headers.items()]}
    )


def test_CONTENT_14_a_page_is_packed_around_what_is_its_readers_own() -> None:
    """Whatever somebody else had put into it, its length is the same for all that could stand there."""
    for guess in (OWN, WRONG, OWN[::-1]):
        lengths = set()
        for own in (OWN, WRONG, OWN[::-1]):
            mine = f'{{"mine":"{own}"}}'
            page = f"<p>{guess}</p>" * 50 + mine + f"<i>{guess}</i>" * 50
            answer = packed_around(
                asked(**{"accept-encoding": "br, gzip"}), HTMLResponse(page), mine.encode()
            )
            assert gzip.decompress(bytes(answer.body)) == page.encode()
            assert mine.encode() in bytes(answer.body)
            assert len(answer.body) == int(answer.headers["Content-Length"]) < len(page) / 10
            lengths.add(len(answer.body))
        assert len(lengths) == 1


def test_CONTENT_14_nor_is_a_page_packed_for_who_takes_none_nor_sent_where_the_own_part_is_not_found() -> (
    None
):
    for takes in (asked(), asked(**{"accept-encoding": "br, gzip;q=0"})):
        answer = packed_around(takes, HTMLResponse("<b>Honesty</b>"), b"Honesty")
        assert (answer.body, answer.headers["Content-Encoding"]) == (b"<b>Honesty</b>", "identity")
    with pytest.raises(ValueError, match="not found"):
        packed_around(asked(**{"accept-encoding": "gzip"}), HTMLResponse("<b>Honesty</b>"), b"Courage")


async def test_CONTENT_14_whatever_holds_ones_own_words_goes_out_with_them_as_they_are(
    site: Served, http: httpx.AsyncClient, door: Door
) -> None:
    """Behind the curtain it is its owner's, and the lead's."""
    mei = await door.member()
    await door.command(door.host, "go_to", stage="reflect")
    await door.command(mei, "add_value", label=OWN, story="Said once. " * 40)
    await door.command(door.host, "go_to", stage="share")
    for token, where in ((mei, {"", "/mine.json"}), (door.host, {""})):
        found = set()
        for method, path in addresses(site, door.code):
            if method == "GET":
                answer = await http.get(path, headers={**bearer(token), **PACKED})
                if OWN in answer.text:
                    found.add(path.rpartition(door.code)[2])
                    assert OWN.encode() in await on_the_line(http, path, token), path
        assert found == where


async def test_CONTENT_14_so_does_ones_own_sheet(http: httpx.AsyncClient, sealed: Door) -> None:
    sheet = await http.get(f"/r/{sealed.code}/takeaway", headers={**bearer(sealed.host), **PACKED})
    assert "Honesty" in sheet.text
    assert sheet.headers["content-encoding"] == "identity"
