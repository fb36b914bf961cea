"""What the length of an answer tells whoever sees it pass on the network, and has put a word of their own into it."""

import httpx

from tests.attack.test_next_door import addresses
from tests.served import Served
from tests.web.people import Door, bearer

OWN, WRONG = "Zivilcourage statt Frank", "Quotidienne avec Xavier "
PACKED = {"Accept-Encoding": "gzip, deflate, br"}


async def length(http: httpx.AsyncClient, address: str, token: str) -> int:
    """Of what goes over the line."""
    async with http.stream("GET", address, headers={**bearer(token), **PACKED}) as answer:
        assert answer.status_code == 200, address
        return sum([len(piece) async for piece in answer.aiter_raw()])


async def test_CONTENT_14_a_guess_at_somebodys_words_makes_no_answer_of_theirs_shorter(
    http: httpx.AsyncClient, door: Door
) -> None:
    mei, curious = await door.member(), await door.member("Amara")
    await door.command(door.host, "go_to", stage="reflect")
    await door.command(mei, "add_value", label=OWN)
    for address in (f"/r/{door.code}", f"/api/v1/rooms/{door.code}"):
        lengths = set()
        for guess in (OWN, WRONG.strip(), OWN[::-1]):
            assert (await door.command(curious, "rename_me", name=guess)).status_code == 200
            lengths.add(await length(http, address, mei) - len(guess))
        # The place in the log stands in it as well, and may have got a digit more.
        assert max(lengths) - min(lengths) <= 1, (address, lengths)


async def test_CONTENT_14_whatever_holds_ones_own_words_goes_out_as_it_is(
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
                    assert answer.headers.get("content-encoding") == "identity", path
        assert found == where


async def test_CONTENT_14_so_does_ones_own_sheet(http: httpx.AsyncClient, sealed: Door) -> None:
    sheet = await http.get(f"/r/{sealed.code}/takeaway", headers={**bearer(sealed.host), **PACKED})
    assert "Honesty" in sheet.text
    assert sheet.headers["content-encoding"] == "identity"
