"""Suggested clusters at the console: asked for, one taken, one put away, by keyboard as well."""

from playwright.sync_api import expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone
from tests.browser.words import said


def test_SUGGEST_12_the_lead_takes_one_and_puts_another_away(device: Device) -> None:
    host = Host(device(1024, 768).new_page())
    jonas = Phone(device(320, 568, has_touch=True, is_mobile=True).new_page(), "Jonas")
    mei = Phone(device(320, 568, has_touch=True, is_mobile=True).new_page(), "Mei-Lin")
    code = host.opens_a_room("Platform team", "")
    for phone in (jonas, mei):
        phone.joins(code)
    host.goes_to("reflect")
    for phone, labels in (
        (jonas, ("Honesty", "Kindness", "Zeppelin")),
        (mei, ("truth", "caring", "Gondola")),
    ):
        for label in labels:
            phone.puts_in(label)
    host.reads(said("console.reflect.done", done=2, all=2))
    host.goes_to("share")
    host.press("console.curtain.lift")
    host.goes_to("cluster")
    host.press("console.suggest")
    host.reads(said("console.suggested.why.named", text="Honesty"))
    host.page.get_by_role("button", name=said("console.suggested.no_to", name="Kindness")).click()
    yes = host.page.get_by_role("button", name=said("console.suggested.yes_to", name="Honesty"))
    yes.focus()
    yes.press("Enter")
    tray = host.page.locator("section.tray")
    expect(tray).to_have_count(1)
    expect(tray.locator("li.slip")).to_have_count(2)
    host.reads(said("console.suggested.none"))
    expect(host.page.get_by_role("region", name=said("console.suggested"))).to_be_focused()
