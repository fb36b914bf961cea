"""From dots to a proposed set (method.md, Voting). Approvals are sets of clusters, one per voter."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, lcm

from app.domain.terms import VotingRule

Profile = Collection[frozenset[str]]

MOST_PLACES = 20
"""The largest k, which the exact weights below are made for."""

_WHOLE = lcm(*range(1, MOST_PLACES + 2))
_Score = Callable[[Profile, str, frozenset[str]], int]


@dataclass(frozen=True, slots=True)
class Proposal:
    """`chosen` in the order in which the rule took them; `tied`: options that were as good as one that was taken,
    where one of them was left out. In the tie order. `levels` are those equals, for each place at which they were."""

    chosen: tuple[str, ...]
    tied: tuple[str, ...] = ()
    levels: tuple[tuple[str, ...], ...] = field(default=(), compare=False)


def default_dots(k: int, options: int) -> int:
    """Dots a person: max(2, ⌈k/2⌉, round(C/3)), below C."""
    return max(1, min(max(2, ceil(k / 2), round(options / 3)), options - 1))


def tally(profile: Profile, options: Sequence[str]) -> dict[str, int]:
    """Approvals of each option, those without any too."""
    return {option: sum(option in approved for approved in profile) for option in options}


def propose(
    rule: VotingRule, profile: Profile, options: Sequence[str], k: int, start: Sequence[str] = ()
) -> Proposal:
    """At most k options, taken one by one, each the best beside those before it; equals in the given order.

    `start` is in already (what is left of a set when a value was set aside), and only the free places are filled.
    No option is taken with approvals of under a quarter of the voters. Growing k only appends.

    By turns, which of some equals comes first can lead to another set though all of them are in it at the end; that
    is no tie at the cut, and isn't told (28 of 60,000 random profiles of up to 9 voters).
    """
    score, counts = _SCORES[rule], tally(profile, options)
    eligible = [option for option in options if counts[option] and 4 * counts[option] >= len(profile)]
    chosen = list(start)
    levels: list[list[str]] = []
    while len(chosen) < k:
        inside = frozenset(chosen)
        scores = {o: score(profile, o, inside) for o in eligible if o not in inside}
        if not scores:
            break
        best = max(scores.values())
        levels.append([option for option in scores if scores[option] == best])
        chosen.append(levels[-1][0])
    cut = tuple(tuple(level) for level in levels if any(option not in chosen for option in level))
    tied = {option for level in cut for option in level}
    return Proposal(tuple(chosen), tuple(option for option in options if option in tied), cut)


def _dots(profile: Profile, option: str, inside: frozenset[str]) -> int:
    return sum(option in approved for approved in profile)


def _turns(profile: Profile, option: str, inside: frozenset[str]) -> int:
    """Sequential proportional approval voting (Thiele 1895): a voter with j in the set already weighs 1/(1+j).

    In exact parts of a whole, not in fractions, since it's worked out at every glance at the vote.
    """
    return sum(_WHOLE // (1 + len(approved & inside)) for approved in profile if option in approved)


_SCORES: Mapping[VotingRule, _Score] = {"turns": _turns, "dots": _dots}


def reach(holdings: Collection[frozenset[str]], chosen: Collection[str]) -> int:
    """How many of these people hold (approve, or wrote) something in the chosen set."""
    inside = frozenset(chosen)
    return sum(not inside.isdisjoint(held) for held in holdings)
