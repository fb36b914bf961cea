"""What the coach asked, and what it keeps count of: as little as its rules need."""

from collections.abc import Callable

from app.domain import events as e
from app.domain.immutable import replace
from app.domain.method.coach import DOZEN, SWIFT
from app.domain.state import Coach, Nudge, State


def nudged(s: State, ev: e.Nudged, entry: e.Entry) -> State:
    """One at a time: a new one takes the place of the one before."""
    nudge = Nudge(ev.nudge, ev.trigger, ev.cluster, ev.behaviour, ev.count, ev.of)
    past = s.coach.past | {ev.occasion}
    return replace(s, coach=replace(s.coach, nudge=nudge, last=entry.at, past=past))


def nudge_dismissed(s: State, ev: e.NudgeDismissed, entry: e.Entry) -> State:
    return replace(s, coach=replace(s.coach, nudge=None))


def voices_complete(s: State, ev: e.VoicesComplete, entry: e.Entry) -> State:
    return replace(s, coach=replace(s.coach, swift=s.coach.swift | {ev.ballot}))


def noticed(s: State, entry: e.Entry) -> Coach:
    """What the coach keeps once it has seen this entry, too."""
    count = _COUNTS.get(type(entry.event))
    coach = count(s.coach, s, entry) if count else s.coach
    return coach if coach.nudge is None else _without_settled(coach, coach.nudge, entry.event)


def _stage_changed(coach: Coach, s: State, entry: e.Entry) -> Coach:
    return replace(coach, nudge=None, began=entry.at, visit=entry.seq, put_in=entry.at, moves=())


def _resumed(coach: Coach, s: State, entry: e.Entry) -> Coach:
    return replace(coach, began=entry.at, put_in=entry.at)


def _put_in(coach: Coach, s: State, entry: e.Entry) -> Coach:
    return replace(coach, put_in=entry.at)


def _card_moved(coach: Coach, s: State, entry: e.Entry) -> Coach:
    moved = entry.command_type == "move_card"
    return replace(coach, moves=(*coach.moves, entry.actor)[-DOZEN:]) if moved else coach


def _round_closed(coach: Coach, s: State, entry: e.Entry) -> Coach:
    assert isinstance(entry.event, e.RoundClosed)
    closed = entry.event.ballot
    swift = any(ballot.id == closed and entry.at - ballot.opened <= SWIFT for ballot in s.ballots())
    return replace(coach, swift=coach.swift | {closed}) if swift else coach


_COUNTS: dict[type, Callable[[Coach, State, e.Entry], Coach]] = {
    e.StageChanged: _stage_changed,
    e.Resumed: _resumed,
    e.ReflectingStarted: _put_in,
    e.ValueAdded: _put_in,
    e.ValueRemoved: _put_in,
    e.ReadySet: _put_in,
    e.CardMoved: _card_moved,
    e.RoundClosed: _round_closed,
}


def _without_settled(coach: Coach, nudge: Nudge, event: e.Event) -> Coach:
    """A nudge goes when what it came for is settled, or is no more."""
    match event:
        case (
            e.RoundOpened(cluster=about)
            | e.ValueAdopted(cluster=about)
            | e.ValueSetAside(cluster=about)
            | e.ValueLeftOpen(cluster=about)
            | e.ClustersMerged(cluster=about)
            | e.ClusterDissolved(cluster=about)
        ):
            settled = about == nudge.cluster
        case e.BehaviourReworded(behaviour=about) | e.BehaviourHidden(behaviour=about):
            settled = about == nudge.behaviour
        case e.VoteOpened() | e.SetChosen():
            settled = nudge.trigger in ("reach", "unfair")
        case _:
            settled = False
    return replace(coach, nudge=None) if settled else coach
