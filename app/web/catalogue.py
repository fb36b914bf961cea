"""The product's sentences for pages and refusals, from the catalogue of a language."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from app.domain.directions import isolated
from app.domain.refusal import Refused

FALLBACK = "en"


def spoken(language: str) -> str:
    """The language itself where there is a catalogue of it, else English."""
    return language if (files("app.locales") / language / "pages.json").is_file() else FALLBACK


@cache
def words(language: str) -> Mapping[str, str]:
    """Every key of the catalogues that pages and refusals draw from; English for languages there are none for."""
    if spoken(language) != language:
        return words(FALLBACK)
    folder = files("app.locales") / language
    merged: dict[str, str] = {}
    for name in ("shared.json", "phone.json", "pages.json", "refusals.json"):
        merged |= json.loads((folder / name).read_text("utf-8"))
    return merged


def say(language: str, key: str, **params: Any) -> str:
    """The sentence of a key, its parameters filled in.

    Raises:
        KeyError: no such key.
    """
    apart = {name: isolated(value) if isinstance(value, str) else value for name, value in params.items()}
    return words(language)[key].format_map(apart)


def sentence(refused: Refused, language: str = FALLBACK) -> str:
    """What a refusal says to a person: what happened, and what one can do."""
    params = dict(refused.params)
    known = words(language)
    if field := params.get("field"):
        specific = f"refusal.{refused.code}.{field}"
        if specific in known:
            return known[specific].format_map(params)
    return known[f"refusal.{refused.code}"].format_map(params)
