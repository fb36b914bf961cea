"""The coach: what it asked, and what it had to notice in time."""

from dataclasses import dataclass

from app.domain.terms import Trigger


@dataclass(frozen=True, slots=True)
class Nudged:
    """A question was offered to the lead. `occasion` is what it isn't offered for again; the rest says why."""

    nudge: str
    trigger: Trigger
    occasion: str
    cluster: str = ""
    behaviour: str = ""
    count: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class NudgeDismissed:
    nudge: str


@dataclass(frozen=True, slots=True)
class VoicesComplete:
    """Everybody had answered this round within 20 seconds. Answers themselves have no time of their own."""

    ballot: str
