"""Measures the suggested clusters on phrases with their family (CSV: phrase, family): `make check-suggestions PHRASES=file.csv`.

Right family: a phrase is in the company that most of its own family keeps. Pairs: of two phrases together, how many
belong together (precision), and of those that do, how many are (recall). One typo: what is placed rightly stays where
it is with one slip of the finger. `--wrong` lists what isn't right.
"""

import argparse
import csv
import random
import string
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from statistics import median

from app.data.lexicon import lexicon
from app.domain.method.matching import match
from app.domain.method.suggest import Item, suggest

TYPED = 5
"""Letters of a word from which on a slip is made in it."""
SLIPS = 5
"""Slips tried for each phrase."""
VALUES, RUNS = 1_000, 9

Phrases = list[tuple[str, str]]


def read(paths: Sequence[Path]) -> Phrases:
    rows = [row for path in paths for row in csv.DictReader(path.read_text("utf-8-sig").splitlines())]
    return [(row["phrase"], row["family"]) for row in rows]


def found(phrase: str) -> str | None:
    matched = match(phrase, lexicon())
    return matched.family if matched else None


def standing_for(phrases: Phrases) -> dict[str, str]:
    """The family of the file that each of the lexicon's stands for: the one that most of its phrases have."""
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, family in phrases:
        if name := found(phrase):
            held[name][family] += 1
    return {name: max(sorted(families), key=families.__getitem__) for name, families in held.items()}


def pairs(groups: Sequence[str | None], families: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs. What is in no group is alone."""
    both = together = belong = 0
    for one, other in combinations(range(len(groups)), 2):
        here = groups[one] is not None and groups[one] == groups[other]
        right = families[one] == families[other]
        together, belong, both = together + here, belong + right, both + (here and right)
    precision, recall = both / max(together, 1), both / max(belong, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def slipped(phrase: str, chance: random.Random) -> str | None:
    """One letter doubled, left out, swapped or wrong in a word, not at its beginning; None without a long one."""
    spots = [word for word in phrase.split() if len(word) >= TYPED and word.isalpha()]
    if not spots:
        return None
    word = chance.choice(spots)
    at = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    new = chance.choice(
        [
            before + letter * 2 + after,
            before + after,
            before + after[:1] + letter + after[1:],
            before + chance.choice(string.ascii_lowercase) + after,
        ]
    )
    return phrase.replace(word, new, 1)


def steady(phrases: Phrases, stands: dict[str, str]) -> float:
    chance = random.Random(1)
    right = [phrase for phrase, family in phrases if stands.get(found(phrase) or "") == family]
    tried = [(phrase, slip) for phrase in right for _ in range(SLIPS) if (slip := slipped(phrase, chance))]
    return sum(found(phrase) == found(slip) for phrase, slip in tried) / max(len(tried), 1)


def milliseconds(phrases: Phrases) -> list[float]:
    """What suggestions for VALUES different values take, run by run."""
    chance, taken = random.Random(1), []
    for _ in range(RUNS):
        labels = [chance.choice(phrases)[0] for _ in range(VALUES)]
        items = [Item(str(n), f"{label} {chance.choice(phrases)[0]}"[:60]) for n, label in enumerate(labels)]
        begun = time.perf_counter()
        suggest(items, lexicon())
        taken.append(1000 * (time.perf_counter() - begun))
    return taken


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("files", nargs="+", type=Path)
    asked.add_argument("--wrong", action="store_true")
    args = asked.parse_args()
    phrases = read(args.files)
    families = [family for _, family in phrases]
    stands = standing_for(phrases)
    groups = [found(phrase) for phrase, _ in phrases]
    wrong = [
        (p, family, g)
        for (p, family), g in zip(phrases, groups, strict=True)
        if stands.get(g or "") != family
    ]
    print(
        f"{len(phrases)} phrases, {len(set(families))} families; {sum(g is None for g in groups)} matched by nothing"
    )
    print(f"right family     {1 - len(wrong) / len(phrases):.3f}")
    print("pairs            precision {:.3f}  recall {:.3f}  F1 {:.3f}".format(*pairs(groups, families)))
    shown = {
        placed.card: str(n)
        for n, one in enumerate(suggest([Item(p, p) for p, _ in phrases], lexicon()))
        for placed in one.cards
    }
    print(
        "  12 at most     precision {:.3f}  recall {:.3f}  F1 {:.3f}".format(
            *pairs([shown.get(p) for p, _ in phrases], families)
        )
    )
    print(f"one typo         {steady(phrases, stands):.3f}")
    taken = milliseconds(phrases)
    print(f"{VALUES} values      median {median(taken):.0f} ms, {min(taken):.0f} to {max(taken):.0f}")
    if args.wrong:
        for phrase, family, group in sorted(wrong, key=lambda one: one[1]):
            print(f"  {family:16} {group or '-':16} {phrase}")


if __name__ == "__main__":
    main()
