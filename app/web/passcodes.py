"""Passcodes: hashed, and checked without a flood of tries eating the machine."""

import asyncio
import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Literal, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.domain.text import fold
from app.web.limits import Limit

T = TypeVar("T")

Verdict = Literal["right", "wrong", "too_many", "busy"]

AT_ONCE = 2
"""Hashes under way at once, of 19 MiB and some 30 ms each (the least that OWASP names for argon2id)."""
MOST_WAITING = 64
"""Hashes that wait or are under way; one more is told to come again."""
MOST_ROOMS = 1_000
"""Whose right passcode is known again without hashing; at the bound the one known longest is forgotten."""


class Busy(Exception):
    """As many passcodes wait to be hashed as may."""


class Passcodes:
    """Made within a running event loop; close it.

    A right passcode is known again by its HMAC under a key that lives and dies with the process: five hundred phones
    with the right one cost one hash. The HMAC goes over the stored hash too, so it is void once the passcode is another.
    """

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._threads = ThreadPoolExecutor(AT_ONCE, "passcodes")
        self._key = secrets.token_bytes(32)
        self._right: OrderedDict[str, bytes] = OrderedDict()
        self._waiting = 0
        self._under_way: dict[bytes, asyncio.Task[bool]] = {}

    async def hashed(self, passcode: str) -> str:
        """What is to be stored of it.

        Raises:
            Busy: not now.
        """
        stored = await self._aside(lambda: self._hasher.hash(fold(passcode)))
        self._remember(stored, self._mac(stored, passcode))
        return stored

    async def check(self, stored: str, passcode: str, limit: Limit, whose: str) -> Verdict:
        """Whether it is the one that `stored` is the hash of. `limit` counts wrong ones under `whose`, who has them checked one
        after the other: guesses that come at once are counted before the next."""
        mac = self._mac(stored, passcode)
        if self._is_right(stored, mac):
            return "right"
        async with limit.turn(whose):
            if self._is_right(stored, mac):
                return "right"
            if await limit.wait(whose):
                return "too_many"
            try:
                if await self._verified(stored, passcode, mac):
                    return "right"
            except Busy:
                return "busy"
            await limit.take(whose)
            return "wrong"

    def close(self) -> None:
        """Whatever waits to be hashed isn't any more."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _is_right(self, stored: str, mac: bytes) -> bool:
        return hmac.compare_digest(self._right.get(stored, b""), mac)

    async def _verified(self, stored: str, passcode: str, mac: bytes) -> bool:
        """The same passcode is hashed once for all who try it at the same moment, whoever goes away meanwhile."""
        if mac not in self._under_way:
            task = asyncio.create_task(self._aside(lambda: self._matches(stored, passcode)))
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

    def _matches(self, stored: str, passcode: str) -> bool:
        try:
            return self._hasher.verify(stored, fold(passcode))
        except (VerificationError, InvalidHashError):
            return False

    def _mac(self, stored: str, passcode: str) -> bytes:
        return hmac.digest(self._key, f"{stored}/{fold(passcode)}".encode(), "sha256")

    async def _aside(self, work: Callable[[], T]) -> T:
        if self._waiting >= MOST_WAITING:
            raise Busy
        self._waiting += 1
        try:
            return await self._in_thread(work)
        finally:
            self._waiting -= 1

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)
