"""The coach: the time that the shell tells becomes a question for the lead, or nearly always nothing."""

from app.domain import commands as c, events as e
from app.domain.ballots import electorate
from app.domain.coaching import listens, seen
from app.domain.decide.ask import Ask, Decision
from app.domain.method.coach import BETWEEN, SWIFT, hunches
from app.domain.state import State


def tick(state: State, cmd: c.Tick, ask: Ask) -> Decision:
    if not listens(state):
        return []
    return [*_complete(state, ask), *_nudge(state, cmd, ask)]


def _complete(state: State, ask: Ask) -> list[e.Event]:
    """Rounds in which everybody had answered this soon. Here alone it can be told: answers have no time."""
    return [
        e.VoicesComplete(ballot.id)
        for ballot in (value.open_round.ballot for value in state.shared.values() if value.open_round)
        if ask.at - ballot.opened <= SWIFT
        and ballot.id not in state.coach.swift
        and 0 < len(ballot.answers) == electorate(state, ballot, ask.keys, ask.connected)
    ]


def _nudge(state: State, cmd: c.Tick, ask: Ask) -> list[e.Event]:
    last = state.coach.last
    if last and ask.at - last < BETWEEN:
        return []
    for hunch in hunches(seen(state, ask.at, cmd.everyday)):
        if hunch.occasion not in state.coach.past:
            why = (hunch.cluster, hunch.behaviour, hunch.count, hunch.of)
            return [e.Nudged(ask.new_id("nudge"), hunch.trigger, hunch.occasion, *why)]
    return []


def dismiss_nudge(state: State, cmd: c.DismissNudge, ask: Ask) -> Decision:
    """Nothing when it has gone by itself meanwhile, or another has come."""
    there = state.coach.nudge
    return [e.NudgeDismissed(cmd.nudge)] if there and there.id == cmd.nudge else []
