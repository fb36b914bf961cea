"""What the coach is told of a room: the lead's page, and counts that name nobody."""

import datetime as dt
from collections import Counter

from app.domain.method.coach import Seen, Tally
from app.domain.state import State
from app.domain.views.lead import lead
from app.domain.views.shared import shared

_LAST_TWO = {
    "share": ("values",),
    "cluster": ("values", "moves"),
    "vote": ("values", "moves"),
    "agree": ("values", "moves"),
    "commit": ("moves", "behaviours"),
}
"""What could be put in in the last two stages in which anything could; ballots don't count."""


def listens(state: State) -> bool:
    """Whether there's anything for the coach to notice now."""
    return state.stage not in ("lobby", "closed") and state.pause is None


def seen(state: State, at: dt.datetime, everyday: frozenset[str]) -> Seen:
    return Seen(shared(state), lead(state), tally(state, at), everyday)


def tally(state: State, at: dt.datetime) -> Tally:
    coach = state.coach
    kinds = _LAST_TWO.get(state.stage, ())
    made = {
        "values": {*state.put_in},
        "moves": state.movers,
        "behaviours": {behaviour.member for behaviour in state.behaviours.values() if behaviour.member},
    }
    active = {member for kind in kinds for member in made[kind]}
    return Tally(
        visit=str(coach.visit),
        staying=at - (coach.began or at),
        silent=at - (coach.put_in or at),
        wrote=_most_first(_authors(state)),
        moved=_most_first(list(coach.moves)),
        stages="+".join(kinds),
        quiet=sum(member.counts and member.id not in active for member in state.members.values()),
        swift=coach.swift,
    )


def _authors(state: State) -> list[str]:
    """Of each entry that there is: values, proposed wordings and behaviours."""
    return [
        *(value.member for value in state.values.values()),
        *(wording.member for wording in state.wordings.values() if wording.member),
        *(behaviour.member for behaviour in state.behaviours.values() if behaviour.member),
    ]


def _most_first(people: list[str]) -> tuple[int, ...]:
    return tuple(sorted(Counter(people).values(), reverse=True))
