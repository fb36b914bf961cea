"""Suggested clusters: cards by their family of values, small families folded together, and why each card is there."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.method.lexicon import Lexicon, stem, words
from app.domain.method.matching import Match, match
from app.domain.terms import Reason
from app.domain.text import fold

MOST = 12
"""Clusters suggested at most: more than a group can hold in view."""
ALIKE = 3
"""Cards that must share a word to stand together by that alone, and values that make a wording the group's own."""
OWN = 0.4
"""The share of a cluster's values that its own wording must cover to name it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A card: how many people put it in is its `count`."""

    id: str
    label: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """Why a card is in a suggested cluster: `text` is the family, the cue or the word that `kind` is about."""

    card: str
    kind: Reason
    text: str


@dataclass(frozen=True, slots=True)
class Suggested:
    name: str
    cards: tuple[Placed, ...]


def suggest(items: Iterable[Item], lexicon: Lexicon) -> list[Suggested]:
    """At most MOST clusters of two cards or more, those with most values first. Cards in none stay alone."""
    by_id = {item.id: item for item in sorted(items, key=lambda item: (fold(item.label), item.id))}
    families: dict[str, list[Placed]] = defaultdict(list)
    unknown: list[Item] = []
    for item in by_id.values():
        if found := match(item.label, lexicon):
            families[found.family].append(_placed(item, found))
        else:
            unknown.append(item)
    alike = _alike(unknown, lexicon)
    groups = [*_folded(families, lexicon).items(), *alike]
    made = [
        Suggested(_name(name, placed, by_id), tuple(placed)) for name, placed in groups if len(placed) > 1
    ]
    return sorted(made, key=lambda one: (-_values(one.cards, by_id), fold(one.name)))[:MOST]


def _placed(item: Item, found: Match) -> Placed:
    named = found.how == "exact"
    return Placed(item.id, "named" if named else "close", found.family if named else found.cue)


def _folded(families: dict[str, list[Placed]], lexicon: Lexicon) -> dict[str, list[Placed]]:
    """While there are more than MOST, the smallest that has another of its branch joins the smallest of these."""
    left = dict(families)
    while sum(len(placed) > 1 for placed in left.values()) > MOST:
        for small in sorted(left, key=lambda name: (len(left[name]), name)):
            branch = lexicon.families[small].branch
            kin = [n for n in left if branch and n != small and lexicon.families[n].branch == branch]
            if kin:
                home = min(kin, key=lambda name: (len(left[name]), name))
                left[home] = [*left[home], *left.pop(small)]
                break
        else:
            break
    return left


def _alike(items: Sequence[Item], lexicon: Lexicon) -> list[tuple[str, list[Placed]]]:
    """Cards of no family that share a word; each is in the largest such group only."""
    stems = {item.id: telling(item.label, lexicon) for item in items}
    left = set(stems)
    groups: list[tuple[str, list[Placed]]] = []
    while True:
        spread = Counter(root for id in left for root in stems[id])
        if not spread or max(spread.values()) < ALIKE:
            return groups
        root = min(spread, key=lambda one: (-spread[one], one))
        held = [id for id in stems if id in left and root in stems[id]]
        spelt = Counter(stems[id][root] for id in held)
        word = min(spelt, key=lambda one: (-spelt[one], one))
        groups.append((word[:1].upper() + word[1:], [Placed(id, "shares", word) for id in held]))
        left.difference_update(held)


def telling(label: str, lexicon: Lexicon) -> dict[str, str]:
    """By stem, the words that aren't everyday ones."""
    own = [word for word in words(label) if word not in lexicon.small and word not in lexicon.common]
    return {stem(word, lexicon.language): word for word in own}


def _name(name: str, placed: Sequence[Placed], by_id: dict[str, Item]) -> str:
    """The group's own wording where many share it, or else the given name."""
    most = max((by_id[one.card] for one in placed), key=lambda item: item.count)
    own = most.count >= ALIKE and most.count >= OWN * _values(placed, by_id)
    return most.label if own else name


def _values(placed: Sequence[Placed], by_id: dict[str, Item]) -> int:
    return sum(by_id[one.card].count for one in placed)
