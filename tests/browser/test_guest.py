"""Somebody without a phone: the host writes down what they say, from the first value to their signature."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone
from tests.browser.words import said


class Guest(Phone):
    """Sits beside the host: what they say is entered in a dialog of the host's console."""

    def speaks(self) -> None:
        self.page.get_by_role("button", name=self.name, exact=True).click()
        self.reads(said("console.speak.know", name=self.name))

    def is_done(self) -> None:
        self.page.keyboard.press("Escape")
        expect(self.page.locator("dialog")).to_have_count(0)


@pytest.fixture
def console(device: Device) -> Page:
    return device(1440, 900).new_page()


@pytest.fixture
def jonas(device: Device) -> Phone:
    return Phone(device(320, 568, has_touch=True, is_mobile=True).new_page(), "Jonas")


def test_BROWSER_10_a_guest_takes_part_through_the_host(console: Page, jonas: Phone) -> None:
    host, ruth = Host(console), Guest(console, "Ruth")
    jonas.joins(host.opens_a_room("Platform team", ""))
    _comes_in(host, ruth)
    host.goes_to("reflect")
    ruth.speaks()
    for label in ("Courage", "Rest", "Craft"):
        ruth.puts_in(label)
    ruth.is_done()
    for label in ("Courage", "Honesty", "Humour"):
        jonas.puts_in(label)
    host.reads(said("console.reflect.done", done=2, all=2))
    host.goes_to("share")
    host.press("console.curtain.lift")
    jonas.reads("Craft")
    host.goes_to("cluster")
    _vote(host, ruth, jonas)
    _agree(host, ruth, jonas)
    host.goes_to("commit")
    ruth.speaks()
    ruth.signs("named", "Only if it counts for calls.")
    ruth.is_done()
    jonas.reads(said("phone.signed.one", n=1))


def _comes_in(host: Host, guest: Guest) -> None:
    host.press("console.people.add_guest")
    host.page.locator("#guest-name").fill(guest.name)
    host.press("console.people.add")
    host.press("console.person.speak")
    guest.heading("phone.lobby.in", name=guest.name)
    guest.is_done()


def _vote(host: Host, guest: Guest, jonas: Phone) -> None:
    host.goes_to("vote")
    for _ in range(2):
        host.press("console.fewer")
    host.press("console.vote.open")
    guest.speaks()
    guest.places_dot("Courage")
    guest.is_done()
    jonas.places_dot("Courage")
    expect(host.page.get_by_text(said("console.vote.voted", count=2, all=2))).to_be_visible()
    host.press("console.vote.close")
    host.press("console.vote.take")


def _agree(host: Host, guest: Guest, jonas: Phone) -> None:
    host.goes_to("agree")
    host.press("console.agree.ask_all")
    guest.speaks()
    guest.answers("for", "minor", "That it counts for calls too.")
    guest.reads(said("phone.agree.all_answered.one"))
    guest.is_done()
    jonas.answers("for", "full")
    host.press("console.agree.close_all")
    host.press("console.curtain.lift")
    jonas.reads("That it counts for calls too.")
    host.does_with("Courage", "console.agree.adopt")
