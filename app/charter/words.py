"""The product's own words on a charter, from the catalogue of a language; no sentence stands in the code."""

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from app.domain.directions import isolated

LOCALES = Path(__file__).parent.parent / "locales"
FALLBACK = "en"


class Words:
    """A catalogue that is called with a key and what goes into its braces.

    Raises:
        KeyError: for a key that isn't in the catalogue.
    """

    def __init__(self, language: str, catalogue: Mapping[str, str]) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, key: str, **parts: object) -> str:
        apart = {name: isolated(part) if isinstance(part, str) else part for name, part in parts.items()}
        return self._catalogue[f"charter.{key}"].format_map(apart)

    def counted(self, key: str, count: int) -> str:
        """The form of `key` for this count (`.one`, `.other`), the count as a word where there is one."""
        word = self._catalogue.get(f"charter.number.{count}", str(count))
        return self(f"{key}.{'one' if count == 1 else 'other'}", count=word, Count=_capital(word))

    def date(self, date: dt.date, *, near: dt.date | None = None) -> str:
        """The date in words; without its year when that is the year of `near`."""
        month = self(f"month.{date.month}")
        if near and near.year == date.year:
            return self("day", day=date.day, month=month)
        return self("date", day=date.day, month=month, year=date.year)

    def sealed(self, at: dt.datetime | None) -> str:
        """When it was sealed, or that it isn't."""
        return self("sealed", date=self.date(at.date())) if at else self("unsealed")


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


@cache
def words(language: str) -> Words:
    """The words of a language, or English where we don't speak it."""
    spoken = {folder.name for folder in LOCALES.iterdir() if (folder / "charter.json").is_file()}
    chosen = language if language in spoken else FALLBACK
    return Words(chosen, json.loads((LOCALES / chosen / "charter.json").read_text("utf-8")))
