"""The difference of two views as a JSON Merge Patch (RFC 7396), and how a patch is merged."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.immutable import Map, differing

View = Mapping[str, Any]
"""Decoded JSON: dicts, lists, strings, numbers, booleans; no null, which a merge patch reads as "remove"."""

_ABSENT = object()


def diff(old: View, new: View) -> dict[str, Any]:
    """The patch that leads from `old` to `new`, empty when they're the same.

    Arrays are replaced whole. A part that is the same object in both isn't looked into, so the cost follows
    the change when `new` reuses what `old` had.
    """
    patch: dict[str, Any] = {}
    for key in _keys(old, new):
        before, value = old.get(key, _ABSENT), new.get(key, _ABSENT)
        if before is value:
            continue
        if value is _ABSENT:
            patch[key] = None
        elif isinstance(before, dict) and isinstance(value, dict):
            if inner := diff(before, value):
                patch[key] = inner
        elif not _same(before, value):
            patch[key] = value
    return patch


def _keys(old: View, new: View) -> Iterable[str]:
    """Those under which something may differ. In an order of their own: the one in which things were put into a map
    would tell when they came."""
    return sorted(differing(old, new)) if isinstance(new, Map) else {**old, **new}


def merge(view: View, patch: View) -> dict[str, Any]:
    """`view` after `patch`: MergePatch of RFC 7396, section 2. `view` itself isn't changed."""
    merged = dict(view)
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, dict):
            before = merged.get(key)
            merged[key] = merge(before if isinstance(before, dict) else {}, value)
        else:
            merged[key] = value
    return merged


def _same(one: Any, other: Any) -> bool:
    """Equal as JSON: in Python True == 1, and there it isn't."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_same(value, other[key]) for key, value in one.items())
    return bool(one == other)
