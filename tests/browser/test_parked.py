"""Parked thoughts in browsers: written on a phone, listed on the console, shown and settled at `commit`."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone, Seat
from tests.browser.prepared import Prepared
from tests.browser.words import said

PHONE = {"has_touch": True, "is_mobile": True}


class Parker(Phone):
    def parks(self, text: str, *, named: bool = False) -> None:
        self.press("phone.park")
        self.page.locator("#parked").fill(text)
        if named:
            self.page.get_by_role("switch", name=said("phone.park.named")).click()
            expect(self.page.locator("dialog").get_by_text(said("privacy.open.means"))).to_be_visible()
        self.press("phone.park.do")


@pytest.fixture
def room(server: str) -> Prepared:
    prepared = Prepared(server)
    prepared.joins("Noor", "Jonas", "Amara")
    return prepared


@pytest.fixture
def noor(room: Prepared, device: Device) -> Parker:
    return Parker(room.page(device, "Noor", 320, 568, **PHONE), "Noor")


@pytest.fixture
def host(room: Prepared, device: Device) -> Host:
    return Host(room.page(device, "Henrik", 1440, 900))


def of(host: Host, what: str, text: str) -> None:
    """Settle the thought with this text."""
    host.page.get_by_role("button", name=said("console.parked.of", what=said(what), text=text)).click()


def test_BROWSER_16_thoughts_are_parked_on_phones_and_settled_at_commit(
    room: Prepared, noor: Parker, host: Host, device: Device
) -> None:
    noor.parks("On-call pay, again.")
    noor.reads(said("phone.park.done"))
    noor.parks("Who waters the plants?", named=True)
    host.reads("On-call pay, again.")
    noor.parks("Jonas is lazy")
    host.page.get_by_role("button", name=said("console.hide_what", what="Jonas is lazy")).click()
    host.reads(said("console.parked.hidden", count=1))
    room.agrees(Honesty="We say what we see.")
    room.does("Jonas", "park", text="Fewer meetings on Mondays")
    screen = Seat(room.projector(device))
    amara = Phone(room.page(device, "Amara", 390, 844, **PHONE), "Amara")
    amara.heading("question.commit")
    host.reads(said("console.parked.show"))
    assert "On-call" not in screen.page.content() + amara.page.content()
    host.press("console.parked.show")
    for seat in (screen, amara):
        seat.reads("On-call pay, again.")
        seat.reads("Fewer meetings on Mondays")
        assert "lazy" not in seat.page.content()
    screen.reads("Noor")
    of(host, "console.parked.commit", "Who waters the plants?")
    form = host.page.locator("form", has=host.page.locator("input[id^=parked-]"))
    form.locator("select").select_option(label="Amara")
    form.locator("input[type=date]").fill("2030-12-08")
    form.get_by_role("button", name=said("console.commit.take_on")).click()
    of(host, "console.parked.follow_up", "On-call pay, again.")
    of(host, "console.parked.let_go", "Fewer meetings on Mondays")
    amara.heading("phone.park.later")
    screen.reads(said("screen.parked.later.one"))
    screen.reads(said("screen.commit.owner", name="Amara", day="8 December"))
    expect(screen.page.get_by_text("Fewer meetings on Mondays")).to_have_count(0)
    page = host.page.context.new_page()
    page.goto(f"/r/{room.code}/charter")
    expect(page.get_by_role("heading", name="For the follow-up")).to_be_visible()
    expect(page.get_by_text("On-call pay, again.")).to_be_visible()


def test_PARK_9_what_is_typed_is_kept_offline_and_back_in_its_field_when_refused(
    room: Prepared, noor: Parker
) -> None:
    noor.press("phone.park")
    noor.page.locator("#parked").fill("Half a th")
    noor.page.keyboard.press("Escape")
    noor.page.reload()
    noor.press("phone.park")
    expect(noor.page.locator("#parked")).to_have_value("Half a th")
    noor.loses_the_network()
    noor.page.locator("#parked").fill("A whole thought")
    noor.press("phone.park.do")
    noor.reads(said("line.away"))
    assert not room.sees()["lead"]["parked"]
    noor.page.context.set_offline(False)
    noor.reads(said("phone.park.done"))
    assert [item["text"] for item in room.sees()["lead"]["parked"].values()] == ["A whole thought"]
    for number in range(9):
        room.does("Noor", "park", text=f"{number}")
    noor.parks("One too many")
    expect(noor.page.get_by_role("alert").filter(has_text="10 of your thoughts")).to_be_visible()
    noor.press("phone.park")
    expect(noor.page.locator("#parked")).to_have_value("One too many")
    noor.page.get_by_role("button", name=said("phone.park.back_what", text="A whole thought")).click()
    noor.press("phone.park.do")
    noor.reads(said("phone.park.done"))


def test_PARK_10_the_confirmation_goes_with_the_stage(room: Prepared, noor: Parker) -> None:
    noor.parks("On-call pay, again.")
    noor.reads(said("phone.park.done"))
    room.lead("go_to", stage="reflect")
    noor.heading("question.reflect")
    expect(noor.page.get_by_text(said("phone.park.done"))).to_have_count(0)
    room.lead("go_to", stage="lobby")
    noor.heading("phone.lobby.in", name="Noor")
    expect(noor.page.get_by_text(said("phone.park.done"))).to_have_count(0)


def test_PARK_11_before_the_seal_the_console_says_what_becomes_of_the_rest(
    room: Prepared, host: Host
) -> None:
    room.does("Noor", "park", text="On-call pay, again.")
    room.agrees(Honesty="We say what we see.")
    host.press("console.commit.seal")
    host.reads(said("console.parked.left.one"))
    host.page.locator("dialog").get_by_role("button", name=said("console.commit.seal")).click()
    host.heading("console.closed")
    assert list(room.sees()["shared"]["charter"]["for_follow_up"].values()) == ["On-call pay, again."]
