"""Reflecting, and the wall."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReflectingStarted:
    member: str


@dataclass(frozen=True, slots=True)
class ValueAdded:
    value: str
    member: str
    label: str
    story: str
    show_story: bool


@dataclass(frozen=True, slots=True)
class ValueEdited:
    """The value as it is now, whole."""

    value: str
    label: str
    story: str
    show_story: bool


@dataclass(frozen=True, slots=True)
class ValueRemoved:
    value: str


@dataclass(frozen=True, slots=True)
class WallRevealed:
    """The curtain of the wall was lifted."""


@dataclass(frozen=True, slots=True)
class CardHidden:
    card: str


@dataclass(frozen=True, slots=True)
class CardUnhidden:
    card: str


@dataclass(frozen=True, slots=True)
class SpotlightSet:
    card: str | None
