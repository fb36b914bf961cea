"""Parked thoughts: put on the lead's list from any stage, shown and settled at `commit`."""

from app.domain import commands as c, events as e
from app.domain.decide.ask import Ask, Decision
from app.domain.decide.commit import refuse_commitment
from app.domain.parking import unsettled, waiting
from app.domain.refusal import Refused
from app.domain.state import State
from app.domain.terms import Parking

MOST_PARKED = 100
"""Unsettled in a room. At the bound: refused `enough_parked`."""
MOST_PARKED_BY_ONE = 10
"""Of these by one person, so that nobody fills the list alone. At the bound: refused `enough_parked_by_you`."""


def park(state: State, cmd: c.Park, ask: Ask) -> Decision:
    there = unsettled(state)
    if sum(item.member == ask.member for item in there) >= MOST_PARKED_BY_ONE:
        return Refused("enough_parked_by_you", {"limit": MOST_PARKED_BY_ONE})
    if len(there) >= MOST_PARKED:
        return Refused("enough_parked", {"limit": MOST_PARKED})
    return [e.ThoughtParked(cmd.id, ask.member, cmd.text, cmd.named)]


def unpark(state: State, cmd: c.Unpark, ask: Ask) -> Decision:
    """Also a hidden one: its author isn't told that it is."""
    item = state.parked.get(cmd.item)
    if item is None or item.member != ask.member:
        return Refused("no_such_parked")
    if item.settled:
        return Refused("parked_settled")
    return [e.ThoughtTakenBack(item.id, item.member)]


def hide_parked(state: State, cmd: c.HideParked, ask: Ask) -> Decision:
    item = state.parked.get(cmd.item)
    if item is None:
        return Refused("no_such_parked")
    if item.settled:
        return Refused("parked_settled")
    parking: Parking = "hidden" if cmd.hidden else "waiting"
    return [] if item.parking == parking else [e.ParkingChanged(item.id, parking)]


def lift_parked(state: State, cmd: c.LiftCurtain, ask: Ask) -> Decision:
    behind = tuple(sorted(item.id for item in waiting(state) if item.id not in state.shown))
    return [e.TextsShown(behind)] if behind else []


def settle_parked(state: State, cmd: c.SettleParked, ask: Ask) -> Decision:
    """What became a commitment is one: it isn't settled again."""
    item = state.parked.get(cmd.item)
    if item is None or item.parking == "hidden":
        return Refused("no_such_parked")
    if item.parking == "commitment":
        return Refused("parked_settled")
    if cmd.into != "commitment":
        return [] if item.parking == cmd.into else [e.ParkingChanged(item.id, cmd.into)]
    if cmd.owner is None or cmd.due is None:
        return Refused("commitment_incomplete")
    return refuse_commitment(state, cmd.owner) or [
        e.CommitmentAdded(cmd.id, cmd.text or item.text, cmd.owner, cmd.due.isoformat()),
        e.ParkingChanged(item.id, "commitment"),
    ]
