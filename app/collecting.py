"""When Python looks for garbage that refers to itself. What a room keeps is freed without that, and a full search
halts every room: with five thousand people in two hundred rooms for one to two and a half seconds, and finds nothing.

So what has survived a search is left out of the next ones; everything is searched when nobody is there, or after hours.
"""

import asyncio
import gc
import time
from collections.abc import Callable

LOOKS = 60.0
"""Seconds between two looks at whether anybody is there."""
LONGEST = 6 * 3600.0
"""Seconds after which all is searched, whoever is there: what refers to itself and was left out isn't freed till then."""


class Collecting:
    """From `start` on; within a running event loop."""

    def __init__(self, is_quiet: Callable[[], bool], clock: Callable[[], float] = time.monotonic) -> None:
        """`is_quiet`: whether nobody would notice a halt."""
        self._is_quiet, self._clock = is_quiet, clock
        self._left_out = False
        self._searched = clock()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """What is there by now stays."""
        gc.freeze()
        gc.enable()
        gc.callbacks.append(self._after)
        self._task = asyncio.create_task(self._look_again(), name="collecting")

    def stop(self) -> None:
        """Python searches by itself again, and everything."""
        if self._task:
            self._task.cancel()
            gc.callbacks.remove(self._after)
            gc.unfreeze()
            self._task = None

    def look(self) -> None:
        """Search everything, if this is a good moment for it and there may be something to find."""
        overdue = self._clock() - self._searched > LONGEST
        if self._left_out and (self._is_quiet() or overdue):
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self._left_out, self._searched = False, self._clock()

    def _after(self, phase: str, info: dict[str, int]) -> None:
        """The youngest are searched every few thousand new objects, and mostly still at work then: they're let grow older."""
        if phase == "stop" and info["generation"] > 0:
            gc.freeze()
            self._left_out = True

    async def _look_again(self) -> None:
        while True:
            await asyncio.sleep(LOOKS)
            self.look()
