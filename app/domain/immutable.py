"""Things that are never changed once they're made: copied with something else in them; maps that know what they
were made from; and what follows from such a thing, worked out once and kept with it.

These are what lets the cost of a change follow the change, and not the size of the room.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from itertools import compress
from operator import is_, is_not
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from dataclasses import replace as replace
else:

    def replace(thing, /, **changes):
        """As `dataclasses.replace`, for dataclasses without slots: the fields are copied in one go and not one by one
        (the room's fifty in 1 µs instead of 15)."""
        copy = object.__new__(type(thing))
        object.__setattr__(copy, "__dict__", {**thing.__dict__, **changes, "_known": None})
        return copy


P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
V = TypeVar("V")

ABSENT = object()
WAY = 256
"""Steps that a map remembers, and keys in one. At the bound: what differs is found by looking at every key."""

_Step = tuple[Any, tuple[str, ...], int]
"""What made a map out of another: the step before it, the keys that were put or taken out, how many steps there were.
The first has an object of its own in place of one before it."""


class Map(dict[str, V]):
    """A map that isn't changed after it was made, by the functions here; it knows the steps in which it was made."""

    __slots__ = ("_known", "_last")
    _last: _Step


def put(mapping: Mapping[str, V], key: str, value: V) -> Map[V]:
    """The map with this one thing in it: at its end, or in the place of what was there under the key."""
    made: Map[V] = Map(mapping)
    made[key] = value
    return _from(mapping, made, (key,))


def put_all(mapping: Mapping[str, V], things: Mapping[str, V], gone: Iterable[str] = ()) -> Map[V]:
    """The map with all of these in it, and without those that are gone."""
    made: Map[V] = Map(mapping)
    made.update(things)
    left = tuple(key for key in gone if made.pop(key, ABSENT) is not ABSENT)
    return _from(mapping, made, (*things, *left))


def _from(mapping: Mapping[str, V], made: Map[V], keys: tuple[str, ...]) -> Map[V]:
    if isinstance(mapping, Map):
        before = _last(mapping)
        if before[2] < WAY >= len(keys):
            made._last = (before, keys, before[2] + 1)
    return made


def _last(mapping: Map[V]) -> _Step:
    step: _Step | None = getattr(mapping, "_last", None)
    if step is None:
        step = mapping._last = (object(), (), 0)
    return step


def without(mapping: Mapping[str, V], *keys: str) -> Mapping[str, V]:
    """The same object when none of the keys is in it."""
    return put_all(mapping, {}, keys) if any(key in mapping for key in keys) else mapping


def in_order(mapping: Mapping[str, V]) -> Map[V]:
    """The map ordered by its keys, told by what it differs in from others as it was."""
    made: Map[V] = Map()
    made.update(dict.fromkeys(sorted(mapping)))  # type: ignore[arg-type]  # for a moment
    made.update(mapping)
    if isinstance(mapping, Map):
        made._last = _last(mapping)
    return made


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Keys under which not the same object is, in an order that depends on how the maps came to be alone.

    At once when `after` came from `before` not long ago. Else by looking at all of them: without a look-up where
    they have the same keys in the same order, as almost always.
    """
    if before is after:
        return []
    if isinstance(before, Map) and isinstance(after, Map) and (keys := _put_since(before, after)) is not None:
        return [key for key in keys if before.get(key, ABSENT) is not after.get(key, ABSENT)]
    if len(before) == len(after) and all(map(is_, before, after)):
        return list(compress(after, map(is_not, before.values(), after.values())))
    return [key for key in {**before, **after} if before.get(key, ABSENT) is not after.get(key, ABSENT)]


def _put_since(before: Map[Any], after: Map[Any]) -> Iterable[str] | None:
    """What was put or taken out on the way from one to the other, if `after` knows that way."""
    start, step = _last(before), _last(after)
    put: list[tuple[str, ...]] = []
    while step is not start:
        if step[2] == 0:
            return None
        put.append(step[1])
        step = step[0]
    return dict.fromkeys(key for keys in reversed(put) for key in keys)


def known(thing: object, what: object) -> Any:
    """What is kept with a thing under this name; None: nothing."""
    kept = getattr(thing, "_known", None)
    return kept.get(what) if kept else None


def keep(thing: object, what: object, found: T) -> T:
    """Keep with the thing what follows from it."""
    kept = getattr(thing, "_known", None)
    if kept is None:
        object.__setattr__(thing, "_known", {what: found})
    else:
        kept[what] = found
    return found


def once(work: Callable[P, R]) -> Callable[P, R]:
    """`work`, done once for a thing (its first argument) and the very same others; the last result is kept with the thing.

    For what follows from immutable things alone, and is read only: whoever asks gets the same object.
    """

    @wraps(work)
    def asked(*things: P.args, **none: P.kwargs) -> R:
        last = known(things[0], work)
        if last is not None and all(map(is_, last[0], things[1:])):
            result: R = last[1]
            return result
        result = work(*things, **none)
        keep(things[0], work, (things[1:], result))
        return result

    return asked
