"""Reflecting on a phone: from one's own words and the deck to the few that go in."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone
from tests.browser.words import said


class Reflecting(Phone):
    """Somebody with time for it."""

    def keeps(self, label: str) -> None:
        self.page.locator("#label").fill(label)
        self.press("phone.deck.keep")
        expect(self.kept(label)).to_be_visible()

    def kept(self, label: str) -> Locator:
        return self.button("phone.value.edit", label=label)

    def cards(self) -> Locator:
        return self.page.locator("main li button[aria-pressed]")

    def picks(self, count: int) -> list[str]:
        """The first cards of the deck; gives their values."""
        self.press("phone.deck.open")
        expect(self.cards()).to_have_count(12)
        for place in range(count):
            self.cards().nth(place).click()
            expect(self.cards().nth(place)).to_have_attribute("aria-pressed", "true")
        return [text.strip() for text in self.cards().all_inner_texts()[:count]]


@pytest.fixture
def mei(host: Host, device: Device) -> Reflecting:
    phone = Reflecting(device(320, 568, has_touch=True, is_mobile=True).new_page(), "Mei")
    phone.joins(host.opens_a_room("Platform team", ""))
    host.goes_to("reflect")
    phone.heading("question.reflect")
    return phone


def _ends_the_writing(host: Host) -> None:
    """Though somebody may still be writing."""
    host.page.locator("nav.stages .foot").get_by_role("button", name=said("console.stage.share")).click()
    host.press("console.leaving.go")
    expect(host.page.locator("nav.stages [aria-current=step]")).to_contain_text(said("console.stage.share"))


def _source(page: Page) -> str:
    return page.content()


def test_DECK_7_what_is_chosen_goes_in_and_the_rest_stays_on_the_phone(host: Host, mei: Reflecting) -> None:
    mei.keeps("Saying it early")
    picked = mei.picks(3)
    mei.page.reload()
    for label in ("Saying it early", *picked):
        expect(mei.kept(label)).to_be_visible()
    mei.press("phone.deck.narrow")
    mei.heading("phone.narrow.question.other", count="three")
    mei.press("phone.narrow.raise", label=picked[2])
    expect(mei.button("phone.narrow.lower", label=picked[2])).to_be_focused()
    mei.press("phone.narrow.put_in.other", count="three")
    mei.reads(said("phone.reflect.done"))
    for label in ("Saying it early", picked[0], picked[2]):
        expect(mei.button("phone.value.remove", label=label)).to_be_visible()
    host.reads(said("console.reflect.done", done=1, all=1))
    assert picked[1] not in _source(host.page)
    mei.press("phone.value.remove", label=picked[0])
    expect(mei.kept(picked[1])).to_be_visible()
    _ends_the_writing(host)
    host.reads("Saying it early")
    host.reads(picked[2])
    assert picked[1] not in _source(host.page)
    assert picked[0] not in _source(host.page)


def test_DECK_8_what_nobody_put_in_can_be_put_in_later(host: Host, mei: Reflecting) -> None:
    mei.keeps("Saying it early")
    mei.keeps("Humour")
    _ends_the_writing(host)
    mei.reads(said("phone.deck.left.other", Count="Two"))
    assert "Humour" not in _source(host.page)
    mei.press("phone.share.add")
    mei.kept("Humour").click()
    expect(mei.page.locator("#label")).to_have_value("Humour")
    mei.press("phone.value.put_in")
    host.reads("Humour")
    assert "Saying it early" not in _source(host.page)


def test_DECK_4_a_deck_that_did_not_come_through_says_so_and_is_asked_for_again(mei: Reflecting) -> None:
    mei.page.context.route("**/api/v1/deck", lambda route: route.abort())
    mei.press("phone.deck.open")
    mei.reads(said("phone.deck.missing"))
    mei.page.context.unroute("**/api/v1/deck")
    mei.press("phone.deck.again")
    expect(mei.cards()).to_have_count(12)
