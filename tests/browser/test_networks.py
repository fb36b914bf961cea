"""Phones on bad networks: what was done without one is there once, or the phone says what became of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Route, expect

from app.web.assets import entry
from tests.browser.conftest import Device
from tests.browser.line import Line, line_to
from tests.browser.people import Phone
from tests.browser.prepared import Prepared
from tests.browser.words import said

STORY = "Jonas told the client before we were sure."


@pytest.fixture
def line(server: str) -> Iterator[Line]:
    with line_to(server) as line:
        yield line


@pytest.fixture
def room(server: str) -> Prepared:
    made = Prepared(server)
    made.joins("Mei-Lin", "Jonas")
    return made


def at(room: Prepared, device: Device, line: Line, who: str = "Mei-Lin", width: int = 390) -> Phone:
    """This person's phone, behind the line, with all that the stage may ask for."""
    context = device(width, 844 if width > 320 else 568, has_touch=True, is_mobile=True)
    room.lets_in(context, who)
    page = context.new_page()
    page.goto(f"{line.url}/r/{room.code}")
    phone = Phone(page, who)
    phone.has_every_page()
    return phone


def goes_away(phone: Phone, line: Line) -> None:
    line.cut()
    phone.reads(said("line.away"))


def is_back(phone: Phone, line: Line) -> None:
    line.mend()
    phone.is_heard()
    expect(phone.page.get_by_text(said("line.away"))).to_have_count(0)


def told(phone: Phone, *texts: str) -> Locator:
    """The alert that says all of this."""
    alert = phone.page.get_by_role("alert").filter(visible=True)
    for text in texts:
        alert = alert.filter(has_text=text)
    expect(alert.first).to_be_visible()
    return alert.first


def late(what: str, why: str, **params: object) -> str:
    return said("outbox.late", what=what, why=said(f"refusal.{why}", **params))


def shot(phone: Phone, pictures: Path | None, name: str) -> None:
    if pictures:
        phone.page.screenshot(path=str(pictures / f"network-{name}.png"))


def test_BROWSER_24_what_went_in_while_its_answer_was_lost_is_there_once(
    room: Prepared, device: Device, line: Line, pictures: Path | None
) -> None:
    room.lead("go_to", stage="reflect")
    mei = at(room, device, line)
    mei.heading("question.reflect")
    mei.page.locator("#label").fill("Hon")
    mei.is_heard()
    line.deafen()
    mei.puts_in("Honesty", STORY, shown=True)
    mei.reads(said("phone.value.waits"))
    goes_away(mei, line)
    shot(mei, pictures, "away")
    assert room.sees()["shared"]["counts"]["values"] == 1
    mei.page.locator("#label").fill("Curio")
    # Closed without a network, and opened again when it is back.
    context = mei.page.context
    mei.page.close()
    line.mend()
    again = Phone(context.new_page(), "Mei-Lin")
    again.page.goto(f"{line.url}/r/{room.code}")
    again.reads("Honesty")
    again.is_heard()
    expect(again.page.locator("#label")).to_have_value("Curio")
    room.lead("go_to", stage="share")
    room.lead("lift_curtain")
    (card,) = room.sees()["shared"]["cards"].values()
    assert (card["label"], card["count"]) == ("Honesty", 1)


def test_BROWSER_25_what_comes_too_late_is_told_with_what_was_typed(
    room: Prepared, device: Device, line: Line, pictures: Path | None
) -> None:
    room.lead("go_to", stage="reflect")
    room.does("Jonas", "add_value", label="Trust")
    room.does("Jonas", "add_value", label="Care")
    mei = at(room, device, line, width=320)
    mei.heading("question.reflect")
    goes_away(mei, line)
    mei.puts_in("Honesty", STORY)
    room.lead("go_to", stage="share")
    room.lead("lift_curtain")
    for stage in ("cluster", "vote"):
        room.lead("go_to", stage=stage)
    room.lead("open_vote", k=1)
    is_back(mei, line)
    told(mei, late(f"Honesty · {STORY}", "values_closed"))
    shot(mei, pictures, "late-value")
    mei.page.reload()
    told(mei, "Honesty").get_by_role("button").click()

    goes_away(mei, line)
    mei.places_dot("Trust")
    room.lead("close_vote")
    is_back(mei, line)
    told(mei, said("refusal.vote_closed"))
    shot(mei, pictures, "late-dot")
    told(mei, said("refusal.vote_closed")).get_by_role("button").click()

    clusters = room.sees()["shared"]["clusters"]
    room.lead("choose_set", clusters=list(clusters))
    room.lead("go_to", stage="agree")
    room.lead("open_rounds")
    expect(mei.button("phone.agree.for")).to_be_visible()
    goes_away(mei, line)
    mei.answers("for", "minor", need="Say it to the client first.")
    room.lead("close_rounds")
    is_back(mei, line)
    told(mei, late("Say it to the client first.", "round_closed"))
    shot(mei, pictures, "late-answer")


def test_BROWSER_25_after_the_seal_a_behaviour_is_told_and_a_signature_counts(
    room: Prepared, device: Device, line: Line, pictures: Path | None
) -> None:
    room.agrees(Candour="We say what we see.")
    mei = at(room, device, line)
    mei.press("phone.commit.propose")
    goes_away(mei, line)
    mei.page.get_by_role("textbox", name=said("phone.commit.frame.will")).fill(
        "When a date slips, we will say so."
    )
    mei.press("phone.commit.add")
    mei.signs()
    room.lead("seal")
    is_back(mei, line)
    told(mei, late("When a date slips, we will say so.", "sealed"))
    mei.reads(said("phone.sign.done.named"))
    shot(mei, pictures, "late-behaviour")
    assert room.sees()["shared"]["charter"]["signed"] == 1


def test_BROWSER_25_a_change_to_a_value_that_was_taken_out_elsewhere_is_told(
    room: Prepared, device: Device, line: Line, pictures: Path | None
) -> None:
    room.lead("go_to", stage="reflect")
    value = room.does("Mei-Lin", "add_value", label="Honesty")
    mei = at(room, device, line)
    mei.reads("Honesty")
    goes_away(mei, line)
    mei.press("phone.value.edit", label="Honesty")
    mei.page.locator("#story").fill(STORY)
    mei.press("phone.value.save")
    room.does("Mei-Lin", "remove_value", value=value)
    is_back(mei, line)
    told(mei, late(f"Honesty · {STORY}", "no_such_value"))
    shot(mei, pictures, "late-edit")


def test_BROWSER_26_what_comes_in_a_pause_waits_for_its_end_and_goes_in_once(
    room: Prepared, device: Device, line: Line, pictures: Path | None
) -> None:
    room.lead("go_to", stage="reflect")
    mei = at(room, device, line, width=320)
    mei.heading("question.reflect")
    goes_away(mei, line)
    mei.puts_in("Honesty")
    label = mei.page.locator("#label")
    label.fill("Curiosity")
    label.evaluate("field => field.setSelectionRange(3, 5)")
    room.lead("pause")
    line.mend()
    mei.reads(said("pause.waits.one"))
    shot(mei, pictures, "pause")
    assert room.sees()["shared"]["counts"]["values"] == 0
    room.lead("resume")
    mei.is_heard()
    expect(label).to_be_focused()
    assert label.evaluate("field => [field.value, field.selectionStart, field.selectionEnd]") == [
        "Curiosity",
        3,
        5,
    ]
    expect(mei.page.get_by_text(said("phone.value.waits"), exact=True)).to_have_count(0)
    assert room.sees()["shared"]["counts"]["values"] == 1


_ALL_STYLED = "[...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet)"


@pytest.mark.parametrize("kind", ["css", "js"])
def test_BROWSER_27_a_stage_that_could_not_be_fetched_comes_with_the_network_in_its_own_look(
    room: Prepared, device: Device, line: Line, pictures: Path | None, kind: str
) -> None:
    room.lead("go_to", stage="reflect")
    context = device(390, 844)
    room.lets_in(context, "Mei-Lin")
    first = entry("participant", "stages/Reflect.svelte")
    at_once = {first.script, *first.styles, *first.preloads}

    def lost(route: Route) -> None:
        path = "/" + route.request.url.split("/", 3)[3]
        (route.abort if path.endswith(kind) and path not in at_once else route.continue_)()

    context.route("**/assets/*", lost)
    mei = Phone(context.new_page(), "Mei-Lin")
    mei.page.goto(f"{line.url}/r/{room.code}")
    mei.heading("question.reflect")
    room.lead("go_to", stage="share")
    mei.reads(said("phone.stage.missing"))
    shot(mei, pictures, "missing")
    context.unroute_all()
    line.blink()
    mei.heading("curtain.down")
    mei.page.wait_for_function(_ALL_STYLED)


SLOW = (0.2, 50_000.0)
"""Slow 3G: 400 ms there and back, 400 kbit/s."""


@pytest.fixture
def watched(room: Prepared, device: Device, line: Line) -> Phone:
    """Mei-Lin's phone at `reflect`, its clock in the test's hands."""
    room.lead("go_to", stage="reflect")
    context = device(390, 844, has_touch=True, is_mobile=True)
    room.lets_in(context, "Mei-Lin")
    phone = Phone(context.new_page(), "Mei-Lin")
    phone.page.clock.install()
    phone.page.goto(f"{line.url}/r/{room.code}")
    phone.heading("question.reflect")
    phone.page.clock.run_for(3_000)
    phone.page.wait_for_load_state("networkidle")  # the stage's own pieces are here too
    return phone


def wakes(phone: Phone) -> None:
    """A minute in the pocket, in which no timer ran; then somebody looks."""
    phone.page.clock.fast_forward(60_000)
    phone.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_BROWSER_29_over_a_slow_network_what_one_does_is_there_at_once_and_goes_in_in_its_order(
    room: Prepared, device: Device, line: Line
) -> None:
    room.lead("go_to", stage="reflect")
    for name, label in (("Jonas", "Trust"), ("Jonas", "Care"), ("Mei-Lin", "Honesty")):
        room.does(name, "add_value", label=label)
    for stage in ("share", "cluster", "vote"):
        room.lead("go_to", stage=stage)
        if stage == "share":
            room.lead("lift_curtain")
    room.lead("open_vote", k=2, dots=2)
    line.slow(*SLOW)
    mei = at(room, device, line)
    mei.heading("question.vote")
    mei.page.evaluate(_WATCH_LINE, [said("line.away"), said("line.back")])
    # What follows is seen long before anything can have come back.
    line.slow(2, SLOW[1])
    for label in ("Trust", "Care", "Trust", "Honesty", "Care", "Trust"):
        choice = mei.page.locator("button.pick", has_text=label)
        pressed = choice.get_attribute("aria-pressed") == "true"
        choice.click()
        assert (choice.get_attribute("aria-pressed") == "true") is not pressed
    line.slow(*SLOW)
    mei.is_heard()
    names = {id: cluster["name"] for id, cluster in room.sees()["shared"]["clusters"].items()}
    assert sorted(names[id] for id in room.sees("Mei-Lin")["mine"]["dots"]) == ["Honesty", "Trust"]
    assert mei.page.evaluate("window.saidOfLine") == []


_WATCH_LINE = """(words) => {
    window.saidOfLine = [];
    const look = () => window.saidOfLine.push(...words.filter((word) => document.body.innerText.includes(word)));
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""


def test_BROWSER_30_a_half_open_line_is_noticed_and_what_was_typed_goes_in_once(
    room: Prepared, line: Line, watched: Phone
) -> None:
    line.half_open()
    watched.puts_in("Honesty")
    room.lead("show_question", text="What did you see?")
    watched.reads(said("phone.value.waits"))
    watched.page.clock.run_for(17_000)
    watched.reads("What did you see?")
    watched.is_heard()
    assert room.sees()["shared"]["counts"]["values"] == 1


def test_BROWSER_30_a_phone_that_slept_calls_anew_as_soon_as_someone_looks(
    room: Prepared, line: Line, watched: Phone
) -> None:
    line.half_open()
    room.lead("show_question", text="What did you see?")
    wakes(watched)
    watched.reads("What did you see?")


def test_BROWSER_30_a_portals_page_in_the_rooms_place_is_waited_out(
    room: Prepared, line: Line, watched: Phone, pictures: Path | None
) -> None:
    line.portal()
    watched.reads(said("line.away"))
    watched.puts_in("Honesty")
    watched.page.clock.run_for(20_000)
    shot(watched, pictures, "portal")
    line.mend()
    watched.page.clock.run_for(20_000)
    watched.is_heard()
    assert room.sees()["shared"]["counts"]["values"] == 1


def test_BROWSER_31_a_tab_whose_line_is_dead_and_one_that_lives_end_with_the_same(
    room: Prepared, line: Line, watched: Phone
) -> None:
    line.half_open()
    other = Phone(watched.page.context.new_page(), "Mei-Lin")
    other.page.goto(f"{line.url}/r/{room.code}")
    other.heading("question.reflect")
    watched.puts_in("Honesty")
    other.puts_in("Craft")
    expect(other.page.get_by_text("Honesty")).to_have_count(0)
    wakes(watched)
    for tab in (watched, other):
        for label in ("Honesty", "Craft"):
            tab.reads(label)
        tab.is_heard()
    assert room.sees()["shared"]["counts"]["values"] == 2


def test_BROWSER_31_a_phone_whose_lines_break_leaves_the_laptop_of_the_same_person_in_the_room(
    room: Prepared, device: Device, line: Line, watched: Phone
) -> None:
    laptop = Phone(room.page(device, "Mei-Lin", 1280, 800), "Mei-Lin")
    laptop.puts_in("Honesty")
    watched.reads("Honesty")
    for change in ("Candour", "Openness", "Trust", "Care", "Rest"):
        line.half_open()
        watched.press("phone.value.edit", label=laptop.page.locator("li.slip .room").inner_text())
        watched.page.locator("#label").fill(change)
        watched.press("phone.value.save")
        wakes(watched)
        laptop.reads(change)
    line.half_open()
    laptop.press("phone.value.edit", label="Rest")
    laptop.page.locator("#label").fill("Courage")
    laptop.press("phone.value.save")
    wakes(watched)
    watched.reads("Courage")
