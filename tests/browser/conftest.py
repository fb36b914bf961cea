"""A server of its own process on a temporary database, and a browser with fresh profiles."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.looks import Look
from tests.browser.people import Host, Phone
from tests.browser.watched import Watch
from tests.browser.words import said
from tools.browser import MISSING, find

PLAIN_HOST = "room.test"
"""This machine by a name that makes no secure context, as phones in a meeting room have it."""

FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    f"--host-resolver-rules=MAP {PLAIN_HOST} 127.0.0.1",
]
_ADDRESS = re.compile(r"http://[\d.]+:\d+")


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[str]:
    """Where a fresh `touchstone serve` listens; `settings` as in its environment."""
    command = [sys.executable, "-m", "app.cli", "serve", "--host", "127.0.0.1", "--port", "0"]
    database = f"sqlite:///{folder / 'rooms.db'}"
    # More rooms than an address may open in an hour.
    settings = {"TOUCHSTONE_ROOMS_PER_HOUR": "1000", **settings}
    environment = {**os.environ, "DATABASE_URL": database, **settings}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True
    ) as process:
        assert process.stdout
        found = next(match for line in process.stdout if (match := _ADDRESS.search(line)))
        try:
            yield found[0]
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("served")) as url:
        yield url


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a module, and no longer: while it runs, its loop lets no asynchronous test have one."""
    path = find()
    assert path, MISSING
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


Device = Callable[..., BrowserContext]


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Over every page of every test: none breaks its policy, and none asks another site for anything."""
    watch = Watch()
    yield watch
    assert watch.broken == []
    assert watch.asked_beyond("127.0.0.1", PLAIN_HOST) == []


@pytest.fixture
def device(chromium: Browser, server: str, watch: Watch) -> Iterator[Device]:
    """A new device: `device(width, height)`; more of playwright's context options by name."""
    opened: list[BrowserContext] = []

    def made(width: int, height: int, **options: object) -> BrowserContext:
        context = chromium.new_context(
            base_url=server,
            viewport={"width": width, "height": height},
            accept_downloads=True,
            **options,  # type: ignore[arg-type]
        )
        context.set_default_timeout(10_000)
        watch.over(context)
        opened.append(context)
        return context

    yield made
    for context in opened:
        context.close()


@pytest.fixture
def look() -> Iterator[Look]:
    """What is looked over is without a fault at the test's end; all that were found are told at once."""
    look = Look()
    yield look
    assert not look.found, "\n".join(look.found)


@pytest.fixture
def host(device: Device) -> Host:
    """At a console, before there is a room."""
    return Host(device(1440, 900).new_page())


def four_at_cluster(device: Device, values: tuple[str, ...]) -> tuple[Host, list[Phone], Page]:
    """A room in which each of four people has put in one value, now at `cluster`: console, phones, and the screen."""
    desk = device(1440, 900)
    host = Host(desk.new_page())
    code = host.opens_a_room("Platform team", "")
    people = [
        Phone(device(390, 844, has_touch=True, is_mobile=True).new_page(), name)
        for name in ("Amara", "Jonas", "Mei-Lin", "Tobias")
    ]
    for phone in people:
        phone.joins(code)
    host.goes_to("reflect")
    for phone, label in zip(people, values, strict=True):
        phone.puts_in(label)
        phone.press("phone.reflect.enough")
    host.reads(said("console.reflect.done", done=4, all=4))
    host.goes_to("share")
    host.press("console.curtain.lift")
    host.goes_to("cluster")
    screen = desk.new_page()
    screen.set_viewport_size({"width": 1920, "height": 1080})
    screen.goto(f"/r/{code}/screen")
    return host, people, screen


@pytest.fixture(scope="session")
def pictures() -> Path | None:
    """The folder for screenshots, when somebody wants them (`make screens`)."""
    asked = os.environ.get("TOUCHSTONE_SCREENS")
    return Path(asked) if asked else None
