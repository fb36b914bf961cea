"""What a request costs a site, in work: time itself says little in a test, and is what work takes."""

import inspect
import re
from collections.abc import Awaitable
from typing import Any, NamedTuple

import httpx
import pytest

from app.web.hashing import Hashing
from tests.served import Served

ASIDE = {"use_rooms", "heads"}
"""Asked by the clock, not by a request."""


class Way(NamedTuple):
    """How a request went: what was answered, and what was done for it."""

    status: int
    body: str
    headers: tuple[str, ...]
    asked: tuple[str, ...]
    hashes: int


class Work:
    """Every question to the site's database, and every hash of what somebody typed."""

    def __init__(self, site: Served, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        self.hashes = 0
        log = site.services.log
        for name, real in inspect.getmembers(log, inspect.iscoroutinefunction):
            if not name.startswith("_") and name not in ASIDE:
                monkeypatch.setattr(log, name, self._counting(name, real))
        aside = Hashing._in_thread

        async def counted(hashing: Hashing, work: Any) -> Any:
            self.hashes += 1
            return await aside(hashing, work)

        monkeypatch.setattr(Hashing, "_in_thread", counted)

    def _counting(self, name: str, real: Any) -> Any:
        async def counted(*args: Any, **more: Any) -> Any:
            self.asked.append(name)
            return await real(*args, **more)

        return counted

    async def of(self, asking: Awaitable[httpx.Response], typed: str = "") -> Way:
        """`typed`: what the answer may say again."""
        self.asked.clear()
        before = self.hashes
        answer = await asking
        body = re.sub(r'name="once" value="[^"]*"', "", answer.text)
        body = re.sub(r'(name="passcode"[^>]* value=")[^"]*', r"\1", body)  # one's own, to be put right
        body = body.replace(typed, "…") if typed else body
        headers = tuple(sorted(name for name in answer.headers if name not in ("date", "content-length")))
        return Way(answer.status_code, body, headers, tuple(self.asked), self.hashes - before)
