"""Drafts in groups: two phones, one text, and what becomes of it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone, Seat
from tests.browser.words import said

MEIS = "We say what we see."
JONAS = "We say what we see, and to whom it concerns."
BEHAVIOUR = "When a date slips, we will say so the same day."


class Drafter(Phone):
    def types(self, statement: str) -> None:
        self.page.locator("#draft-statement").fill(statement)

    def saves(self, statement: str) -> None:
        self.types(statement)
        self.press("phone.draft.save")
        self.reads(said("phone.draft.saved"))

    def has(self, statement: str) -> None:
        expect(self.page.locator("#draft-statement")).to_have_value(statement)


@pytest.fixture
def phones(device: Device) -> list[Drafter]:
    return [
        Drafter(device(390, 844, has_touch=True, is_mobile=True).new_page(), "Mei-Lin"),
        Drafter(device(320, 568, has_touch=True, is_mobile=True).new_page(), "Jonas"),
    ]


def test_BROWSER_20_a_pair_drafts_and_its_text_comes_to_the_group(
    host: Host, phones: list[Drafter], device: Device
) -> None:
    mei, jonas = phones
    code = host.opens_a_room("Platform team", "")
    screen = Seat(device(1920, 1080, storage_state=host.page.context.storage_state()).new_page())
    screen.page.goto(f"/r/{code}/screen")
    for phone in phones:
        phone.joins(code)
    _choose_candour(host, phones)
    host.press("console.agree.draft")
    screen.heading("screen.agree.drafting")
    _draft_together(mei, jonas)
    for other in (host, screen):
        assert JONAS not in other.page.content()
    jonas.types("Typed, and never saved.")
    host.press("console.agree.end_drafting")
    host.reads(JONAS)
    jonas.reads(said("phone.draft.left", button=said("phone.agree.propose")))
    jonas.press("phone.agree.propose")
    expect(jonas.page.locator("#wording")).to_have_value("Typed, and never saved.")
    jonas.page.keyboard.press("Escape")
    host.press("console.curtain.lift")
    mei.reads(JONAS)
    _agree(host, phones)
    host.goes_to("commit")
    mei.reads(BEHAVIOUR)


def _choose_candour(host: Host, phones: list[Drafter]) -> None:
    host.goes_to("reflect")
    for phone in phones:
        phone.puts_in("Candour")
    host.page.locator("nav.stages .foot").get_by_role("button", name=said("console.stage.share")).click()
    host.press("console.leaving.go")
    host.press("console.curtain.lift")
    for stage in ("cluster", "vote", "agree"):
        host.goes_to(stage)


def _draft_together(mei: Drafter, jonas: Drafter) -> None:
    mei.saves(MEIS)
    jonas.has(MEIS)
    jonas.types(JONAS)
    jonas.page.reload()
    jonas.has(JONAS)
    mei.page.locator("#draft-behaviour").fill(BEHAVIOUR)
    mei.saves(MEIS)
    jonas.reads(said("phone.draft.theirs"))
    jonas.has(JONAS)
    jonas.press("phone.draft.take_theirs")
    jonas.has(MEIS)
    jonas.saves(JONAS)
    mei.has(JONAS)
    expect(mei.page.locator("#draft-behaviour")).to_have_value(BEHAVIOUR)


def _agree(host: Host, phones: list[Drafter]) -> None:
    host.row("Candour").get_by_role("button", name=said("console.agree.wordings.one", n=1)).click()
    host.press("console.agree.use")
    host.press("console.agree.ask_all")
    for phone in phones:
        phone.answers("for", "full")
        phone.reads(said("phone.agree.all_answered.one"))
    host.press("console.agree.close_all")
    host.does_with("Candour", "console.agree.adopt")
