"""The room itself: what it was made with, its people, its time."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.domain.terms import (
    Language,
    MemberKind,
    Scale,
    Stage,
    Theme,
)


@dataclass(frozen=True)
class Facts:
    """What the room was made with and its host can change."""

    code: str = ""
    salt: str = ""
    title: str = ""
    purpose: str = ""
    values_per_person: int = 3
    open_names: bool = False
    capacity: int = 500
    language: Language = "en"
    theme: Theme = "light"
    scale: Scale = "kaner"
    pick_up_to: int = 10
    keep_up_to: int = 5
    """On the way to `values_per_person`: so many are picked, then kept, then put in."""
    minutes: Mapping[Stage, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Member:
    """`joined` is the stage in which they came in; a removed member is kept, so that an id is never used twice."""

    id: str
    name: str
    kind: MemberKind
    joined: Stage
    takes_part: bool = True
    away: bool = False
    removed: bool = False
    checked_in: bool = False
    word: str = ""
    remote: bool = False
    into: str = ""
    """The entry that this one was joined into; it is removed then."""
    first_ended: bool = False
    """The browser that they came with was signed out."""
    renewed: int = 0
    """How often what they had answered dropped while they stayed."""

    @property
    def answers_as(self) -> str:
        """What their pseudonyms in ballots are made of. Another one after a drop: the log names the one before in the same
        breath as them, and what they answer since must not stand under it."""
        return f"{self.id}/{self.renewed}" if self.renewed else self.id

    @property
    def counts(self) -> bool:
        """Whether they're among those who take part now."""
        return self.takes_part and not self.away and not self.removed


@dataclass(frozen=True)
class Timer:
    ends: str
    seconds: int


@dataclass(frozen=True)
class Course:
    """`began`: when the welcome was over. `since`: when time began to run in the present stage; None while it doesn't.
    `spent`: time in each stage before that. No pause is part of it."""

    began: dt.datetime | None = None
    since: dt.datetime | None = None
    spent: Mapping[Stage, dt.timedelta] = field(default_factory=dict)


@dataclass(frozen=True)
class Pause:
    """The timer stays as it was; what it had left at `since` runs on afterwards."""

    since: dt.datetime
    until: str | None


class Done(NamedTuple):
    """A command that is stored: where its last entry stands, and of which type it was."""

    seq: int
    type: str
