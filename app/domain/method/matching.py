"""Which family of values a wording belongs to, and by which cue: exact, phrase, stem, then a typo."""

from dataclasses import dataclass
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.domain.method.lexicon import Cue, Lexicon, words

How = Literal["exact", "phrase", "word", "typo"]
SHORTEST, SHORT = 4, 5
"""Letters from which on a word may be taken for a misspelt one: in a wording that is a cue as a whole, and in any."""
LONG = 8
"""Letters from which on two slips of the finger are forgiven instead of one."""
HEAD, REST = 6, 3
"""Letters of a German compound: at least what it begins with, and what follows."""
FEW = 2
"""Carrying words of a wording that a weak cue may decide."""
WEAK = 0.2
"""What a weak cue counts, of a whole one."""
LITERAL = 0.5
"""What a cue weighs more when it stands there word for word, and not only by its stem."""


@dataclass(frozen=True, slots=True)
class Match:
    """`cue` is what explains it: "close to …"."""

    family: str
    cue: str
    how: How


@dataclass(frozen=True, slots=True)
class _Found:
    cue: Cue
    start: int
    length: int
    weight: float


def match(label: str, lexicon: Lexicon) -> Match | None:
    """The best match of a wording, or None: nothing in it is known."""
    parts = words(label)
    if cue := lexicon.exactly(parts):
        return Match(cue.family, cue.text, "exact")
    found = _best(parts, lexicon)
    meant = [_mended(word, lexicon) for word in parts]
    if meant == parts:
        return found or _compound(parts, lexicon)
    if cue := lexicon.exactly(meant):  # a whole wording vouches for its short words too
        return Match(cue.family, cue.text, "typo")
    mended = [new if len(word) >= SHORT else word for word, new in zip(parts, meant, strict=True)]
    better = _best(mended, lexicon)
    if better is None or (found and better.cue == found.cue):
        return found or _compound(parts, lexicon)
    return Match(better.family, better.cue, "typo")


def _compound(parts: list[str], lexicon: Lexicon) -> Match | None:
    """The family of the German cue that a word begins with: Familienmensch is about Familie."""
    for word in parts:
        for end in range(len(word) - REST, HEAD - 1, -1):
            cue = lexicon.exactly([word[:end]])
            if cue and cue.language == "de" and not cue.weak:
                return Match(cue.family, cue.text, "word")
    return None


def _best(parts: list[str], lexicon: Lexicon) -> Match | None:
    """The family whose cues say most here; of equals the one that is named first."""
    by_family: dict[str, list[_Found]] = {}
    for language in lexicon.languages:
        for found in _found(parts, language, lexicon):
            by_family.setdefault(found.cue.family, []).append(found)
    if all(_says_little(one, parts, lexicon) for found in by_family.values() for one in found):
        return None
    scored = {family: _weight(found) for family, found in by_family.items()}
    first = {family: min(f.start for f in found) for family, found in by_family.items()}
    family = max(scored, key=lambda name: (round(scored[name], 6), -first[name]))
    telling = max(by_family[family], key=lambda found: (found.weight, -found.start))
    return Match(family, telling.cue.text, "phrase" if telling.length > 1 else "word")


def _says_little(found: _Found, parts: list[str], lexicon: Lexicon) -> bool:
    """A weak cue tells a family by itself only where little else is said, and not by an everyday word."""
    carrying = [word for word in parts if word not in lexicon.small]
    own = carrying[found.start : found.start + found.length]
    return found.cue.weak and (len(carrying) > FEW or all(word in lexicon.common for word in own))


def _found(parts: list[str], language: str, lexicon: Lexicon) -> list[_Found]:
    """Every cue of this language that stands in the wording, unless its words are everyday ones of another."""
    carrying = [word for word in parts if word not in lexicon.small] or parts
    stems = lexicon.stems(parts, language)
    cues = lexicon.phrases.get(language, {})
    found: list[_Found] = []
    for start in range(len(stems)):
        longest = lexicon.longest.get((language, stems[start]), 0)
        for length in range(min(longest, len(stems) - start), 0, -1):
            run, spelt = stems[start : start + length], tuple(carrying[start : start + length])
            if run not in cues or lexicon.foreign(language, spelt):
                continue
            cue = _spelt(cues[run], spelt, lexicon)
            literal = LITERAL if spelt in lexicon.literal[language] else 0
            weight = (lexicon.rarity(run) + length - 1 + literal) * (WEAK if cue.weak else 1)
            found.append(_Found(cue, start, length, weight))
    return found


def _spelt(cue: Cue, run: tuple[str, ...], lexicon: Lexicon) -> Cue:
    """The cue that these very words are, or else the one that they share their stems with."""
    own = lexicon.exactly(run)
    return own if own and own.language == cue.language else cue


def _weight(found: list[_Found]) -> float:
    """The sum over cues that don't lie within a longer one."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: -f.length):
        if not any(k.start <= one.start and one.start + one.length <= k.start + k.length for k in kept):
            kept.append(one)
    return sum(one.weight for one in kept)


def _mended(word: str, lexicon: Lexicon) -> str:
    """The known word that this one was probably meant to be; the word itself when it is known or short."""
    if len(word) < SHORTEST or lexicon.knows(word):
        return word
    allowed = 1 if len(word) < LONG else 2
    # Whoever slips seldom slips at the first letter, but may swap it.
    likely = lexicon.spelt_like(word, allowed)
    nearest = process.extractOne(word, likely, scorer=OSA.distance, score_cutoff=allowed)
    return nearest[0] if nearest else word
