"""Sheets set in type: typst makes tagged PDFs (PDF/UA-1) and pictures of data. People's words are text there, never
markup."""

import datetime as dt
import functools
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import orjson
import structlog
import typst

from app.charter.words import Words

_log = structlog.get_logger("touchstone.charter")

HERE = Path(__file__).parent
CHARTER, TAKEAWAY = "charter.typ", "takeaway.typ"
FONTS = Path(__file__).parent.parent / "static" / "build" / "ttf"
"""Where the build puts the fonts."""
ROOM = ("Piazzolla", "Noto Naskh Arabic", "Noto Serif Hebrew", "Noto Serif", "Noto Emoji", "Libertinus Serif")
TOOL = (
    "Source Sans 3",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans",
    "Noto Emoji",
    "Libertinus Serif",
)
"""The two voices, best first; the last comes with typst itself. Other scripts fall to what the system has."""

FINEST, COARSEST, TRIED = 200, 96, 12
"""Dots an inch of a picture: as many as a sheet on A4 is printed well with, as few as one can still read, and those
that show how tall it gets."""
MOST_DOTS = 8_000_000
"""In a picture: they take four bytes each while it's made, and chats take no larger ones."""


class TooLongError(Exception):
    """No picture that one can read holds all of it."""


class Typesetter:
    """Fonts are loaded with the first sheet and kept; what is missing is replaced, with a warning in the log."""

    def __init__(self, fonts: Sequence[Path]) -> None:
        self._folders = [folder for folder in fonts if folder.is_dir()]

    def pdf(self, data: bytes, template: str) -> bytes:
        try:
            return self._made(data, template, pdf_standards="ua-1")
        except typst.TypstError as refused:
            # No font here has one of the characters: still tagged, but it can't claim the standard. The message
            # quotes the character, which is people's and not the log's.
            _log.warning("charter_not_ua", reason=refused.message.partition("`")[0].strip())
            return self._made(data, template)

    def png(self, data: bytes, template: str) -> bytes:
        """All of it on one sheet of A4's width, as tall as it takes: the taller, the coarser.

        Raises:
            TooLongError: as tall as it is, one couldn't read it.
        """
        tried = self._made(data, template, form="png", ppi=TRIED)
        width, height = size_of(tried)
        dots = min(FINEST, math.isqrt(MOST_DOTS * TRIED**2 // (width * height)))
        if dots < COARSEST:
            raise TooLongError
        return self._made(data, template, form="png", ppi=dots)

    def _made(self, data: bytes, template: str, form: Literal["pdf", "png"] = "pdf", **how: Any) -> bytes:
        compilers, families = self._ready
        inputs = {"sheet": data.decode(), "fonts": families, "form": form}
        made = compilers[template].compile(format=form, sys_inputs=inputs, **how)
        assert isinstance(made, bytes)
        return made

    @functools.cached_property
    def _ready(self) -> tuple[Mapping[str, typst.Compiler], str]:
        fonts = typst.Fonts(font_paths=self._folders)
        there = set(fonts.families())
        if missing := {ROOM[0], TOOL[0]} - there:
            _log.warning("charter_fonts_missing", families=sorted(missing))
        families = {
            "room": [family for family in ROOM if family in there],
            "tool": [family for family in TOOL if family in there],
        }
        compilers = {
            name: typst.Compiler(HERE / name, root=HERE, font_paths=fonts) for name in (CHARTER, TAKEAWAY)
        }
        return compilers, orjson.dumps(families).decode()


def size_of(png: bytes) -> tuple[int, int]:
    """Its width and height in dots, as its head says."""
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def encoded(sheet: Mapping[str, Any], sealed: dt.datetime | None, in_words: Words) -> bytes:
    """What a template is given."""
    data = {**sheet, "page_of": in_words("page_of", page="{page}", pages="{pages}")}
    if sealed:
        day = sealed.date()
        data["date"] = {"year": day.year, "month": day.month, "day": day.day}
    return orjson.dumps(data)
