"""Before each input the phone says who will know what goes in; after a ballot's close, that nobody does any more."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone
from tests.browser.prepared import Prepared
from tests.browser.words import said

PHONE = (320, 568)
NAMES = ("Amara", "Jonas", "Mei-Lin", "Tobias", "Priya")


def says(page: Page, kind: str, means: str, *more: str) -> None:
    """One line, in full, with the name of the kind."""
    line = " ".join([said(f"privacy.{kind}"), said(f"privacy.{means}.means"), *more])
    expect(page.locator("p.who", has_text=line).first).to_be_visible()


def at_the_vote(room: Prepared) -> None:
    """Everyone has put in one value, and a vote is open."""
    people = [name for name in room.tokens if name != "Henrik"]
    room.lead("go_to", stage="reflect")
    for place, label in enumerate(("Craft", "Courage", "Fun", "Rest", "Care")):
        room.does(people[place % len(people)], "add_value", label=label)
    room.lead("go_to", stage="share")
    room.lead("lift_curtain")
    room.lead("go_to", stage="cluster")
    room.lead("go_to", stage="vote")
    room.lead("open_vote", k=2, dots=1)


def test_SECRET_9_in_a_small_team_each_input_says_what_colleagues_and_the_server_may_know(
    server: str, device: Device
) -> None:
    room = Prepared(server)
    room.joins("Amara", "Jonas")
    page = room.page(device, "Amara", *PHONE, has_touch=True, is_mobile=True)
    phone = Phone(page, "Amara")
    phone.press("phone.lobby.here")
    says(page, "open", "open")
    phone.press("phone.park")
    says(page, "confidential", "small")
    page.get_by_role("switch", name=said("phone.park.named")).click()
    says(page, "open", "open")
    page.keyboard.press("Escape")
    room.lead("go_to", stage="reflect")
    says(page, "confidential", "small")
    for label in ("Craft", "Courage", "Fun"):
        room.does("Jonas", "add_value", label=label)
    room.lead("go_to", stage="share")
    room.lead("lift_curtain")
    room.lead("go_to", stage="cluster")
    says(page, "confidential", "confidential")
    room.lead("set_clustering", step="name")
    room.lead("add_cluster", name="Doing")
    phone.press("phone.cluster.more", name="Doing")
    says(page, "confidential", "small")
    page.keyboard.press("Escape")
    room.lead("go_to", stage="vote")
    room.lead("open_vote", k=1, dots=1)
    says(page, "confidential", "ballot")
    room.lead("close_vote")
    phone.reads(said("phone.vote.untraced.confidential"))


def test_SECRET_9_where_five_take_part_ballots_are_anonymous_and_untraced_after_the_close(
    server: str, device: Device
) -> None:
    room = Prepared(server)
    room.joins(*NAMES)
    page = room.page(device, "Amara", *PHONE, has_touch=True, is_mobile=True)
    phone = Phone(page, "Amara")
    at_the_vote(room)
    says(page, "anonymous", "anonymous")
    room.lead("close_vote")
    phone.reads(said("phone.vote.untraced.anonymous"))
    clusters = list(room.sees()["shared"]["clusters"])
    room.lead("choose_set", clusters=clusters[:1])
    room.lead("go_to", stage="agree")
    room.lead("open_rounds")
    says(page, "anonymous", "anonymous")
    phone.press("phone.agree.for")
    says(page, "anonymous", "anonymous")
    ballot = room.sees()["shared"]["agree"]["values"][clusters[0]]["rounds"][-1]["ballot"]
    for name in NAMES:
        room.does(name, "respond", ballot=ballot, cluster=clusters[0], level=1)
    room.lead("close_rounds")
    phone.reads(said("phone.agree.untraced.anonymous"))
    phone.press("phone.agree.propose")
    says(page, "confidential", "confidential")
    page.keyboard.press("Escape")
    room.does("Jonas", "propose_wording", cluster=clusters[0], statement="We say what we see.")
    room.lead("lift_curtain")
    phone.reads("We say what we see.")
    says(page, "confidential", "confidential")
    room.lead("adopt", cluster=clusters[0])
    room.lead("go_to", stage="commit")
    phone.press("phone.commit.propose")
    expect(page.locator("form p.who").first).to_contain_text(said("privacy.confidential.means"))
    signing = page.locator("#signing")
    expect(signing.locator("p.who")).to_contain_text(said("privacy.open.means"))
    signing.get_by_text(said("phone.sign.unnamed")).click()
    expect(signing.locator("p.who")).to_contain_text(said("privacy.confidential.means"))


def test_SECRET_9_an_open_room_says_what_follows_from_names(server: str, device: Device) -> None:
    room = Prepared(server, open_names=True)
    room.joins(*NAMES)
    page = room.page(device, "Amara", *PHONE, has_touch=True, is_mobile=True)
    room.lead("go_to", stage="reflect")
    says(page, "open", "open", said("privacy.open.value"))


def test_SECRET_9_a_guest_is_told_that_the_host_knows(device: Device) -> None:
    host = Host(device(1440, 900).new_page())
    host.opens_a_room("Platform team", "")
    host.press("console.people.add_guest")
    host.page.locator("#guest-name").fill("Ruth")
    host.press("console.people.add")
    host.press("console.person.speak")
    knows = said("privacy.guest", host="Henrik")
    says(host.page, "open", "open", knows)
    host.page.keyboard.press("Escape")
    host.goes_to("reflect")
    host.page.get_by_role("button", name="Ruth", exact=True).click()
    says(host.page, "confidential", "small", knows)


def test_SECRET_9_the_door_says_it_before_one_comes_in(server: str, device: Device) -> None:
    for open_names, words in ((False, "page.join.confidential"), (True, "page.join.open")):
        page = device(*PHONE).new_page()
        page.goto(f"/j/{Prepared(server, open_names=open_names).code}")
        for key in (words, "page.join.votes", "page.join.drafts"):
            expect(page.get_by_text(said(key))).to_be_visible()
