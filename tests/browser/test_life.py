"""Life of data in browsers: erasing one's own, taking it home, the charter's own link, the end of a room."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone, Seat
from tests.browser.prepared import Prepared
from tests.browser.words import said
from tests.printed import opened, text_of

PHONE = {"has_touch": True, "is_mobile": True}


def phone(room: Prepared, device: Device, who: str, width: int = 390, height: int = 844) -> Phone:
    return Phone(room.page(device, who, width, height, **PHONE), who)


def console(room: Prepared, device: Device) -> Host:
    return Host(room.page(device, "Henrik", 1440, 900))


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def picture(page: Page, pictures: Path | None, name: str) -> None:
    if pictures:
        page.screenshot(path=pictures / f"{name}.png", full_page=True)


def sealed(room: Prepared, *people: str) -> None:
    room.joins(*people)
    room.agrees(Honesty="We say what we see.", Craft="We leave things better.")
    room.lead("set_follow_up", date="2099-12-12")
    room.lead("seal")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 568)])
def test_LIFE_14_a_person_erases_one_thing_and_then_everything(
    server: str, device: Device, pictures: Path | None, width: int, height: int
) -> None:
    room = Prepared(server)
    room.joins("Amara", "Jonas")
    room.does("Amara", "check_in", word="calm")
    room.lead("go_to", stage="reflect")
    for label in ("Zebra", "Honesty"):
        room.does("Amara", "add_value", label=label, story="A day in May", show_story=True)
    room.does("Amara", "park", text="On-call pay")
    room.lead("go_to", stage="share")
    room.lead("lift_curtain")
    amara, jonas = phone(room, device, "Amara", width, height), phone(room, device, "Jonas")
    jonas.reads("Zebra")
    amara.press("phone.you")
    sheet = amara.page.locator("dialog")
    sheet.get_by_role("button", name=said("life.erase.what", text="Zebra")).press("Enter")
    expect(amara.button("life.keep")).to_be_focused()
    amara.button("life.keep").press("Enter")
    expect(sheet.get_by_role("button", name=said("life.erase.what", text="Zebra"))).to_be_focused()
    sheet.get_by_role("button", name=said("life.erase.what", text="Zebra")).press("Enter")
    picture(amara.page, pictures, f"life-one-{width}")
    sheet.get_by_role("button", name=said("life.erase.sure.what", text="Zebra")).press("Enter")
    expect(sheet.get_by_role("status").filter(has_text=said("life.erased"))).to_be_visible()
    expect(sheet.get_by_role("heading", name=said("life.mine"))).to_be_focused()
    expect(jonas.page.get_by_text("Zebra")).to_have_count(0)
    expect(sheet.get_by_text("Zebra")).to_have_count(0)
    with amara.page.expect_download() as download:
        sheet.get_by_role("link", name=said("life.home")).click()
    mine = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert [one["said"].get("label") for one in mine["stored"] if one["what"] == "value_added"] == ["Honesty"]
    amara.press("life.everything")
    expect(sheet.locator("#all-sure")).to_be_focused()
    expect(amara.button("life.everything.do")).to_be_in_viewport()
    amara.reads(said("life.stays.answers"))
    fits(amara.page)
    picture(amara.page, pictures, f"life-everything-{width}")
    amara.press("life.keep")
    expect(amara.button("life.everything")).to_be_focused()
    amara.press("life.everything")
    amara.press("life.everything.do")
    amara.reads(said("life.mine.none"))
    expect(jonas.page.get_by_text("Honesty")).to_have_count(0)
    members = room.sees("Jonas")["shared"]["members"]
    assert members[room.ids["Amara"]]["name"] == said("life.someone")


def test_LIFE_14_the_host_erases_what_a_guest_said(server: str, device: Device) -> None:
    room = Prepared(server)
    guest = room.lead("add_guest", name="Ivo")
    room.lead("go_to", stage="reflect")
    room.lead("speak_for", member=guest, command={"type": "add_value", "label": "Zebra"})
    host = console(room, device)
    host.page.get_by_role("button", name="Ivo").first.click()
    host.page.get_by_text(said("life.mine.guest", name="Ivo")).first.click()
    host.press("life.everything.guest", name="Ivo")
    host.press("life.everything.do")
    host.reads(said("life.mine.none"))
    assert room.sees()["shared"]["counts"]["values"] == 0


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (320, "dark")])
def test_LIFE_17_whoever_was_taken_out_sees_to_what_they_put_in(
    server: str, device: Device, pictures: Path | None, width: int, scheme: str
) -> None:
    room = Prepared(server)
    room.joins("Amara", "Jonas")
    room.lead("go_to", stage="reflect")
    room.does("Amara", "add_value", label="Zebra", story="A day in May " * 9, show_story=True)
    room.does("Jonas", "add_value", label="Okapi")
    amara = Phone(room.page(device, "Amara", width, 568, color_scheme=scheme, **PHONE), "Amara")
    amara.reads("Zebra")
    room.lead("remove_member", member=room.ids["Amara"])
    amara.heading("gone.removed")
    picture(amara.page, pictures, f"removed-{width}-{scheme}")
    amara.page.goto(f"/r/{room.code}")
    amara.page.get_by_role("status").get_by_role("link", name=said("page.mine")).click()
    amara.heading("page.mine")
    amara.reads("A day in May")
    expect(amara.page.get_by_text("Okapi")).to_have_count(0)
    fits(amara.page)
    with amara.page.expect_download() as download:
        amara.page.get_by_role("link", name=said("page.mine.home")).click()
    assert "Zebra" in Path(download.value.path()).read_text("utf-8")
    amara.page.get_by_text(said("page.mine.erase"), exact=True).click()
    picture(amara.page, pictures, f"removed-own-{width}-{scheme}")
    amara.press("page.mine.erase.do")
    amara.reads(said("page.mine.erased"))
    expect(amara.page.get_by_text("Zebra")).to_have_count(0)
    assert room.sees()["shared"]["counts"]["values"] == 1


def test_LIFE_15_everyone_is_shown_the_charters_link_and_told_how_long_it_stays(
    server: str, device: Device, pictures: Path | None
) -> None:
    room = Prepared(server)
    sealed(room, "Amara", "Jonas")
    amara = phone(room, device, "Amara", 320, 568)
    link = amara.page.locator(".address a")
    expect(link).to_be_visible()
    amara.reads("90 days after somebody of it was last here")
    amara.reads("400 days after somebody last looked at it")
    expect(amara.page.get_by_role("link", name=said("life.keeper"))).to_have_count(0)
    fits(amara.page)
    picture(amara.page, pictures, "life-closed-320")
    projector = room.projector(device)
    expect(projector.get_by_alt_text(said("screen.closed.qr"))).to_be_visible()
    picture(projector, pictures, "life-closed-screen")
    stranger = device(390, 844).new_page()
    stranger.goto(link.get_attribute("href") or "")
    expect(stranger.get_by_role("heading", name="Honesty")).to_be_visible()
    picture(stranger, pictures, "life-charter-link")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (320, 568)])
def test_LIFE_15_its_keeper_renews_the_link_takes_it_back_and_deletes_the_charter(
    server: str, device: Device, pictures: Path | None, width: int, height: int
) -> None:
    room = Prepared(server)
    sealed(room, "Amara", "Jonas")
    host = console(room, device)
    picture(host.page, pictures, "life-closed-console")
    first = host.page.locator(".address a").get_attribute("href") or ""
    address = host.page.get_by_role("link", name=said("life.keeper")).get_attribute("href") or ""
    keeper = Seat(device(width, height).new_page())
    keeper.page.goto(address)
    keeper.heading("page.keeper.heading")
    fits(keeper.page)
    picture(keeper.page, pictures, f"life-keeper-{width}")
    keeper.press("page.keeper.renew")
    second = keeper.page.locator(".address a").get_attribute("href") or ""
    assert first != second
    stranger = Seat(device(390, 844).new_page())
    stranger.page.goto(first)
    stranger.heading("page.problem.no_such_link")
    stranger.page.goto(second)
    expect(stranger.page.get_by_role("heading", name="Honesty")).to_be_visible()
    keeper.press("page.keeper.revoke")
    keeper.reads(said("page.keeper.no_link"))
    stranger.page.reload()
    stranger.heading("page.problem.no_such_link")
    keeper.press("page.keeper.make")
    keeper.page.get_by_text(said("page.keeper.delete"), exact=True).click()
    keeper.press("page.keeper.delete.do")
    keeper.heading("page.keeper.gone")
    host.page.reload()
    host.reads(said("life.keep_apart.what"))
    host.press("life.keep_apart")
    host.heading("page.keeper.heading")


def test_CHARTER_16_whoever_asks_for_a_file_that_cannot_be_had_reads_why(server: str, device: Device) -> None:
    """Here since they aren't in the room any more. A browser that is told to save it drops it without a word."""
    room = Prepared(server)
    sealed(room, "Amara")
    amara, host, charter = phone(room, device, "Amara"), console(room, device), phone(room, device, "Amara")
    charter.page.goto(f"/r/{room.code}/charter")
    for page, link in (
        (amara.page, "phone.closed.pdf"),
        (host.page, "console.closed.pdf"),
        (charter.page, "charter.download.pdf"),
    ):
        page.context.clear_cookies()
        page.get_by_role("link", name=said(link), exact=True).click()
        expect(page.get_by_role("heading", name=said("page.problem.not_in_room"))).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (320, "dark")])
def test_TAKEAWAY_5_at_the_end_the_phone_leads_to_ones_own_values_on_a_page_and_as_pdf(
    server: str, device: Device, pictures: Path | None, width: int, scheme: str
) -> None:
    room = Prepared(server)
    sealed(room, "Amara", "Jonas")
    seat = Phone(room.page(device, "Amara", width, 800, color_scheme=scheme, **PHONE), "Amara")
    picture(seat.page, pictures, f"takeaway-phone-{width}-{scheme}")
    seat.page.get_by_role("link", name=said("phone.closed.takeaway")).click()
    seat.heading("charter.own.heading")
    expect(seat.page.get_by_role("heading", name="Honesty")).to_be_visible()
    expect(seat.page.get_by_role("heading", name="Craft")).to_have_count(0)
    fits(seat.page)
    picture(seat.page, pictures, f"takeaway-{width}-{scheme}")
    with seat.page.expect_download() as download:
        seat.page.get_by_role("link", name=said("charter.download.pdf")).click()
    assert download.value.suggested_filename == f"my-values-{room.code}.pdf"
    assert "Honesty" in text_of(opened(Path(download.value.path()).read_bytes()))
    seat.page.get_by_role("link", name=said("charter.back")).click()
    seat.heading("phone.closed.title")


def test_TAKEAWAY_5_the_hosts_page_of_a_guest_leads_to_the_guests_values_to_print(
    server: str, device: Device, pictures: Path | None
) -> None:
    room = Prepared(server)
    guest = room.lead("add_guest", name="Ivo")
    room.joins("Amara")
    room.lead("go_to", stage="reflect")
    room.lead("speak_for", member=guest, command={"type": "add_value", "label": "Craft"})
    room.agrees(Honesty="We say what we see.", Craft="We leave things better.")
    room.lead("seal")
    host = console(room, device)
    host.page.get_by_role("button", name="Ivo").first.click()
    picture(host.page, pictures, "takeaway-guest-console")
    with host.page.expect_popup() as opened_there:
        host.page.get_by_role("link", name=said("phone.closed.takeaway.guest", name="Ivo")).click()
    theirs = Seat(opened_there.value)
    theirs.heading("charter.own.heading")
    theirs.reads("We leave things better.")
    theirs.reads(said("charter.readers.guest"))
    expect(theirs.page.get_by_text("Honesty")).to_have_count(0)
    with theirs.page.expect_download() as download:
        theirs.page.get_by_role("link", name=said("charter.download.pdf")).click()
    assert "We leave things better." in text_of(opened(Path(download.value.path()).read_bytes()))


def test_EXPORT_6_at_the_end_the_console_offers_the_rooms_data_to_the_host_alone(
    server: str, device: Device, pictures: Path | None
) -> None:
    room = Prepared(server)
    sealed(room, "Amara", "Jonas")
    host = console(room, device)
    host.heading("console.closed")
    fits(host.page)
    picture(host.page, pictures, "life-data-console")
    with host.page.expect_download() as download:
        host.page.get_by_role("link", name=said("console.data.csv")).click()
    assert download.value.suggested_filename == f"data-{room.code}.csv"
    assert '"Honesty"' in Path(download.value.path()).read_text("utf-8-sig")
    with host.page.expect_download() as download:
        host.page.get_by_role("link", name=said("console.data.json")).click()
    assert json.loads(Path(download.value.path()).read_text("utf-8"))["stage"] == "closed"
    room.lead("hand_lead_to", member=room.ids["Amara"])
    lead = Host(room.page(device, "Amara", 1440, 900))
    lead.heading("console.closed")
    expect(lead.page.get_by_role("link", name=said("console.data.csv"))).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 320])
def test_EXPORT_6_a_host_without_the_lead_finds_the_rooms_data_and_end_on_their_page(
    server: str, device: Device, pictures: Path | None, width: int
) -> None:
    room = Prepared(server)
    sealed(room, "Amara", "Jonas")
    room.lead("hand_lead_to", member=room.ids["Amara"])
    host = Host(room.page(device, "Henrik", width, 900))
    host.heading("console.watch", name="Amara")
    fits(host.page)
    picture(host.page, pictures, f"life-data-watch-{width}")
    with host.page.expect_download() as download:
        host.page.get_by_role("link", name=said("console.data.csv")).click()
    assert '"Honesty"' in Path(download.value.path()).read_text("utf-8-sig")
    expect(host.page.get_by_role("link", name=said("life.keeper"))).to_be_visible()
    expect(host.page.get_by_role("button", name=said("life.delete"))).to_be_visible()


@pytest.mark.parametrize("keeps", [True, False])
def test_LIFE_12_the_host_deletes_the_room_and_says_whether_the_charter_stays(
    server: str, device: Device, pictures: Path | None, keeps: bool
) -> None:
    room = Prepared(server)
    sealed(room, "Amara", "Jonas")
    host, amara = console(room, device), phone(room, device, "Amara")
    link = amara.page.locator(".address a").get_attribute("href") or ""
    host.page.get_by_role("button", name=said("life.delete")).click()
    stays = host.page.get_by_role("checkbox", name=said("life.delete.charter"))
    expect(stays).to_be_checked()
    stays.set_checked(keeps)
    picture(host.page, pictures, "life-delete")
    host.press("life.delete.do")
    for seat in (host, amara):
        seat.heading("gone.room_deleted")
    stranger = Seat(device(390, 844).new_page())
    stranger.page.goto(link)
    if keeps:
        expect(stranger.page.get_by_role("heading", name="Honesty")).to_be_visible()
    else:
        stranger.heading("page.problem.no_such_link")
