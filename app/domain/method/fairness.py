"""Whether a set leaves a group out, and what would not (method.md, Voting). Approvals are sets, one per voter.

EJR+: Brill and Peters, "Robust and verifiable proportionality axioms for multiwinner voting" (2023).
Method of Equal Shares: Peters and Skowron, "Proportionality and the limits of welfarism" (2020).
Sequential Phragmén: Phragmén (1894), after Brill, Freeman, Janson and Lackner (2017).
Everything is in exact fractions; n counts voters without a dot too.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.domain.method.voting import Profile


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`people` share `option`, deserve `deserved` places together, and each has fewer than that in the set."""

    option: str
    deserved: int
    people: int


def left_out(profile: Profile, chosen: Collection[str], options: Sequence[str], n: int) -> LeftOut | None:
    """The first breach of EJR+ by the set `chosen`, by places deserved and then in the given order; None: it's fair."""
    inside, k = frozenset(chosen), len(chosen)
    for deserved in range(1, k + 1):
        for option in options:
            if option in inside:
                continue
            people = sum(option in a and len(a & inside) < deserved for a in profile)
            if people * k >= deserved * n and people:
                return LeftOut(option, deserved, people)
    return None


def equal_shares(profile: Profile, options: Sequence[str], k: int, n: int) -> list[str]:
    """A set of k by the Method of Equal Shares: everyone has k/n to spend, an option costs 1, and the one that
    asks the least of its supporters is bought next. Places that nobody can pay for are filled by sequential
    Phragmén, what is left of the money counting. Equals in the given order."""
    voters = list(profile)
    budgets = [Fraction(k, n)] * len(voters)
    chosen: list[str] = []
    while len(chosen) < k:
        prices = {
            option: price
            for option in options
            if option not in chosen and (price := _price(voters, budgets, option)) is not None
        }
        if not prices:
            break
        option = min(prices, key=lambda o: prices[o])
        budgets = [
            b - min(b, prices[option]) if option in a else b for a, b in zip(voters, budgets, strict=True)
        ]
        chosen.append(option)
    return _filled(voters, [-b for b in budgets], options, k, chosen)


def _price(voters: Sequence[frozenset[str]], budgets: Sequence[Fraction], option: str) -> Fraction | None:
    """The most that one of the option's supporters pays when they pay 1 as evenly as they can; None: they can't."""
    purses = sorted(b for a, b in zip(voters, budgets, strict=True) if option in a)
    if sum(purses) < 1:
        return None
    rest = Fraction(1)
    for place, purse in enumerate(purses):
        share = rest / (len(purses) - place)
        if purse >= share:
            return share
        rest -= purse
    return None


def _filled(
    voters: Sequence[frozenset[str]],
    loads: list[Fraction],
    options: Sequence[str],
    k: int,
    chosen: list[str],
) -> list[str]:
    """Sequential Phragmén from these loads on: an option's 1 is laid on its supporters so that they are level."""
    while len(chosen) < k:
        levels = {
            option: Fraction(1 + sum(carried), len(carried))
            for option in options
            if option not in chosen
            and (carried := [load for a, load in zip(voters, loads, strict=True) if option in a])
        }
        if not levels:
            break
        option = min(levels, key=lambda o: levels[o])
        loads = [levels[option] if option in a else load for a, load in zip(voters, loads, strict=True)]
        chosen.append(option)
    return chosen
