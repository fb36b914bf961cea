"""The door: a passcode, a waiting room, and somebody who is kept out, at phones and the console."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone
from tests.browser.prepared import Prepared
from tests.browser.words import said


class AtDoor(Phone):
    def asks(self, code: str, passcode: str = "") -> None:
        self.page.goto(f"/j/{code}")
        self.page.locator("#name").fill(self.name)
        if passcode:
            self.page.locator("#passcode").fill(passcode)
        self.page.locator("button.main").click()

    def waits(self) -> None:
        self.heading("page.wait.heading", name=self.name)

    def is_in(self) -> None:
        self.heading("phone.lobby.in", name=self.name)


class Keeper(Host):
    def sets_door(self, stands: str) -> None:
        self.page.get_by_role("button", name=re.compile("^Door: ")).first.click()
        self.page.get_by_role("radio", name=said(f"console.door.stands.{stands}")).check()
        self.press("console.door.done")

    def looks_who_waits(self, count: int) -> None:
        key = "one" if count == 1 else "other"
        self.press(f"console.door.at.{key}", n=count)


def phone(device: Device, name: str, **options: object) -> AtDoor:
    return AtDoor(device(390, 844, has_touch=True, is_mobile=True, **options).new_page(), name)


def test_DOOR_14_a_newcomer_waits_and_comes_in_without_doing_anything(device: Device, host: Host) -> None:
    keeper = Keeper(host.page)
    code = keeper.opens_a_room("Platform team", "")
    keeper.sets_door("waiting")
    noor, ivo = phone(device, "Noor"), phone(device, "Ivo")
    noor.asks(code)
    noor.waits()
    noor.page.reload()
    noor.waits()
    ivo.asks(code)
    keeper.looks_who_waits(2)
    keeper.press("console.door.let_in_name", name="Noor")
    noor.is_in()
    ivo.waits()
    keeper.page.get_by_role("button", name=said("console.person.more", name="Ivo")).click()
    keeper.press("console.door.turn_away")
    ivo.reads(said("page.join.turned_away"))
    keeper.heading("console.door.nobody")


def test_DOOR_16_a_newcomer_goes_again_and_the_console_shows_it(device: Device, host: Host) -> None:
    keeper = Keeper(host.page)
    code = keeper.opens_a_room("Platform team", "")
    keeper.sets_door("waiting")
    noor, ivo = phone(device, "Noor"), phone(device, "Ivo", java_script_enabled=False)
    for one in (noor, ivo):
        one.asks(code)
        one.waits()
    keeper.looks_who_waits(2)
    noor.press("page.wait.go")
    noor.reads(said("page.join.gone"))
    expect(noor.page.locator("#name")).to_have_value("")
    expect(keeper.button("console.door.let_in_name", name="Noor")).to_have_count(0)
    ivo.press("page.wait.go")
    keeper.heading("console.door.nobody")
    noor.page.locator("#name").fill("Noor")
    noor.page.locator("button.main").click()
    noor.waits()
    keeper.press("console.door.let_in_name", name="Noor")
    noor.is_in()


def test_DOOR_14_whoever_waits_is_told_when_nobody_answers(server: str, device: Device) -> None:
    room = Prepared(server)
    room.lead("set_door", door="waiting")
    noor = phone(device, "Noor")
    noor.asks(room.code)
    noor.waits()
    told = noor.page.get_by_role("status")
    expect(told).to_have_text("")
    noor.page.context.set_offline(True)
    expect(told).to_have_text(said("page.wait.away"))
    noor.waits()
    noor.page.context.set_offline(False)
    expect(told).to_have_text("", timeout=10_000)
    room.lead("let_in", newcomers=list(room.sees()["door"]["waiting"]))
    noor.is_in()


def test_DOOR_14_without_a_script_one_looks_again_by_a_link(device: Device, host: Host) -> None:
    keeper = Keeper(host.page)
    code = keeper.opens_a_room("Platform team", "")
    keeper.sets_door("waiting")
    noor = phone(device, "Noor", java_script_enabled=False)
    noor.asks(code)
    noor.waits()
    keeper.looks_who_waits(1)
    keeper.press("console.door.let_in_name", name="Noor")
    keeper.heading("console.door.nobody")
    noor.page.get_by_role("link", name=said("page.wait.look")).click()
    noor.page.wait_for_url(f"**/r/{code}")


def test_DOOR_15_the_host_sees_to_the_door_by_keyboard_at_any_stage(device: Device, host: Host) -> None:
    keeper = Keeper(host.page)
    code = keeper.opens_a_room("Platform team", "")
    keeper.sets_door("waiting")
    keeper.goes_to("reflect")
    guests = [phone(device, name) for name in ("Noor", "Ivo", "Sam")]
    for one in guests:
        one.asks(code)
        one.waits()
    badge = keeper.button("console.door.at.other", n=3)
    badge.focus()
    keeper.page.keyboard.press("Enter")
    keeper.button("console.door.let_all_in").focus()
    keeper.page.keyboard.press("Enter")
    keeper.heading("console.door.nobody")
    keeper.page.keyboard.press("Escape")
    expect(keeper.page.get_by_role("dialog")).to_have_count(0)
    for one in guests:
        one.heading("question.reflect")


def test_DOOR_15_a_passcode_is_set_changed_and_cleared_at_the_console(device: Device, host: Host) -> None:
    code = host.opens_a_room("Platform team", "")
    host.press("console.door.button.open")
    field = host.page.locator("#door-passcode")
    field.fill("abc")
    host.press("console.door.passcode.set")
    host.reads(said("refusal.too_short.passcode", limit=4))
    expect(field).to_have_value("abc")
    field.fill("Blue heron")
    host.press("console.door.passcode.set")
    host.reads(said("console.door.passcode.done.set"))
    expect(field).to_have_value("")
    expect(host.button("console.door.button.open.passcode")).to_be_visible()
    noor = phone(device, "Noor")
    noor.asks(code, "red heron")
    noor.reads(said("page.problem.wrong_passcode"))
    expect(noor.page.locator("#name")).to_have_value("Noor")
    expect(noor.page.locator("#passcode")).to_be_focused()
    noor.page.locator("#passcode").fill("blue heron")
    noor.page.locator("button.main").click()
    noor.is_in()
    host.press("console.door.passcode.clear")
    host.reads(said("console.door.passcode.done.cleared"))
    host.press("console.door.done")
    expect(host.button("console.door.button.open")).to_be_focused()
    phone(device, "Ivo").joins(code)


def test_DOOR_11_somebody_who_is_kept_out_reads_so_until_the_host_lets_them_back(
    device: Device, host: Host
) -> None:
    code = host.opens_a_room("Platform team", "")
    eve = phone(device, "Eve")
    eve.joins(code)
    host.page.get_by_role("button", name=said("console.person.more", name="Eve")).first.click()
    host.press("console.person.remove")
    dialog = host.page.get_by_role("dialog")
    dialog.get_by_role("checkbox", name=said("console.person.keep_out")).check()
    host.reads(said("console.person.keep_out.text"))
    dialog.get_by_role("checkbox", name=said("console.person.keep_out.wait")).check()
    dialog.get_by_role("button", name=said("console.person.remove")).click()
    eve.heading("gone.removed")
    eve.page.get_by_role("link", name=said("gone.again")).click()
    eve.heading("page.problem.kept_out")
    host.press("console.door.button.waiting")
    host.press("console.door.let_back_name", name="Eve")
    expect(host.button("console.door.let_back_name", name="Eve")).to_have_count(0)
    eve.asks(code)
    eve.waits()


def test_DOOR_9_a_locked_room_says_so_at_the_door(device: Device, host: Host) -> None:
    keeper = Keeper(host.page)
    code = keeper.opens_a_room("Platform team", "")
    keeper.sets_door("locked")
    noor = phone(device, "Noor")
    noor.page.goto(f"/j/{code}")
    noor.heading("page.problem.room_locked")
