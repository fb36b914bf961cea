"""Views made of parts that rest on fields of the room. What a room's view is, is kept with the room; a view made after
another takes over the parts whose ground is the same, and of large maps what is the same in them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from app.domain.immutable import Map, differing, in_order, keep, known, put_all
from app.domain.state import State

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """Which fields of the state it rests on, and how it's made; None: it isn't there.

    `follow` makes it from the room before and what it was in there, where it was there.
    """

    ground: tuple[str, ...]
    make: Callable[[State], Any]
    follow: Callable[[State, State, Any], Any] | None = None


def composed(name: str, parts: Mapping[str, Part], state: State, before: State | None) -> Any:
    """The view of `state` under this name, made once for a room; from that of the room `before`, if it was made."""
    view = known(state, name)
    return keep(state, name, _made(parts, state, before, known(before, name))) if view is None else view


def _made(parts: Mapping[str, Part], state: State, before: State | None, old: Any) -> dict[str, Any]:
    view: dict[str, Any] = {}
    changed = None if before is None or old is None else _changed(before, state)
    for name, part in parts.items():
        if changed is None or before is None:
            made = part.make(state)
        elif changed.isdisjoint(part.ground):
            made = old.get(name)
        elif part.follow and name in old:
            made = part.follow(state, before, old[name])
        else:
            made = part.make(state)
        if made is not None:
            view[name] = made
    return view


def _changed(before: State, state: State) -> set[str]:
    was = vars(before)
    return {name for name, now in vars(state).items() if now is not was.get(name)}


def following(
    before: Mapping[str, T], now: Mapping[str, T], old: Mapping[str, Any], see: Callable[[T], Any]
) -> Mapping[str, Any]:
    """What is seen of a map's things (None: nothing), given what was seen of them before; new ones come last."""
    return _followed(before, now, old, see)[0]


def following_by_id(
    before: Mapping[str, T], now: Mapping[str, T], old: Mapping[str, Any], see: Callable[[T], Any]
) -> Mapping[str, Any]:
    """The same, in the order of `by_id`."""
    made, grown = _followed(before, now, old, see)
    return in_order(made) if grown else made


def _followed(
    before: Mapping[str, T], now: Mapping[str, T], old: Mapping[str, Any], see: Callable[[T], Any]
) -> tuple[Mapping[str, Any], bool]:
    """What is seen, and whether there's something new in it."""
    seen: dict[str, Any] = {}
    gone: list[str] = []
    for key in differing(before, now):
        view = see(now[key]) if key in now else None
        if view is None:
            gone += [key] if key in old else []
        elif view != old.get(key):
            seen[key] = view
    made = put_all(old, seen, gone) if seen or gone else old
    return made, any(key not in old for key in seen)


def by_id(things: Mapping[str, T], see: Callable[[T], Any]) -> Map[Any]:
    """The same from nothing, ordered by id: the order in which they came would tell who began."""
    return Map({key: view for key, thing in sorted(things.items()) if (view := see(thing)) is not None})
