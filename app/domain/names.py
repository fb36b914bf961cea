"""Names that people can tell apart: one that looks like another's gets a number."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import count

from app.domain.text import NAME, clean

# Letters of other alphabets that are drawn as a Latin one, in the fonts of phones; beside each Latin letter its doubles.
_DOUBLES = {
    "A": "ΑАᎪ", "B": "ΒВᏴ", "C": "СᏟ", "D": "Ꭰ", "E": "ΕЕᎬ", "G": "Ԍ", "H": "ΗНᎻ", "I": "ΙІӀ", "J": "ЈͿᎫ", "K": "ΚКᏦ",
    "L": "Ꮮ", "M": "ΜМᎷ", "N": "Ν", "O": "ΟОՕ", "P": "ΡРᏢ", "Q": "Ԛ", "R": "Ꭱ", "S": "ЅՏᏚ", "T": "ΤТᎢ", "U": "Ս",
    "V": "ѴᏙ", "W": "ԜᎳ", "X": "ΧХ", "Y": "ΥҮ", "Z": "ΖᏃ",
    "a": "аɑα", "c": "сϲᴄ", "d": "ԁᏧ", "e": "еҽ", "g": "ɡց", "h": "һհн", "i": "іıɩι", "j": "јϳ", "k": "κк", "l": "ӏǀ", "n": "ոռ",
    "b": "в", "m": "м", "t": "т", "o": "оοօσᴏ", "p": "рρ", "q": "ԛզ", "r": "ᴦг", "s": "ѕꜱ", "u": "սυᴜ", "v": "νѵᴠ", "w": "ԝᴡɯ", "x": "хχ", "y": "уγү", "z": "ᴢ",
}  # fmt: skip
_LATIN = str.maketrans({double: letter for letter, doubles in _DOUBLES.items() for double in doubles})
_STROKES = str.maketrans("I1|0", "lllO")
"""One stroke, and a ring, in most fonts: compared where capitals are, since `Miia` isn't `Mila`."""


@lru_cache(4096)
def looks(name: str) -> frozenset[str]:
    """What a name is taken for at a glance: as it is read, and as it is drawn. Two that share one look alike.

    Spaces and signs count for nothing; accents do.
    """
    drawn = unicodedata.normalize("NFKC", name).translate(_LATIN)
    bare = "".join(c for c in drawn if unicodedata.category(c)[0] not in "PZC") or drawn
    return frozenset({bare.casefold(), bare.translate(_STROKES)})


def told_apart(name: str, others: Iterable[str]) -> str:
    """The name, with the next free number after it where it looks like one of the others."""
    taken = frozenset().union(*map(looks, others))
    if not looks(name) & taken:
        return name
    for number in count(2):
        ending = f" ({number})"
        numbered = clean(name[: NAME - len(ending)]) + ending
        if not looks(numbered) & taken:
            return numbered
    raise AssertionError("numbers don't end")
