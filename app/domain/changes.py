"""What differs between two immutable values, place by place; looking at a place, and putting something there.

A place is a path of attributes, keys of maps and elements of sets. Tuples and plain values are whole.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from itertools import compress
from operator import is_, is_not
from typing import Any

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


def changes(before: Any, after: Any, path: Path = ()) -> Iterator[Change]:
    """The least places in which `after` differs from `before`, in the same order for equal values."""
    if before is after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in _differing(before, after):
            yield from changes(before.get(key, Gap.ABSENT), after.get(key, Gap.ABSENT), (*path, key))
    elif isinstance(before, frozenset) and isinstance(after, frozenset):
        for element in sorted(before ^ after):
            yield Change((*path, element), _held(before, element), _held(after, element))
    elif is_dataclass(before) and type(before) is type(after):
        for name in (field.name for field in fields(before)):
            yield from changes(getattr(before, name), getattr(after, name), (*path, name))
    elif before != after:
        yield Change(path, before, after)


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Keys under which not the same object is. A step may compare a thousand cards a thousand times: maps with the
    same keys in the same order, as almost always, are gone through without a look-up."""
    if len(before) == len(after) and all(map(is_, before, after)):
        return list(compress(after, map(is_not, before.values(), after.values())))
    return [
        key for key in {**before, **after} if before.get(key, Gap.ABSENT) is not after.get(key, Gap.ABSENT)
    ]


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
        return {key: kept for key, kept in value.items() if key != part}
    return {**value, part: put(value.get(part), rest, new)}


def _held(elements: frozenset[str], element: str) -> str | Gap:
    return element if element in elements else Gap.ABSENT
