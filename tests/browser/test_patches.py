"""What others do comes while somebody types: focus, caret, half-typed text and what is open stay as they are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone, Seat
from tests.browser.prepared import Prepared
from tests.browser.words import said

_CARET = "(field) => { field.focus(); field.setSelectionRange?.(2, 5, 'backward'); }"
_HELD = """(field) => [document.activeElement === field, field.value, field.selectionStart, field.selectionEnd,
    field.selectionDirection, scrollY > 0 ? field.getBoundingClientRect().top : 0]"""
_UNSEEN = 4
"""Pixels: a page that moves by less has been rounded; a line is five times as high."""
HALF = "half-typed text"


@dataclass
class Crowd:
    """The others in a room: what they do, and that it has come to a page."""

    room: Prepared
    times: int = 0

    def jonas(self, type: str, **fields: Any) -> Callable[[], object]:
        return lambda: self.room.does("Jonas", type, **fields)

    def stirs(self, seat: Seat, *deeds: Callable[[], object]) -> None:
        self.times += 1
        for deed in deeds:
            deed()
        # The last word: a question that comes and goes, so that the page is as long as before.
        question = f"Anything else, number {self.times}?"
        self.room.lead("show_question", text=question)
        seat.reads(question)
        self.room.lead("clear_question")
        expect(seat.page.get_by_text(question)).to_have_count(0)


def undisturbed(field: Locator, stirring: Callable[[], None], text: str = HALF) -> None:
    field.fill(text)
    field.evaluate(_CARET)
    *before, top = field.evaluate(_HELD)
    assert before[:2] == [True, text]
    stirring()
    assert field.evaluate(_HELD) == [*before, pytest.approx(top, abs=_UNSEEN)]


def composes(page: Page, field: Locator, stirring: Callable[[], None]) -> None:
    """With an input method: what isn't settled yet survives what comes meanwhile."""
    field.fill("")
    field.focus()
    keyboard = page.context.new_cdp_session(page)
    for typed in ("に", "にほ"):
        keyboard.send(
            "Input.imeSetComposition",
            {"text": typed, "selectionStart": len(typed), "selectionEnd": len(typed)},
        )
        stirring()
        assert field.evaluate("(field) => field.value") == typed
    keyboard.send("Input.insertText", {"text": "日本"})
    assert field.evaluate("(field) => field.value") == "日本"


@pytest.fixture
def room(server: str) -> Prepared:
    made = Prepared(server)
    made.joins("Mei-Lin", "Jonas")
    return made


def test_BROWSER_28_no_field_of_a_phone_loses_focus_caret_or_text_to_what_others_do(
    room: Prepared, device: Device
) -> None:
    mei = Phone(room.page(device, "Mei-Lin", 390, 600, has_touch=True, is_mobile=True), "Mei-Lin")
    crowd, page = Crowd(room), mei.page
    jonas = crowd.jonas
    room.does("Mei-Lin", "check_in")
    undisturbed(
        page.locator("#word"), lambda: crowd.stirs(mei, lambda: room.joins("Noor"), jonas("check_in"))
    )

    room.lead("go_to", stage="reflect")
    room.does("Mei-Lin", "add_value", label="Honesty")

    def writes(label: str) -> Callable[[], None]:
        return lambda: crowd.stirs(mei, jonas("add_value", label=label))

    undisturbed(page.locator("#label"), writes("Trust"))
    undisturbed(page.locator("#story"), writes("Care"))
    composes(
        page, page.locator("#label"), lambda: crowd.stirs(mei, jonas("set_ready", ready=crowd.times % 2 == 0))
    )
    mei.press("phone.value.edit", label="Honesty")
    undisturbed(page.locator("#story"), lambda: crowd.stirs(mei, lambda: room.joins("Ana")))
    mei.press("phone.cancel")
    mei.press("phone.park")
    undisturbed(page.locator("#parked"), lambda: crowd.stirs(mei, jonas("set_ready", ready=False)))
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")

    room.lead("go_to", stage="share")
    room.lead("lift_curtain")
    room.lead("go_to", stage="cluster")
    room.lead("set_clustering", step="name")
    openness = room.does("Jonas", "add_cluster", name="Openness")
    cards = {card["label"]: id for id, card in room.sees()["shared"]["cards"].items()}
    mei.press("phone.cluster.more", name="Openness")
    undisturbed(
        page.locator("#cluster-name"),
        lambda: crowd.stirs(
            mei,
            jonas("move_card", card=cards["Trust"], cluster=openness),
            jonas("rename_cluster", cluster=openness, name="Candour"),
            jonas("add_cluster", name="Rest"),
        ),
    )
    crowd.stirs(mei, jonas("dissolve_cluster", cluster=openness))
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text(said("phone.cluster.gone"))
    expect(sheet).to_contain_text(HALF)
    sheet.get_by_role("button").last.click()
    expect(sheet).to_have_count(0)
    crowd.stirs(mei, lambda: room.lead("undo", step=room.sees()["lead"]["undo"]["step"]))
    mei.reads("Candour")
    expect(sheet).to_have_count(0)


_NO_ANCHORS = """
    const supports = CSS.supports.bind(CSS);
    CSS.supports = (property, value) => property !== 'overflow-anchor' && supports(property, value);
    addEventListener('DOMContentLoaded', () => {
        document.documentElement.style.overflowAnchor = document.body.style.overflowAnchor = 'none';
    });
"""


@pytest.mark.parametrize("anchors", [True, False], ids=["anchors", "as in Safari"])
def test_BROWSER_28_nor_where_people_agree_and_commit(room: Prepared, device: Device, anchors: bool) -> None:
    room.agrees(Candour="We say what we see.", Rest="We stop at six.")
    context = device(390, 600, has_touch=True, is_mobile=True)
    room.lets_in(context, "Mei-Lin")
    if not anchors:
        context.add_init_script(_NO_ANCHORS)
    mei = Phone(context.new_page(), "Mei-Lin")
    mei.page.goto(f"/r/{room.code}")
    crowd, page = Crowd(room), mei.page
    jonas = crowd.jonas
    candour, rest = room.clusters["Candour"], room.clusters["Rest"]

    def adds(text: str) -> Callable[[], object]:
        return jonas("add_behaviour", cluster=candour, text=text, kind="will")

    page.get_by_role("button", name=said("phone.commit.propose")).last.click()
    behaviour = page.locator(f"#behaviour-{rest}")
    undisturbed(behaviour, lambda: crowd.stirs(mei, adds("Say so at once."), adds("Ask twice.")))
    mine = room.does("Mei-Lin", "add_behaviour", cluster=rest, text="Be kind.", kind="will")
    mei.press("phone.commit.reword")
    undisturbed(page.locator(f"#reword-{mine}"), lambda: crowd.stirs(mei, adds("Ask a third time.")))
    mei.press("phone.sign.add_reservation")
    undisturbed(
        page.locator("#reservation"),
        lambda: crowd.stirs(mei, adds("And a fourth."), jonas("sign", named=True), jonas("unsign")),
    )

    room.lead("go_to", stage="agree")
    room.lead(
        "word_value",
        cluster=candour,
        name="Candour",
        statement="We say what we see, and to whom it concerns.",
    )

    def proposes(text: str) -> Callable[[], object]:
        return jonas("propose_wording", cluster=candour, statement=text)

    mei.press("phone.agree.propose")
    undisturbed(page.locator("#wording"), lambda: crowd.stirs(mei, proposes("We speak up.")))
    page.keyboard.press("Escape")
    room.lead("open_rounds", clusters=[candour])
    mei.press("phone.agree.for")
    ballot = room.sees()["shared"]["agree"]["values"][candour]["rounds"][-1]["ballot"]
    undisturbed(
        page.locator("#need"),
        lambda: crowd.stirs(
            mei, jonas("respond", ballot=ballot, cluster=candour, level=2), proposes("We ask.")
        ),
    )


def test_BROWSER_28_nor_does_the_console(room: Prepared, device: Device) -> None:
    host = Host(room.page(device, "Henrik", 1440, 900))
    crowd, page = Crowd(room), host.page
    jonas = crowd.jonas
    host.press("console.people.add_guest")
    undisturbed(page.locator("#guest-name"), lambda: crowd.stirs(host, lambda: room.joins("Noor")))
    host.press("console.settings")
    undisturbed(page.locator("#set-purpose"), lambda: crowd.stirs(host, lambda: room.joins("Ana")))
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    room.lead("go_to", stage="reflect")
    for who, label in (("Jonas", "Trust"), ("Mei-Lin", "Honesty")):
        room.does(who, "add_value", label=label)
    room.lead("go_to", stage="share")
    room.lead("lift_curtain")
    room.lead("go_to", stage="cluster")
    room.lead("set_clustering", step="name")
    made = {name: room.lead("add_cluster", name=name) for name in ("Openness", "Rest")}
    cards = {card["label"]: id for id, card in room.sees()["shared"]["cards"].items()}

    def moves(card: str, cluster: str) -> Callable[[], object]:
        return jonas("move_card", card=cards[card], cluster=made[cluster])

    page.get_by_role("button", name="Openness", exact=True).click()
    name = page.locator("input.name")
    undisturbed(name, lambda: crowd.stirs(host, moves("Trust", "Openness"), jonas("add_cluster", name="New")))
    composes(page, name, lambda: crowd.stirs(host, moves("Trust", "Rest"), moves("Trust", "Openness")))
    name.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(name).to_be_focused()
    name.press("Escape")

    details = page.locator("details").first
    details.locator("summary").click()
    undisturbed(page.locator("#question"), lambda: crowd.stirs(host, moves("Trust", "Rest")))
    assert details.evaluate("(element) => element.open")

    host.press("console.cluster.more", name="Rest")
    menu = page.locator(".panel").get_by_role("button", name=said("console.cluster.rename"))
    expect(menu).to_be_focused()
    crowd.stirs(host, moves("Honesty", "Rest"))
    expect(menu).to_be_focused()
    page.keyboard.press("Escape")
