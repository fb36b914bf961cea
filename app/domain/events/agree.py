"""Values on their way to being shared."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ValueTaken:
    """A chosen cluster becomes a value to agree on, with its first wording: its name, and a statement if it has one."""

    cluster: str
    wording: str
    name: str
    statement: str = ""


@dataclass(frozen=True, slots=True)
class WordingProposed:
    wording: str
    member: str
    cluster: str
    name: str
    statement: str
    base: str | None


@dataclass(frozen=True, slots=True)
class LivedWith:
    wording: str
    member: str
    yes: bool


@dataclass(frozen=True, slots=True)
class ValueWorded:
    """The wording in force from now on."""

    cluster: str
    wording: str
    name: str
    statement: str


@dataclass(frozen=True, slots=True)
class FocusSet:
    cluster: str | None


@dataclass(frozen=True, slots=True)
class TextsShown:
    """The curtain at `agree`: concerns and proposed wordings that everyone sees from now on."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextHidden:
    item: str


@dataclass(frozen=True, slots=True)
class ValueAdopted:
    cluster: str
    ballot: str


@dataclass(frozen=True, slots=True)
class ValueSetAside:
    cluster: str


@dataclass(frozen=True, slots=True)
class ValueBroughtBack:
    cluster: str


@dataclass(frozen=True, slots=True)
class ValueLeftOpen:
    cluster: str
    date: str | None


@dataclass(frozen=True, slots=True)
class LateVoiced:
    voice: str
    cluster: str
    ballot: str
    member: str
    fine: bool
    text: str
