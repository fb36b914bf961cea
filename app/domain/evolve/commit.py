"""Behaviours, commitments, signatures, the seal."""

from app.domain import events as e
from app.domain.immutable import put, replace, without
from app.domain.state import Behaviour, Commitment, Seal, Signature, State


def behaviour_added(s: State, ev: e.BehaviourAdded, entry: e.Entry) -> State:
    added = Behaviour(ev.behaviour, ev.member, ev.cluster, ev.text, ev.kind)
    return replace(s, behaviours=put(s.behaviours, added.id, added))


def endorsed(s: State, ev: e.Endorsed, entry: e.Entry) -> State:
    behaviour = s.behaviours[ev.behaviour]
    endorsers = behaviour.endorsers | {ev.member}
    return replace(s, behaviours=put(s.behaviours, behaviour.id, replace(behaviour, endorsers=endorsers)))


def unendorsed(s: State, ev: e.Unendorsed, entry: e.Entry) -> State:
    behaviour = s.behaviours[ev.behaviour]
    endorsers = behaviour.endorsers - {ev.member}
    return replace(s, behaviours=put(s.behaviours, behaviour.id, replace(behaviour, endorsers=endorsers)))


def behaviour_accepted(s: State, ev: e.BehaviourAccepted, entry: e.Entry) -> State:
    return _accepted(s, ev.behaviour, True)


def behaviour_dropped(s: State, ev: e.BehaviourDropped, entry: e.Entry) -> State:
    return _accepted(s, ev.behaviour, False)


def _accepted(s: State, id: str, accepted: bool) -> State:
    return replace(s, behaviours=put(s.behaviours, id, replace(s.behaviours[id], accepted=accepted)))


def behaviour_reworded(s: State, ev: e.BehaviourReworded, entry: e.Entry) -> State:
    before = s.behaviours[ev.behaviour]
    reworded = replace(before, text=ev.text or before.text, endorsers=frozenset())
    return replace(s, behaviours=put(s.behaviours, ev.behaviour, reworded))


def behaviour_hidden(s: State, ev: e.BehaviourHidden, entry: e.Entry) -> State:
    hidden = replace(s.behaviours[ev.behaviour], hidden=True, accepted=False)
    return replace(s, behaviours=put(s.behaviours, ev.behaviour, hidden))


def commitment_added(s: State, ev: e.CommitmentAdded, entry: e.Entry) -> State:
    added = Commitment(ev.commitment, ev.text, ev.owner, ev.due)
    return replace(s, commitments=put(s.commitments, added.id, added))


def commitment_dropped(s: State, ev: e.CommitmentDropped, entry: e.Entry) -> State:
    return replace(s, commitments=without(s.commitments, ev.commitment))


def follow_up_set(s: State, ev: e.FollowUpSet, entry: e.Entry) -> State:
    return replace(s, follow_up=ev.date)


def signed(s: State, ev: e.Signed, entry: e.Entry) -> State:
    return replace(s, signatures=put(s.signatures, ev.member, Signature(ev.named, ev.reservation, ev.digest)))


def unsigned(s: State, ev: e.Unsigned, entry: e.Entry) -> State:
    return replace(s, signatures=without(s.signatures, ev.member))


def sealed(s: State, ev: e.Sealed, entry: e.Entry) -> State:
    return replace(s, sealed=Seal(entry.at, ev.digest))
