"""Pausing, going on, and landing when time runs out."""

import datetime as dt

from app.domain import commands as c, events as e
from app.domain.charter_text import adopted
from app.domain.decide.ask import Ask, Decision
from app.domain.decide.drafts import ended
from app.domain.refusal import Refused
from app.domain.state import State
from app.domain.times import iso, moment

LONGEST_PAUSE = dt.timedelta(days=90)
"""A room that nobody uses for longer is forgotten."""


def pause(state: State, cmd: c.Pause, ask: Ask) -> Decision:
    if cmd.until and cmd.until <= ask.at:
        return Refused("pause_over")
    if cmd.until and cmd.until > ask.at + LONGEST_PAUSE:
        return Refused("pause_too_long", {"days": LONGEST_PAUSE.days})
    until = iso(cmd.until) if cmd.until else None
    return [] if state.pause and state.pause.until == until else [e.Paused(until)]


def resume(state: State, cmd: c.Resume, ask: Ask) -> Decision:
    if state.pause is None:
        return []
    left = moment(state.timer.ends) - state.pause.since if state.timer else dt.timedelta()
    if state.timer is None or left <= dt.timedelta():
        return [e.Resumed()]
    return [e.Resumed(), e.TimerStarted(iso(ask.at + left), state.timer.seconds)]


def land_it(state: State, cmd: c.LandIt, ask: Ask) -> Decision:
    """What is agreed makes the charter; what is still on the table stands in it as not agreed yet."""
    if any(ballot.is_open for ballot in state.ballots()):
        return Refused("ballot_open")
    if not adopted(state):
        return Refused("nothing_to_land")
    date = cmd.date.isoformat() if cmd.date else None
    left: list[e.Event] = [e.ValueLeftOpen(value.cluster, date) for value in state.on_the_table]
    return left if state.stage == "commit" else [*left, *ended(state, ask), e.StageChanged("commit")]
