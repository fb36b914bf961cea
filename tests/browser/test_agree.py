"""Agreeing by fist to five: two blocked rounds, a value that is split, and somebody who comes late."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone, Seat
from tests.browser.words import said


@pytest.fixture
def phones(device: Device) -> list[Phone]:
    """Mei-Lin on a phone, Jonas on a small one."""
    sizes = {"Mei-Lin": (390, 844), "Jonas": (320, 568)}
    return [
        Phone(device(*size, has_touch=True, is_mobile=True).new_page(), name) for name, size in sizes.items()
    ]


def test_BROWSER_17_fist_to_five_a_split_value_and_a_late_voice(
    host: Host, phones: list[Phone], device: Device
) -> None:
    code = _opens_by_fist(host)
    mei, jonas = phones
    for phone in phones:
        phone.joins(code)
    _takes(host, mei, "Courage")
    screen = Seat(host.page.context.new_page())
    screen.page.goto(f"/r/{code}/screen")
    _blocked_twice(host, mei, jonas)
    screen.reads("“We speak up.”")
    screen.reads(said("needs.unsaid.one", n=1))
    screen.reads(said("level.fist.against"))
    screen.reads(said("result.blocked"))
    _split(host, mei, jonas)
    late = Phone(device(390, 844, has_touch=True, is_mobile=True).new_page(), "Noor")
    _comes_late(host, late, code)
    assert "Who pays" not in screen.page.content() + mei.page.content()


def _opens_by_fist(host: Host) -> str:
    """By the page's settings, as one finds them there; gives the code."""
    host.page.goto("/new")
    host.page.locator("#title").fill("Platform team")
    host.page.locator("#host_name").fill("Henrik")
    host.page.locator("summary", has_text=said("page.new.more")).click()
    host.page.get_by_label(said("page.new.scale.fist")).check()
    host.page.get_by_role("button", name=said("page.new.open")).click()
    host.heading("console.lobby")
    return host.page.url.rsplit("/", 1)[-1]


def _takes(host: Host, phone: Phone, label: str) -> None:
    """One value, which needs no vote."""
    host.goes_to("reflect")
    phone.puts_in(label)
    host.page.locator("nav.stages .foot").get_by_role("button", name=said("console.stage.share")).click()
    host.press("console.leaving.go")
    host.press("console.curtain.lift")
    host.goes_to("cluster")
    host.goes_to("vote")
    host.goes_to("agree")


def _words(host: Host, value: str, statement: str) -> None:
    host.opens_menu_of(value)
    host.press("console.agree.reword")
    host.page.locator("#word-statement").fill(statement)
    host.press("console.agree.word.save")
    expect(host.row(value).get_by_text(statement)).to_be_visible()


def _blocked_twice(host: Host, mei: Phone, jonas: Phone) -> None:
    _words(host, "Courage", "We speak up.")
    host.opens_menu_of("Courage")
    host.press("console.agree.focus")
    for wording in ("", "We speak up the same day."):
        if wording:
            _words(host, "Courage", wording)
        host.does_with("Courage", "console.agree.ask_again" if wording else "console.agree.ask")
        _shows(mei, "five", need="")
        _shows(jonas, "none", need="")
        host.does_with("Courage", "console.agree.close")
        expect(host.row("Courage").get_by_text(said("result.blocked"), exact=True)).to_be_visible()
    expect(host.row("Courage").get_by_text("“We speak up.”")).to_be_visible()


def _shows(phone: Phone, fingers: str, need: str) -> None:
    """A hand: one tap, and perhaps a need."""
    phone.page.get_by_role("button", name=said(f"phone.agree.{fingers}")).click()
    if need:
        phone.page.locator("#need").fill(need)
    phone.press("phone.agree.answer")


def _split(host: Host, mei: Phone, jonas: Phone) -> None:
    offered = host.row("Courage").locator(".ways").get_by_role("button")
    assert [label.strip() for label in offered.all_inner_texts()] == [
        said(f"console.agree.way.{way}") for way in ("word", "split", "aside", "open")
    ]
    host.press("console.agree.way.split")
    host.page.locator("#split-name").fill("Candour")
    host.page.locator("#split-other_name").fill("Trying things")
    host.press("console.agree.split.do")
    expect(host.row("Trying things")).to_be_visible()
    host.does_with("Candour", "console.agree.ask_again")
    _shows(mei, "five", need="")
    _shows(jonas, "four", need="")
    host.does_with("Candour", "console.agree.close")
    host.does_with("Candour", "console.agree.adopt")
    mei.reads(said("status.adopted"))


def _comes_late(host: Host, late: Phone, code: str) -> None:
    late.page.goto(f"/j/{code}")
    late.page.locator("#name").fill(late.name)
    late.page.get_by_role("button", name=said("page.join.come_in")).click()
    late.press("phone.late.voice.concern")
    late.page.get_by_label(said("phone.late.voice.text")).fill("Who pays for it?")
    late.press("phone.late.voice.send")
    late.reads(said("phone.late.voiced.concern"))
    _hears(host.page)


def _hears(console: Page) -> None:
    row = console.get_by_role("region", name="Candour")
    expect(row.get_by_text("Who pays for it?")).to_be_visible()
    expect(row.get_by_text(said("console.late.concerns.one", n=1))).to_be_visible()
    assert "Noor" not in row.inner_text()
