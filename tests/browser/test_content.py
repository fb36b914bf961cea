"""Every page at every stage, with hostile words in all of them: nothing runs, nothing is fetched, nothing is broken."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Seat
from tests.browser.prepared import Prepared
from tests.browser.watched import TOLD, Watch
from tests.browser.words import said

PEOPLE = ('<img src=x onerror="ran=1">', "<script>ran=1</script>", "{@html 1}{{ 1 }}", "https://e.example/")
LABELS = ('"><svg onload=ran=1>', "javascript:ran=1", "</script><script>ran=1</script>", "${ran=1}")
_HARMED = """() => [
  typeof ran !== 'undefined' && 'ran',
  document.querySelector('script:not([src]):not([type="application/json"]), img[onerror], svg[onload], [style*=url]') && 'markup',
  [...document.links].some((link) => link.origin !== location.origin) && 'a link',
].filter(Boolean)"""


@pytest.fixture
def room(server: str) -> Prepared:
    prepared = Prepared(server)
    prepared.joins(*PEOPLE)
    return prepared


@pytest.fixture
def pages(room: Prepared, device: Device) -> dict[str, Page]:
    """A console, a phone and a screen of this room."""
    return {
        "console": room.page(device, "Henrik", 1440, 900),
        "phone": room.page(device, PEOPLE[0], 390, 844, has_touch=True, is_mobile=True),
        "screen": room.projector(device),
    }


def stages(room: Prepared) -> Iterator[str]:
    """Through the room, stage by stage, by the API."""
    yield "lobby"
    room.lead("go_to", stage="reflect")
    for person, label in zip(PEOPLE, LABELS, strict=True):
        room.does(person, "add_value", label=label, story=label, show_story=True)
    yield "reflect"
    room.lead("go_to", stage="share")
    room.lead("lift_curtain")
    cards = {card["label"]: id for id, card in room.sees()["shared"]["cards"].items()}
    room.lead("spotlight", card=cards[LABELS[0]])
    yield "share"
    room.lead("go_to", stage="cluster")
    room.lead("set_clustering", step="name")
    trays = [room.lead("add_cluster", name=label) for label in LABELS[:2]]
    for label, tray in zip(LABELS, trays * 2, strict=True):
        room.lead("move_card", card=cards[label], cluster=tray)
    yield "cluster"
    room.lead("go_to", stage="vote")
    room.lead("choose_set", clusters=trays)
    yield "vote"
    room.lead("go_to", stage="agree")
    for tray in trays:
        room.lead("word_value", cluster=tray, name=LABELS[2], statement=LABELS[0])
    room.lead("open_rounds")
    values = room.sees()["shared"]["agree"]["values"]
    for tray in trays:
        for person in PEOPLE:
            ballot = values[tray]["rounds"][-1]["ballot"]
            room.does(person, "respond", ballot=ballot, cluster=tray, level=2, need=LABELS[2])
    room.lead("close_rounds")
    room.lead("lift_curtain")
    yield "agree"
    for tray in trays:
        room.lead("adopt", cluster=tray)
    room.lead("go_to", stage="commit")
    behaviour = room.does(PEOPLE[0], "add_behaviour", cluster=trays[0], text=LABELS[1], kind="will")
    room.lead("accept_behaviour", behaviour=behaviour)
    room.lead("add_commitment", text=LABELS[0], owner=room.ids[PEOPLE[1]], due="2030-12-08")
    for person in PEOPLE:
        room.does(person, "sign", named=True, reservation=LABELS[2])
    yield "commit"
    room.lead("seal")
    yield "closed"


def test_CONTENT_1_no_page_at_any_stage_breaks_its_policy_or_runs_what_people_wrote(
    room: Prepared, pages: dict[str, Page], watch: Watch
) -> None:
    console = pages["console"].locator("nav.stages [aria-current=step]")
    for stage in stages(room):
        expect(console).to_contain_text(said(f"console.stage.{stage}"))
        for page in pages.values():
            page.reload()  # as it comes from the server, too
            expect(page.locator("#app main").first).to_be_visible()
            assert page.evaluate(_HARMED) == []
    charter = pages["phone"]
    charter.goto(f"/r/{room.code}/charter")
    expect(charter.get_by_text(PEOPLE[1]).first).to_be_visible()
    assert charter.evaluate(_HARMED) == []
    assert watch.said == []


def test_CONTENT_1_nor_does_a_page_before_there_is_a_room(host: Host, watch: Watch) -> None:
    host.page.goto("/new")
    host.page.get_by_role("button", name=said("page.new.open")).click()
    host.reads(said("refusal.empty.title"))
    for address in ("/", "/j/ZZZZZZ", "/nothing"):
        host.page.goto(address)
        expect(host.page.locator("h1").first).to_be_visible()
    assert watch.broken == []


def test_CONTENT_5_no_page_asks_another_site_for_anything(
    room: Prepared, pages: dict[str, Page], watch: Watch, server: str
) -> None:
    for _ in stages(room):
        for page in pages.values():
            page.reload()
            expect(page.locator("#app main").first).to_be_visible()
    for name, page in pages.items():
        page.goto(f"/r/{room.code}/charter" if name != "screen" else "/")
    assert len(watch.asked) > 50
    assert [url for url in watch.asked if not url.startswith(f"{server}/")] == []


def test_CONTENT_1_what_breaks_the_policy_is_noticed(device: Device, watch: Watch) -> None:
    seat = Seat(device(390, 844).new_page())
    seat.page.goto("/")
    broken = {
        "style-src-attr": "document.body.setAttribute('style', 'color: red')",
        "style-src-elem": "document.head.append(Object.assign(document.createElement('style'), { textContent: 'p{}' }))",
        "img-src": "new Image().src = 'http://other.example/x.png'",
        "require-trusted-types-for": "try { document.body.innerHTML = '<p>' } catch {}",
    }
    for directive, doing in broken.items():
        with seat.page.expect_console_message(lambda said: said.text.startswith(TOLD)) as told:
            seat.page.evaluate(f"() => {{ {doing} }}")
        assert directive in told.value.text
    assert len(watch.broken) >= len(broken)
    watch.said.clear()
    watch.asked.clear()
