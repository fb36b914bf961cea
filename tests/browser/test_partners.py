"""Story partners: drawn on the console, said on the phones, one sentence on the screen."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone, Seat
from tests.browser.words import said


class Talker(Phone):
    def is_remote(self) -> None:
        switch = self.page.get_by_role("switch", name=said("phone.remote"))
        switch.click()
        expect(switch).to_have_attribute("aria-checked", "true")

    def talks_with(self, *names: str) -> None:
        heading = self.page.get_by_role("heading", level=1)
        expect(heading).to_contain_text(
            said("phone.partners.one" if len(names) == 1 else "phone.partners.other")
        )
        for name in names:
            expect(heading).to_contain_text(name)

    def partners(self) -> str:
        return self.page.locator("h1 .names").inner_text()


@pytest.fixture
def phones(device: Device) -> list[Talker]:
    sizes = {"Mei-Lin": (390, 844), "Jonas": (320, 568), "Amara": (390, 844)}
    return [
        Talker(device(width, height, has_touch=True, is_mobile=True).new_page(), name)
        for name, (width, height) in sizes.items()
    ]


def test_BROWSER_15_everyone_finds_partners_and_nobody_is_left_behind(
    host: Host, phones: list[Talker], device: Device
) -> None:
    mei, jonas, amara = phones
    code = host.opens_a_room("Platform team", "")
    screen = Seat(device(1920, 1080, storage_state=host.page.context.storage_state()).new_page())
    screen.page.goto(f"/r/{code}/screen")
    for phone in phones:
        phone.joins(code)
    amara.is_remote()
    ruth = _a_guest_by_telephone(host)
    host.goes_to("reflect")
    mei.puts_in("Candour")
    _ends_the_writing(host)
    host.press("console.partners.pairs")
    amara.talks_with("Ruth")
    amara.reads(said("phone.partners.apart"))
    mei.talks_with("Jonas")
    jonas.talks_with("Mei-Lin")
    mei.reads("Candour")
    host.reads("Amara and Ruth")
    screen.heading("partners.find")
    assert "Amara and Ruth" not in screen.page.content()
    _guest_reads(host, ruth, "Amara")
    host.press("console.curtain.lift")
    screen.heading("partners.find")
    host.press("console.partners.again.pairs")
    expect(mei.page.locator("h1 .names")).not_to_have_text("Jonas")
    before = mei.partners()
    assert before in ("Amara", "Ruth")
    _goes_home(host, before)
    mei.talks_with("Jonas", "Ruth" if before == "Amara" else "Amara")
    host.press("console.partners.end")
    mei.heading("question.share")
    screen.reads("Candour")


def _a_guest_by_telephone(host: Host) -> Talker:
    host.press("console.people.add_guest")
    host.page.locator("#guest-name").fill("Ruth")
    host.press("console.people.add")
    ruth = Talker(host.page, "Ruth")
    host.press("console.person.speak")
    ruth.is_remote()
    host.page.keyboard.press("Escape")
    return ruth


def _ends_the_writing(host: Host) -> None:
    host.page.locator("nav.stages .foot").get_by_role("button", name=said("console.stage.share")).click()
    host.press("console.leaving.go")
    expect(host.page.locator("nav.stages [aria-current=step]")).to_contain_text(said("console.stage.share"))


def _guest_reads(host: Host, guest: Talker, partner: str) -> None:
    host.page.get_by_role("button", name=guest.name, exact=True).click()
    expect(host.page.locator("dialog h1 .names")).to_have_text(partner)
    host.page.keyboard.press("Escape")
    expect(host.page.locator("dialog")).to_have_count(0)


def _goes_home(host: Host, name: str) -> None:
    host.page.locator("aside summary", has_text=said("console.people")).click()
    host.page.get_by_role("button", name=said("console.person.more", name=name)).click()
    host.press("console.person.remove")
    host.page.locator("dialog").get_by_role("button", name=said("console.person.remove"), exact=True).click()
    expect(host.page.locator("dialog")).to_have_count(0)
