"""Values, the cards they stand on, clusters, and clusters that could be."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.terms import (
    Reason,
)


@dataclass(frozen=True)
class Value:
    """`stood`: the cards it stood on before its label was another. `card` is "" where its words were erased."""

    id: str
    member: str
    label: str
    story: str
    show_story: bool
    card: str
    stood: frozenset[str] = frozenset()


HOMES = 3
"""So many different people move a card before it is marked "two homes"."""


@dataclass(frozen=True)
class Card:
    """Values with equal folded labels. Its id is a salted hash of that label: it tells neither when nor by whom.

    `movers`: who moved it since the lead last settled where it belongs.
    """

    id: str
    values: tuple[str, ...]
    cluster: str | None = None
    hidden: bool = False
    movers: frozenset[str] = frozenset()

    @property
    def alone(self) -> bool:
        """Whether everyone can see it and no cluster holds it."""
        return self.cluster is None and not self.hidden

    @property
    def two_homes(self) -> bool:
        """Whether it is to be left until it was talked about."""
        return len(self.movers) >= HOMES


@dataclass(frozen=True)
class Cluster:
    id: str
    name: str
    mark: int


@dataclass(frozen=True)
class Suggestion:
    """A cluster that could be made: by card, the kind of reason and its text."""

    name: str
    cards: Mapping[str, tuple[Reason, str]]
