"""The coach: questions that are ready, one that comes by itself, and the camera's for a behaviour nobody could see."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone, Seat
from tests.browser.words import said


@pytest.fixture
def phones(device: Device) -> list[Phone]:
    names = ("Jonas", "Mei-Lin")
    return [Phone(device(320, 568, has_touch=True, is_mobile=True).new_page(), name) for name in names]


def test_BROWSER_12_the_coach_asks_the_lead_and_the_room_if_the_lead_wants(
    host: Host, phones: list[Phone], device: Device
) -> None:
    code = host.opens_a_room("Platform team", "")
    for phone in phones:
        phone.joins(code)
    coach = host.page.get_by_role("region", name=said("console.coach"))
    _opens(host, coach, phones[0])
    host.goes_to("reflect")
    expect(coach.get_by_text(said("console.coach.open.reflect.1"))).to_be_visible()
    expect(coach.get_by_text(said("console.coach.open.lobby.1"))).to_have_count(0)
    _votes(host, phones)
    _is_nudged(host, coach, phones[0])
    _agrees(host, phones)
    _is_asked_what_a_camera_saw(host, phones[0])


def _opens(host: Host, coach: Locator, phone: Phone) -> None:
    """The second of the ready questions is put on the screen, and taken off again."""
    second = said("console.coach.open.lobby.2")
    coach.get_by_role("button", name=second).click()
    coach.get_by_role("button", name=said("console.coach.show"), exact=True).first.click()
    phone.reads(second)
    host.press("console.coach.clear")
    expect(phone.page.get_by_text(second)).to_have_count(0)


def _votes(host: Host, phones: list[Phone]) -> None:
    """Each for a value of their own, and there is one place: half the room is left out."""
    for phone, labels in zip(phones, (("Courage", "Rest", "Fun"), ("Honesty", "Craft", "Care")), strict=True):
        for label in labels:
            phone.puts_in(label)
    host.reads(said("console.reflect.done", done=2, all=2))
    host.goes_to("share")
    host.press("console.curtain.lift")
    host.goes_to("cluster")
    host.goes_to("vote")
    for _ in range(3):
        host.press("console.fewer")
    host.press("console.vote.open")
    for phone, label in zip(phones, ("Courage", "Honesty"), strict=True):
        phone.places_dot(label)
    expect(host.page.get_by_text(said("console.vote.voted", count=2, all=2))).to_be_visible()
    host.press("console.vote.close")


def _is_nudged(host: Host, coach: Locator, phone: Phone) -> None:
    """By itself, with the reason; put on the screen, it is gone from the console."""
    why, question = said("console.coach.why.reach.one", n=1, of=2), said("console.coach.ask.reach")
    expect(coach.get_by_text(why)).to_be_visible()
    expect(coach.get_by_text(question)).to_be_visible()
    assert question not in phone.page.content()
    coach.get_by_role("button", name=said("console.coach.show"), exact=True).first.click()
    phone.reads(question)
    expect(coach.get_by_text(why)).to_have_count(0)
    expect(coach.get_by_text(said("console.coach.on_screen"))).to_be_visible()
    host.press("console.coach.clear")
    host.press("console.vote.take")


def _agrees(host: Host, phones: list[Phone]) -> None:
    host.goes_to("agree")
    host.press("console.agree.ask_all")
    for phone in phones:
        phone.answers("for", "full")
    expect(host.page.get_by_text("2/2").or_(host.button("console.agree.close_all"))).to_be_visible()
    host.press("console.agree.close_all")
    host.press("console.agree.adopt")
    host.goes_to("commit")


def _is_asked_what_a_camera_saw(host: Host, phone: Phone) -> None:
    _proposes(phone, "When it is hard, we will be respectful.")
    mine = phone.page.locator("li", has_text="When it is hard")
    expect(mine.get_by_text(said("question.commit"))).to_be_visible()
    host.reads(said("console.commit.unseen"))
    phone.press("phone.commit.reword")
    phone.page.get_by_label(said("phone.commit.reword.label")).fill("When it is hard, we say so in the room.")
    phone.press("phone.commit.reword.save")
    host.reads("When it is hard, we say so in the room.")
    expect(mine.get_by_text(said("question.commit"))).to_have_count(0)
    expect(host.page.get_by_text(said("console.commit.unseen"))).to_have_count(0)


def _proposes(seat: Seat, text: str) -> None:
    seat.press("phone.commit.propose")
    seat.page.locator("textarea[id^=behaviour]").fill(text)
    seat.press("phone.commit.add")
