"""A vote with a tie at the cut: a run-off, one value more, and a set by hand."""

from playwright.sync_api import expect

from tests.browser.conftest import Device, four_at_cluster
from tests.browser.prepared import Prepared
from tests.browser.words import said

VALUES = ("Honesty", "Craft", "Fun", "Rest")


def test_BROWSER_23_a_tie_is_settled_by_a_run_off_and_the_set_grows_by_the_slider(device: Device) -> None:
    host, people, screen = four_at_cluster(device, VALUES)
    host.goes_to("vote")

    host.page.get_by_label(said("console.vote.k")).fill("2")
    host.page.get_by_label(said("console.vote.dots"), exact=True).fill("2")
    host.page.keyboard.press("Tab")
    host.press("console.vote.open")
    for phone, label in zip(people, ("Craft", "Craft", "Fun", "Fun"), strict=True):
        phone.places_dot("Honesty")
        phone.places_dot(label)
    host.reads(said("console.vote.voted", count=4, all=4))
    host.press("console.vote.close")
    expect(screen.get_by_text(said("screen.vote.tie")).first).to_be_visible()
    expect(screen.locator("main small", has_text=said("screen.vote.tied"))).to_have_count(2)

    host.press("console.runoff")
    expect(screen.get_by_role("heading", name=said("question.runoff"))).to_be_visible()
    for phone in people:
        phone.heading("question.runoff")
        expect(phone.page.locator("button.pick")).to_have_count(2)
    people[0].places_dot("Fun")
    for phone, label in zip(people, ("Craft", "Fun", "Craft", "Craft"), strict=True):
        phone.places_dot(label)
    expect(people[0].page.locator("button.pick", has_text="Fun")).to_have_attribute("aria-pressed", "false")
    host.reads(said("console.vote.voted", count=4, all=4))
    host.press("console.vote.close")
    told = said("runoff.result", names="Craft 3, Fun 1")
    host.reads(told)
    expect(screen.locator("aside").get_by_text(told)).to_be_visible()
    expect(people[0].page.get_by_text(told)).to_be_visible()
    expect(screen.get_by_text(said("screen.vote.tie"))).to_have_count(0)
    names = host.page.locator("main .names")
    expect(names).to_have_text("Honesty, Craft")

    slider = host.page.get_by_role("slider", name=said("console.vote.k"))
    slider.press("ArrowRight")
    expect(names).to_have_text("Honesty, Craft, Fun")

    host.press("console.vote.by_hand")
    host.page.get_by_label("Rest", exact=True).check()
    own = screen.locator("main aside .reach", has_text=said("screen.vote.own"))
    expect(own).to_contain_text(said("screen.of", count=3, of=4))
    host.press("console.vote.take_picked.other", n=4)
    expect(own).to_contain_text(said("screen.of", count=4, of=4))
    expect(screen.locator("main aside .lead")).to_have_text(said("screen.vote.by_hand.other", count="four"))


def test_SCREEN_10_how_many_voted_stands_once(server: str, device: Device) -> None:
    room = Prepared(server)
    room.joins("Amara", "Jonas", "Mei-Lin", "Priya", "Tobias")
    room.clusters_for("Craft", "Rest")
    room.lead("open_vote", k=1, dots=1)
    screen = room.projector(device)
    ballot = room.sees()["shared"]["vote"]["ballot"]
    for name, told in (
        ("Amara", said("screen.voted", count=1, of=5)),
        ("Jonas", said("screen.voted", count=2, of=5)),
    ):
        room.does(name, "place_dot", ballot=ballot, cluster=room.clusters["Craft"])
        expect(screen.get_by_text(told, exact=True)).to_have_count(1)
    for name in ("Mei-Lin", "Priya"):
        room.does(name, "place_dot", ballot=ballot, cluster=room.clusters["Craft"])
    expect(screen.get_by_text(said("screen.voted.nearly"), exact=True)).to_have_count(1)
