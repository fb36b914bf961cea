"""Parked thoughts."""

from app.domain import events as e
from app.domain.immutable import put, replace, without
from app.domain.state import Parked, State


def thought_parked(s: State, ev: e.ThoughtParked, entry: e.Entry) -> State:
    return replace(s, parked=put(s.parked, ev.item, Parked(ev.item, ev.member, ev.text, ev.named)))


def thought_taken_back(s: State, ev: e.ThoughtTakenBack, entry: e.Entry) -> State:
    return replace(s, parked=without(s.parked, ev.item))


def parking_changed(s: State, ev: e.ParkingChanged, entry: e.Entry) -> State:
    return replace(s, parked=put(s.parked, ev.item, replace(s.parked[ev.item], parking=ev.parking)))
