"""Committing: behaviours and who stands behind them, commitments, signatures, the seal."""

from app.domain import commands as c, events as e
from app.domain.charter_text import adopted, digest
from app.domain.decide.ask import Ask, Decision
from app.domain.decide.door import all_turned_away
from app.domain.parking import waiting
from app.domain.refusal import Refused
from app.domain.state import Behaviour, Signature, State

MOST_ACCEPTED = {"will": 3, "wont": 1}
_ENOUGH = {"will": "enough_behaviours", "wont": "enough_wonts"}
MOST_BEHAVIOURS = 300
"""In a room. At the bound: refused `enough_behaviours_here`."""
MOST_COMMITMENTS = 50


def add_behaviour(state: State, cmd: c.AddBehaviour, ask: Ask) -> Decision:
    if cmd.cluster not in adopted(state):
        return Refused("not_adopted")
    if len(state.behaviours) >= MOST_BEHAVIOURS:
        return Refused("enough_behaviours_here", {"limit": MOST_BEHAVIOURS})
    return [e.BehaviourAdded(cmd.id, ask.member, cmd.cluster, cmd.text, cmd.kind)]


def reword_behaviour(state: State, cmd: c.RewordBehaviour, ask: Ask) -> Decision:
    """Somebody else's is as unknown as one that never was. What the group has accepted stays as it is."""
    behaviour = _visible(state, cmd.behaviour)
    if isinstance(behaviour, Refused):
        return behaviour
    if behaviour.member != ask.member:
        return Refused("no_such_behaviour")
    if behaviour.text == cmd.text:
        return []
    return (
        Refused("accepted_already") if behaviour.accepted else [e.BehaviourReworded(behaviour.id, cmd.text)]
    )


def endorse(state: State, cmd: c.Endorse, ask: Ask) -> Decision:
    behaviour = _visible(state, cmd.behaviour)
    if isinstance(behaviour, Refused):
        return behaviour
    return [] if ask.member in behaviour.endorsers else [e.Endorsed(behaviour.id, ask.member)]


def unendorse(state: State, cmd: c.Unendorse, ask: Ask) -> Decision:
    behaviour = _visible(state, cmd.behaviour)
    if isinstance(behaviour, Refused):
        return behaviour
    return [e.Unendorsed(behaviour.id, ask.member)] if ask.member in behaviour.endorsers else []


def accept_behaviour(state: State, cmd: c.AcceptBehaviour, ask: Ask) -> Decision:
    behaviour = _visible(state, cmd.behaviour)
    if isinstance(behaviour, Refused):
        return behaviour
    if behaviour.accepted:
        return []
    beside = sum(
        b.accepted and b.cluster == behaviour.cluster and b.kind == behaviour.kind
        for b in state.behaviours.values()
    )
    limit = MOST_ACCEPTED[behaviour.kind]
    if beside >= limit:
        return Refused(_ENOUGH[behaviour.kind], {"limit": limit})
    return [e.BehaviourAccepted(behaviour.id)]


def drop_behaviour(state: State, cmd: c.DropBehaviour, ask: Ask) -> Decision:
    behaviour = _visible(state, cmd.behaviour)
    if isinstance(behaviour, Refused):
        return behaviour
    return [e.BehaviourDropped(behaviour.id)] if behaviour.accepted else []


def hide_behaviour(state: State, cmd: c.HideBehaviour, ask: Ask) -> Decision:
    behaviour = _visible(state, cmd.behaviour)
    return behaviour if isinstance(behaviour, Refused) else [e.BehaviourHidden(behaviour.id)]


def _visible(state: State, id: str) -> Behaviour | Refused:
    behaviour = state.behaviours.get(id)
    if behaviour is None or behaviour.hidden or behaviour.cluster not in adopted(state):
        return Refused("no_such_behaviour")
    return behaviour


def add_commitment(state: State, cmd: c.AddCommitment, ask: Ask) -> Decision:
    return refuse_commitment(state, cmd.owner) or [
        e.CommitmentAdded(cmd.id, cmd.text, cmd.owner, cmd.due.isoformat())
    ]


def refuse_commitment(state: State, owner: str) -> Refused | None:
    """Why this member can't take on one more, or None."""
    if state.member(owner) is None:
        return Refused("no_such_member")
    if len(state.commitments) >= MOST_COMMITMENTS:
        return Refused("enough_commitments", {"limit": MOST_COMMITMENTS})
    return None


def drop_commitment(state: State, cmd: c.DropCommitment, ask: Ask) -> Decision:
    return [e.CommitmentDropped(cmd.commitment)] if cmd.commitment in state.commitments else []


def set_follow_up(state: State, cmd: c.SetFollowUp, ask: Ask) -> Decision:
    return [] if state.follow_up == cmd.date.isoformat() else [e.FollowUpSet(cmd.date.isoformat())]


def sign(state: State, cmd: c.Sign, ask: Ask) -> Decision:
    if not adopted(state):
        return Refused("nothing_agreed")
    if state.sealed and state.follow_up and ask.at.date().isoformat() > state.follow_up:
        return Refused("signing_over")
    if cmd.digest and cmd.digest != digest(state):
        return Refused("charter_changed")
    signature = Signature(cmd.named, cmd.reservation, digest(state))
    if state.signatures.get(ask.member) == signature:
        return []
    return [e.Signed(ask.member, cmd.named, cmd.reservation, signature.digest)]


def unsign(state: State, cmd: c.Unsign, ask: Ask) -> Decision:
    return [e.Unsigned(ask.member)] if ask.member in state.signatures else []


def seal(state: State, cmd: c.Seal, ask: Ask) -> Decision:
    if not adopted(state):
        return Refused("nothing_agreed")
    later = [e.ParkingChanged(item.id, "follow_up") for item in waiting(state)]
    return [*later, *all_turned_away(state), e.Sealed(digest(state)), e.StageChanged("closed")]
