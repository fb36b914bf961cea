"""Suggested clusters worked out in a process of their own, so that no room waits for them."""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import TypeVar

from app.data.lexicon import lexicon, with_deck
from app.domain.method.lookalikes import Alike, look_alikes
from app.domain.method.suggest import Item, Suggested, suggest
from app.domain.own_deck import DeckEntry
from app.domain.terms import Language

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Basis:
    """What suggestions are worked out from: cards, and what a room's words are matched by."""

    items: Sequence[Item]
    language: Language = "en"
    deck: Sequence[DeckEntry] = ()


Suggesting = Callable[[Basis], Awaitable[tuple[Suggested, ...]]]
"""Raises whatever went wrong."""


def work_out(basis: Basis) -> tuple[Suggested, ...]:
    """The suggestions for these cards."""
    return tuple(suggest(basis.items, with_deck(lexicon(basis.language), basis.deck)))


def compare(basis: Basis) -> tuple[Alike, ...]:
    """What looks alike among these cards and clusters."""
    return tuple(look_alikes(basis.items, with_deck(lexicon(basis.language), basis.deck)))


async def in_a_thread(basis: Basis) -> tuple[Suggested, ...]:
    """Without a process: for a room by itself."""
    return await asyncio.to_thread(work_out, basis)


class Suggester:
    """One worker process, started with the first request and kept; `close` it when done."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    async def __call__(self, basis: Basis) -> tuple[Suggested, ...]:
        """Raises BrokenProcessPool when the worker dies over it twice."""
        return await self._done(work_out, basis)

    async def compare(self, basis: Basis) -> tuple[Alike, ...]:
        """What looks alike, worked out beside the suggestions. Raises BrokenProcessPool as above."""
        return await self._done(compare, basis)

    def close(self) -> None:
        """What is waiting is cancelled, what is being worked out is finished."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _running(self) -> ProcessPoolExecutor:
        # Not forked: a fork of a process with threads may stand still on a lock that nobody holds any more.
        self._pool = self._pool or ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _begin)
        return self._pool

    async def _done(self, work: Callable[[Basis], R], basis: Basis) -> R:
        pool, loop = self._running(), asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(pool, work, basis)
        except BrokenProcessPool:  # killed by the system, say; a new one is soon made
            if self._pool is pool:
                self.close()
            return await loop.run_in_executor(self._running(), work, basis)


def _begin() -> None:
    """Ctrl-C is the parent's to answer; but whoever loses its parent ends, or it would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None
    threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(0)
