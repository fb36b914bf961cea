"""Pages in a real browser, on a slow network and a slow processor: the server, the browser, and rooms to show."""

import os
import re
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from tools.browser import MISSING, find

FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
SLOWER = 4
"""Times that the processor is slowed down."""
LATENCY_MS = 150
BYTES_A_SECOND = 1_600_000 / 8
_ADDRESS = re.compile(r"http://[\d.]+:\d+")


@contextmanager
def served() -> Iterator[str]:
    """Where a fresh `touchstone serve` listens, on a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATABASE_URL": f"sqlite+aiosqlite:///{Path(folder) / 'rooms.db'}"}
        command = [sys.executable, "-m", "app.cli", "serve", "--host", "127.0.0.1", "--port", "0"]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True
        ) as process:
            assert process.stdout
            try:
                yield next(match[0] for line in process.stdout if (match := _ADDRESS.search(line)))
            finally:
                process.terminate()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser that the tests drive. Raises SystemExit when there is none."""
    path = find()
    if not path:
        raise SystemExit(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Served:
    """A room made over the API, with its host's token."""

    server: str
    code: str = ""
    host: str = ""
    screen: str = ""
    tokens: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._client = httpx.Client(base_url=self.server, timeout=30)
        asked = {"title": "Platform team", "host_name": "Henrik", "host_takes_part": False}
        made = self._client.post("/api/v1/rooms", json=asked).raise_for_status().json()
        self.code, self.host, self.screen = made["code"], made["host_token"], made["screen_url"]

    def joins(self, name: str) -> str:
        """Gives the token of the new member."""
        answer = self._client.post(f"/api/v1/rooms/{self.code}/members", json={"name": name})
        token: str = answer.raise_for_status().json()["token"]
        self.tokens.append(token)
        return token

    def does(self, token: str, type: str, **fields: Any) -> None:
        command = {"type": type, "id": str(uuid.uuid4()), **fields}
        headers = {"Authorization": f"Bearer {token}"}
        self._client.post(
            f"/api/v1/rooms/{self.code}/commands", json=command, headers=headers
        ).raise_for_status()

    def lead(self, type: str, **fields: Any) -> None:
        self.does(self.host, type, **fields)

    def sees(self) -> Any:
        headers = {"Authorization": f"Bearer {self.host}"}
        return self._client.get(f"/api/v1/rooms/{self.code}", headers=headers).raise_for_status().json()

    def lets_in(self, context: BrowserContext, token: str) -> None:
        """The member's cookie, so that the room's page is theirs."""
        cookie = {"name": f"ts-member-{self.code}", "value": token, "url": self.server}
        context.add_cookies([cookie])  # type: ignore[list-item]


def slow(page: Page, *, network: bool) -> CDPSession:
    """The page on a processor as slow as a cheap phone's, and on request on a slow mobile network."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    if network:
        session.send("Network.enable")
        limits = {
            "latency": LATENCY_MS,
            "downloadThroughput": BYTES_A_SECOND,
            "uploadThroughput": BYTES_A_SECOND,
        }
        session.send("Network.emulateNetworkConditions", {"offline": False, **limits})
    return session
