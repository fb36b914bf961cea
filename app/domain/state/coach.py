"""What the coach keeps."""

import datetime as dt
from dataclasses import dataclass

from app.domain.terms import (
    Trigger,
)


@dataclass(frozen=True)
class Nudge:
    """A question the coach offers; the rest says why. What isn't part of the reason is "" or 0."""

    id: str
    trigger: Trigger
    cluster: str = ""
    behaviour: str = ""
    count: int = 0
    of: int = 0


@dataclass(frozen=True)
class Coach:
    """What the coach keeps: `past` are the occasions it has spoken on, `last` when it did.

    Of the stage: when and at which entry it `began`, when something was `put_in` last, who made its last dozen
    `moves`. `swift` are ballots in which everybody had answered within 20 seconds.
    """

    nudge: Nudge | None = None
    last: dt.datetime | None = None
    past: frozenset[str] = frozenset()
    began: dt.datetime | None = None
    visit: int = 0
    put_in: dt.datetime | None = None
    moves: tuple[str, ...] = ()
    swift: frozenset[str] = frozenset()
