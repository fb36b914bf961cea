"""Percentiles and spread, as docs/benchmarks.md reports them."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


def percentile(figures: Sequence[float], p: float) -> float:
    """Of n sorted figures the one at int(p/100·(n−1)+0.5). Raises ValueError when there are none."""
    if not figures:
        raise ValueError("no figures")
    return sorted(figures)[int(p / 100 * (len(figures) - 1) + 0.5)]


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of repeats, and between what they lay."""

    median: float
    least: float
    most: float
    repeats: int


def spread(figures: Sequence[float]) -> Spread:
    """Raises ValueError when there are none."""
    if not figures:
        raise ValueError("no figures")
    return Spread(median(figures), min(figures), max(figures), len(figures))
