"""The lead in browsers: handed over, kept without a network, taken back; and nobody's voice highlighted."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone, Seat
from tests.browser.prepared import Prepared
from tests.browser.words import said


def test_BROWSER_22_the_lead_is_handed_over_and_taken_back_while_somebody_is_offline(
    server: str, device: Device
) -> None:
    room = Prepared(server)
    room.joins("Amara", "Jonas")
    host = Host(room.page(device, "Henrik", 1440, 900))
    amara = Phone(room.page(device, "Amara", 390, 844, has_touch=True, is_mobile=True), "Amara")
    host.page.get_by_role("button", name=said("console.person.more", name="Amara")).click()
    host.page.context.set_offline(True)
    host.press("console.person.hand_lead")
    expect(amara.page.get_by_text(said("phone.lead.you"))).to_have_count(0)
    host.page.context.set_offline(False)
    amara.reads(said("phone.lead.you"))
    host.heading("console.watch", name="Amara")

    amara.loses_the_network()
    host.reads(said("console.watch.away", name="Amara"))
    assert room.sees("Jonas")["shared"]["lead"] == room.ids["Amara"]
    host.press("console.watch.back")
    host.heading("console.lobby")
    host.goes_to("reflect")
    amara.page.context.set_offline(False)
    amara.heading("question.reflect")
    expect(amara.page.get_by_text(said("phone.lead.you"))).to_have_count(0)


def looks(card: Locator) -> str:
    """A card's markup without its words and ids."""
    html = card.evaluate("node => node.outerHTML")
    return re.sub(r"(Honesty|Courage|transform: [^;]+;|[0-9a-f-]{24,})", "", html)


def test_LEAD_5_the_hosts_own_value_looks_like_any_other_on_console_and_screen(
    server: str, device: Device
) -> None:
    room = Prepared(server, takes_part=True)
    room.joins("Amara")
    room.lead("go_to", stage="reflect")
    room.does("Henrik", "add_value", label="Honesty")
    room.does("Amara", "add_value", label="Courage")
    console, screen = Seat(room.page(device, "Henrik", 1440, 900)), Seat(room.projector(device))
    room.lead("go_to", stage="share")
    room.lead("lift_curtain")
    for seat in (console, screen):
        seat.reads("Courage")
        own, other = (seat.page.locator("li", has_text=label).first for label in ("Honesty", "Courage"))
        expect(own).to_be_visible()
        assert looks(own) == looks(other)
    room.lead("go_to", stage="cluster")
    console.heading("console.cluster")
    own, other = (console.page.locator("li", has_text=label).first for label in ("Honesty", "Courage"))
    assert looks(own) == looks(other)
