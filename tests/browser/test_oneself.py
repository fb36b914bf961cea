"""Oneself on another device, in browsers: codes shown and typed, devices signed out, a new screen link, two entries joined."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone, Seat
from tests.browser.prepared import Prepared
from tests.browser.words import said

PHONE = {"has_touch": True, "is_mobile": True}


def phone(room: Prepared, device: Device, who: str, width: int = 390, height: int = 844) -> Phone:
    return Phone(room.page(device, who, width, height, **PHONE), who)


def shows_a_code(seat: Seat, opens: str) -> str:
    """Under "You" on a phone, under "Devices" at the console."""
    seat.press(opens)
    seat.press("oneself.show")
    return seat.page.locator(".letters").inner_text()


def comes_in(page: Page, code: str, path: str) -> None:
    """Along the door: by its link to the page for codes, with the keyboard alone."""
    page.goto(path)
    page.get_by_role("link", name=said("page.join.before")).press("Enter")
    page.locator("#pass").type(code.lower())
    page.locator("#pass").press("Enter")


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_SELF_1_a_phone_shows_a_code_and_another_browser_is_the_same_person(
    server: str, device: Device
) -> None:
    room = Prepared(server)
    room.joins("Amara")
    room.lead("go_to", stage="reflect")
    room.does("Amara", "add_value", label="Honesty")
    amara = phone(room, device, "Amara", 320, 568)
    code = shows_a_code(amara, "phone.you")
    fits(amara.page)
    other = Seat(device(320, 568, **PHONE).new_page())
    comes_in(other.page, code, f"/j/{room.code}")
    other.reads("Honesty")
    amara.reads(said("oneself.used"))
    amara.reads(said("oneself.came.code"))
    again = device(390, 844).new_page()
    comes_in(again, code, f"/j/{room.code}")
    expect(again.locator("#wrong")).to_have_text(said("refusal.code_over"))
    expect(again.locator("#pass")).to_be_focused()
    assert len(room.sees()["shared"]["members"]) == 2

    amara.page.get_by_role("button", name="Sign out the device").click()
    other.heading("gone.revoked")
    other.page.get_by_role("link", name=said("gone.revoked.do")).click()
    expect(other.page.locator("#pass")).to_be_focused()
    amara.reads(said("oneself.none"))


def test_SELF_5_the_code_of_a_scanned_link_leaves_the_address_and_waits_for_a_press(
    server: str, device: Device
) -> None:
    room = Prepared(server)
    room.joins("Amara", "Jonas")
    amara = phone(room, device, "Amara")
    code = shows_a_code(amara, "phone.you")
    scanned = device(390, 844)
    room.lets_in(scanned, "Jonas")
    page = scanned.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.headers}"))
    page.goto(f"/r/{room.code}/enter#{code}")
    expect(page.locator("#pass")).to_have_value(code)
    assert page.url.endswith("/enter")
    assert not any(code in one for one in asked)
    expect(page.get_by_text(said("page.enter.already", name="Jonas"))).to_be_visible()
    assert "devices" not in room.sees("Amara")["mine"]
    page.get_by_role("button", name=said("page.join.come_in")).click()
    expect(page.get_by_role("heading", name=said("phone.lobby.in", name="Amara"))).to_be_visible()


def test_SELF_2_a_co_host_has_the_console_on_another_device_until_it_is_signed_out(
    server: str, device: Device
) -> None:
    room = Prepared(server)
    room.joins("Amara")
    room.lead("hand_lead_to", member=room.ids["Amara"])
    console = Host(room.page(device, "Henrik", 1440, 900))
    code = shows_a_code(console, "console.devices")
    tablet = Host(device(820, 1180).new_page())
    comes_in(tablet.page, code, f"/j/{room.code}")
    tablet.heading("console.watch", name="Amara")
    assert room.sees()["shared"]["lead"] == room.ids["Amara"]
    tablet.press("console.watch.back")
    tablet.goes_to("reflect")
    console.reads(said("oneself.used"))
    console.page.get_by_role("button", name="Sign out the device").click()
    tablet.heading("gone.revoked")
    assert room.sees()["shared"]["lead"] == room.ids["Henrik"]
    assert tablet.page.request.get(f"/api/v1/rooms/{room.code}").status == 401


def test_SELF_3_whoever_the_host_lets_back_in_hears_of_it_on_their_other_device(
    server: str, device: Device
) -> None:
    room = Prepared(server)
    room.joins("Amara", "Jonas")
    jonas = phone(room, device, "Jonas")
    console = Host(room.page(device, "Henrik", 1440, 900))
    console.page.get_by_role("button", name=said("console.person.more", name="Jonas")).click()
    expect(console.button("console.person.let_in")).to_have_count(0)
    console.page.keyboard.press("Escape")
    console.page.get_by_role("button", name=said("console.person.more", name="Amara")).click()
    console.press("console.person.let_in")
    code = console.page.locator(".letters").inner_text()
    fresh = Seat(device(390, 844).new_page())
    comes_in(fresh.page, code, f"/j/{room.code}")
    fresh.heading("phone.lobby.in", name="Amara")
    expect(fresh.button("phone.device.mine")).to_have_count(0)
    old = phone(room, device, "Amara", 320, 568)
    notice = old.page.locator(".fresh")
    expect(notice).to_be_visible()
    fits(old.page)
    old.press("phone.device.look")
    old.reads(said("oneself.came.host"))
    old.page.get_by_role("button", name="Sign out the device").click()
    fresh.heading("gone.revoked")
    expect(jonas.page.locator(".fresh")).to_have_count(0)


def test_SELF_8_a_new_link_ends_the_screen_that_the_old_one_opened(server: str, device: Device) -> None:
    room = Prepared(server)
    screen = Seat(room.projector(device))
    console = Host(room.page(device, "Henrik", 1440, 900))
    own = Seat(console.page.context.new_page())
    own.page.goto(f"/r/{room.code}/screen")
    own.reads("Platform team")
    console.press("console.devices")
    console.press("oneself.screens.new")
    link = console.page.locator(".made .address").inner_text()
    screen.heading("gone.screen_revoked")
    screen.reads(said("gone.screen_revoked.then"))
    expect(own.page.get_by_text(said("gone.screen_revoked"))).to_have_count(0)
    screen.page.goto(link)
    screen.reads("Platform team")
    expect(screen.page.get_by_role("heading", name=said("gone.screen_revoked"))).to_have_count(0)


@pytest.mark.parametrize("connected", [True, False])
def test_SELF_14_the_phone_of_the_other_entry_goes_on_as_the_one_with_what_waits(
    server: str, device: Device, connected: bool
) -> None:
    room = Prepared(server)
    room.joins("Amara", "Amara again")
    room.lead("go_to", stage="reflect")
    room.does("Amara", "add_value", label="Honesty")
    room.does("Amara again", "add_value", label="Courage")
    again = phone(room, device, "Amara again")
    again.reads("Courage")
    if not connected:
        again.loses_the_network()
        again.puts_in("Patience")
    again.page.locator("#label").fill("half-ty")
    console = Host(room.page(device, "Henrik", 1440, 900))
    console.page.locator("summary", has_text=said("console.people")).click()
    console.page.get_by_role("button", name=said("console.person.more", name="Amara again")).click()
    console.press("console.person.same_as")
    console.page.locator("#join-into").select_option(label="Amara")
    console.reads(said("oneself.join.undo"))
    console.press("oneself.join.go")
    expect(console.page.locator("dialog")).to_have_count(0)
    expect(console.page.get_by_text("Amara again")).to_have_count(0)
    if not connected:
        again.page.context.set_offline(False)
    again.reads("Honesty")
    again.reads("Courage")
    if connected:  # else there's no place for one more
        expect(again.page.locator("#label")).to_have_value("half-ty")
    labels = {"Honesty", "Courage"} if connected else {"Honesty", "Courage", "Patience"}
    again.is_heard()
    assert {value["label"] for value in room.sees("Amara")["mine"]["values"].values()} == labels
    assert room.sees("Amara again")["mine"] == room.sees("Amara")["mine"]


def test_SELF_9_a_guest_is_joined_into_the_phone_they_got(server: str, device: Device) -> None:
    room = Prepared(server)
    room.joins("Opa")
    guest = room.lead("add_guest", name="Opa without a phone")
    room.lead("go_to", stage="reflect")
    words = {"type": "add_value", "label": "Patience"}
    room.lead("speak_for", member=guest, command=words)
    opa = phone(room, device, "Opa")
    console = Host(room.page(device, "Henrik", 1440, 900))
    console.page.locator("summary", has_text=said("console.people")).click()
    console.page.get_by_role("button", name=said("console.person.more", name="Opa without a phone")).click()
    console.press("console.person.same_as")
    console.page.locator("#join-into").select_option(label="Opa")
    console.press("oneself.join.go")
    opa.reads("Patience")
