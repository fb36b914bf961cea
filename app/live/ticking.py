"""Time told at intervals: what depends on its passing is for the core to decide."""

import asyncio
from collections.abc import Callable


class Ticking:
    """Calls `tell` every so many seconds between `start` and `stop`."""

    def __init__(self, every: float, tell: Callable[[], None]) -> None:
        self._every = every
        self._tell = tell
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        if self._timer is None:
            self._plan()

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _plan(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(self._every, self._run)

    def _run(self) -> None:
        self._plan()
        self._tell()
