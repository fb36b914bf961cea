"""A room that everybody has left with a ballot open: it closes as if the lead had closed it."""

import datetime as dt

from app.domain import commands as c
from app.domain.decide.agree import closing
from app.domain.decide.ask import Ask, Decision
from app.domain.decide.vote import close_vote
from app.domain.refusal import Refused
from app.domain.state import State


def close_forsaken(state: State, cmd: c.CloseForsaken, ask: Ask) -> Decision:
    """Nothing while it rests until a day that is to come: whoever paused it means to go on."""
    until = state.pause.until if state.pause else None
    if until and dt.datetime.fromisoformat(until) > ask.at:
        return []
    closed = close_vote(state, c.CloseVote(id=cmd.id), ask)
    voted = [] if isinstance(closed, Refused) else closed
    return [
        *voted,
        *(closing(state, v.open_round.ballot, ask) for v in state.shared.values() if v.open_round),
    ]
