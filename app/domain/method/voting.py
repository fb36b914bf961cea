"""From dots to a proposed set (method.md, Voting). Approvals are sets of clusters, one per voter."""

from collections.abc import Callable, Collection, Mapping, Sequence
from math import ceil

Profile = Collection[frozenset[str]]
Rule = Callable[[Profile, Sequence[str], int], list[str]]
"""(profile, options in tie order, k) -> at most k options. Growing k only appends."""

DEFAULT_K = 4
"""For 90 minutes."""


def default_dots(k: int, options: int) -> int:
    """Dots a person: max(2, ⌈k/2⌉, round(C/3)), below C."""
    return max(1, min(max(2, ceil(k / 2), round(options / 3)), options - 1))


def tally(profile: Profile, options: Sequence[str]) -> dict[str, int]:
    """Approvals of each option, those without any too."""
    return {option: sum(option in approved for approved in profile) for option in options}


def most_dots(profile: Profile, options: Sequence[str], k: int) -> list[str]:
    """The k options with the most approvals; none without one. Equals stand in the given order."""
    counts = tally(profile, options)
    ranked = sorted(options, key=lambda option: -counts[option])
    return [option for option in ranked[:k] if counts[option] > 0]


def tied_at_cut(counts: Mapping[str, int], proposed: Sequence[str]) -> list[str]:
    """Options with as many dots as the last proposed one, when some of them didn't get in; else none."""
    if not proposed:
        return []
    last = counts[proposed[-1]]
    level = [option for option, count in counts.items() if count == last]
    return level if any(option not in proposed for option in level) else []


def reach(holdings: Collection[frozenset[str]], chosen: Collection[str]) -> int:
    """How many of these people hold (approve, or wrote) something in the chosen set."""
    inside = frozenset(chosen)
    return sum(not inside.isdisjoint(held) for held in holdings)
