"""Names that look alike: similar clusters split the votes (method.md, Clustering)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import OSA

from app.domain.method.lexicon import Lexicon
from app.domain.method.matching import match
from app.domain.method.suggest import Item, telling
from app.domain.terms import Likeness
from app.domain.text import fold

MOST = 12
"""Pairs pointed out at most."""
COMPARED = 200
"""Names compared at most, the first ones: their pairs grow with the square."""
SHORT, LONG = 5, 8
"""Letters from which on one slip of the finger, and two, make no difference."""
_TELLING: tuple[Likeness, ...] = ("spelling", "word", "family")


@dataclass(frozen=True, slots=True)
class Alike:
    """`family` is the family of values that both belong to, where that is why."""

    one: str
    two: str
    kind: Likeness
    family: str = ""


def look_alikes(things: Sequence[Item], lexicon: Lexicon) -> list[Alike]:
    """The pairs that look alike, those spelt alike first, then those that share a word, then those of one family."""
    compared = sorted(things[:COMPARED], key=lambda thing: (fold(thing.label), thing.id))
    pairs = list(_pairs(compared, lexicon))
    return sorted(pairs, key=lambda pair: _TELLING.index(pair.kind))[:MOST]


def _pairs(things: Sequence[Item], lexicon: Lexicon) -> Iterator[Alike]:
    families = {thing.id: found.family for thing in things if (found := match(thing.label, lexicon))}
    stems = {thing.id: telling(thing.label, lexicon).keys() for thing in things}
    for one, two in combinations(things, 2):
        if _spelt_alike(fold(one.label), fold(two.label)):
            yield Alike(one.id, two.id, "spelling")
        elif stems[one.id] & stems[two.id]:
            yield Alike(one.id, two.id, "word")
        elif (family := families.get(one.id)) and family == families.get(two.id):
            yield Alike(one.id, two.id, "family", family)


def _spelt_alike(one: str, two: str) -> bool:
    shorter = min(len(one), len(two))
    slips = 0 if shorter < SHORT else 1 if shorter < LONG else 2
    return OSA.distance(one, two, score_cutoff=slips) <= slips
