"""When the coach has a question to offer (method.md, The coach): one rule for each row of its table.

A hunch rests on the lead's own page and on counts without a name. Nobody's id comes in here, so none can get out.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from app.domain.method.lexicon import SNOWBALL, stem, words
from app.domain.shapes import AgreeValueView, LeadView, RoundView, SharedView
from app.domain.terms import FLOOR, Trigger, at_least

STALL = dt.timedelta(seconds=90)
SWIFT = dt.timedelta(seconds=20)
"""In which everybody has answered when a round went suspiciously well."""
BETWEEN = dt.timedelta(minutes=3)
"""From one nudge to the next, at least."""
DOZEN = 12
STORIES, MANY = 3, 20
"""More stories than that always have some word in common; they aren't looked at."""
MOVED = Fraction(5, 100)
"""Support that moved less than this, from one round to the next, hasn't moved."""
GROUP, TEAM = 2, 3
"""People who take part: fewer are no group to ask about; and no share of fewer says anything but who."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What the room's course comes to, without anyone's name.

    `visit` names this stay in the stage; `staying` and `silent` are since it began, and since something was put in.
    `wrote` and `moved` are what each person put in and how many of the last dozen moves they made, most first.
    `quiet` are those who put in nothing in the `stages` it is about.
    """

    visit: str
    staying: dt.timedelta
    silent: dt.timedelta
    wrote: tuple[int, ...] = ()
    moved: tuple[int, ...] = ()
    stages: str = ""
    quiet: int = 0
    swift: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Seen:
    """All that a hunch may rest on. `everyday`: words that tell nothing about what a story is about."""

    shared: SharedView
    lead: LeadView
    tally: Tally
    everyday: frozenset[str] = frozenset()

    @property
    def people(self) -> int:
        """Who takes part."""
        return self.shared["counts"]["taking_part"]


@dataclass(frozen=True, slots=True)
class Hunch:
    """A question to offer, what it came for, and why. For the same `occasion` it isn't offered twice."""

    trigger: Trigger
    occasion: str
    cluster: str = ""
    behaviour: str = ""
    count: int = 0
    of: int = 0


def hunches(seen: Seen) -> Iterator[Hunch]:
    """Every hunch that the room gives now."""
    if seen.people < GROUP:
        return
    for rule in _RULES:
        yield from rule(seen)


def _stall(seen: Seen) -> Iterator[Hunch]:
    done, tally = seen.lead["counts"]["done"], seen.tally
    if seen.shared["stage"] == "reflect" and tally.silent >= STALL and 2 * done < seen.people:
        yield Hunch("stall", f"stall/{tally.visit}")


def _few_write(seen: Seen) -> Iterator[Hunch]:
    wrote, entries = seen.tally.wrote, sum(seen.tally.wrote)
    enough = min(seen.people, entries) >= FLOOR
    if at_least(seen.shared["stage"], "share") and enough and 2 * sum(wrote[:2]) > entries:
        yield Hunch("few_write", "few_write")


def _one_moves(seen: Seen) -> Iterator[Hunch]:
    moved = seen.tally.moved
    if seen.people >= TEAM and sum(moved) == DOZEN and 4 * moved[0] > 3 * DOZEN:
        yield Hunch("one_moves", f"one_moves/{seen.tally.visit}", count=moved[0], of=DOZEN)


def _quiet(seen: Seen) -> Iterator[Hunch]:
    """Not at once in a stage: whoever begins it has put in nothing yet."""
    tally = seen.tally
    ripe = tally.stages and tally.staying >= STALL
    if ripe and seen.people >= TEAM and 4 * tally.quiet >= seen.people:
        yield Hunch("quiet", f"quiet/{tally.stages}", count=tally.quiet, of=seen.people)


def _split(seen: Seen) -> Iterator[Hunch]:
    return (
        Hunch("split", f"split/{last['ballot']}", cluster)
        for cluster, last in _latest(seen)
        if "split" in last
    )


def _blocked(seen: Seen) -> Iterator[Hunch]:
    return _came_to("blocked", seen)


def _at_once(seen: Seen) -> Iterator[Hunch]:
    for cluster, last in _latest(seen):
        everyone = last["answered"] == last["n"] == last["spread"].get("full", 0)
        if everyone and last["ballot"] in seen.tally.swift:
            yield Hunch("at_once", f"at_once/{last['ballot']}", cluster)


def _going_along(seen: Seen) -> Iterator[Hunch]:
    return _came_to("going_along", seen)


def _lukewarm(seen: Seen) -> Iterator[Hunch]:
    return _came_to("lukewarm", seen)


def _talk(seen: Seen) -> Iterator[Hunch]:
    for cluster, last in _latest(seen):
        talk, of = last["spread"].get("talk", 0), last["answered"]
        if 10 * talk >= 3 * of:
            yield Hunch("talk", f"talk/{last['ballot']}", cluster, count=talk, of=of)


def _reach(seen: Seen) -> Iterator[Hunch]:
    """By the dots of the vote, and where there was none by whose values are in the set."""
    if seen.shared["stage"] not in ("vote", "agree"):
        return
    vote = seen.shared.get("vote")
    reach = vote.get("reach") if vote else seen.shared.get("own_reach")
    if reach and reach["count"] < reach["of"]:
        occasion = f"reach/{vote['ballot'] if vote else 'by_hand'}"
        yield Hunch("reach", occasion, count=reach["count"], of=reach["of"])


def _unfair(seen: Seen) -> Iterator[Hunch]:
    vote, unfair = seen.shared.get("vote"), seen.lead.get("fairness")
    if vote and unfair:
        yield Hunch("unfair", f"unfair/{vote['ballot']}", unfair["cluster"], count=unfair["people"])


def _stuck(seen: Seen) -> Iterator[Hunch]:
    """Where support stands still and it isn't agreement that it stands still at."""
    for cluster, value in _values(seen):
        rounds = [r for r in value["rounds"] if "spread" in r][-2:]
        if len(rounds) < 2 or rounds[-1].get("result") in ("consensus", "reservations"):
            continue
        before, now = (support(r) for r in rounds)
        if before is not None and now is not None and abs(now - before) < MOVED:
            yield Hunch("stuck", f"stuck/{rounds[-1]['ballot']}", cluster)


def _stories(seen: Seen) -> Iterator[Hunch]:
    if seen.shared["stage"] not in ("cluster", "vote", "agree"):
        return
    told: dict[str, list[str]] = {}
    for card in seen.shared.get("cards", {}).values():
        if "cluster" in card:
            told.setdefault(card["cluster"], []).extend(card.get("stories", ()))
    language = seen.shared["language"]
    language = language if language in SNOWBALL else "en"
    for cluster in seen.shared.get("set", sorted(told)):
        stories = told.get(cluster, [])
        if STORIES <= len(stories) <= MANY and strangers(stories, language, seen.everyday):
            yield Hunch("stories", f"stories/{cluster}", cluster, count=len(stories))


def _unseen(seen: Seen) -> Iterator[Hunch]:
    """One a value, of what is in the charter first: it is the same question for each of them."""
    if seen.shared["stage"] != "commit":
        return
    behaviours = seen.shared["charter"]["behaviours"]
    unseen = [id for id, one in behaviours.items() if "visible" not in one]
    for id in sorted(unseen, key=lambda id: ("accepted" not in behaviours[id], id)):
        cluster = behaviours[id]["cluster"]
        yield Hunch("unseen", f"unseen/{cluster}", cluster, id)


_RULES: tuple[Callable[[Seen], Iterator[Hunch]], ...] = (
    _split, _blocked, _at_once, _going_along, _lukewarm, _talk, _stuck, _unfair, _reach, _stories, _unseen,
    _stall, _one_moves, _few_write, _quiet,
)  # fmt: skip
"""What has just come of something first; how people take part can wait for the next time."""


def _values(seen: Seen) -> list[tuple[str, AgreeValueView]]:
    """The values that are still on the table, the one in focus first."""
    if seen.shared["stage"] != "agree":
        return []
    table = seen.shared["agree"]
    there = [(id, value) for id, value in table["values"].items() if value["status"] == "proposed"]
    return sorted(there, key=lambda one: one[0] != table.get("focus"))


def _latest(seen: Seen) -> Iterator[tuple[str, RoundView]]:
    """The last round of each, where it's closed and may be shown."""
    for cluster, value in _values(seen):
        if value["rounds"] and "spread" in value["rounds"][-1]:
            yield cluster, value["rounds"][-1]


def _came_to(state: Trigger, seen: Seen) -> Iterator[Hunch]:
    for cluster, last in _latest(seen):
        if last.get("result") == state:
            yield Hunch(state, f"{state}/{last['ballot']}", cluster)


def support(round: RoundView) -> Fraction | None:
    """S of a round that is shown: who is for it or would go along, among those who didn't stay out; None: nobody."""
    spread, decided = round["spread"], round["answered"] - round["spread"].get("out", 0)
    with_it = sum(spread.get(shade, 0) for shade in ("full", "minor", "reservations", "along"))
    return Fraction(with_it, decided) if decided else None


def strangers(stories: Iterable[str], language: str, everyday: frozenset[str]) -> bool:
    """Whether no two of these stories share a word's stem; words that tell nothing don't count."""
    met: set[str] = set()
    for story in stories:
        stems = {stem(word, language) for word in words(story) if word not in everyday}
        if stems & met:
            return False
        met |= stems
    return True
