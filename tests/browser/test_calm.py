"""Whoever asked for less motion: a whole course on console, screen and phone, in which nothing moves."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Device
from tests.browser.course import course, hard_room
from tests.browser.looks import AT_REST, DESK, PHONE
from tests.browser.prepared import Prepared
from tests.browser.words import said

NOTES = r"""
window.moved = []
const still = ['opacity', 'visibility', 'offset', 'computedOffset', 'easing', 'composite', 'none']
const note = (frames, ms, where) => {
  const what = [frames].flat().flatMap((frame) => Object.keys(frame)).filter((one) => !still.includes(one))
  if (ms > 120 || (ms > 0 && what.length)) moved.push(`${where.localName}.${where.getAttribute('class')}: ${what}, ${ms} ms`)
}
const animate = Element.prototype.animate
Element.prototype.animate = function (frames, time) {
  note(frames, typeof time === 'number' ? time : (time?.duration ?? 0), this)
  return animate.call(this, frames, time)
}
for (const begun of ['animationstart', 'transitionrun'])
  document.addEventListener(begun, () => {
    for (const { effect } of document.getAnimations()) note(effect.getKeyframes(), effect.getTiming().duration, effect.target)
  }, true)
"""
"""Of what is drawn over a time: fades alone are let be, of 120 ms at most."""


@pytest.fixture
def room(server: str) -> Prepared:
    return hard_room(server)


def calm(context: BrowserContext) -> Page:
    context.add_init_script(NOTES)
    return context.new_page()


def moved(page: Page) -> list[str]:
    page.wait_for_function(AT_REST)
    told: list[str] = page.evaluate("moved")
    return told


def test_BROWSER_33_nothing_moves_for_whoever_asked_for_that(room: Prepared, device: Device) -> None:
    sizes = {"Henrik": DESK, "Amara": PHONE}
    pages = {who: calm(device(*size, reduced_motion="reduce")) for who, size in sizes.items()}
    for who, page in pages.items():
        room.lets_in(page.context, who)
        page.goto(f"/r/{room.code}")
    pages["the screen"] = calm(device(1920, 1080, reduced_motion="reduce"))
    pages["the screen"].goto(f"/r/{room.code}/screen?{room.screen.partition('?')[2]}")
    for _ in course(room):
        for page in pages.values():
            page.wait_for_function(AT_REST)
    expect(pages["Henrik"].get_by_role("heading", name=said("console.closed"))).to_be_visible()
    expect(pages["Amara"].get_by_role("heading", name=said("phone.closed.title"))).to_be_visible()
    expect(pages["the screen"].get_by_text(said("screen.closed.take"))).to_be_visible()
    assert {who: moved(page) for who, page in pages.items()} == {who: [] for who in pages}


def test_BROWSER_33_nor_on_a_page_without_a_script(device: Device) -> None:
    page = calm(device(*PHONE, reduced_motion="reduce"))
    page.goto("/new")
    page.locator("summary").click()
    expect(page.locator("#passcode")).to_be_visible()
    assert moved(page) == []
