"""Lines that break: what people did is there, once, whatever network, tab and server do meanwhile."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PLAIN_HOST
from tests.browser.people import Phone
from tests.browser.words import said


@dataclass
class Server:
    """A server of its own process, always at the same address, that can be killed and started again."""

    folder: Path
    port: int
    process: "subprocess.Popen[str] | None" = field(default=None)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Returns once it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app.cli", "serve", "--host", "127.0.0.1", "--port", str(self.port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "DATABASE_URL": f"sqlite:///{self.folder / 'rooms.db'}"},
            text=True,
        )
        assert self.process.stdout
        assert any(f":{self.port}" in line for line in self.process.stdout), "The server stopped."

    def kill(self) -> None:
        """As when the power goes."""
        assert self.process
        assert self.process.stdout
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def ask(self, path: str, body: object = None, token: str = "") -> dict[str, object]:
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(self.url + path, data, headers)) as answer:
            found: dict[str, object] = json.load(answer)
            return found


@dataclass
class Workshop:
    """A room at `reflect`, run by a program in the host's name."""

    server: Server
    code: str
    token: str
    sent: int = 0

    def does(self, type: str, **fields: object) -> None:
        self.sent += 1
        command = {"type": type, "id": f"00000000-0000-4000-8000-{self.sent:012d}", **fields}
        self.server.ask(f"/api/v1/rooms/{self.code}/commands", command, self.token)

    def values(self) -> int:
        """How many have been put in."""
        return int(self._part("shared")["counts"]["values"])

    def cards(self) -> dict[str, int]:
        """What has been put in, and how often: the room moves on, for before that even the lead can't tell."""
        self.does("go_to", stage="share")
        return {card["label"]: card["count"] for card in self._part("lead")["cards"].values()}

    def _part(self, name: str) -> Any:
        return self.server.ask(f"/api/v1/rooms/{self.code}", token=self.token)[name]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Server(tmp_path, port)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def workshop(server: Server) -> Workshop:
    made = server.ask("/api/v1/rooms", {"title": "Platform team", "purpose": "What holds?"})
    return Workshop(server, str(made["code"]), str(made["host_token"]))


@pytest.fixture
def mei(chromium: Browser, workshop: Workshop) -> Iterator[Phone]:
    """At `reflect`, over plain http under a name that isn't localhost."""
    context = chromium.new_context(
        base_url=f"http://{PLAIN_HOST}:{workshop.server.port}",
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    context.set_default_timeout(15_000)
    phone = Phone(context.new_page(), "Mei-Lin")
    phone.joins(workshop.code)
    assert phone.page.evaluate("isSecureContext") is False
    workshop.does("go_to", stage="reflect")
    phone.heading("question.reflect")
    yield phone
    context.close()


def _goes_offline(phone: Phone) -> None:
    phone.loses_the_network()
    phone.reads(said("line.away"))


def _closes(phone: Phone) -> None:
    """As a person does: the page hears of it."""
    with phone.page.expect_event("close"):
        phone.page.close(run_before_unload=True)


def _all_in(phone: Phone) -> None:
    expect(phone.page.get_by_text(said("phone.value.waits"), exact=True)).to_have_count(0)
    expect(phone.page.get_by_text(said("line.away"))).to_have_count(0)


def _again(phone: Phone, code: str) -> Phone:
    """The same person opens the room in one more tab."""
    tab = Phone(phone.page.context.new_page(), phone.name)
    tab.page.goto(f"/r/{code}")
    tab.heading("question.reflect")
    return tab


def test_BROWSER_2_what_is_written_without_a_network_goes_in_once_when_it_is_back(
    mei: Phone, workshop: Workshop
) -> None:
    _goes_offline(mei)
    mei.puts_in("Honesty", "Jonas told the client.", shown=True)
    mei.puts_in("Craft")
    mei.page.locator("#label").fill("Curios")
    mei.reads(said("line.waiting.other", Count="Two"))
    assert workshop.values() == 0
    mei.page.context.set_offline(False)
    _all_in(mei)
    expect(mei.page.locator("#label")).to_have_value("Curios")
    assert workshop.cards() == {"Honesty": 1, "Craft": 1}


def test_BROWSER_3_a_tab_that_was_closed_with_things_waiting_sends_them_when_the_room_is_opened_again(
    mei: Phone, workshop: Workshop
) -> None:
    _goes_offline(mei)
    mei.puts_in("Honesty")
    mei.page.locator("#label").fill("Curios")
    _closes(mei)
    mei.page.context.set_offline(False)
    again = _again(mei, workshop.code)
    again.reads("Honesty")
    _all_in(again)
    expect(again.page.locator("#label")).to_have_value("Curios")
    assert workshop.cards() == {"Honesty": 1}


def test_BROWSER_4_a_phone_comes_back_by_itself_after_the_server_was_killed(
    mei: Phone, workshop: Workshop
) -> None:
    mei.puts_in("Honesty")
    _all_in(mei)
    workshop.server.kill()
    mei.reads(said("line.away"))
    mei.puts_in("Craft")
    workshop.server.start()
    _all_in(mei)
    mei.puts_in("Rest")
    _all_in(mei)
    assert workshop.cards() == {"Honesty": 1, "Craft": 1, "Rest": 1}
    workshop.does("lift_curtain")
    for label in ("Honesty", "Craft", "Rest"):
        mei.reads(label)


def test_BROWSER_5_two_tabs_of_one_person_show_the_same_and_each_sends_its_own(
    mei: Phone, workshop: Workshop
) -> None:
    other = _again(mei, workshop.code)
    mei.puts_in("Honesty")
    other.reads("Honesty")
    _goes_offline(mei)
    mei.puts_in("Craft")
    other.puts_in("Rest")
    mei.page.context.set_offline(False)
    for tab in (mei, other):
        for label in ("Honesty", "Craft", "Rest"):
            tab.reads(label)
        _all_in(tab)
    assert workshop.cards() == {"Honesty": 1, "Craft": 1, "Rest": 1}


def test_BROWSER_6_what_is_refused_after_its_tab_was_closed_is_told_with_its_words(
    mei: Phone, workshop: Workshop
) -> None:
    other = _again(mei, workshop.code)
    _goes_offline(mei)
    other.reads(said("line.away"))
    for tab, labels in ((mei, ("Honesty", "Craft")), (other, ("Rest", "Courage"))):
        for label in labels:
            tab.puts_in(label)
    # Not before both have written: whoever is left takes over what waits in a tab that was closed.
    for tab in (mei, other):
        _closes(tab)
    mei.page.context.set_offline(False)
    again = _again(mei, workshop.code)
    told = again.page.get_by_role("alert").filter(has_text=said("outbox.late", what="", why="").strip("“” "))
    expect(told).to_be_visible()
    _all_in(again)
    stored = workshop.cards()
    assert len(stored) == 3
    (left_out,) = {"Honesty", "Craft", "Rest", "Courage"} - stored.keys()
    assert left_out in told.inner_text()


_WAITS = """([code, commands]) => {
    const member = document.querySelector('#app').dataset.member;
    localStorage.setItem(`touchstone:outbox:${code}:${member}:before`, JSON.stringify({ at: 0, commands }));
}"""


def test_BROWSER_7_more_than_one_message_or_the_room_takes_at_once_goes_in_completely_and_in_order(
    mei: Phone, workshop: Workshop
) -> None:
    value = str(uuid.uuid4())
    story = "\N{SLIGHTLY SMILING FACE}" * 500
    changes = [
        {"type": "edit_value", "id": str(uuid.uuid4()), "value": value, "label": f"Draft {n}", "story": story}
        for n in range(1, 45)
    ]
    commands = [{"type": "add_value", "id": value, "label": "Draft 0"}, *changes]
    assert len(json.dumps(commands, ensure_ascii=False).encode()) > 4 * 16_384
    mei.page.evaluate(_WAITS, [workshop.code, commands])
    mei.page.reload()
    mei.is_heard()
    _all_in(mei)
    mei.reads("Draft 44")
    assert workshop.cards() == {"Draft 44": 1}
