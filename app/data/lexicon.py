"""Reads the lexicon of value families that comes with the product, for a room's language and its own deck."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from app.domain.method.lexicon import SNOWBALL, Cue, Family, Lexicon
from app.domain.own_deck import DeckEntry
from app.domain.text import fold


@cache
def lexicon(language: str = "en") -> Lexicon:
    """Every family with its cues, indexed for rooms of this language. Takes a moment the first time."""
    small, everyday = _common()
    return Lexicon(_families(), small, everyday, language)


@cache
def everyday_words(language: str) -> frozenset[str]:
    """Words that tell nothing about what is meant: small ones of all languages, common ones of English and this one."""
    small, everyday = _common()
    return small | everyday["en"] | everyday.get(language, frozenset())


def with_deck(base: Lexicon, deck: Sequence[DeckEntry]) -> Lexicon:
    """The lexicon with the families of a room's own deck before its own; a family that it knows stays that one."""
    known = {fold(name): family for name, family in base.families.items()}
    own: dict[str, Family] = {}
    for entry in deck:
        if entry.family:
            twin = known.get(fold(entry.family), Family(entry.family, "", ()))
            cues = own[twin.name].cues if twin.name in own else (Cue(twin.name, twin.name, base.language),)
            own[twin.name] = Family(
                twin.name, twin.branch, (*cues, Cue(entry.value, twin.name, base.language))
            )
    if not own:
        return base
    merged = {
        name: Family(
            name, one.branch, (*one.cues, *(base.families[name].cues if name in base.families else ()))
        )
        for name, one in own.items()
    }
    return Lexicon({**merged, **_others(base.families, merged)}, base.small, base.everyday, base.language)


def _others(families: Mapping[str, Family], but: Mapping[str, Family]) -> dict[str, Family]:
    return {name: family for name, family in families.items() if name not in but}


@cache
def _families() -> Mapping[str, Family]:
    families: dict[str, Family] = {}
    name = branch = ""
    for line in (files("app.data") / "lexicon.txt").read_text("utf-8").splitlines():
        if line.startswith("= "):
            name, branch = (part.strip() for part in line[2:].split("|"))
            families[name] = Family(name, branch, (Cue(name, name, "en"),))
        elif line.strip() and not line.startswith("#"):
            language, _, cues = line.partition(": ")
            more = tuple(_cue(cue.strip(), name, language) for cue in cues.split(","))
            families[name] = Family(name, branch, families[name].cues + more)
    return families


@cache
def _common() -> tuple[frozenset[str], Mapping[str, frozenset[str]]]:
    """Small words, and everyday ones by language."""
    text = (files("app.data") / "common_words.txt").read_text("utf-8")
    lines = dict(line.split(": ", 1) for line in text.splitlines() if line)
    words = {name: frozenset(line.split()) for name, line in lines.items()}
    return words.pop("small"), {language: words[language] for language in SNOWBALL}


def _cue(text: str, family: str, language: str) -> Cue:
    return Cue(text.removeprefix("~"), family, language, weak=text.startswith("~"))
