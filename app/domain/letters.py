"""What of a text can be seen: characters that hide, turn or heap up don't come in."""

import re
import unicodedata
from collections.abc import Iterable

MARKS = 4
"""Marks on one letter, one over the other. Hebrew and Vietnamese take up to three; more of them cover the lines around."""

_SHAPING = ((0x180B, 0x180D), (0x200C, 0x200D), (0xFE0E, 0xFE0F), (0xE0100, 0xE01EF))
"""Can't be seen, but may change how their neighbours are: variants, joiners."""
_HIDING = (
    # Controls that are no spaces, halves of letters, what is private to a font, what is no character
    *((0x0000, 0x0008), (0x000E, 0x001B), (0x007F, 0x0084), (0x0086, 0x009F)),
    *((0xD800, 0xF8FF), (0xFDD0, 0xFDEF), (0xF0000, 0x10FFFF)),
    *((plane | 0xFFFE, plane | 0xFFFF) for plane in range(0, 0xF0000, 0x10000)),
    # Default_Ignorable_Code_Point of Unicode but for the above: direction, fillers, tags that can carry hidden text
    *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5)),
    *((0x180E, 0x180F), (0x200B, 0x200B), (0x200E, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F)),
    *((0x3164, 0x3164), (0xFE00, 0xFE0D), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0x1BCA0, 0x1BCA3)),
    *((0x1D173, 0x1D17A), (0xE0000, 0xE00FF), (0xE01F0, 0xE0FFF)),
    # Notes on a line, a place for an object, an empty musical note
    *((0xFFF0, 0xFFFC), (0x1D159, 0x1D159)),
)


def _one_of(ranges: Iterable[tuple[int, int]]) -> re.Pattern[str]:
    return re.compile("[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges) + "]")


_HIDES, _SHAPES = _one_of(_HIDING), _one_of(_SHAPING)
_JOINERS, _VARIANTS = "\u200c\u200d", "\ufe0e\ufe0f"
_EMPTY_BRAILLE, _KEYCAP = "\u2800", "\u20e3"


def seen(text: str) -> str:
    """`text` in NFC without characters that can't be seen, and with at most so many marks on a letter.

    Joiners and variants stay where letters and pictures are made with them: between letters of scripts that join, in
    emoji, on Chinese characters. Between Latin ones they would only make twins of a name.
    """
    shown = _HIDES.sub("", text)
    if shown.isascii():
        return shown
    # Before they are sorted, which takes a time that grows with their square; and once more when they are.
    shown = _heaped(shown.replace(_EMPTY_BRAILLE, " "), 2 * MARKS)
    return _heaped(unicodedata.normalize("NFC", _in_shape(shown)), MARKS)


def _in_shape(text: str) -> str:
    """Without those shaping characters that change nothing where they stand."""
    if not _SHAPES.search(text):
        return text
    kept: list[str] = []
    for c, after in zip(text, text[1:] + " ", strict=False):
        if not _SHAPES.match(c) or (kept and _works(c, kept[-1], after)):
            kept.append(c)
    return "".join(kept)


def _works(c: str, before: str, after: str) -> bool:
    if c in _JOINERS:
        return _joins(before) and _joins(after) and not _marks(after) and not _SHAPES.match(after)
    if c in _VARIANTS:
        return unicodedata.category(before) in ("So", "Sm", "Sk", "Po") or (
            before.isdigit() and after == _KEYCAP
        )
    if c < "\u1900":
        return "\u1820" <= before <= "\u18aa"  # Mongolian
    return unicodedata.name(before, "").startswith("CJK")


def _joins(c: str) -> bool:
    """Letters of scripts that join, signs and pictures, and a picture's variant; not Latin, Greek, Cyrillic."""
    return c >= "\u0590" and not "\u1e00" <= c <= "\u1fff" and not c.isspace() and c not in _JOINERS


def _marks(c: str) -> bool:
    return c > "\u02ff" and unicodedata.category(c) in ("Mn", "Me") and not _SHAPES.match(c)


def _heaped(text: str, most: int) -> str:
    """With at most so many marks on a letter, and none on nothing."""
    if not any(map(_marks, text)):
        return text
    kept: list[str] = []
    marks = most
    for c in text:
        if _marks(c):
            marks += 1
            if marks > most:
                continue
        elif not _SHAPES.match(c):
            marks = most if c.isspace() else 0
        kept.append(c)
    return "".join(kept)
