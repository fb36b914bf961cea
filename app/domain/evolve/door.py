"""The door, those who wait at it and those who are kept out."""

from app.domain import events as e
from app.domain.immutable import put, replace, without
from app.domain.state import Newcomer, State


def door_set(s: State, ev: e.DoorSet, entry: e.Entry) -> State:
    return replace(s, door=replace(s.door, stands=ev.door))


def passcode_set(s: State, ev: e.PasscodeSet, entry: e.Entry) -> State:
    return replace(s, door=replace(s.door, passcode=ev.on))


def knocked(s: State, ev: e.Knocked, entry: e.Entry) -> State:
    waiting = put(s.door.waiting, ev.newcomer, Newcomer(ev.name, entry.at))
    return replace(s, door=replace(s.door, waiting=waiting))


def knock_taken_back(s: State, ev: e.KnockTakenBack, entry: e.Entry) -> State:
    return gone_from_door(s, ev.newcomer)


def turned_away(s: State, ev: e.TurnedAway, entry: e.Entry) -> State:
    """Their knock may be erased by now."""
    known = s.door.waiting.get(ev.newcomer)
    s = gone_from_door(s, ev.newcomer)
    return _keep_out(s, ev.newcomer, known.name if known else "") if ev.for_good else s


def let_back(s: State, ev: e.LetBack, entry: e.Entry) -> State:
    return replace(s, door=replace(s.door, kept_out=without(s.door.kept_out, ev.person)))


def gone_from_door(s: State, newcomer: str) -> State:
    """The room in which they don't wait; the same one when they didn't."""
    if newcomer not in s.door.waiting:
        return s
    return replace(s, door=replace(s.door, waiting=without(s.door.waiting, newcomer)))


def member_kept_out(s: State, member: str) -> State:
    return _keep_out(s, member, s.members[member].name)


def _keep_out(s: State, person: str, name: str) -> State:
    return replace(s, door=replace(s.door, kept_out=put(s.door.kept_out, person, name)))
