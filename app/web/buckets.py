"""Token buckets of this process, by key, bounded in number."""

import time
from collections import OrderedDict
from collections.abc import Callable

MOST_KEYS = 10_000
"""At the bound the key used longest ago is forgotten, and so has a full bucket again."""


class Bucket:
    """`burst` at once, `rate` a second after that. The clock is given in tests."""

    __slots__ = ("_at", "_burst", "_clock", "_left", "_rate")

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._left, self._at = burst, clock()

    def take(self) -> float:
        """Take one; 0.0 when there was one, else the seconds until there is."""
        if wait := self.wait():
            return wait
        self._left -= 1
        return 0.0

    def wait(self) -> float:
        """Seconds until there is one, without taking it."""
        self._fill()
        return max(0.0, (1 - self._left) / self._rate)

    def owe(self, many: int) -> float:
        """Take as many, there or not; gives the seconds until none of them is owed."""
        self._fill()
        self._left -= many
        return max(0.0, -self._left / self._rate)

    @property
    def full(self) -> bool:
        self._fill()
        return self._left >= self._burst

    def _fill(self) -> None:
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now


class Buckets:
    """A bucket for each key (an address, a member)."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate, self._burst = rate, burst
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def of(self, key: str) -> Bucket:
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = Bucket(self._rate, self._burst)
        self._buckets.move_to_end(key)
        if len(self._buckets) > MOST_KEYS:
            self._buckets.popitem(last=False)
        return bucket

    def known(self, key: str) -> Bucket | None:
        """The bucket of this key, when something was taken from it that isn't there again."""
        bucket = self._buckets.get(key)
        return None if bucket is None or bucket.full else bucket
