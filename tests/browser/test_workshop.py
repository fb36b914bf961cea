"""A whole workshop in browsers: a host, a screen and three phones, from the landing page to the downloaded charter."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone, Seat
from tests.browser.words import said
from tests.printed import opened, text_of

Look = Callable[[str], None]


@pytest.fixture
def phones(device: Device) -> list[Phone]:
    """One of Pixel size, one small and old, one in between; all with touch."""
    sizes = {"Mei-Lin": (412, 915), "Jonas": (320, 568), "Amara": (390, 844)}
    return [
        Phone(device(width, height, has_touch=True, is_mobile=True).new_page(), name)
        for name, (width, height) in sizes.items()
    ]


def test_BROWSER_1_a_team_goes_from_the_landing_page_to_its_charter(
    host: Host, phones: list[Phone], device: Device, pictures: Path | None
) -> None:
    mei, jonas, amara = phones
    code = host.opens_a_room(
        "Platform team, Lisbon and Graz", "What do we want to hold on to as the team doubles?"
    )
    screen = _screen_of(host, device)
    look = _camera(pictures, console=host, screen=screen, phone=mei, small=jonas)
    for phone in phones:
        phone.joins(code)
    screen.reads("Mei-Lin")
    look("01-lobby")
    _reflect(host, screen, phones, look)
    _share(host, screen, phones, look)
    _cluster(host, screen, phones, look)
    _vote(host, screen, phones, look)
    _agree(host, screen, phones, look)
    _commit(host, screen, phones, look)
    text = _downloaded_pdf(amara)
    for agreed in ("Honesty", "We say what we see.", "Courage", "We speak up, and stay to help.", "Mei-Lin"):
        assert agreed in text


def _screen_of(host: Host, device: Device) -> Seat:
    """The projector's window, as the console opens it. It gets a window of its own: a tab behind another one sleeps."""
    with host.page.context.expect_page() as opened:
        host.page.get_by_role("link", name=said("console.screen"), exact=True).click()
    address = opened.value.url
    opened.value.close()
    window = device(1920, 1080, storage_state=host.page.context.storage_state())
    page = window.new_page()
    page.goto(address)
    return Seat(page)


def _camera(folder: Path | None, **seats: Seat) -> Look:
    """Photographs every seat, when somebody wants the pictures; motion is let come to rest first."""

    def look(name: str) -> None:
        if folder is None:
            return
        folder.mkdir(parents=True, exist_ok=True)
        for role, seat in seats.items():
            seat.page.wait_for_function(
                "() => document.getAnimations().every((a) => a.playState === 'finished')"
            )
            seat.page.screenshot(path=folder / f"{name}-{role}.png")

    return look


def _reflect(host: Host, screen: Seat, phones: list[Phone], look: Look) -> None:
    mei, jonas, amara = phones
    host.goes_to("reflect")
    for phone in phones:
        phone.heading("question.reflect")
    mei.puts_in("Honesty", "Jonas told the client the date was wrong before they asked.", shown=True)
    mei.page.locator("#label").fill("Curios")
    look("02-reflect")
    mei.puts_in("Curiosity")
    mei.puts_in("Craft")
    jonas.loses_the_network()
    jonas.reads(said("line.away"))
    jonas.puts_in("honesty")
    jonas.reads(said("phone.value.waits"))
    jonas.page.context.set_offline(False)
    expect(jonas.page.get_by_text(said("phone.value.waits"), exact=True)).to_have_count(0)
    jonas.puts_in("Courage")
    jonas.puts_in("Rest")
    for label in ("Courage", "craft", "Humour"):
        amara.puts_in(label)
    expect(host.page.get_by_text(said("console.reflect.done", done=3, all=3))).to_be_visible()
    assert "onesty" not in screen.page.content()


def _share(host: Host, screen: Seat, phones: list[Phone], look: Look) -> None:
    host.goes_to("share")
    screen.reads(said("curtain.down"))
    for phone in phones:
        phone.heading("curtain.down")
    host.reads("Humour")
    assert "Humour" not in screen.page.content()
    look("03-curtain")
    host.press("console.curtain.lift")
    screen.reads("Humour")
    phones[0].reads("Courage")
    honesty = host.page.locator("li", has_text="onesty").first
    honesty.get_by_role("button", name=said("console.share.spotlight")).click()
    screen.reads("Jonas told the client the date was wrong before they asked.")
    look("04-share")


def _cluster(host: Host, screen: Seat, phones: list[Phone], look: Look) -> None:
    mei, jonas, _ = phones
    host.goes_to("cluster")
    mei.heading("question.cluster")
    mei.moves_to_new_cluster("Curiosity")
    host.names_first_unnamed("Lightness")
    expect(jonas.page.get_by_role("heading", name="Lightness")).to_be_visible()
    jonas.moves("Humour", "Lightness")
    tray = host.page.locator("section.tray", has_text="Lightness")
    expect(tray.locator("li", has_text="Humour")).to_be_visible()
    _drag(host.page, "Rest", "Lightness")
    expect(tray.locator("li", has_text="Rest")).to_be_visible()
    screen.reads("Lightness")
    mei.page.get_by_role("button", name="Craft").first.click()
    look("05-cluster")
    mei.page.keyboard.press("Escape")


def _drag(page: Page, card: str, cluster: str) -> None:
    """With the mouse: on to the card once it lies still, then over the tray until that has made room."""
    tray = page.locator("section.tray", has_text=cluster).locator("ul")
    before = tray.locator("li").count()
    page.locator(".loose li", has_text=card).hover(position={"x": 20, "y": 16})
    page.mouse.down()
    there = tray.bounding_box()
    assert there
    page.mouse.move(there["x"] + 40, there["y"] + 60, steps=12)
    expect(tray.locator("li")).to_have_count(before + 1)
    page.mouse.up()


def _vote(host: Host, screen: Seat, phones: list[Phone], look: Look) -> None:
    mei, jonas, amara = phones
    host.goes_to("vote")
    for _ in range(2):
        host.press("console.fewer")
    host.press("console.vote.open")
    mei.heading("question.vote")
    for phone, dots in ((mei, ("onesty", "Courage")), (jonas, ("onesty", "Courage")), (amara, ("onesty",))):
        for dot in dots:
            phone.places_dot(dot)
    expect(host.page.get_by_text(said("console.vote.voted", count=3, all=3))).to_be_visible()
    look("06-vote")
    host.press("console.vote.close")
    screen.reads(said("screen.vote.turns.other", count="two"))
    host.press("console.vote.take")
    mei.heading("phone.vote.chosen.other", Count="Two")
    look("07-result")


def _agree(host: Host, screen: Seat, phones: list[Phone], look: Look) -> None:
    mei, jonas, amara = phones
    host.goes_to("agree")
    honesty = host.page.get_by_role("heading", level=3, name="onesty").inner_text()
    for value, name, wording in (
        (honesty, "Honesty", "We say what we see."),
        ("Courage", "Courage", "We speak up."),
    ):
        host.opens_menu_of(value)
        host.press("console.agree.reword")
        host.page.locator("#word-name").fill(name)
        host.page.locator("#word-statement").fill(wording)
        host.press("console.agree.word.save")
        expect(host.row(name).get_by_text(wording)).to_be_visible()
    host.press("console.agree.ask_all")
    for phone in phones:
        expect(phone.page.get_by_role("heading", level=1, name="Honesty")).to_be_visible()
    mei.press("phone.agree.for")
    look("08-agree")
    mei.press("phone.agree.change")
    for phone in phones:
        phone.answers("for", "full")
    mei.answers("for", "minor", "That it counts for calls too.")
    jonas.answers("for", "full")
    amara.answers("talk", need="That somebody stays to help.")
    host.press("console.agree.close_all")
    expect(host.page.get_by_text("That it counts for calls too.")).to_be_visible()
    assert "counts for calls" not in screen.page.content()
    host.press("console.curtain.lift")
    host.opens_menu_of("Courage")
    host.press("console.agree.focus")
    screen.reads("That somebody stays to help.")
    look("09-focus")
    host.does_with("Honesty", "console.agree.adopt")
    _second_round(host, screen, phones)
    look("10-adopted")


def _second_round(host: Host, screen: Seat, phones: list[Phone]) -> None:
    amara = phones[2]
    amara.page.locator("section", has_text="Courage").get_by_role(
        "button", name=said("phone.agree.propose")
    ).first.click()
    amara.page.locator("#wording").fill("We speak up, and stay to help.")
    amara.press("phone.agree.put_wording")
    host.press("console.curtain.lift")
    phones[0].page.get_by_role("switch", name=said("phone.agree.could_live")).click()
    host.opens_menu_of("Courage")
    host.press("console.agree.reword")
    host.press("console.agree.use")
    expect(host.row("Courage").get_by_text("We speak up, and stay to help.")).to_be_visible()
    host.opens_menu_of("Courage")
    host.press("console.agree.ask_again")
    for phone in phones:
        phone.answers("for", "full")
    host.does_with("Courage", "console.agree.close")
    host.does_with("Courage", "console.agree.adopt")
    screen.reads(said("round.number", number=2))


def _commit(host: Host, screen: Seat, phones: list[Phone], look: Look) -> None:
    mei, jonas, amara = phones
    behaviour = "When a date slips, we will tell the client the same day."
    host.goes_to("commit")
    mei.heading("question.commit")
    mei.press("phone.commit.propose")
    mei.page.locator("textarea").first.fill(behaviour)
    mei.press("phone.commit.add")
    jonas.endorses(behaviour)
    host.press("console.commit.accept")
    screen.reads(behaviour)
    host.page.locator("#c-what").fill("Put the charter where we meet")
    host.page.locator("#c-owner").select_option(label="Jonas")
    host.page.locator("#c-due").fill("2030-12-08")
    host.press("console.commit.take_on")
    host.page.locator("#follow-up").fill("2030-12-22")
    host.page.locator("#follow-up").press("Tab")
    mei.reads("Put the charter where we meet")
    mei.signs("named")
    amara.signs("unnamed", "Only if calls count too.")
    screen.reads(said("screen.commit.signed.other", Count="Two"))
    jonas.page.get_by_role("heading", name=said("phone.sign.question")).scroll_into_view_if_needed()
    look("11-commit")
    host.press("console.commit.seal")
    host.page.locator("dialog").get_by_role("button", name=said("console.commit.seal")).click()
    for phone in phones:
        phone.heading("phone.closed.title")
    screen.reads(said("screen.closed.take"))
    look("12-closed")


def _downloaded_pdf(phone: Phone) -> str:
    """The text of the charter, taken home by one press."""
    with phone.page.expect_download() as download:
        phone.page.get_by_role("link", name=said("phone.closed.pdf"), exact=True).click()
    return text_of(opened(Path(download.value.path()).read_bytes()))
