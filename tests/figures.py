"""How much was tried, told at the end of a run."""

from collections import Counter

TRIED: Counter[str] = Counter()
