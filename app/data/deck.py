"""The deck of values that people may pick from while they reflect, after writing their own."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from app.domain.text import LABEL, clean, fold

MEANING = 90


@dataclass(frozen=True, slots=True)
class DeckValue:
    """A value in a word or two, what it means in one sentence, and its family in the circle of basic values."""

    family: str
    value: str
    meaning: str


class BadDeck(ValueError):
    """The file breaks a rule of the deck; the message names the value."""


@cache
def deck() -> tuple[DeckValue, ...]:
    """The values that come with the product, family by family.

    Raises:
        BadDeck: the file was changed into something that phones can't show.
    """
    return read_deck((files("app.data") / "deck.csv").read_text("utf-8"))


def read_deck(text: str) -> tuple[DeckValue, ...]:
    """The values of a CSV with the columns family, value and meaning.

    Raises:
        BadDeck: one is there twice, is too long to be put in, or lacks its sentence.
    """
    rows = list(csv.DictReader(text.splitlines(), restval=""))
    # A sentence with a comma and without quotation marks would go on in a column of its own, and be cut off.
    if cut := next((row for row in rows if None in row), None):
        raise BadDeck(f"{cut['value']!r} has a column too many")
    values = tuple(DeckValue(row["family"], row["value"], row["meaning"]) for row in rows)
    seen: set[str] = set()
    for each in values:
        if fold(each.value) in seen:
            raise BadDeck(f"{each.value!r} is there twice")
        seen.add(fold(each.value))
        if not each.value or each.value != clean(each.value) or len(each.value) > LABEL:
            raise BadDeck(f"{each.value!r} can't be put in as it stands")
        if not each.family or not each.meaning or len(each.meaning) > MEANING:
            raise BadDeck(f"{each.value!r} needs a family, and a sentence of at most {MEANING} characters")
    return values
