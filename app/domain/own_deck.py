"""A deck that a host brings: a CSV file or pasted lines, read line by line, and what is wrong with each."""

import codecs
import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import StringIO
from typing import Literal

from app.domain.text import LABEL, clean, fold

MOST_VALUES, MEANING, FAMILY = 200, 140, LABEL
Column = Literal["value", "meaning", "family"]
Encoding = Literal["utf-8", "utf-16", "latin-1"]
Wrong = Literal["no_value", "too_long", "columns", "quote", "twice", "too_many", "empty", "not_text"]

_COLUMNS: Mapping[Column, str] = {
    "value": "value values name names label wert werte wertname valor valores nombre valeur valeurs nom",
    "meaning": "meaning definition description sentence bedeutung beschreibung significado definición"
    " descripción définition signification",
    "family": "family families group category familie gruppe kategorie familia grupo categoría famille groupe"
    " catégorie",
}
_HEADINGS: Mapping[str, Column] = {
    fold(word): column for column, all_ in _COLUMNS.items() for word in all_.split()
}
_LIMITS: Mapping[Column, int] = {"value": LABEL, "meaning": MEANING, "family": FAMILY}
_LONGEST = 10_000
"""Letters of a line that are looked at: there is no good one that is longer, and the reader gives up at thirteen times this."""
_QUOTED = re.compile(r'"[^"]*"')
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class DeckEntry:
    """A value that phones offer, with a sentence and a family where its host gave them."""

    value: str
    meaning: str = ""
    family: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line (0: with the whole), as a code with its parameters, and the line itself."""

    line: int
    code: Wrong
    text: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadDeck:
    """`entries` are the good lines. A deck with faults can still be used: that is the host's to say."""

    entries: tuple[DeckEntry, ...]
    faults: tuple[Fault, ...]
    encoding: Encoding = "utf-8"


def read_file(data: bytes) -> ReadDeck:
    """A file, whichever of the usual encodings it has."""
    text, encoding = _decoded(data)
    if _BINARY.search(text):
        return ReadDeck((), (Fault(0, "not_text"),), encoding)
    read = read_text(text)
    return ReadDeck(read.entries, read.faults, encoding)


def read_text(text: str) -> ReadDeck:
    """Lines of `value, meaning, family`, parted by commas, semicolons or tabs; the last two may be missing.

    A first line that names its columns is heeded. A quotation mark that isn't closed spoils its own line alone.
    """
    all_lines = text.removeprefix("\ufeff").splitlines()
    parting = _parting(all_lines)
    lines = [(number, line) for number, line in enumerate(all_lines, 1) if any(_cells(line, parting))]
    columns: tuple[Column, ...] = ("value", "meaning", "family")
    if lines and (named := _headings(_cells(lines[0][1], parting))):
        columns, lines = named, lines[1:]
    entries: list[DeckEntry] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for number, line in lines:
        found = _entry(line, parting, columns)
        if isinstance(found, DeckEntry) and (first := seen.get(fold(found.value))):
            found = Fault(0, "twice", params={"first": first})
        elif isinstance(found, DeckEntry) and len(entries) == MOST_VALUES:
            found = Fault(0, "too_many", params={"limit": MOST_VALUES})
        if isinstance(found, Fault):
            faults.append(Fault(number, found.code, line.strip(), found.params))
        else:
            seen[fold(found.value)] = number
            entries.append(found)
    if not entries and not faults:
        faults.append(Fault(0, "empty"))
    return ReadDeck(tuple(entries), tuple(faults))


def as_csv(entries: Iterable[DeckEntry]) -> str:
    """What `read_text` reads as these entries."""
    written = StringIO()
    write = csv.writer(written, lineterminator="\n").writerow
    write(("value", "meaning", "family"))
    for entry in entries:
        write((entry.value, entry.meaning, entry.family))
    return written.getvalue()


def _decoded(data: bytes) -> tuple[str, Encoding]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), "utf-16"
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(data) > 3 and data[start::2].count(0) > len(data) / 3:  # Latin text has every other byte empty
            return data.decode(name, "replace"), "utf-16"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "latin-1"


def _parting(lines: Iterable[str]) -> str:
    """Tabs wherever there are any; else what more of the lines hold outside quotation marks."""
    bare = [_QUOTED.sub("", line) for line in lines]
    held = {sign: sum(sign in line for line in bare) for sign in "\t;,"}
    if held["\t"]:
        return "\t"
    return ";" if held[";"] and held[";"] >= held[","] else ","


def _cells(line: str, parting: str) -> list[str]:
    row = next(csv.reader([line[:_LONGEST]], delimiter=parting, skipinitialspace=True), [])
    return [clean(cell) for cell in row]


def _headings(cells: list[str]) -> tuple[Column, ...] | None:
    """What the columns are called, when this line says so: a line that names the column of the values."""
    named = tuple(_HEADINGS[fold(cell)] for cell in cells if fold(cell) in _HEADINGS)
    return named if named.count("value") == 1 and len(named) == len(cells) else None


def _entry(line: str, parting: str, columns: tuple[Column, ...]) -> DeckEntry | Fault:
    if line.count('"') % 2:
        return Fault(0, "quote")
    cells = _cells(line, parting)
    while len(cells) > len(columns) and not cells[-1]:
        cells.pop()
    if len(cells) > len(columns):
        return Fault(0, "columns", params={"count": len(cells), "most": len(columns)})
    given = dict(zip(columns, cells, strict=False))
    entry = DeckEntry(given.get("value", ""), given.get("meaning", ""), given.get("family", ""))
    if not fold(entry.value):
        return Fault(0, "no_value")
    for column, limit in _LIMITS.items():
        if len(getattr(entry, column)) > limit:
            return Fault(0, "too_long", params={"column": column, "limit": limit})
    return entry
