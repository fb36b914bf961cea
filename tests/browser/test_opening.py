"""The page that asks who may open rooms, by keyboard, on the smallest phone, and without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Device, serving
from tests.browser.words import said


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[str]:
    """A server that asks for a password before a room can be made."""
    with serving(tmp_path, TOUCHSTONE_NEW_ROOM_PASSWORD="Meister") as url:
        yield url


@pytest.mark.parametrize("scripts", [True, False])
def test_OPER_8_the_password_is_typed_and_a_room_opened_by_keyboard_alone(
    asking: str, device: Device, scripts: bool
) -> None:
    page = device(320, 568, java_script_enabled=scripts).new_page()
    page.goto(f"{asking}/")
    page.get_by_role("link", name=said("page.landing.new")).press("Enter")
    field = page.get_by_label(said("page.opening.password"))
    expect(field).to_have_attribute("type", "password")
    field.focus()
    field.press_sequentially("Lehrling")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(said("page.opening.wrong"))
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    expect(field).to_have_attribute("aria-describedby", "wrong")
    if scripts:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    field.press_sequentially("Meister")
    field.press("Enter")
    title = page.get_by_label(said("page.new.name"))
    title.fill("Platform team")
    page.get_by_label(said("page.new.you")).fill("Greta")
    page.get_by_role("button", name=said("page.new.open")).press("Enter")
    page.wait_for_url("**/r/*")


def test_OPER_11_signing_out_is_one_press(asking: str, device: Device) -> None:
    page = device(390, 844).new_page()
    page.goto(f"{asking}/new")
    page.get_by_label(said("page.opening.password")).fill("Meister")
    page.get_by_role("button", name=said("page.opening.go")).click()
    page.get_by_role("button", name=said("page.new.sign_out")).click()
    expect(page.get_by_role("link", name=said("page.landing.new"))).to_be_visible()
    page.goto(f"{asking}/new")
    expect(page.get_by_label(said("page.opening.password"))).to_be_visible()
