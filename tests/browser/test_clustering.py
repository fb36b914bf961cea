"""Clustering: a card with two homes, a card in somebody's hand, and clusters that look alike."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Device, four_at_cluster
from tests.browser.people import Host, Phone
from tests.browser.words import said

VALUES = ("Honesty", "Integrity", "Fun", "Rest")


def moves(phone: Phone, card: str, cluster: str) -> None:
    lifts(phone, card)
    phone.page.locator("dialog").get_by_role("button", name=cluster).click()
    expect(phone.page.locator("dialog")).to_have_count(0)


def lifts(phone: Phone, card: str) -> None:
    phone.page.locator(".card-button", has_text=card).click()
    expect(phone.page.locator("dialog")).to_be_visible()


@pytest.fixture
def room(device: Device) -> tuple[Host, list[Phone], Page]:
    """Four people at `cluster`, with trays for Honesty and Integrity; the console and the screen."""
    host, people, screen = four_at_cluster(device, VALUES)
    for name in VALUES[:2]:
        host.press("console.cluster.add")
        host.names_first_unnamed(name)
        moves(people[0], name, name)
    return host, people, screen


def test_BROWSER_18_a_card_with_two_homes_waits_for_the_lead(room: tuple[Host, list[Phone], Page]) -> None:
    host, people, screen = room
    for phone, cluster in zip(people[:3], ("Honesty", "Integrity", "Honesty"), strict=True):
        moves(phone, "Fun", cluster)
        expect(
            host.page.locator("section.tray", has_text=cluster).locator("li.slip", has_text="Fun")
        ).to_be_visible()
    expect(screen.get_by_text(said("screen.two_homes"))).to_be_visible()
    host.reads(said("console.homes.one"))
    tobias = people[3]
    expect(tobias.page.locator(".card-button", has_text="Fun")).to_contain_text(said("two_homes"))
    lifts(tobias, "Fun")
    tobias.reads(said("phone.homes"))
    expect(tobias.page.locator("dialog").get_by_role("button", name="Integrity")).to_have_count(0)
    tobias.page.keyboard.press("Escape")
    host.page.get_by_role("button", name=said("console.card.more", card="Fun")).click()
    host.press("console.homes.settle")
    for page in (screen, *(phone.page for phone in people)):
        expect(page.locator(".slip.two")).to_have_count(0)
    moves(tobias, "Fun", "Integrity")
    expect(
        host.page.locator("section.tray", has_text="Integrity").locator("li.slip", has_text="Fun")
    ).to_be_visible()


def test_BROWSER_18_a_card_that_someone_holds_stays_in_their_hand(
    room: tuple[Host, list[Phone], Page],
) -> None:
    host, (amara, jonas, *_), _ = room
    loose = host.page.locator(".loose li", has_text="Rest")
    lifts(amara, "Rest")
    lifts(jonas, "Rest")
    expect(jonas.page.locator("dialog").get_by_text(said("refusal.card_held"))).to_be_visible()
    jonas.page.locator("dialog").get_by_role("button", name="Honesty").click()
    jonas.reads(said("refusal.card_held"))
    expect(loose).to_be_visible()
    amara.page.locator("dialog").get_by_role("button", name=said("close")).click()
    expect(amara.page.locator("dialog")).to_have_count(0)
    moves(jonas, "Rest", "Honesty")
    expect(loose).to_have_count(0)


def test_BROWSER_18_look_alikes_are_merged_or_kept_before_the_vote(
    room: tuple[Host, list[Phone], Page],
) -> None:
    host, people, _ = room
    host.press("console.cluster.step.freeze")
    merge = host.page.get_by_role(
        "button", name=said("console.alike.merge_them", one="Honesty", two="Integrity")
    )
    expect(merge).to_be_visible()
    host.goes_to("vote")
    expect(merge).to_be_visible()
    host.reads(said("console.alike.family", family="Honesty"))
    merge.focus()
    merge.press("Enter")
    expect(merge).to_have_count(0)
    expect(people[0].page.get_by_text("Integrity")).to_have_count(0)
    expect(people[0].page.get_by_text("Honesty")).to_be_visible()


def test_BOARD_9_the_list_stands_still_under_a_finger_and_the_focus_goes_with_its_card(
    room: tuple[Host, list[Phone], Page],
) -> None:
    host, (amara, jonas, mei, _), _ = room
    honesty = amara.page.locator("section", has_text="Honesty").locator(".card-button", has_text="Rest")
    amara.page.locator("main").dispatch_event("pointerdown")
    mei.page.locator(".card-button", has_text="Rest").focus()
    moves(jonas, "Rest", "Honesty")
    expect(
        mei.page.locator("section", has_text="Honesty").locator(".card-button", has_text="Rest")
    ).to_be_focused()
    expect(honesty).to_have_count(0)
    amara.page.locator("main").dispatch_event("pointerup")
    expect(honesty).to_be_visible()
    expect(host.page.locator("section.tray", has_text="Honesty").locator("li.slip")).to_have_count(2)
