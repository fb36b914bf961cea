"""Committing in browsers: behaviours, vision and practice in balance, signing."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone, Seat
from tests.browser.prepared import Prepared
from tests.browser.words import said

PHONE = {"has_touch": True, "is_mobile": True}
DOES, ALSO, WONT = (
    "When a date slips, we will say so.",
    "When it hurts, we will stay.",
    "wait until we're asked.",
)


@pytest.fixture
def room(server: str) -> Prepared:
    prepared = Prepared(server)
    prepared.joins("Mei-Lin", "Jonas", "Amara", "Tobias", "Priya")
    prepared.agrees(Honesty="We say what we see.", Courage="")
    return prepared


@pytest.fixture
def host(room: Prepared, device: Device) -> Host:
    return Host(room.page(device, "Henrik", 1440, 900))


@pytest.fixture
def mei(room: Prepared, device: Device) -> Phone:
    return Phone(room.page(device, "Mei-Lin", 390, 844, **PHONE), "Mei-Lin")


@pytest.fixture
def jonas(room: Prepared, device: Device) -> Phone:
    return Phone(room.page(device, "Jonas", 320, 568, **PHONE), "Jonas")


def proposes(phone: Phone, value: str, text: str, kind: str = "will") -> None:
    section = phone.page.locator("section").filter(has=phone.page.get_by_role("heading", name=value))
    section.get_by_role("button", name=said("phone.commit.propose")).click()
    section.get_by_role("button", name=said(f"phone.commit.kind.{kind}"), exact=True).click()
    section.locator("textarea").fill(text)
    section.get_by_role("button", name=said("phone.commit.add")).click()
    phone.reads(text)


def accepts(host: Host, text: str) -> None:
    item = host.page.locator("li", has_text=text)
    item.get_by_role("button", name=said("console.commit.accept"), exact=True).click()
    expect(item.get_by_role("button", name=said("console.commit.drop"))).to_be_visible()


def test_BROWSER_21_behaviours_make_vision_and_practice_balance_and_everyone_can_sign(
    room: Prepared, host: Host, mei: Phone, jonas: Phone, device: Device
) -> None:
    screen = Seat(room.projector(device))
    screen.reads(said("screen.commit.lacks.behaviour"))
    screen.reads(said("screen.commit.lacks.both"))
    host.reads(said("console.commit.balance.other", n=0, all=2))
    proposes(mei, "Honesty", DOES)
    proposes(jonas, "Honesty", WONT, "wont")
    proposes(jonas, "Courage", ALSO)
    jonas.endorses(DOES)
    mei.endorses(DOES)
    host.reads(said("console.commit.behind.other", n=2))
    for text in (WONT, DOES, ALSO):
        accepts(host, text)
    host.reads(said("console.commit.balance.one", n=1, all=2))
    host.reads(said("console.commit.lacks.statement"))
    screen.reads(said("screen.commit.lacks.statement"))
    lines = screen.page.locator("article", has_text="Honesty").locator("li")
    expect(lines).to_have_text([DOES, f"{said('screen.commit.wont')} {WONT}"])
    mei.signs("named", "Only if calls count too.")
    jonas.signs("unnamed")
    jonas.page.get_by_role("button", name=said("phone.sign.withdraw")).click()
    screen.reads(said("screen.commit.signed.one"))
    jonas.page.get_by_role("radio", name=said("phone.sign.later")).check(force=True)
    expect(jonas.page.get_by_role("button", name=said("phone.sign.sign"))).to_have_count(0)
    assert "Mei-Lin" not in screen.page.locator(".sign").inner_text()
    page = host.page.context.new_page()
    page.goto(f"/r/{room.code}/charter")
    expect(page.get_by_text("No statement yet.")).to_be_visible()
    expect(page.get_by_text("Only if calls count too.")).to_be_visible()


def test_COMMIT_10_who_signed_an_earlier_text_is_told_and_signs_again(
    room: Prepared, mei: Phone, device: Device
) -> None:
    mei.signs("unnamed", "Only if calls count too.")
    room.lead("add_commitment", text="Hang it up", owner=room.ids["Jonas"], due="2030-12-08")
    mei.reads(said("phone.sign.earlier"))
    mei.page.get_by_role("link", name=said("phone.sign.again")).click()
    mei.heading("phone.sign.changed")
    expect(mei.page.locator("#reservation")).to_have_value("Only if calls count too.")
    mei.page.locator("#reservation").fill("")
    mei.page.get_by_role("radio", name=said("phone.sign.named")).check(force=True)
    mei.press("phone.sign.sign")
    mei.reads(said("phone.sign.done.named"))
    expect(mei.page.get_by_text(said("phone.sign.earlier"))).to_have_count(0)
    # Drawn at once; what is asked for next is what the room has.
    mei.is_heard()
    charter = room.sees()["shared"]["charter"]
    assert (charter["signed"], charter["signers"], charter["reservations"]) == (1, ["Mei-Lin"], [])
