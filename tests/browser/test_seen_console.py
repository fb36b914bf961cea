"""The console and the screen at every stage, with their dialogs and the hardest words, for whoever looks at them and however."""

import re
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Device
from tests.browser.course import GERMAN, HALVES, LONG, along, course, hard_room
from tests.browser.looks import DESK, PHONE, SMALLEST, Look
from tests.browser.people import Host
from tests.browser.prepared import Prepared
from tests.browser.words import said

WIDE, FOUR_TO_THREE, UPRIGHT = (1920, 1080), (1024, 768), (1080, 1920)
TABLET, SMALL_DESK = (800, 1100), (1000, 700)


@pytest.fixture
def room(server: str) -> Prepared:
    return hard_room(server)


@pytest.fixture
def console(room: Prepared, device: Device) -> Host:
    return Host(room.page(device, "Henrik", *DESK))


def over_dialog(look: Look, name: str, host: Host) -> None:
    expect(host.page.locator("dialog[open]").last).to_be_visible()
    look.over(name, host.page, DESK, PHONE)


def dismiss(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


@pytest.mark.parametrize("places", HALVES)
def test_BROWSER_32_a_console_through_the_stages(
    room: Prepared, console: Host, look: Look, places: Sequence[str]
) -> None:
    for place in along(room, places):
        console.page.reload()
        expect(console.page.locator("main h1").first).to_be_visible()
        console.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        look.over(place, console.page, DESK, PHONE)
        look.fits(place, console.page, TABLET, SMALL_DESK, DESK)


@pytest.mark.parametrize("places", HALVES)
def test_BROWSER_32_a_screen_through_the_stages(
    room: Prepared, device: Device, look: Look, places: Sequence[str]
) -> None:
    screen = room.projector(device)
    for place in along(room, places):
        screen.reload()
        expect(screen.locator("main").first).to_be_visible()
        look.over(place, screen, WIDE, FOUR_TO_THREE)
        for theme in ("dark", "projector"):
            screen.evaluate("(theme) => { document.documentElement.dataset.theme = theme }", theme)
            look.over(f"{place}, {theme}", screen, WIDE)


def test_SCREEN_11_the_widest_code_has_its_place_beside_the_square(server: str, device: Device) -> None:
    wide = "MWHNQUDG"
    room = max((Prepared(server) for _ in range(40)), key=lambda room: sum(one in wide for one in room.code))
    screen = room.projector(device)
    for width, height in (WIDE, FOUR_TO_THREE, UPRIGHT):
        screen.set_viewport_size({"width": width, "height": height})
        code, place = screen.locator(".code"), screen.locator(".say").bounding_box()
        assert place
        right = code.evaluate(
            "(code) => { const r = new Range(); r.selectNodeContents(code); return r.getBoundingClientRect().right }"
        )
        assert right <= place["x"] + place["width"]


def test_BROWSER_32_a_narrow_console_shows_where_the_room_is(room: Prepared, console: Host) -> None:
    page = console.page
    page.set_viewport_size({"width": SMALLEST[0], "height": SMALLEST[1]})
    for place in along(room, ("lobby", "name", "vote to come", "agree", "commit")):
        now = page.locator("nav [aria-current=step]")
        stage = room.sees()["shared"]["stage"]
        expect(now, place).to_contain_text(said(f"console.stage.{stage}"))
        expect(now, place).to_be_in_viewport(ratio=1)


def test_BROWSER_32_a_guest_has_room_for_their_name_on_the_console(room: Prepared, console: Host) -> None:
    room.lead("add_guest", name="Grandfather Wilhelm")
    rows = console.page.locator("main li")
    note = rows.filter(has_text="Grandfather Wilhelm").locator("small")
    expect(note).to_have_text(said("console.person.guest"))
    one, other = note.bounding_box(), rows.filter(has_text="Amara").locator("small").bounding_box()
    assert one
    assert other
    assert one["height"] == other["height"]


def test_BROWSER_32_what_the_host_opens_at_the_welcome(room: Prepared, console: Host, look: Look) -> None:
    for key in ("console.settings", "console.deck", "console.agenda.change", "console.pause"):
        console.press(key)
        over_dialog(look, key, console)
        dismiss(console.page)
    console.press("console.settings")
    console.page.get_by_role("button", name=said("life.delete")).click()
    expect(console.button("life.delete.do")).to_be_visible()
    over_dialog(look, "deleting the room", console)
    console.page.keyboard.press("Escape")
    expect(console.button("life.delete.do")).to_have_count(0)
    dismiss(console.page)
    console.press("console.devices")
    console.press("oneself.show")
    console.press("oneself.screens.new")
    expect(console.page.locator(".made .address")).to_be_visible()
    over_dialog(look, "devices, with a code and a link", console)
    dismiss(console.page)
    console.page.get_by_role("button", name=said("console.timer")).click()
    look.over("timer", console.page, DESK)


def test_BROWSER_32_whom_the_host_sees_to(room: Prepared, console: Host, look: Look) -> None:
    def menu(key: str) -> None:
        console.page.get_by_role("button", name=said("console.person.more", name=LONG)).click()
        if key:
            console.press(key)

    menu("")
    look.over("menu of a person", console.page, DESK)
    console.page.keyboard.press("Escape")
    menu("console.person.let_in")
    expect(console.page.locator(".letters")).to_be_visible()
    over_dialog(look, "letting somebody back in", console)
    dismiss(console.page)
    menu("console.person.same_as")
    console.page.locator("#join-into").select_option(label="Amara")
    over_dialog(look, "two entries of one", console)
    dismiss(console.page)
    menu("console.person.remove")
    console.page.get_by_role("checkbox", name=said("console.person.keep_out")).check()
    over_dialog(look, "removing", console)
    dismiss(console.page)
    console.press("console.people.add_guest")
    console.page.locator("#guest-name").fill(GERMAN)
    look.over("adding a guest", console.page, DESK)
    console.press("console.people.add")
    console.press("console.person.speak")
    expect(console.page.locator("dialog[open] h1, dialog[open] main").first).to_be_visible()
    over_dialog(look, "speaking for a guest", console)


def test_BROWSER_32_the_host_at_the_door(room: Prepared, console: Host, device: Device, look: Look) -> None:
    room.lead("remove_member", member=room.ids["Jonas"], keep_out=True)
    room.lead("set_door", door="waiting")
    room.asks_for_passcode("heron")
    newcomer = device(390, 844).new_page()
    newcomer.goto(f"/j/{room.code}")
    newcomer.locator("#name").fill(GERMAN)
    newcomer.locator("#passcode").fill("heron")
    newcomer.locator("button.main").click()
    console.press("console.door.at.one")
    over_dialog(look, "at the door", console)
    dismiss(console.page)
    console.page.get_by_role("button", name=re.compile("^Door: ")).first.click()
    over_dialog(look, "the door", console)


def test_BROWSER_32_what_the_lead_opens_on_the_way(room: Prepared, console: Host, look: Look) -> None:
    places = course(room)
    next(one for one in places if one == "name")
    console.page.get_by_role("button", name=said("console.cluster.more", name=GERMAN)).first.click()
    look.over("menu of a cluster", console.page, DESK)
    console.page.keyboard.press("Escape")
    console.page.get_by_role("button", name=said("console.card.more", card="Craft")).first.click()
    look.over("menu of a card", console.page, DESK)
    next(one for one in places if one == "focus")
    for key in ("reword", "split", "leave_open"):
        console.opens_menu_of(GERMAN)
        console.press(f"console.agree.{key}")
        over_dialog(look, key, console)
        dismiss(console.page)
    console.opens_menu_of(GERMAN)
    look.over("menu of a value", console.page, DESK)
    console.page.keyboard.press("Escape")
    console.press("console.land")
    over_dialog(look, "landing", console)
    dismiss(console.page)
    next(one for one in places if one == "signed")
    console.press("console.commit.seal")
    over_dialog(look, "sealing", console)
    dismiss(console.page)
    room.lead("pause")
    expect(console.page.get_by_text(said("console.paused.you"))).to_be_visible()
    look.over("paused", console.page, DESK, PHONE)
    room.lead("resume")
    room.lead("hand_lead_to", member=room.ids["Amara"])
    console.heading("console.watch", name="Amara")
    look.over("watching", console.page, DESK, PHONE)
