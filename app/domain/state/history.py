"""Steps that can be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.changes import Change
from app.domain.terms import (
    Deed,
)


@dataclass(frozen=True)
class Step:
    """What a command, its id, changed; told by a code and its parameters (steps.py)."""

    id: str
    actor: str
    did: Deed
    params: Mapping[str, str]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class History:
    """Of the present stage, oldest first; the last of `undone` is the first to come again."""

    past: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()
