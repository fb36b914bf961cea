"""What a closed round says (method.md, Agreeing): a state, never an average; and the split flag.

Levels after Kaner's gradients of agreement. A: van der Eijk, "Measuring agreement in ordered rating scales" (2001).
All shares are compared as exact integers.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from app.domain.terms import Agreement, Level

ORDERED: tuple[Level, ...] = (1, 2, 3, 6, 7, 8)
"""The levels that lie on one line from for to against; 4 and 5 don't."""


def agreement(levels: Iterable[Level], n: int) -> Agreement:
    """The first state that holds, for these answers of an electorate of `n`."""
    count = Counter(levels)
    answers = count.total()
    if count[8] >= 1:
        return "blocked"
    if answers == 0 or 5 * answers < 4 * n or 3 * count[4] > answers:
        return "not_enough_voices"
    if 5 * count[5] >= answers or count[7] >= 1:
        return "needs_discussion"
    decided = answers - count[4]
    support = Fraction(count[1] + count[2] + count[3] + count[6], decided)
    enthusiasm = Fraction(count[1] + count[2], decided)
    if (
        support == 1
        and enthusiasm >= Fraction(4, 5)
        and count[5] == count[6] == 0
        and 5 * count[4] <= answers
    ):
        return "consensus"
    if support >= Fraction(4, 5) and 5 * count[6] > answers:
        return "going_along"
    if support >= Fraction(4, 5) and enthusiasm >= Fraction(1, 2):
        return "reservations"
    return "lukewarm"


def split(levels: Iterable[Level]) -> bool:
    """Two camps: A below 0.2, and at least a quarter of the answers on the line in each half of it."""
    count = Counter(levels)
    histogram = [count[level] for level in ORDERED]
    total = sum(histogram)
    if total == 0:
        return False
    low, high = sum(histogram[:3]), sum(histogram[3:])
    return van_der_eijk(histogram) < Fraction(1, 5) and 4 * low >= total and 4 * high >= total


def van_der_eijk(histogram: Sequence[int]) -> Fraction:
    """A over ordered categories, from −1 (two poles) over 0 (uniform) to 1 (one category); 1 for no answers."""
    rest, total = list(histogram), sum(histogram)
    result = Fraction(0)
    while any(rest):
        layer = min(c for c in rest if c)
        active = [c > 0 for c in rest]
        result += Fraction(layer * sum(active), total) * _layer(active)
        rest = [c - layer if c else 0 for c in rest]
    return result if total else Fraction(1)


def _layer(active: Sequence[bool]) -> Fraction:
    """The agreement of one layer: U · (1 − (S − 1)/(K − 1))."""
    k, s = len(active), sum(active)
    if s == 1:
        return Fraction(1)
    if s == k:
        return Fraction(0)
    unimodal = bimodal = 0
    for i in range(k):
        for j in range(i + 1, k):
            for m in range(j + 1, k):
                triple = (active[i], active[j], active[m])
                unimodal += triple in ((True, True, False), (False, True, True))
                bimodal += triple == (True, False, True)
    u = Fraction((k - 2) * unimodal - (k - 1) * bimodal, (k - 2) * (unimodal + bimodal))
    return u * (1 - Fraction(s - 1, k - 1))
