"""Passcodes: hashed, and checked without a flood of tries eating the machine."""

import asyncio
import hmac
import secrets
from collections import OrderedDict
from typing import Literal

from app.domain.text import fold
from app.web.hashing import Busy, Hashing
from app.web.limits import Limit

Verdict = Literal["right", "wrong", "too_many", "busy"]

MOST_ROOMS = 1_000
"""Whose right passcode is known again without hashing; at the bound the one known longest is forgotten."""


class Passcodes:
    """Made within a running event loop.

    A right passcode is known again by its HMAC under a key that lives and dies with the process: five hundred phones
    with the right one cost one hash. The HMAC goes over the stored hash too, so it is void once the passcode is another.
    """

    def __init__(self, hashing: Hashing) -> None:
        self._hashing = hashing
        self._key = secrets.token_bytes(32)
        self._right: OrderedDict[str, bytes] = OrderedDict()
        self._under_way: dict[bytes, asyncio.Task[bool]] = {}

    async def hashed(self, passcode: str) -> str:
        """What is to be stored of it.

        Raises:
            Busy: not now.
        """
        stored = await self._hashing.hashed(fold(passcode))
        self._remember(stored, self._mac(stored, passcode))
        return stored

    async def check(self, stored: str, passcode: str, limit: Limit, whose: str) -> Verdict:
        """Whether it is the one that `stored` is the hash of. `limit` counts wrong ones under `whose`, who has them checked one
        after the other: guesses that come at once are counted before the next. At the limit the right one is put off like
        any other, else whoever goes on guessing would be told which it is."""
        mac = self._mac(stored, passcode)
        async with limit.turn(whose):
            if await limit.wait(whose):
                return "too_many"
            if self._is_right(stored, mac):
                return "right"
            try:
                if await self._verified(stored, passcode, mac):
                    return "right"
            except Busy:
                return "busy"
            await limit.take(whose)
            return "wrong"

    def _is_right(self, stored: str, mac: bytes) -> bool:
        return hmac.compare_digest(self._right.get(stored, b""), mac)

    async def _verified(self, stored: str, passcode: str, mac: bytes) -> bool:
        """The same passcode is hashed once for all who try it at the same moment, whoever goes away meanwhile."""
        if mac not in self._under_way:
            task = asyncio.create_task(self._hashing.is_of(stored, fold(passcode)))
            self._under_way[mac] = task
            task.add_done_callback(lambda _: self._under_way.pop(mac, None))
        matches = await asyncio.shield(self._under_way[mac])
        if matches:
            self._remember(stored, mac)
        return matches

    def _remember(self, stored: str, mac: bytes) -> None:
        self._right[stored] = mac
        if len(self._right) > MOST_ROOMS:
            self._right.popitem(last=False)

    def _mac(self, stored: str, passcode: str) -> bytes:
        return hmac.digest(self._key, f"{stored}/{fold(passcode)}".encode(), "sha256")
