"""Maps with one thing more, or less: new objects, the rest shared."""

from collections.abc import Mapping
from typing import TypeVar

V = TypeVar("V")


def put(mapping: Mapping[str, V], key: str, value: V) -> Mapping[str, V]:
    return {**mapping, key: value}


def without(mapping: Mapping[str, V], *keys: str) -> Mapping[str, V]:
    """The same object when none of the keys is in it."""
    if not any(key in mapping for key in keys):
        return mapping
    return {key: value for key, value in mapping.items() if key not in keys}
