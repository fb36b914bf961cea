"""Undo and redo on the console: by button and by keyboard, in words that follow what was done last."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Device
from tests.browser.people import Host, Phone
from tests.browser.words import said

VALUES = ("Honesty", "Kindness", "Zeppelin"), ("truth", "caring", "Gondola")


def deed(did: str, **params: object) -> str:
    return said(f"console.undo.{did}", **params)


def undo(host: Host, did: str, **params: object) -> Locator:
    return host.button("console.undo.what", deed=deed(did, **params))


def redo(host: Host, did: str, **params: object) -> Locator:
    return host.button("console.redo.what", deed=deed(did, **params))


def reads(host: Host, way: str, did: str, **params: object) -> None:
    line = host.page.get_by_role("status").filter(has_text=deed(did, **params))
    expect(line).to_have_text(said(f"console.undo.done.{way}", deed=deed(did, **params)))


@pytest.fixture
def room(device: Device) -> tuple[Host, Phone]:
    """Two people at `cluster`, with the console's suggestions worked out."""
    host = Host(device(1440, 900).new_page())
    code = host.opens_a_room("Platform team", "")
    people = [
        Phone(device(390, 844, has_touch=True, is_mobile=True).new_page(), name)
        for name in ("Jonas", "Mei-Lin")
    ]
    for phone in people:
        phone.joins(code)
    host.goes_to("reflect")
    for phone, labels in zip(people, VALUES, strict=True):
        for label in labels:
            phone.puts_in(label)
    host.reads(said("console.reflect.done", done=2, all=2))
    host.goes_to("share")
    host.press("console.curtain.lift")
    host.goes_to("cluster")
    return host, people[0]


def test_BROWSER_13_a_merge_is_undone_and_done_again_and_the_words_follow(
    room: tuple[Host, Phone],
) -> None:
    host, jonas = room
    trays = host.page.locator("section.tray")
    for name in ("Honesty", "Integrity"):
        host.press("console.cluster.add")
        host.names_first_unnamed(name)
    expect(undo(host, "named", name="Integrity")).to_be_visible()
    more = trays.get_by_role("heading", name="Honesty").get_by_role("button")
    more.filter(has_not_text="Honesty").click()
    host.press("console.cluster.merge")
    host.page.locator(".panel").get_by_role("button", name="Integrity").click()
    expect(trays).to_have_count(1)

    merged = {"cluster": "Honesty", "into": "Integrity"}
    undo(host, "merged", **merged).click()
    expect(trays).to_have_count(2)
    reads(host, "undo", "merged", **merged)
    host.page.keyboard.press("Control+Shift+Z")
    expect(trays).to_have_count(1)
    reads(host, "redo", "merged", **merged)
    expect(redo(host, "merged", **merged)).to_have_count(0)

    jonas.moves("Kindness", "Integrity")
    moved = {"card": said("console.quote", text="Kindness"), "cluster": "Integrity"}
    expect(undo(host, "moved", **moved)).to_be_visible()
    expect(
        host.page.get_by_text(said("console.undo.done.redo", deed=deed("merged", **merged)))
    ).to_have_count(0)
    loose = host.page.locator(".loose li", has_text="Kindness")
    expect(loose).to_have_count(0)

    trays.get_by_role("button", name="Integrity", exact=True).click()
    field = host.page.locator("input.name")
    field.press_sequentially("Truth")
    field.press("Control+z")
    expect(field).not_to_have_value("Truth")
    field.press("Escape")
    expect(undo(host, "moved", **moved)).to_be_visible()
    host.page.keyboard.press("Control+z")
    expect(loose).to_be_visible()
    reads(host, "undo", "moved", **moved)
    host.page.keyboard.press("Control+y")
    expect(loose).to_have_count(0)


def test_UNDO_13_a_suggestion_is_taken_back_where_the_focus_stays_unless_a_card_is_held(
    room: tuple[Host, Phone],
) -> None:
    host, jonas = room
    host.press("console.suggest")
    host.page.get_by_role("button", name=said("console.suggested.yes_to", name="Honesty")).click()
    expect(host.page.locator("section.tray")).to_have_count(1)
    button = undo(host, "suggestion_accepted", suggestion="Honesty")
    button.focus()
    button.press("Enter")
    expect(host.page.locator("section.tray")).to_have_count(0)
    reads(host, "undo", "suggestion_accepted", suggestion="Honesty")
    again = redo(host, "suggestion_accepted", suggestion="Honesty")
    expect(again).to_be_focused()
    expect(
        host.page.get_by_role("button", name=said("console.suggested.yes_to", name="Honesty"))
    ).to_be_visible()
    again.press("Enter")
    expect(button).to_be_focused()
    expect(host.page.locator("section.tray")).to_have_count(1)

    jonas.page.locator(".card-button", has_text="truth").click()
    expect(jonas.page.locator("dialog")).to_be_visible()
    button.click()
    host.reads(said("refusal.card_held"))
    expect(host.page.locator("section.tray")).to_have_count(1)
    expect(
        host.page.get_by_text(
            said("console.undo.done.undo", deed=deed("suggestion_accepted", suggestion="Honesty"))
        )
    ).to_have_count(0)
