"""Cards move between clusters with a finger and with the keyboard, as they do with the mouse."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone
from tests.browser.words import said


@pytest.fixture
def phone(device: Device) -> Phone:
    return Phone(device(390, 844, has_touch=True, is_mobile=True).new_page(), "Mei-Lin")


def _at_the_board(host: Host, phone: Phone) -> None:
    """A room at `cluster` with three cards that stand alone and one cluster, Lightness."""
    phone.joins(host.opens_a_room("Platform team", ""))
    host.goes_to("reflect")
    for label in ("Honesty", "Courage", "Rest"):
        phone.puts_in(label)
    expect(host.page.get_by_text(said("console.reflect.done", done=1, all=1))).to_be_visible()
    host.goes_to("share")
    host.press("console.curtain.lift")
    host.goes_to("cluster")
    host.press("console.cluster.add")
    host.names_first_unnamed("Lightness")


def _tray(page: Page) -> Locator:
    return page.locator("section.tray", has_text="Lightness").locator("ul")


def test_BROWSER_11_a_card_is_moved_with_the_keyboard(device: Device, phone: Phone) -> None:
    host = Host(device(1440, 900).new_page())
    _at_the_board(host, phone)
    card = host.page.locator(".loose li", has_text="Rest")
    card.focus()
    host.page.keyboard.press("Enter")
    _tray(host.page).focus()
    host.page.keyboard.press("Enter")
    expect(_tray(host.page).locator("li", has_text="Rest")).to_be_visible()
    expect(
        phone.page.locator("section", has_text="Lightness").get_by_role("button", name="Rest")
    ).to_be_visible()


def test_BROWSER_11_a_card_is_moved_with_a_finger(device: Device, phone: Phone) -> None:
    host = Host(device(1180, 820, has_touch=True).new_page())
    _at_the_board(host, phone)
    card = host.page.locator(".loose li", has_text="Rest")
    card.hover(position={"x": 20, "y": 16})
    start, end = card.bounding_box(), _tray(host.page).bounding_box()
    assert start
    assert end
    finger = Finger(host.page)
    finger.down(start["x"] + 20, start["y"] + 16)
    expect(host.page.locator(".in-hand")).to_have_count(1)
    for step in range(1, 11):
        x = start["x"] + (end["x"] + 60 - start["x"]) * step / 10
        y = start["y"] + (end["y"] + 40 - start["y"]) * step / 10
        finger.moves(x, y)
    expect(_tray(host.page).locator("li")).to_have_count(1)
    finger.up()
    expect(_tray(host.page).locator("li", has_text="Rest")).to_be_visible()
    expect(
        phone.page.locator("section", has_text="Lightness").get_by_role("button", name="Rest")
    ).to_be_visible()


class Finger:
    """One finger on the screen, as the device reports it; playwright itself only taps."""

    def __init__(self, page: Page) -> None:
        self._device = page.context.new_cdp_session(page)

    def down(self, x: float, y: float) -> None:
        self._touch("touchStart", {"x": x, "y": y})

    def moves(self, x: float, y: float) -> None:
        self._touch("touchMove", {"x": x, "y": y})

    def up(self) -> None:
        self._touch("touchEnd")

    def _touch(self, kind: str, *points: dict[str, float]) -> None:
        self._device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})
