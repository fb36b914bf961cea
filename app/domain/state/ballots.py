"""Votes and rounds: a ballot each, with answers under pseudonyms."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from app.domain.immutable import Map
from app.domain.state.room import Done
from app.domain.terms import (
    Level,
    VotingRule,
)

T = TypeVar("T")


@dataclass(frozen=True)
class Open:
    pass


@dataclass(frozen=True)
class Closed:
    """`n` is the electorate, counted at the close."""

    n: int


@dataclass(frozen=True)
class Ballot(Generic[T]):
    """One vote or one round. Answers are by pseudonym; `done` are the command ids that brought them, by pseudonym while
    it is open and then all together, under "". `of`: how many could answer at its opening."""

    id: str
    opened: dt.datetime
    confidential: bool
    of: int = 0
    status: Open | Closed = Open()
    answers: Mapping[str, T] = field(default_factory=Map)
    done: Mapping[str, Mapping[str, Done]] = field(default_factory=Map)

    @property
    def is_open(self) -> bool:
        return isinstance(self.status, Open)


Approvals = frozenset[str]
"""The clusters one person put a dot on."""


@dataclass(frozen=True)
class Runoff:
    """A short vote among the tied, with one dot each; `ends` is when it is to be closed."""

    ballot: Ballot[Approvals]
    options: tuple[str, ...]
    ends: str


@dataclass(frozen=True)
class Vote:
    """`order`: what comes first among equals, settled by the group, in tiers; those in one tier are still equal."""

    ballot: Ballot[Approvals]
    dots: int
    k: int
    options: tuple[str, ...]
    rule: VotingRule = "dots"
    order: tuple[tuple[str, ...], ...] = ()
    runoff: Runoff | None = None

    @property
    def ballots(self) -> tuple[Ballot[Approvals], ...]:
        """The vote's own, and its run-off's."""
        return (self.ballot, self.runoff.ballot) if self.runoff else (self.ballot,)

    @property
    def asking(self) -> Ballot[Approvals] | None:
        """The one that is open."""
        return next((ballot for ballot in self.ballots if ballot.is_open), None)


@dataclass(frozen=True)
class Answer:
    level: Level
    need: str


@dataclass(frozen=True)
class Round:
    """`asked`: who took part at its close, and so had their say, whether they answered or not."""

    ballot: Ballot[Answer]
    wording: str
    asked: frozenset[str] = frozenset()
