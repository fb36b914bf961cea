"""The time in a room: the machine's when it opens, and from there on by a clock that nobody sets."""

import datetime as dt
import time
from collections.abc import Callable

Clock = Callable[[], dt.datetime]


def wall() -> dt.datetime:
    """The machine's time, which may jump: it is set by hand, by the network, or after a battery went flat."""
    return dt.datetime.now(dt.UTC)


_ALSO_ASLEEP: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
"""The one that goes on while the machine sleeps, by its name on Linux and on macOS."""


def elapsed() -> float:
    """Seconds since some moment; they only grow."""
    return time.monotonic() if _ALSO_ASLEEP is None else time.clock_gettime(_ALSO_ASLEEP)


class Steady:
    """A clock for one open room: timers and who counts them down agree, whatever happens to the machine's."""

    def __init__(self, wall: Clock = wall, elapsed: Callable[[], float] = elapsed) -> None:
        self._elapsed = elapsed
        self._opened, self._then = wall(), elapsed()

    def __call__(self) -> dt.datetime:
        return self._opened + dt.timedelta(seconds=self._elapsed() - self._then)
