"""Reads the lexicon of value families that comes with the product."""

from functools import cache
from importlib.resources import files

from app.domain.method.lexicon import Cue, Family, Lexicon


@cache
def lexicon() -> Lexicon:
    """Every family with its cues, indexed. Takes a moment the first time."""
    text = (files("app.data") / "lexicon.txt").read_text("utf-8")
    small, common = _common()
    return Lexicon(_families(text), small, common)


@cache
def everyday() -> frozenset[str]:
    """Words that tell nothing about what is meant: the small ones, of all four languages, and common English ones."""
    return frozenset.union(*_common())


@cache
def _common() -> tuple[frozenset[str], frozenset[str]]:
    small, common = (files("app.data") / "common_words.txt").read_text("utf-8").split("\n\n", 1)
    return frozenset(small.split()), frozenset(common.split())


def _families(text: str) -> dict[str, Family]:
    families: dict[str, Family] = {}
    name = branch = ""
    for line in text.splitlines():
        if line.startswith("= "):
            name, branch = (part.strip() for part in line[2:].split("|"))
            families[name] = Family(name, branch, (Cue(name, name, "en"),))
        elif line.strip() and not line.startswith("#"):
            language, _, cues = line.partition(": ")
            more = tuple(_cue(cue.strip(), name, language) for cue in cues.split(","))
            families[name] = Family(name, branch, families[name].cues + more)
    return families


def _cue(text: str, family: str, language: str) -> Cue:
    return Cue(text.removeprefix("~"), family, language, weak=text.startswith("~"))
