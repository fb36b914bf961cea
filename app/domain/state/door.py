"""The door: how it stands, who waits at it, who is kept out."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.immutable import Map
from app.domain.terms import DoorStands


@dataclass(frozen=True)
class Newcomer:
    """Somebody who waits: no member of the room, but one may become of them, under the same id."""

    name: str
    since: dt.datetime


@dataclass(frozen=True)
class Door:
    stands: DoorStands = "open"
    passcode: bool = False
    """Whether there is one; its hash is kept apart from the log."""
    waiting: Mapping[str, Newcomer] = field(default_factory=Map)
    """In the order in which they came."""
    kept_out: Mapping[str, str] = field(default_factory=Map)
    """The names of those whose devices are known and not let in, by the id they had."""
