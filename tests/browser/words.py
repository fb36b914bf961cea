"""What the pages say, by the keys of their catalogues: a test follows the product when its words change."""

import json
from functools import cache
from pathlib import Path

NAMES = [
    "shared",
    "gone",
    "stages",
    "pages",
    "phone",
    "phone-stages",
    "console",
    "screen",
    "told",
    "refusals",
    "oneself",
    "life",
    "charter",
]
LOCALES = Path(__file__).parents[2] / "app" / "locales" / "en"


@cache
def _catalogue() -> dict[str, str]:
    merged: dict[str, str] = {}
    for name in NAMES:
        merged |= json.loads((LOCALES / f"{name}.json").read_text("utf-8"))
    return merged


def said(key: str, **params: object) -> str:
    """The sentence of this key.

    Raises:
        KeyError: no catalogue has it.
    """
    return _catalogue()[key].format_map({name: str(value) for name, value in params.items()})
