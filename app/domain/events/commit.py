"""Behaviours, commitments, signatures, the seal."""

from dataclasses import dataclass

from app.domain.terms import BehaviourKind


@dataclass(frozen=True, slots=True)
class BehaviourAdded:
    behaviour: str
    member: str
    cluster: str
    text: str
    kind: BehaviourKind


@dataclass(frozen=True, slots=True)
class Endorsed:
    behaviour: str
    member: str


@dataclass(frozen=True, slots=True)
class Unendorsed:
    behaviour: str
    member: str


@dataclass(frozen=True, slots=True)
class BehaviourAccepted:
    behaviour: str


@dataclass(frozen=True, slots=True)
class BehaviourDropped:
    behaviour: str


@dataclass(frozen=True, slots=True)
class BehaviourReworded:
    """By whoever proposed it. Those who were behind the words before aren't behind these yet."""

    behaviour: str
    text: str


@dataclass(frozen=True, slots=True)
class BehaviourHidden:
    behaviour: str


@dataclass(frozen=True, slots=True)
class CommitmentAdded:
    commitment: str
    text: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True)
class CommitmentDropped:
    commitment: str


@dataclass(frozen=True, slots=True)
class FollowUpSet:
    date: str


@dataclass(frozen=True, slots=True)
class Signed:
    """Under the text with this digest."""

    member: str
    named: bool
    reservation: str
    digest: str


@dataclass(frozen=True, slots=True)
class Unsigned:
    member: str


@dataclass(frozen=True, slots=True)
class Sealed:
    digest: str
