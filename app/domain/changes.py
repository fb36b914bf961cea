"""What differs between two immutable values, place by place; looking at a place, and putting something there.

A place is a path of attributes, keys of maps and elements of sets. Tuples and plain values are whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from app.domain import immutable
from app.domain.immutable import differing, replace

Path = tuple[str, ...]


class Gap(Enum):
    ABSENT = "absent"
    """Nothing is at this place, and something could be."""
    NOWHERE = "nowhere"
    """What the place is a part of isn't there."""


@dataclass(frozen=True, slots=True)
class Change:
    path: Path
    before: Any
    after: Any


def changes(before: Any, after: Any, path: Path = ()) -> list[Change]:
    """The least places in which `after` differs from `before`, in the same order for equal values."""
    found: list[Change] = []
    _compare(before, after, path, found)
    return found


def _compare(before: Any, after: Any, path: Path, found: list[Change]) -> None:
    kind: Any = type(after)
    if before is after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        # Sorted: a map that is replayed without what was erased may have come to be in another order.
        for key in sorted(differing(before, after)):
            _compare(before.get(key, Gap.ABSENT), after.get(key, Gap.ABSENT), (*path, key), found)
    elif isinstance(before, frozenset) and isinstance(after, frozenset):
        found += [
            Change((*path, element), _held(before, element), _held(after, element))
            for element in sorted(before ^ after)
        ]
    elif type(before) is kind and is_dataclass(kind):
        for name in _fields(kind):
            was, now = getattr(before, name), getattr(after, name)
            if was is not now:
                _compare(was, now, (*path, name), found)
    elif before != after:
        found.append(Change(path, before, after))


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def found(value: Any, path: Path) -> Any:
    """What is at this place, or which Gap."""
    for place, part in enumerate(path):
        if isinstance(value, Mapping):
            value = value.get(part, Gap.ABSENT)
        elif isinstance(value, frozenset):
            value = _held(value, part)
        else:
            value = getattr(value, part, Gap.NOWHERE)
        if isinstance(value, Gap):
            return value if place == len(path) - 1 else Gap.NOWHERE
    return value


def put(value: Any, path: Path, new: Any) -> Any:
    """`value` with `new` at a place that isn't nowhere; ABSENT takes away what is there."""
    if not path:
        return new
    part, rest = path[0], path[1:]
    if isinstance(value, frozenset):
        return value - {part} if new is Gap.ABSENT else value | {part}
    if not isinstance(value, Mapping):
        return replace(value, **{part: put(getattr(value, part), rest, new)})
    if not rest and new is Gap.ABSENT:
        return immutable.without(value, part)
    return immutable.put(value, part, put(value.get(part), rest, new))


def _held(elements: frozenset[str], element: str) -> str | Gap:
    return element if element in elements else Gap.ABSENT
