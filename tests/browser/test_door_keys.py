"""The door by keyboard: where the focus is when what had it goes."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Device
from tests.browser.people import Host
from tests.browser.prepared import Prepared
from tests.browser.words import said


@pytest.fixture
def room(server: str) -> Prepared:
    room = Prepared(server)
    room.joins("Amara")
    room.lead("set_door", door="waiting")
    room.joins("Noor", "Ivo")
    return room


@pytest.fixture
def console(room: Prepared, device: Device) -> Host:
    return Host(room.page(device, "Henrik", 1440, 900))


def press(page: Page, button: Locator) -> None:
    button.focus()
    page.keyboard.press("Enter")


def test_DOOR_15_a_menu_at_the_door_is_closed_by_itself(console: Host) -> None:
    """Escape closed the dialog along with it."""
    console.press("console.door.at.other", n=2)
    dots = console.button("console.person.more", name="Noor").last
    press(console.page, dots)
    expect(console.button("console.door.turn_away")).to_be_focused()
    console.page.keyboard.press("Escape")
    expect(dots).to_be_focused()
    console.heading("console.door.waiting.other", Count="Two")
    console.page.keyboard.press("Escape")
    expect(console.page.get_by_role("dialog")).to_have_count(0)
    expect(console.button("console.door.at.other", n=2)).to_be_focused()


def test_DOOR_15_who_is_let_in_or_goes_leaves_the_focus_in_the_dialog(room: Prepared, console: Host) -> None:
    console.press("console.door.at.other", n=2)
    press(console.page, console.button("console.door.let_in_name", name="Noor"))
    heading = console.page.get_by_role("dialog").get_by_role("heading")
    expect(heading).to_be_focused()
    expect(heading).to_have_text(said("console.door.waiting.one"))
    console.button("console.door.let_in_name", name="Ivo").focus()
    room.goes_from_the_door("Ivo")
    expect(heading).to_have_text(said("console.door.nobody"))
    expect(heading).to_be_focused()


def test_DOOR_15_after_somebody_was_taken_out_the_focus_is_at_the_page_s_heading(console: Host) -> None:
    press(console.page, console.button("console.person.more", name="Amara"))
    press(console.page, console.button("console.person.remove"))
    dialog = console.page.get_by_role("dialog")
    press(console.page, dialog.get_by_role("button", name=said("console.person.remove")))
    expect(dialog).to_have_count(0)
    expect(console.page.get_by_role("heading", name=said("console.lobby"))).to_be_focused()
