"""The sealed charter by its links, when its room is there and when it is gone; and deleting either."""

import io
import re
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from docx import Document

from tests.served import Served
from tests.web.conftest import MARKUP
from tests.web.people import Door, bearer, open_door, visited


async def _told(sealed: Door, token: str) -> dict[str, str]:
    answer = await sealed.http.get(f"/r/{sealed.code}/charter/link", headers=bearer(token))
    told: dict[str, str] = answer.raise_for_status().json()
    return told


async def _path(sealed: Door, which: str = "link") -> str:
    return urlsplit((await _told(sealed, sealed.host))[which]).path


def _printed(site: Served) -> bytes:
    """The words of all charters that the press remembers."""
    return b"".join(data for _, data in site.services.press._made)


async def _does(sealed: Door, what: str) -> httpx.Response:
    return await sealed.http.post(await _path(sealed, "keeper"), data={"do": what})


async def test_LIFE_10_whoever_has_the_link_reads_the_charter_in_each_of_its_forms(
    http: httpx.AsyncClient, sealed: Door
) -> None:
    link = await _path(sealed)
    assert re.fullmatch(r"/c/[\w-]{32}", link)
    page = await http.get(link)
    inside = await http.get(f"/r/{sealed.code}/charter", headers=bearer(sealed.host))
    assert page.status_code == 200
    assert "Honesty, early" in page.text
    assert "Whoever has this link can read this page." in page.text
    assert MARKUP not in page.text
    article = re.compile(r"<article.*</article>", re.DOTALL)
    assert article.findall(page.text) == article.findall(inside.text)
    for ending, media in {
        "pdf": "application/pdf",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "png": "image/png",
        "md": "text/markdown",
        "json": "application/json",
    }.items():
        file = await http.get(f"{link}.{ending}")
        assert file.headers["content-type"].startswith(media)
        assert file.headers["content-disposition"] == f'attachment; filename="charter.{ending}"'
        assert file.headers["referrer-policy"] == "no-referrer"
    assert (await http.get(f"{link}.exe")).status_code == 404


async def test_LIFE_10_the_link_opens_nothing_else_and_tells_nobody_where_one_came_from(
    http: httpx.AsyncClient, sealed: Door
) -> None:
    link = await _path(sealed)
    page = await http.get(link)
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in page.headers["x-robots-tag"]
    assert page.headers["cache-control"] == "no-store"
    assert "set-cookie" not in page.headers
    assert sealed.code not in page.text
    token = link.rsplit("/", 1)[1]
    for address in (f"/k/{token}", f"/r/{sealed.code}/charter", f"/r/{sealed.code}/charter/link"):
        assert (await http.get(address, headers=bearer(token))).status_code in (401, 404)
    for wrong in ("a" * 32, "", "x" * 5_000, token[:-1]):
        assert (await http.get(f"/c/{wrong}")).status_code in (404, 414)


async def test_LIFE_10_members_are_told_the_link_and_the_host_alone_the_keepers(
    site: Served, sealed: Door
) -> None:
    assert set(await _told(sealed, sealed.host)) == {"link", "keeper", "room_days", "charter_days"}
    screen = await sealed.http.get(f"/r/{sealed.code}/charter/link", headers=bearer(sealed.screen))
    assert set(screen.json()) == {"link", "room_days", "charter_days"}
    assert (await sealed.http.get(f"/r/{sealed.code}/charter/link")).status_code == 401
    qr = await sealed.http.get(f"/r/{sealed.code}/charter/qr.svg", headers=bearer(sealed.screen))
    assert qr.headers["content-type"] == "image/svg+xml"
    stored = await site.services.log.charter_of((await site.services.rooms.find(sealed.code)).id)  # type: ignore[union-attr]
    assert stored is not None
    secrets = [(await _path(sealed, which)).rsplit("/", 1)[1] for which in ("link", "keeper")]
    assert not any(secret in repr(stored) for secret in secrets)


async def test_LIFE_10_its_keeper_makes_a_new_link_takes_it_back_and_deletes_it(
    http: httpx.AsyncClient, sealed: Door
) -> None:
    first, keeper = await _path(sealed), await _path(sealed, "keeper")
    page = await http.get(keeper)
    assert page.headers["referrer-policy"] == "same-origin"  # else its forms would be refused
    assert first in page.text
    assert (await _does(sealed, "renew")).status_code == 303
    second = await _path(sealed)
    assert first != second
    assert [(await http.get(link)).status_code for link in (first, second)] == [404, 200]
    await _does(sealed, "revoke")
    assert "link" not in await _told(sealed, sealed.host)
    assert (await http.get(second)).status_code == 404
    assert "there’s no link" in (await http.get(keeper)).text
    await _does(sealed, "renew")
    third = await _path(sealed)
    assert third not in (first, second)
    gone = await _does(sealed, "delete")
    assert "The charter is deleted." in gone.text
    assert [(await http.get(link)).status_code for link in (third, keeper)] == [404, 404]
    assert set(await _told(sealed, sealed.host)) == {"room_days", "charter_days"}
    assert (await http.get(f"/r/{sealed.code}/charter", headers=bearer(sealed.host))).status_code == 200


async def test_LIFE_10_the_host_keeps_it_again_under_other_links(
    http: httpx.AsyncClient, sealed: Door
) -> None:
    first = await _path(sealed)
    await _does(sealed, "delete")
    member = await http.post(f"/r/{sealed.code}/charter/keep", headers=bearer(sealed.screen))
    assert member.status_code == 401
    again = await http.post(f"/r/{sealed.code}/charter/keep", headers=bearer(sealed.host))
    assert again.headers["location"].startswith("/k/")
    second = await _path(sealed)
    assert [(await http.get(link)).status_code for link in (first, second)] == [404, 200]


async def test_LIFE_10_forms_of_other_sites_do_nothing(http: httpx.AsyncClient, sealed: Door) -> None:
    keeper = await _path(sealed, "keeper")
    answer = await http.post(keeper, data={"do": "delete"}, headers={"Origin": "https://other.example"})
    assert answer.status_code == 403
    assert (await http.post(keeper, data={"do": "nonsense"})).status_code == 400
    assert (await http.get(keeper)).status_code == 200


async def test_LIFE_9_a_signature_after_the_seal_is_in_it(http: httpx.AsyncClient, sealed: Door) -> None:
    assert (await sealed.command(sealed.host, "sign", named=True)).status_code == 200
    link = await _path(sealed)
    assert (await http.get(f"{link}.json")).json()["signatures"]["names"] == ["Host"]
    await sealed.command(sealed.host, "erase_mine", parts=["everything"])
    assert (await http.get(f"{link}.json")).json()["signatures"]["names"] == []


async def test_LIFE_9_what_was_erased_is_in_no_form_of_it(http: httpx.AsyncClient, sealed: Door) -> None:
    links = (await _path(sealed), f"/r/{sealed.code}/charter")

    async def forms() -> list[tuple[str, bytes]]:
        as_host = bearer(sealed.host)
        answers = [
            (await http.get(f"{link}.{form}", headers=as_host)) for link in links for form in ("docx", "png")
        ]
        return [
            (_said(answer.content) if "word" in answer.headers["content-type"] else "", answer.content)
            for answer in answers
        ]

    before = await forms()
    await sealed.command(sealed.host, "sign", named=True, reservation="Quokka tails")
    signed = await forms()
    assert ["Quokka tails" in said for said, _ in signed] == [True, False] * 2
    assert not any(one == other for one, other in zip(before, signed, strict=True))
    await sealed.command(sealed.host, "erase_mine", parts=["everything"])
    assert await forms() == before


def _said(docx: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(docx)).paragraphs)


@pytest.mark.parametrize("kept", [True, False])
async def test_LIFE_12_deleting_the_room_takes_the_charter_along_unless_it_is_to_be_kept(
    http: httpx.AsyncClient, sealed: Door, kept: bool
) -> None:
    link = await _path(sealed)
    address = f"/api/v1/rooms/{sealed.code}" + ("?keep_charter=true" if kept else "")
    assert (await http.delete(address, headers=bearer(sealed.host))).status_code == 204
    assert (await http.get(f"/r/{sealed.code}")).status_code == 404
    page = await http.get(link)
    assert page.status_code == (200 if kept else 404)
    assert ("Honesty, early" in page.text) == kept


async def test_LIFE_13_ones_own_words_are_there_to_take_home_and_nobody_elses(
    http: httpx.AsyncClient, door: Door
) -> None:
    amara, jonas = await door.member("Amara"), await door.member("Jonas")
    await door.command(amara, "check_in", word="calm")
    await door.command(door.host, "go_to", stage="reflect")
    value = (await door.command(amara, "add_value", label="Hon", story="my story")).json()["id"]
    await door.command(amara, "edit_value", value=value, label="Honesty")
    await door.command(jonas, "add_value", label="Courage", story="his story")
    await door.command(amara, "park", text="On-call pay")
    answer = await http.get(f"/r/{door.code}/mine.json", headers=bearer(amara))
    assert answer.headers["content-disposition"] == f'attachment; filename="my-words-{door.code}.json"'
    mine = answer.json()
    assert [(one["what"], one["said"]) for one in mine["stored"]] == [
        ("member_joined", {"name": "Amara"}),
        ("checked_in", {"word": "calm"}),
        ("value_added", {"label": "Hon", "story": "my story", "show_story": False}),
        ("value_edited", {"label": "Honesty", "story": "my story", "show_story": False}),
        ("thought_parked", {"text": "On-call pay", "named": False}),
    ]
    assert mine["now"]["values"][value]["label"] == "Honesty"
    assert not any(word in answer.text for word in ("Courage", "his story", "Jonas"))
    await door.command(amara, "erase_mine", parts=["everything"], name="Someone")
    after = (await http.get(f"/r/{door.code}/mine.json", headers=bearer(amara))).json()
    assert [one["said"] for one in after["stored"]] == [{"name": "Someone"}]
    assert (await http.get(f"/r/{door.code}/mine.json")).status_code == 401


async def test_LIFE_13_a_guests_are_there_for_the_host_alone(http: httpx.AsyncClient, door: Door) -> None:
    guest = (await door.command(door.host, "add_guest", name="Ivo")).json()["id"]
    other = await door.member("Amara")
    await door.command(door.host, "go_to", stage="reflect")
    said = {"type": "add_value", "label": "Rest"}
    await door.command(door.host, "speak_for", member=guest, command=said)
    address = f"/r/{door.code}/mine.json?guest={guest}"
    mine = (await http.get(address, headers=bearer(door.host))).json()
    assert [one["said"].get("label", one["said"].get("name")) for one in mine["stored"]] == ["Ivo", "Rest"]
    assert (await http.get(address, headers=bearer(other))).status_code == 404
    me = (await door.view(other))["mine"]["member"]
    refused = await http.get(f"/r/{door.code}/mine.json?guest={me}", headers=bearer(door.host))
    assert refused.status_code == 404


async def test_LIFE_10_what_is_told_of_terms_is_what_the_operator_set(tmp_path: Path) -> None:
    async with visited(tmp_path, room_days=7, charter_days=30) as (site, http):
        door = await open_door(site, http)
        answer = await http.get(f"/r/{door.code}/charter/link", headers=bearer(door.host))
        assert answer.json() == {"room_days": 7, "charter_days": 30}


async def test_LIFE_16_the_press_forgets_erased_words(
    http: httpx.AsyncClient, site: Served, sealed: Door
) -> None:
    await sealed.command(sealed.host, "sign", named=True, reservation="not the fossa")
    for page in (f"/r/{sealed.code}/charter", await _path(sealed)):
        for form in ("pdf", "docx", "png"):
            await http.get(f"{page}.{form}", headers=bearer(sealed.host))
        assert _printed(site).count(b"not the fossa") == 3
        await sealed.command(sealed.host, "erase_mine", parts=["everything"])
        assert not _printed(site)
        await sealed.command(sealed.host, "sign", named=True, reservation="not the fossa")


async def test_LIFE_16_the_press_forgets_a_charter_that_is_deleted_with_its_room_or_by_its_keeper(
    http: httpx.AsyncClient, site: Served, sealed: Door
) -> None:
    await http.get(f"{await _path(sealed)}.pdf")
    assert b"Honesty, early" in _printed(site)
    await _does(sealed, "delete")
    assert not _printed(site)
    await http.get(f"/r/{sealed.code}/charter.pdf", headers=bearer(sealed.host))
    assert b"Honesty, early" in _printed(site)
    await http.delete(f"/api/v1/rooms/{sealed.code}", headers=bearer(sealed.host))
    assert not _printed(site)
