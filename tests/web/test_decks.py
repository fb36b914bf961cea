"""The deck over HTTP: the one that comes with Touchstone, and a room's own from a file, a field or the page."""

import re

import httpx

from app.data.deck import deck
from tests.web.people import Door, bearer, cookie

FORM = {"title": "Us", "host_name": "Ana"}
LINES = "Craft,We sign it.,Quality\nRest\n"
BROKEN = "Craft,We sign it.,Quality\nRest,one,two,three\n<b>x</b>,one,two,three\ncraft\n"


async def test_DECK_2_the_deck_is_for_everyone_to_fetch_and_keep_and_its_families_stay_behind(
    http: httpx.AsyncClient,
) -> None:
    answer = await http.get("/api/v1/deck")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=3600"
    assert [card["value"] for card in answer.json()] == [each.value for each in deck()]
    assert {tuple(card) for card in answer.json()} == {("value", "meaning")}


async def _puts(door: Door, token: str, body: str | bytes, **query: str) -> httpx.Response:
    data = body.encode() if isinstance(body, str) else body
    return await door.http.put(
        f"/api/v1/rooms/{door.code}/deck", content=data, params=query, headers=bearer(token)
    )


async def _deck(door: Door, token: str) -> list[dict[str, str]]:
    answer = await door.http.get(f"/api/v1/rooms/{door.code}/deck", headers=bearer(token))
    found: list[dict[str, str]] = answer.raise_for_status().json()
    return found


async def test_DECK_11_phones_get_the_hosts_deck_without_its_families(door: Door) -> None:
    mei = await door.member()
    assert [card["value"] for card in await _deck(door, mei)] == [each.value for each in deck()]
    put = await _puts(door, door.host, LINES)
    assert (put.status_code, put.json()["kept"], put.json()["families"]) == (200, True, 1)
    assert await _deck(door, mei) == [
        {"value": "Craft", "meaning": "We sign it."},
        {"value": "Rest", "meaning": ""},
    ]
    assert (await door.view(mei))["shared"]["deck"]["values"] == 2
    removed = await door.http.delete(f"/api/v1/rooms/{door.code}/deck", headers=bearer(door.host))
    assert removed.status_code == 204
    assert len(await _deck(door, mei)) == len(deck())


async def test_DECK_11_the_deck_is_for_the_room_and_its_setting_for_the_host(door: Door) -> None:
    path = f"/api/v1/rooms/{door.code}/deck"
    assert (await door.http.get(path)).status_code == 401
    mei = await door.member()
    assert (await _puts(door, mei, LINES)).status_code == 403
    assert (await door.http.delete(path, headers=bearer(mei))).status_code == 403
    other = {"Origin": "https://elsewhere.example", **cookie(door.code, door.host)}
    assert (await door.http.put(path, content=LINES, headers=other)).status_code == 403
    await door.command(door.host, "go_to", stage="reflect")
    await door.command(door.host, "go_to", stage="share")
    late = await _puts(door, door.host, LINES)
    assert (late.status_code, late.json()["title"]) == (409, "deck too late")


async def test_DECK_11_it_may_be_kept_under_its_mark(door: Door) -> None:
    await _puts(door, door.host, LINES)
    path = f"/api/v1/rooms/{door.code}/deck"
    mark = (await door.view(door.host))["shared"]["deck"]["mark"]
    kept = await door.http.get(path, params={"mark": mark}, headers=bearer(door.host))
    assert kept.headers["cache-control"] == "private, max-age=3600"
    asked_without = await door.http.get(path, headers=bearer(door.host))
    assert "max-age" not in asked_without.headers["cache-control"]


async def test_DECK_13_a_file_with_faults_is_told_line_by_line_and_kept_only_when_told_to(door: Door) -> None:
    told = (await _puts(door, door.host, BROKEN)).json()
    assert (told["kept"], told["values"]) == (False, 1)
    assert [fault["line"] for fault in told["faults"]] == [2, 3, 4]
    assert told["faults"][0]["text"] == "Rest,one,two,three"
    assert "4 columns" in told["faults"][0]["sentence"]
    assert "line 1" in told["faults"][2]["sentence"]
    assert "deck" not in (await door.view(door.host))["shared"]
    anyway = (await _puts(door, door.host, BROKEN, anyway="true")).json()
    assert anyway["kept"]
    assert [card["value"] for card in await _deck(door, door.host)] == ["Craft"]


async def test_DECK_13_a_file_without_values_is_never_kept(door: Door) -> None:
    for body in (b"", b"PK\x03\x04\x00\x00", b"value,meaning\n"):
        told = (await _puts(door, door.host, body, anyway="true")).json()
        assert not told["kept"]
        assert told["faults"]


async def test_DECK_13_of_many_faults_the_first_are_told_and_the_others_counted(door: Door) -> None:
    told = (await _puts(door, door.host, "a,b,c,d\n" * 60)).json()
    assert (len(told["faults"]), told["more_faults"]) == (40, 20)


async def test_DECK_11_a_room_is_made_with_the_deck_of_its_form(http: httpx.AsyncClient) -> None:
    for given in ({"data": {**FORM, "deck": LINES}}, {"data": FORM, "files": {"file": ("d.csv", LINES)}}):
        made = await http.post("/new", **given)
        assert made.status_code == 303
        code = made.headers["location"].rsplit("/", 1)[-1]
        own = await http.get(f"/api/v1/rooms/{code}/deck")
        assert [card["value"] for card in own.json()] == ["Craft", "Rest"]


async def test_DECK_13_the_page_tells_each_line_and_has_the_good_ones_ready(http: httpx.AsyncClient) -> None:
    page = await http.post("/new", data=FORM, files={"file": ("d.csv", BROKEN.encode())})
    assert page.status_code == 422
    for sentence in (
        "3 lines can’t be used.",
        "<b>Line 2.</b> It has 4 columns",
        "<b>Line 4.</b> The same value",
    ):
        assert sentence in page.text
    assert "<b>x</b>" not in page.text
    assert 'value="Us"' in page.text
    field = re.search(r'<textarea[^>]*id="deck"[^>]*>([^<]*)</textarea>', page.text)
    assert field
    made = await http.post("/new", data={**FORM, "deck": field[1]})
    assert made.status_code == 303


async def test_DECK_13_a_file_comes_back_as_lines_when_something_else_was_wrong(
    http: httpx.AsyncClient,
) -> None:
    page = await http.post("/new", data={"title": "", "host_name": "Ana"}, files={"file": ("d.csv", LINES)})
    assert page.status_code == 422
    assert "Craft,We sign it.,Quality" in page.text


async def test_DECK_12_a_file_in_latin_1_is_read_and_said_to_be(http: httpx.AsyncClient, door: Door) -> None:
    told = (await _puts(door, door.host, "Verlässlichkeit\n".encode("latin-1"))).json()
    assert (told["kept"], told["encoding"]) == (True, "latin-1")
    assert [card["value"] for card in await _deck(door, door.host)] == ["Verlässlichkeit"]


async def test_DECK_9_the_page_asks_for_the_three_numbers_and_says_when_they_do_not_fit(
    http: httpx.AsyncClient,
) -> None:
    wrong = await http.post("/new", data={**FORM, "pick": "4", "keep": "5", "values": "3"})
    assert wrong.status_code == 422
    assert re.search(r'id="pick"[^>]*value="4"[^>]*aria-describedby="wrong"', wrong.text)
    assert "as large as the next one" in wrong.text
    made = await http.post("/new", data={**FORM, "pick": "8", "keep": "4", "values": "2", "language": "de"})
    code = made.headers["location"].rsplit("/", 1)[-1]
    shared = (await http.get(f"/api/v1/rooms/{code}")).json()["shared"]
    assert (shared["language"], shared["settings"]["pick_up_to"], shared["settings"]["keep_up_to"]) == (
        "de",
        8,
        4,
    )


async def test_SUGGEST_13_a_rooms_language_is_one_that_its_words_can_be_matched_in(
    http: httpx.AsyncClient,
) -> None:
    wrong = await http.post("/new", data={**FORM, "language": "xx"})
    assert wrong.status_code == 422
    assert re.search(r'id="language"[^>]*aria-describedby="wrong"', wrong.text)
