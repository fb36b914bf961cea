"""What is taken on: behaviours, commitments, signatures, what was parked, the seal."""

import datetime as dt
from dataclasses import dataclass

from app.domain.terms import (
    BehaviourKind,
    Parking,
)


@dataclass(frozen=True)
class Behaviour:
    id: str
    member: str
    cluster: str
    text: str
    kind: BehaviourKind
    accepted: bool = False
    hidden: bool = False
    endorsers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Commitment:
    id: str
    text: str
    owner: str
    due: str


@dataclass(frozen=True)
class Signature:
    """Under the text with this digest; after a change it is "to an earlier text" and doesn't count."""

    named: bool
    reservation: str
    digest: str


@dataclass(frozen=True)
class Parked:
    """A thought that waits for `commit`. `member` is who parked it, told to others only when `named`."""

    id: str
    member: str
    text: str
    named: bool
    parking: Parking = "waiting"

    @property
    def settled(self) -> bool:
        return self.parking not in ("waiting", "hidden")


@dataclass(frozen=True)
class Seal:
    at: dt.datetime
    digest: str
