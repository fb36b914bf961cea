"""A lexicon of value families, indexed for matching: words by themselves, and phrases by their stems."""

import re
import threading
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import snowballstemmer

SNOWBALL = {"en": "english", "de": "german", "es": "spanish", "fr": "french"}
_ONE_AT_A_TIME = threading.Lock()
"""A stemmer keeps the word it works on in itself: two threads would mix theirs."""
_WORD = re.compile(r"[^\W_]+")
_ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu)'(?=[^\W_]{3})")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrasing as it stands in the lexicon, and the family that it tells; a weak one tells little."""

    text: str
    family: str
    language: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """Its branch is what a small family folds into."""

    name: str
    branch: str
    cues: tuple[Cue, ...]


def words(text: str) -> list[str]:
    """Lower-case words without apostrophes and hyphens: "Don't" is dont, "self-care" is self and care, "l'art" is art."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return _WORD.findall(_ELIDED.sub("", plain).replace("'", ""))


@cache
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(SNOWBALL[language])


@cache
def stem(word: str, language: str) -> str:
    """The word's stem by Snowball, in one of SNOWBALL's languages."""
    with _ONE_AT_A_TIME:
        stemmed: str = _stemmer(language).stemWord(word)
    return stemmed


@dataclass(slots=True)
class Lexicon:
    """`families` as given; the rest is worked out from them. `small` words are left out of phrases.

    `language` is what people here write in: its cues come first and are never taken for a foreign word.
    """

    families: Mapping[str, Family]
    small: frozenset[str]
    everyday: Mapping[str, frozenset[str]]
    """By language: never taken for a misspelt cue, and never for a cue of another language."""
    language: str = "en"
    languages: tuple[str, ...] = field(init=False, default=())
    common: frozenset[str] = field(init=False, default=frozenset())
    _exact: dict[tuple[str, ...], list[Cue]] = field(init=False, default_factory=dict)
    phrases: dict[str, dict[tuple[str, ...], Cue]] = field(init=False, default_factory=dict)
    longest: dict[tuple[str, str], int] = field(init=False, default_factory=dict)
    """By language and first stem, how many stems the longest cue has."""
    literal: dict[str, set[tuple[str, ...]]] = field(init=False, default_factory=dict)
    """By language, every cue's own words without the small ones."""
    _known: set[str] = field(init=False, default_factory=set)
    _spelt: dict[tuple[str, int], list[str]] = field(init=False, default_factory=dict)
    """The words of the cues by their first letter and their length."""
    _spread: dict[str, set[str]] = field(init=False, default_factory=dict)
    _plain: dict[str, set[str]] = field(init=False, default_factory=dict)
    """By language, the stems of its everyday words."""

    def __post_init__(self) -> None:
        self.languages = tuple(dict.fromkeys((self.language, "en", *SNOWBALL)))
        self.common = self.everyday["en"] | self.everyday[self.language]
        for family in self.families.values():
            for cue in family.cues:
                self._index(cue)
        cues = (cue for family in self.families.values() for cue in family.cues)
        for word in sorted({word for cue in cues for word in words(cue.text) if len(word) >= 4}):
            self._spelt.setdefault((word[0], len(word)), []).append(word)

    def _index(self, cue: Cue) -> None:
        parts = words(cue.text)
        self._exact.setdefault(tuple(parts), []).append(cue)
        self._known.update(parts)
        if cue.language in self._home:
            self._known.update(stem(word, cue.language) for word in parts)
        carrying = tuple(word for word in parts if word not in self.small) or tuple(parts)
        stems = tuple(stem(word, cue.language) for word in carrying)
        if len(parts) > 1 and len(carrying) == 1:
            if carrying[0] in self.common or stems[0] in self._everyday_stems(cue.language):
                return  # what is left of "less is more" tells nothing by itself
            cue = replace(cue, weak=True)  # what is left of "no boss" may mean the contrary
        known = self.phrases.setdefault(cue.language, {})
        if stems not in known or (known[stems].weak and not cue.weak):
            known[stems] = cue
        self.literal.setdefault(cue.language, set()).add(carrying)
        first = (cue.language, stems[0])
        self.longest[first] = max(self.longest.get(first, 0), len(stems))
        for word in stems:
            self._spread.setdefault(word, set()).add(cue.family)

    def _everyday_stems(self, language: str) -> set[str]:
        if language not in self._plain:
            self._plain[language] = {stem(word, language) for word in self.everyday[language]}
        return self._plain[language]

    @property
    def _home(self) -> tuple[str, ...]:
        return self.languages[: 1 if self.language == "en" else 2]

    def exactly(self, parts: Iterable[str]) -> Cue | None:
        """The cue that these words are; of several the one in the room's language."""
        found = self._exact.get(tuple(parts), ())
        return min(found, key=lambda cue: self.languages.index(cue.language), default=None)

    def foreign(self, language: str, spelt: Iterable[str]) -> bool:
        """Whether words that are a cue in this language are rather everyday ones of the room's, or of English."""
        others = [other for other in self._home if other != language and language != self.language]
        return any(self.everyday[other].issuperset(spelt) for other in others)

    def spelt_like(self, word: str, slips: int) -> list[str]:
        """Words of the cues that begin with one of its first two letters and are about as long."""
        lengths = range(len(word) + slips, len(word) - slips - 1, -1)
        return [
            known
            for first in dict.fromkeys(word[:2])
            for long in lengths
            for known in self._spelt.get((first, long), ())
        ]

    def stems(self, parts: Iterable[str], language: str) -> tuple[str, ...]:
        """The stems of the words that carry something."""
        all_parts = list(parts)
        carrying = [word for word in all_parts if word not in self.small]
        return tuple(stem(word, language) for word in carrying or all_parts)

    def knows(self, word: str) -> bool:
        """Whether a word is in its place here: everyday, in a cue, or of one stem with a cue's word."""
        known = {word, *(stem(word, language) for language in self._home)} & self._known
        return bool(known) or word in self.common or word in self.small

    def rarity(self, stems: Iterable[str]) -> float:
        """How telling these stems are: each weighs one over the number of families it stands in."""
        return sum(1 / len(self._spread.get(word, ("",))) for word in stems)
