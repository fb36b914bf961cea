"""What an agenda plans (method.md, Voting; product.md, Running out of time). Agendas are minutes for each stage."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.terms import STAGES, Stage

DEFAULT_K = 4
"""For 90 minutes, and where there is no agenda."""
A_VALUE = 6
"""Minutes that agreeing on one value takes, about."""
_SHORT, _LONG = 60, 120
"""Minutes in all: up to the first it's like the agenda of 45 minutes, from above the second like the half day."""

Agenda = Mapping[Stage, int]

_TIMED = STAGES[1 : STAGES.index("closed")]


@dataclass(frozen=True, slots=True)
class Plan:
    """While time runs: `ends` is the end of the workshop, `stage_ends` that of the present stage (it may be past),
    and `after` the time that is planned for the stages after it and not used yet."""

    ends: dt.datetime
    stage_ends: dt.datetime
    after: dt.timedelta


def default_k(agenda: Agenda) -> int:
    """How many values a group of this agenda goes for: 3 in 45 minutes, 4 in 90, 5 in a half day."""
    total = sum(agenda.values())
    if not total:
        return DEFAULT_K
    return 3 if total <= _SHORT else 5 if total > _LONG else 4


def minutes_a_value(agenda: Agenda) -> int:
    """Minutes to reckon with for one value at `agree`: six, and more where the agenda has more."""
    return max(A_VALUE, agenda["agree"] // default_k(agenda))


def plan(agenda: Agenda, stage: Stage, spent: Mapping[Stage, dt.timedelta], since: dt.datetime) -> Plan:
    """What is planned for a room that is in `stage` since `since`, and was in each as long as `spent` before that.

    The clock starts when the welcome is over, so the welcome's own minutes are no part of the sum.
    """
    none = dt.timedelta()
    coming = _TIMED[_TIMED.index(stage) + 1 :] if stage in _TIMED else _TIMED
    left = (max(none, _minutes(agenda, each) - spent.get(each, none)) for each in coming)
    return Plan(
        ends=since + still_planned(agenda, spent),
        stage_ends=since + _minutes(agenda, stage) - spent.get(stage, none),
        after=sum(left, none),
    )


def still_planned(agenda: Agenda, spent: Mapping[Stage, dt.timedelta]) -> dt.timedelta:
    """How much of the planned time isn't used yet; below nothing when more is."""
    none = dt.timedelta()
    return sum((_minutes(agenda, each) for each in _TIMED), none) - sum(spent.values(), none)


def _minutes(agenda: Agenda, stage: Stage) -> dt.timedelta:
    return dt.timedelta(minutes=agenda.get(stage, 0))
