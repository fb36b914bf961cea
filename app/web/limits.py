"""How often: token buckets by key, bounded in number."""

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

    def wait(self) -> float:
        """Take one; 0.0 when there was one, else the seconds until there is."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left >= 1:
            self._left -= 1
            return 0.0
        return (1 - self._left) / self._rate

    def has_one(self) -> bool:
        """Whether `wait` would give 0.0."""
        return self._left + (self._clock() - self._at) * self._rate >= 1


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
