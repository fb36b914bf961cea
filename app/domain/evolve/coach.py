"""What the coach asked, and what it keeps count of: as little as its rules need."""

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
    coach = _counted(s, entry) if isinstance(entry.event, _COUNTED) else s.coach
    return coach if coach.nudge is None else _without_settled(coach, coach.nudge, entry.event)


_COUNTED = (
    e.StageChanged, e.Resumed, e.ReflectingStarted, e.ValueAdded, e.ValueRemoved, e.ReadySet, e.CardMoved, e.RoundClosed
)  # fmt: skip


def _counted(s: State, entry: e.Entry) -> Coach:
    coach = s.coach
    match entry.event:
        case e.StageChanged():
            return replace(coach, nudge=None, began=entry.at, visit=entry.seq, put_in=entry.at, moves=())
        case e.Resumed():
            return replace(coach, began=entry.at, put_in=entry.at)
        case e.ReflectingStarted() | e.ValueAdded() | e.ValueRemoved() | e.ReadySet():
            return replace(coach, put_in=entry.at)
        case e.CardMoved() if entry.command_type == "move_card":
            return replace(coach, moves=(*coach.moves, entry.actor)[-DOZEN:])
        case e.RoundClosed(ballot):
            swift = any(b.id == ballot and entry.at - b.opened <= SWIFT for b in s.ballots())
            return replace(coach, swift=coach.swift | {ballot}) if swift else coach
        case _:
            return coach


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
