"""A participant's page at every stage, with its sheets and with the hardest words, for whoever looks at it and however."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Device
from tests.browser.course import GERMAN, HALVES, LABELS, RIGHT_TO_LEFT, along, course, hard_room
from tests.browser.looks import Look
from tests.browser.people import Phone
from tests.browser.prepared import Prepared
from tests.browser.words import said


@pytest.fixture
def room(server: str) -> Prepared:
    return hard_room(server)


@pytest.fixture
def amara(room: Prepared, device: Device) -> Phone:
    return Phone(room.page(device, "Amara", 390, 844, has_touch=True, is_mobile=True), "Amara")


@pytest.mark.parametrize("places", HALVES)
def test_BROWSER_32_a_phone_through_the_stages(
    room: Prepared, amara: Phone, look: Look, places: Sequence[str]
) -> None:
    for place in along(room, places):
        amara.page.reload()
        expect(amara.page.locator("main h1").first).to_be_visible()
        look.over(place, amara.page)
        amara.press("phone.screen")
        amara.heading("phone.screen.now")
        look.over(f"{place}, on the screen", amara.page)


def test_BROWSER_32_what_a_phone_opens_at_any_stage(room: Prepared, amara: Phone, look: Look) -> None:
    amara.press("phone.lobby.here")
    amara.reads(said("phone.lobby.word"))
    look.over("checked in", amara.page)
    amara.press("phone.park")
    look.over("parking", amara.page)
    amara.page.locator("#parked").fill(GERMAN * 2)
    amara.press("phone.park.do")
    amara.reads(said("phone.park.done"))
    amara.press("phone.park")
    look.over("parked", amara.page)
    amara.page.keyboard.press("Escape")
    amara.press("phone.you")
    amara.press("oneself.show")
    expect(amara.page.locator(".letters")).to_be_visible()
    look.over("oneself, with a code", amara.page)
    amara.press("life.everything")
    expect(amara.page.locator("#all-sure")).to_be_visible()
    look.over("erasing everything", amara.page)
    amara.page.keyboard.press("Escape")
    room.lead("show_question", text=f"{GERMAN} {RIGHT_TO_LEFT}")
    room.lead("blank", on=True)
    amara.reads(said("phone.blank"))
    look.over("a question, and a blank screen", amara.page)
    room.lead("pause")
    amara.reads(said("pause.kept"))
    look.over("paused", amara.page)
    room.lead("resume")
    amara.loses_the_network()
    amara.reads(said("line.away"))
    look.over("without a network", amara.page)


def test_BROWSER_32_what_a_phone_writes(room: Prepared, amara: Phone, look: Look) -> None:
    room.lead("go_to", stage="reflect")
    for label in LABELS:
        amara.page.locator("#label").fill(label)
        amara.press("phone.deck.keep")
    look.over("kept on the phone", amara.page)
    amara.press("phone.deck.open")
    amara.heading("phone.deck.title")
    look.over("the deck", amara.page)
    amara.press("phone.deck.back")
    room.lead("last_call")
    amara.reads(said("phone.last_call"))
    look.over("last call", amara.page)
    amara.press("phone.narrow.put_in.other", count="three")
    amara.heading("phone.narrow.all.other", count="three")
    look.over("what goes in", amara.page)


def test_BROWSER_32_what_a_phone_moves_and_names(room: Prepared, amara: Phone, look: Look) -> None:
    next(along(room, ["name"]))
    amara.heading("question.cluster")
    amara.page.get_by_role("button", name=GERMAN).first.click()
    expect(amara.page.locator("dialog")).to_be_visible()
    look.over("moving a card", amara.page)
    amara.page.keyboard.press("Escape")
    amara.press("phone.cluster.more", name=GERMAN)
    look.over("naming a cluster", amara.page)


@pytest.mark.parametrize("scale", ["kaner", "fist", "consent"])
def test_BROWSER_32_what_a_phone_answers(room: Prepared, amara: Phone, look: Look, scale: str) -> None:
    room.lead("change_settings", scale=scale)
    next(along(room, ["round"]))
    asked = amara.page.get_by_role("heading", level=1, name=GERMAN)
    expect(asked).to_be_visible()
    look.over(f"{scale}, asked", amara.page)
    first = {"kaner": "phone.agree.talk", "fist": "phone.agree.two", "consent": "phone.agree.object"}
    amara.page.get_by_role("button").filter(has_text=said(first[scale])).click()
    expect(amara.page.locator("#need")).to_be_visible()
    look.over(f"{scale}, asked what it needs", amara.page)


def test_BROWSER_32_what_a_phone_proposes_and_signs(room: Prepared, amara: Phone, look: Look) -> None:
    places = course(room)
    next(one for one in places if one == "focus")
    amara.press("phone.agree.propose")
    expect(amara.page.locator("#wording")).to_be_visible()
    look.over("another wording", amara.page)
    amara.page.keyboard.press("Escape")
    next(one for one in places if one == "commit")
    amara.press("phone.commit.propose")
    amara.press("phone.sign.add_reservation")
    look.over("a behaviour and a reservation", amara.page)


def test_BROWSER_32_a_phone_that_has_to_go(room: Prepared, amara: Phone, device: Device, look: Look) -> None:
    late = Phone(room.page(device, "Jonas", 390, 844), "Jonas")
    amara.press("phone.you")
    amara.press("oneself.show")
    other = device(390, 844).new_page()
    other.goto(f"/r/{room.code}/enter")
    other.locator("#pass").fill(amara.page.locator(".letters").inner_text())
    other.locator("button.main").click()
    amara.reads(said("oneself.used"))
    look.over("another device, in the sheet", amara.page)
    amara.page.get_by_role("button", name="Sign out the device").click()
    signed_out = Phone(other, "Amara")
    signed_out.heading("gone.revoked")
    look.over("signed out", other)
    room.lead("remove_member", member=room.ids["Amara"])
    amara.heading("gone.removed")
    look.over("removed", amara.page)
    room.lead("remove_member", member=room.ids["Jonas"], keep_out=True)
    late.page.get_by_role("link", name=said("gone.again")).click()
    late.heading("page.problem.kept_out")
    look.over("kept out", late.page)
