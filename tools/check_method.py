"""Checks the voting rules against the package abcvoting, on random profiles: `make check-method`.

`--record FILE` writes a small sample of what abcvoting says, which the tests compare with too.
"""

import json
import random
import sys
from pathlib import Path
from typing import Any

from app.domain.method.fairness import equal_shares, left_out
from app.domain.method.voting import propose, tally

PROFILES = 1_200
RECORDED = 60


def drawn(seed: int) -> tuple[list[str], list[frozenset[str]], int]:
    """Options, one set of approvals a person (some of them empty), and k."""
    chance = random.Random(seed)
    options = [str(n) for n in range(chance.randint(3, 9))]
    likely = chance.choice((0.25, 0.4, 0.6))
    people = [frozenset(o for o in options if chance.random() < likely) for _ in range(chance.randint(2, 20))]
    return options, people, chance.randint(1, len(options) - 1)


def theirs(options: list[str], people: list[frozenset[str]], k: int) -> dict[str, Any]:
    """Every winning set by abcvoting's own reckoning, and whether a certain set passes EJR+."""
    from abcvoting import abcrules, properties
    from abcvoting.preferences import Profile

    profile = Profile(len(options))
    for approved in people:
        profile.add_voter({int(option) for option in approved})
    winners = {
        "turns": abcrules.compute_seqpav(profile, k, resolute=False),
        "dots": abcrules.compute_av(profile, k, resolute=False),
        "shares": abcrules.compute_equal_shares(profile, k, resolute=False, algorithm="standard-fractions"),
    }
    found: dict[str, Any] = {rule: sorted(sorted(w) for w in sets) for rule, sets in winners.items()}
    return {**found, "fair": bool(properties.check_EJR_plus(profile, set(range(k))))}


def faults(options: list[str], people: list[frozenset[str]], k: int, they: dict[str, Any]) -> list[str]:
    """What we say that abcvoting doesn't. Sets that the quarter rule shortens can't be compared."""
    voters = [approved for approved in people if approved]
    counts = tally(voters, options)
    whole = bool(voters) and all(counts[o] and 4 * counts[o] >= len(voters) for o in options)
    ours = {rule: propose(rule, voters, options, k).chosen for rule in ("turns", "dots") if whole}
    shares = equal_shares(voters, options, k, len(people))
    if len(shares) == k:
        ours["shares"] = tuple(shares)
    wrong = [rule for rule, chosen in ours.items() if sorted(int(o) for o in chosen) not in they[rule]]
    if (left_out(voters, options[:k], options, len(people)) is None) != they["fair"]:
        wrong.append("fair")
    return wrong


def main() -> None:
    if "--record" in sys.argv:
        sample = [{"seed": seed, **theirs(*drawn(seed))} for seed in range(RECORDED)]
        Path(sys.argv[-1]).write_text(json.dumps(sample, separators=(",", ":")) + "\n", "utf-8")
        return
    wrong = {seed: found for seed in range(PROFILES) if (found := faults(*drawn(seed), theirs(*drawn(seed))))}
    print(f"{PROFILES} profiles, {len(wrong)} differ")
    if wrong:
        raise SystemExit("\n".join(f"seed {seed}: {', '.join(found)}" for seed, found in wrong.items()))


if __name__ == "__main__":
    main()
