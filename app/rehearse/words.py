"""What the simulated people say: real wordings of values by family, and statements after them."""

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

NAMES = (
    "Amara", "Jonas", "Mei-Lin", "Tobias", "Priya", "Lucía", "Sam", "Noor", "Ivo", "Elena", "Kofi", "Ana",
    "Yusuf", "Greta", "Dmitri", "Zoë", "Hana", "Luca", "Ines", "Oskar", "Fatima", "Ben", "Chiara", "Νίκος", "Олена",
)  # fmt: skip

STORIES = (
    "Someone told the client the date was wrong before they asked.",
    "Nobody laughed when a newcomer asked what the diagram meant.",
    "We stopped at six, and the release waited until Monday.",
    "The person who broke it wrote down how, for all of us.",
)

NEEDS = (
    "That it also counts for those who aren't in the room.",
    "An example, so that a newcomer gets it.",
    "That we say what we stop doing for it.",
    "That we look at it again in spring.",
)

DOUBTERS_NEED = "That we can say it in one breath."
CAMPS_NEED = "That it leaves room for those who work elsewhere."
CAMPS_RESERVATION = "As long as we look at it again in spring."
BLOCKERS_NEED = "That nobody is measured by it."
SIGNING_RESERVATION = "I sign, and I'd like us to say it in fewer words next time."


@dataclass(frozen=True, slots=True)
class Phrase:
    label: str
    family: str


def phrases() -> list[Phrase]:
    """The collection of wordings that comes with the product."""
    text = (files("app.data") / "rehearsal_phrases.csv").read_text("utf-8")
    return [Phrase(row["phrase"], row["family"]) for row in csv.DictReader(text.splitlines())]


def pick(collection: Sequence[Phrase], count: int, chance: random.Random) -> list[Phrase]:
    """So many different wordings, as one person would put them in."""
    return chance.sample(list(collection), count)


def name(number: int) -> str:
    """The first names once, then with a number: nobody is called the same."""
    turn, place = divmod(number, len(NAMES))
    return NAMES[place] if turn == 0 else f"{NAMES[place]} {turn + 1}"


def need(number: int) -> str:
    """What some of those who agree would still need; most leave it empty."""
    return NEEDS[number // 5] if number // 5 < len(NEEDS) else ""


def statement(family: str) -> str:
    return f"We hold on to {family.lower()}, also on the days when it costs us something."


def better_statement(family: str) -> str:
    return f"We show {family.lower()} to each other first, and say so when it's missing."


def behaviours(family: str) -> tuple[str, str]:
    return (
        f"When a decision is hard, we will say aloud what {family.lower()} asks of us.",
        f"When one of us misses {family.lower()}, we will tell them the same day.",
    )
