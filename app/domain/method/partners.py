"""Who talks with whom: a room drawn into pairs and trios (method.md, product.md: story partners, drafts in groups).

Nobody is left alone. Of what is left to chance, the draw takes what repeats fewest meetings; among those, what
puts fewest people who are remote together with people in the room. Chance is the caller's: the same `rng` gives
the same draw.

What is guaranteed: up to `EXACT` people, no draw into as many groups repeats less. Above, no exchange of two
people would make the draw better, within `LOOKS`; so pairs of an even number don't repeat while everyone has met
fewer than half of the room. (A pair that met has n - 2 people to change with; each of the two has met
at most d - 1 others, so one exchange at least brings two new pairs when n - 2 > 2 (d - 1).)
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

Group = tuple[str, ...]
Pair = tuple[str, str]

EXACT = 8
"""Up to so many people every way to group them is looked at: at most 280."""
TRIES = 8
"""From so many starting points the exchange of people begins, where the first ends with a repeat."""
LOOKS = 10_000
"""So many exchanges are looked at for one draw: where everybody has met everybody, more would find little."""


def chance(seed: bytes) -> Random:
    """What is left to chance, the same for the same seed. Nothing secret hangs on it."""
    return Random(seed)  # noqa: S311


def pairs_of(group: Iterable[str]) -> list[Pair]:
    """The pairs that meet in this group, each in one spelling."""
    return list(combinations(sorted(group), 2))


@dataclass(frozen=True, slots=True)
class History:
    """How often which pairs met, and who isn't in the room with the others."""

    met: Mapping[Pair, int]
    remote: frozenset[str]

    def repeats(self, group: Sequence[str]) -> int:
        return sum(self.met.get(pair, 0) for pair in pairs_of(group))

    def mixed(self, group: Sequence[str]) -> bool:
        return 0 < sum(one in self.remote for one in group) < len(group)


def sizes(people: int, groups: int) -> list[int]:
    """Twos and threes for two people or more, in as nearly so many groups as can be."""
    count = max(-(-people // 3), min(groups, people // 2))
    return [people // count + (place < people % count) for place in range(count)]


def draw(people: Sequence[str], groups: int, history: History, rng: Random) -> list[Group]:
    """Everyone in pairs and trios, in about `groups` of them; nothing for fewer than two people.

    Remote people and those in the room are drawn apart when there are two of each at least, and across only where
    that spares a repeat.
    """
    if len(people) < 2:
        return []
    remote = [one for one in people if one in history.remote]
    near = [one for one in people if one not in history.remote]
    if len(remote) < 2 or len(near) < 2:
        return _best(people, groups, history, rng)
    share = round(groups * len(remote) / len(people))
    apart = _best(remote, share, history, rng) + _best(near, groups - share, history, rng)
    if not _total(apart, history.repeats):
        return apart
    across = _best(people, groups, history, rng)
    return min(apart, across, key=lambda drawn: _total(drawn, history.repeats))


def joined(
    groups: Sequence[Group], one: str, history: History, rng: Random
) -> tuple[list[Group], list[Group]]:
    """The groups that change when someone joins, before and after: a pair becomes a trio, or else a trio two pairs."""
    pairs = [group for group in groups if len(group) == 2]
    ways: list[tuple[list[Group], list[Group]]] = [([pair], [(*pair, one)]) for pair in pairs] or [
        ([trio], [(other, one), tuple(rest for rest in trio if rest != other)])
        for trio in groups
        for other in trio
    ]
    rng.shuffle(ways)
    cost = _cost(len(groups) + 1, history)
    return min(ways, key=lambda way: _total(way[1], cost), default=([], []))


def _total(groups: Sequence[Group], cost: Callable[[Group], int]) -> int:
    return sum(cost(group) for group in groups)


def _cost(bound: int, history: History) -> Callable[[Group], int]:
    """One repeat weighs more than all mixed groups together; there are fewer than `bound` of them."""
    return lambda group: history.repeats(group) * bound + history.mixed(group)


def _best(people: Sequence[str], groups: int, history: History, rng: Random) -> list[Group]:
    cost = _cost(len(people), history)
    into = sizes(len(people), groups)
    if len(people) <= EXACT:
        ways = list(_ways(sorted(people), into))
        least = min(_total(way, cost) for way in ways)
        return rng.choice([way for way in ways if _total(way, cost) == least])
    found: list[list[Group]] = []
    looks = iter(range(LOOKS))
    for _ in range(TRIES):
        found.append(_exchanged(_cut(rng.sample(sorted(people), len(people)), into), cost, rng, looks))
        if not _total(found[-1], history.repeats):
            break
    return min(found, key=lambda drawn: _total(drawn, cost))


def _cut(people: Sequence[str], into: Sequence[int]) -> list[Group]:
    rest = iter(people)
    return [tuple(next(rest) for _ in range(size)) for size in into]


def _ways(people: list[str], into: list[int]) -> Iterator[list[Group]]:
    """Every way to group these people, once."""
    if not people:
        yield []
        return
    first, *others = people
    for size in sorted(set(into)):
        left = list(into)
        left.remove(size)
        for beside in combinations(others, size - 1):
            for rest in _ways([one for one in others if one not in beside], left):
                yield [(first, *beside), *rest]


def _exchanged(
    groups: list[Group], cost: Callable[[Group], int], rng: Random, looks: Iterator[int]
) -> list[Group]:
    """The groups after exchanging two people as often as that makes them better."""
    place = {one: number for number, group in enumerate(groups) for one in group}
    people = list(place)
    better = True
    while better:
        better = False
        for one in people:
            if cost(groups[place[one]]):
                others = (other for other, _ in zip(rng.sample(people, len(people)), looks, strict=False))
                better |= _exchange(groups, place, one, cost, others)
    return groups


def _exchange(
    groups: list[Group], place: dict[str, int], one: str, cost: Callable[[Group], int], others: Iterable[str]
) -> bool:
    here = place[one]
    for other in others:
        there = place[other]
        if here == there:
            continue
        ours = tuple(other if p == one else p for p in groups[here])
        theirs = tuple(one if p == other else p for p in groups[there])
        if cost(ours) + cost(theirs) < cost(groups[here]) + cost(groups[there]):
            groups[here], groups[there], place[one], place[other] = ours, theirs, there, here
            return True
    return False
