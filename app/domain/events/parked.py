"""Parked thoughts."""

from dataclasses import dataclass

from app.domain.terms import Parking


@dataclass(frozen=True, slots=True)
class ThoughtParked:
    item: str
    member: str
    text: str
    named: bool


@dataclass(frozen=True, slots=True)
class ThoughtTakenBack:
    item: str
    member: str


@dataclass(frozen=True, slots=True)
class ParkingChanged:
    """Hidden, put back, or settled."""

    item: str
    parking: Parking
