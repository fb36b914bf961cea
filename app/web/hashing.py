"""The one place where what people type to get in is hashed: aside, a few at once, and no endless line before it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

T = TypeVar("T")

AT_ONCE = 2
"""Hashes under way at once, of 19 MiB and some 30 ms each (the least that OWASP names for argon2id); a password's that the
operator hashed takes what that hash says."""
MOST_WAITING = 64
"""Hashes that wait or are under way; one more is told to come again."""


class Busy(Exception):
    """As many wait to be hashed as may."""


class Hashing:
    """Made within a running event loop; close it."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._threads = ThreadPoolExecutor(AT_ONCE, "hashing")
        self._waiting = 0

    async def hashed(self, words: str) -> str:
        """What is to be stored of it. Raises Busy."""
        return await self._aside(lambda: self._hasher.hash(words))

    async def is_of(self, stored: str, words: str) -> bool:
        """Whether `stored` is its hash. Raises Busy."""
        return await self._aside(lambda: self._matches(stored, words))

    def close(self) -> None:
        """Whatever waits to be hashed isn't any more."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _matches(self, stored: str, words: str) -> bool:
        try:
            return self._hasher.verify(stored, words)
        except (VerificationError, InvalidHashError):
            return False

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
