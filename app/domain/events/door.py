"""The door. Whoever comes in is `MemberJoined`, also from the waiting room."""

from dataclasses import dataclass

from app.domain.terms import DoorStands


@dataclass(frozen=True, slots=True)
class DoorSet:
    door: DoorStands


@dataclass(frozen=True, slots=True)
class PasscodeSet:
    """Set, changed or taken away. What it is isn't in the log."""

    on: bool


@dataclass(frozen=True, slots=True)
class Knocked:
    """Somebody waits at the door; as a member they keep this id."""

    newcomer: str
    name: str


@dataclass(frozen=True, slots=True)
class KnockTakenBack:
    """They wait no more, by their own word."""

    newcomer: str


@dataclass(frozen=True, slots=True)
class TurnedAway:
    newcomer: str
    for_good: bool


@dataclass(frozen=True, slots=True)
class LetBack:
    person: str
