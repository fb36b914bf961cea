"""A floor between two runs of something that many ask for."""

import asyncio
from collections.abc import Callable


class Pace:
    """Runs `fire` at once when the last run is `floor` seconds ago, else once when it is."""

    def __init__(self, floor: float, fire: Callable[[], None]) -> None:
        self._floor = floor
        self._fire = fire
        self._last = float("-inf")
        self._timer: asyncio.TimerHandle | None = None
        self._ran = asyncio.Event()

    def ask(self) -> None:
        if self._timer is not None:
            return
        loop = asyncio.get_running_loop()
        wait = self._last + self._floor - loop.time()
        if wait <= 0:
            self._run()
        else:
            self._ran.clear()
            self._timer = loop.call_later(wait, self._run)

    async def rest(self) -> None:
        """Returns when nothing is waited for that was asked for before."""
        if self._timer is not None:
            await self._ran.wait()

    def stop(self) -> None:
        """Drops a run that was asked for."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            self._ran.set()

    def _run(self) -> None:
        self._timer = None
        self._ran.set()
        self._last = asyncio.get_running_loop().time()
        self._fire()
