"""Time on the console, a pause on every page, and landing with what is agreed."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone
from tests.browser.words import said

TYPED = "Saying it early"


def test_BROWSER_14_a_room_is_paused_goes_on_and_lands(device: Device) -> None:
    laptop = device(1440, 900)
    host, screen = Host(laptop.new_page()), laptop.new_page()
    jonas = Phone(device(320, 568, has_touch=True, is_mobile=True).new_page(), "Jonas")
    code = host.opens_a_room("Platform team", "")
    screen.goto(f"/r/{code}/screen")
    jonas.joins(code)
    _takes_a_shorter_agenda(host)
    host.goes_to("reflect")
    _starts_the_planned_timer(host, jonas)
    for label in ("Honesty", "Courage"):
        jonas.puts_in(label)
    jonas.page.locator("#label").fill(TYPED)
    _pauses(host, screen, jonas)
    _goes_on(host, screen, jonas)
    _lands(host, screen, jonas)


def _takes_a_shorter_agenda(host: Host) -> None:
    host.heading("console.agenda.90")
    host.press("console.agenda.change")
    host.page.get_by_role("radio", name=said("console.agenda.choose.45")).check()
    host.press("console.save")
    host.heading("console.agenda.45")
    host.reads(said("console.time.values.most", each=6, fit=2, most=3))


def _starts_the_planned_timer(host: Host, jonas: Phone) -> None:
    host.page.locator(".top .popover > button").click()
    host.press("console.timer.planned.other", n=8)
    expect(jonas.page.locator(".top .where")).to_contain_text(re.compile(r"[78]:\d\d"))
    expect(host.page.locator("section.time")).to_contain_text(said("console.time.left.other", Count=43))


def _pauses(host: Host, screen: Page, jonas: Phone) -> None:
    host.press("console.pause")
    host.page.locator("dialog").get_by_role("button", name=re.compile(r"^10 min")).click()
    back = re.compile(r"^Back at \d\d:\d\d\.$")
    for page in (host.page, screen, jonas.page):
        expect(page.get_by_role("heading", name=back).first).to_be_visible()
        expect(page.get_by_role("timer")).to_have_text(re.compile(r"^(10:\d\d|9:\d\d)$"))
    expect(jonas.page.locator("#label")).to_be_hidden()
    expect(jonas.page.locator(".top .where")).to_contain_text(said("pause.word"))
    jonas.press("phone.screen")
    expect(jonas.page.locator(".text p").first).to_have_text(back)
    jonas.press("phone.screen.back")
    expect(host.button("console.curtain.lift")).to_be_hidden()


def _goes_on(host: Host, screen: Page, jonas: Phone) -> None:
    host.press("console.paused.resume")
    expect(jonas.page.locator("#label")).to_have_value(TYPED)
    expect(jonas.page.locator(".top .where")).to_contain_text(re.compile(r"[78]:\d\d"))
    expect(screen.get_by_role("heading", name=said("question.reflect"))).to_be_visible()


def _pauses_while_something_is_open(host: Host, jonas: Phone) -> None:
    """A sheet over the page is no way round the pause, and is there again afterwards."""
    jonas.page.get_by_role("button", name="Courage").first.click()
    sheet = jonas.button("phone.move.new")
    expect(sheet).to_be_visible()
    host.press("console.pause")
    host.press("console.pause.open")
    expect(jonas.page.get_by_role("heading", name=said("pause.open"))).to_be_visible()
    expect(sheet).to_be_hidden()
    jonas.press("phone.screen")
    jonas.press("phone.screen.back")
    host.press("console.paused.resume")
    expect(sheet).to_be_visible()
    jonas.page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def _lands(host: Host, screen: Page, jonas: Phone) -> None:
    host.page.locator("nav.stages .foot").get_by_role("button", name=said("console.stage.share")).click()
    host.press("console.leaving.go")
    host.press("console.curtain.lift")
    host.goes_to("cluster")
    _pauses_while_something_is_open(host, jonas)
    for stage in ("vote", "agree"):
        host.goes_to(stage)
    host.press("console.agree.ask_all")
    for _ in range(2):
        jonas.answers("for", "full")
    host.press("console.agree.close_all")
    host.does_with("Honesty", "console.agree.adopt")
    host.press("console.land")
    dialog = host.page.locator("dialog")
    expect(dialog).to_contain_text("Courage")
    dialog.get_by_role("button", name=said("console.land"), exact=True).click()
    host.heading("console.commit")
    expect(jonas.page.get_by_role("heading", name="Honesty").first).to_be_visible()
    expect(screen.get_by_text("Honesty").first).to_be_visible()
    for page in (host.page, screen, jonas.page):
        expect(page.get_by_text(said("status.left_open.these")).first).to_be_visible()
    host.page.goto(f"{host.page.url}/charter")
    host.reads("Courage")
