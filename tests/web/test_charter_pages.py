"""A room with a sealed charter: its page, its files, and its door afterwards."""

import httpx
import pytest

from app.charter import typeset
from tests.printed import opened, text_of
from tests.web.people import Door, bearer, cookie, open_door


async def test_WEB_6_a_finished_room_says_so_at_its_door(http: httpx.AsyncClient, sealed: Door) -> None:
    for answer in (
        await http.get(f"/j/{sealed.code}"),
        await http.post(f"/j/{sealed.code}", data={"name": "Late"}),
    ):
        assert answer.status_code == 409
        assert "This room has finished." in answer.text
    assert len((await sealed.view(sealed.host))["shared"]["members"]) == 1


async def test_WEB_36_the_charter_is_for_members_in_each_of_its_forms(
    http: httpx.AsyncClient, sealed: Door
) -> None:
    room, mine = f"/r/{sealed.code}", bearer(sealed.host)
    page = await http.get(f"{room}/charter", headers=mine)
    assert "Honesty, early" in page.text
    assert "<img src=x" not in page.text
    assert page.headers["cache-control"] == "no-store"
    kinds = {
        "pdf": ("application/pdf", b"%PDF"),
        "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        "png": ("image/png", b"\x89PNG"),
        "md": ("text/markdown; charset=utf-8", b"# "),
        "json": ("application/json", b"{"),
    }
    other = await open_door(sealed.site, http)
    for ending, (kind, beginning) in kinds.items():
        assert f'href="{room}/charter.{ending}"' in page.text
        file = await http.get(f"{room}/charter.{ending}", headers=mine)
        assert (file.status_code, file.headers["content-type"]) == (200, kind)
        assert file.content.startswith(beginning)
        assert file.headers["cache-control"] == "no-store"
        assert file.headers["content-disposition"] == f'attachment; filename="charter-{sealed.code}.{ending}"'
        for headers in ({}, bearer(other.host)):
            assert (await http.get(f"{room}/charter.{ending}", headers=headers)).status_code == 401
        unsealed = await http.get(f"/r/{other.code}/charter.{ending}", headers=bearer(other.host))
        assert (unsealed.status_code, "There’s no charter yet." in unsealed.text) == (404, True)
    assert (await http.get(f"{room}/charter.exe", headers=mine)).status_code == 404
    data = await http.get(f"/api/v1/rooms/{sealed.code}/charter", headers=mine)
    assert data.json()["values"][0]["name"] == "Honesty, early"


async def test_CHARTER_15_a_charter_too_long_for_a_picture_says_so(
    http: httpx.AsyncClient, sealed: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeset, "MOST_DOTS", 100_000)
    room, mine = f"/r/{sealed.code}", bearer(sealed.host)
    answer = await http.get(f"{room}/charter.png", headers=mine)
    assert (answer.status_code, "This charter is too long for one picture." in answer.text) == (404, True)
    assert (await http.get(f"{room}/charter.pdf", headers=mine)).status_code == 200


async def test_TAKEAWAY_2_the_takeaway_is_the_members_whose_token_it_is_and_nobody_elses(
    http: httpx.AsyncClient, sealed: Door
) -> None:
    room, mine = f"/r/{sealed.code}", bearer(sealed.host)
    page = await http.get(f"{room}/takeaway", headers=cookie(sealed.code, sealed.host))
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert all(text in page.text for text in ("Honesty", "Honesty, early", "Only you can open this page."))
    assert "<img src=x" not in page.text
    file = await http.get(f"{room}/takeaway.pdf", headers=mine)
    assert (file.status_code, file.headers["content-type"]) == (200, "application/pdf")
    assert file.headers["content-disposition"] == f'attachment; filename="my-values-{sealed.code}.pdf"'
    assert "Honesty, early" in text_of(opened(file.content))
    screen = cookie(sealed.code, sealed.screen, "screen")
    other = await open_door(sealed.site, http)
    for path in ("/takeaway", "/takeaway.pdf"):
        for headers in ({}, screen, bearer(sealed.screen), bearer(other.host)):
            refused = await http.get(f"{room}{path}", headers=headers)
            assert refused.status_code == 401
            assert "Honesty" not in refused.text
        assert (await http.get(f"/r/{other.code}{path}", headers=bearer(other.host))).status_code == 404
    assert (await http.get(f"{room}/takeaway.md", headers=mine)).status_code == 404


async def test_TAKEAWAY_2_a_guests_is_for_the_host_to_print_and_for_nobody_else(
    http: httpx.AsyncClient, door: Door
) -> None:
    amara = await door.member("Amara")
    guests = [
        (await door.command(door.host, "add_guest", name=name)).json()["id"] for name in ("Ivo", "Noor")
    ]
    await door.command(door.host, "go_to", stage="reflect")
    for guest, label in zip(guests, ("Rest", "Courage"), strict=True):
        said = {"type": "add_value", "label": label}
        assert (await door.command(door.host, "speak_for", member=guest, command=said)).is_success
    await door.command(amara, "add_value", label="Candour")
    for do in (
        {"stage": "share"},
        {},
        *({"stage": stage} for stage in ("cluster", "vote", "agree", "commit")),
    ):
        await door.command(door.host, "go_to" if do else "lift_curtain", **do)
    room, host = f"/r/{door.code}", bearer(door.host)
    page = await http.get(f"{room}/takeaway?guest={guests[0]}", headers=host)
    file = await http.get(f"{room}/takeaway.pdf?guest={guests[0]}", headers=host)
    assert f"{room}/takeaway.pdf?guest={guests[0]}" in page.text
    assert "Only the host can open this page" in page.text
    for text in (page.text, text_of(opened(file.content))):
        assert "Rest" in text
        assert not any(other in text for other in ("Courage", "Candour"))
    me = (await door.view(amara))["mine"]["member"]
    for path in ("/takeaway", "/takeaway.pdf", "/mine.json"):
        for whose, token in ((guests[0], amara), (me, door.host), ("nobody", door.host)):
            refused = await http.get(f"{room}{path}?guest={whose}", headers=bearer(token))
            assert refused.status_code == 404
            assert not any(word in refused.text for word in ("Rest", "Candour"))
