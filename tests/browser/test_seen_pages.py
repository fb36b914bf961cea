"""Every page that is there without a script, for whoever looks at it and however: the start, the door, the charter."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Device, serving
from tests.browser.course import GERMAN, LONG, RIGHT_TO_LEFT
from tests.browser.looks import Look
from tests.browser.prepared import Prepared
from tests.browser.words import said


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that lets those who know the password open one room an hour, and forgives one wrong try a minute."""
    with serving(
        tmp_path_factory.mktemp("guarded"),
        TOUCHSTONE_NEW_ROOM_PASSWORD="Meister",
        TOUCHSTONE_ROOMS_PER_HOUR="1",
        TOUCHSTONE_WRONG_CODES_PER_MINUTE="1",
        TOUCHSTONE_WRONG_PASSWORDS_PER_MINUTE="1",
    ) as url:
        yield url


def test_BROWSER_32_the_start_and_a_new_room(server: str, device: Device, look: Look) -> None:
    page = device(390, 844).new_page()
    for name, path in {
        "start": "/",
        "no such room": "/?code=AAAAAA",
        "no code": "/?code=",
        "new room": "/new",
        "nothing there": "/nowhere",
        "no such link": "/c/nowhere",
    }.items():
        page.goto(path)
        look.over(name, page)
    page.goto("/new")
    page.locator("summary").click()
    page.get_by_role("radio", name=said("page.new.agenda.own")).check()
    look.over("new room, all of it", page)
    page.locator("#deck").fill(f"{GERMAN * 3},x\nCraft,a,b,c,d\n,\n")
    for field, text in {"title": GERMAN, "host_name": LONG}.items():
        page.locator(f"#{field}").fill(text)
    page.get_by_role("button", name=said("page.new.open")).click()
    expect(page.locator("#wrong")).to_be_visible()
    look.over("new room, faults in its deck", page)


def test_BROWSER_32_who_may_open_rooms_and_too_many_of_all(guarded: str, device: Device, look: Look) -> None:
    page = device(390, 844).new_page()
    page.goto(f"{guarded}/new")
    look.over("password", page)
    _types(page, "Meister")
    expect(page.locator("#title")).to_be_visible()
    look.over("permitted", page)
    for _ in range(2):
        page.goto(f"{guarded}/new")
        page.locator("#title").fill("Us")
        page.locator("#host_name").fill("Henrik")
        page.get_by_role("button", name=said("page.new.open")).click()
    expect(page.get_by_text(said("page.problem.too_many_rooms"))).to_be_visible()
    expect(page.locator("#title")).to_have_value("Us")
    look.over("too many rooms", page)
    stranger = device(390, 844).new_page()
    stranger.goto(f"{guarded}/new")
    _types(stranger, "Lehrling")
    expect(stranger.locator("#wrong")).to_be_visible()
    look.over("wrong password", stranger)
    _types(stranger, "Geselle")
    expect(stranger.get_by_text(said("page.opening.too_many"))).to_be_visible()
    look.over("too many passwords", stranger)
    for code in ("AAAAAA", "BBBBBB"):
        stranger.goto(f"{guarded}/?code={code}")
    expect(stranger.get_by_role("heading", name=said("page.problem.too_many_tries"))).to_be_visible()
    look.over("too many codes", stranger)


def _types(page: Page, password: str) -> None:
    page.locator("#password").fill(password)
    page.get_by_role("button", name=said("page.opening.go")).click()


@pytest.mark.parametrize("title", [GERMAN, RIGHT_TO_LEFT])
def test_BROWSER_32_the_door(server: str, device: Device, look: Look, title: str) -> None:
    room = Prepared(server)
    room.lead("change_settings", title=title, purpose=f"{title} {RIGHT_TO_LEFT}, {GERMAN}")
    page = device(390, 844).new_page()
    page.goto(f"/j/{room.code}")
    look.over("door", page)
    page.locator("button.main").click()
    expect(page.locator("#wrong")).to_be_visible()
    look.over("door, no name", page)
    page.goto(f"/r/{room.code}/charter")
    look.over("not in the room", page)
    page.goto(f"/r/{room.code}/enter")
    look.over("another device", page)
    page.locator("#pass").fill("ABCDEFGH")
    page.locator("button.main").click()
    expect(page.locator("#wrong")).to_be_visible()
    look.over("another device, wrong code", page)
    room.asks_for_passcode("heron")
    room.lead("set_door", door="waiting")
    page.goto(f"/j/{room.code}")
    look.over("door with a passcode", page)
    page.locator("#name").fill(LONG)
    page.locator("#passcode").fill("crane")
    page.locator("button.main").click()
    expect(page.locator("#wrong")).to_be_visible()
    look.over("door, wrong passcode", page)
    page.locator("#passcode").fill("heron")
    page.locator("button.main").click()
    expect(page.get_by_text(said("page.wait.then"))).to_be_visible()
    look.over("waiting", page)
    page.get_by_role("button", name=said("page.wait.go")).click()
    expect(page.get_by_text(said("page.join.gone"))).to_be_visible()
    look.over("gone from the door", page)
    page.locator("#name").fill(LONG)
    page.locator("#passcode").fill("heron")
    page.locator("button.main").click()
    expect(page.get_by_text(said("page.wait.then"))).to_be_visible()
    room.lead("turn_away", newcomers=list(room.sees()["door"]["waiting"]))
    expect(page.get_by_text(said("page.join.turned_away"))).to_be_visible()
    look.over("turned away", page)
    room.lead("set_door", door="locked")
    page.goto(f"/j/{room.code}")
    look.over("locked", page)


def test_BROWSER_32_the_charter_and_its_keeper(server: str, device: Device, look: Look) -> None:
    room = Prepared(server)
    room.joins("Amara", LONG, RIGHT_TO_LEFT)
    room.agrees(**{GERMAN: f"{GERMAN * 2} {RIGHT_TO_LEFT}", RIGHT_TO_LEFT: ""})
    room.lead("add_commitment", text=GERMAN * 2, owner=room.ids[LONG], due="2099-12-12")
    for name in ("Amara", LONG, RIGHT_TO_LEFT):
        room.does(name, "sign", named=True, reservation=GERMAN)
    member = device(390, 844)
    room.lets_in(member, "Amara")
    page = member.new_page()
    page.goto(f"/r/{room.code}/charter")
    look.over("charter in the making", page)
    room.lead("set_follow_up", date="2099-12-12")
    room.lead("seal")
    page.goto(f"/r/{room.code}/charter")
    look.over("sealed charter", page)
    stranger = device(390, 844).new_page()
    stranger.goto(f"/j/{room.code}")
    look.over("finished room", stranger)
    links = room.links()
    stranger.goto(links["link"])
    look.over("shared charter", stranger)
    stranger.goto(links["keeper"])
    stranger.get_by_text(said("page.keeper.delete"), exact=True).click()
    look.over("keeper", stranger)
    stranger.get_by_role("button", name=said("page.keeper.revoke")).click()
    expect(stranger.get_by_text(said("page.keeper.no_link"))).to_be_visible()
    look.over("keeper without a link", stranger)
    stranger.get_by_text(said("page.keeper.delete"), exact=True).click()
    stranger.get_by_role("button", name=said("page.keeper.delete.do")).click()
    expect(stranger.get_by_role("heading", name=said("page.keeper.gone"))).to_be_visible()
    look.over("deleted charter", stranger)
