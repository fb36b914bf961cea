"""Two histories that are one for somebody are one in everything that is sent to them, down to the byte.

`python -m tests.secrecy SEEDS` tries more, and says how many.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.figures import TRIED
from tests.mutating import Mutant
from tests.secrecy.mutants import MUTANTS, SEEDS, OfPart, in_force
from tests.secrecy.told import LeakError, Told
from tests.secrecy.twins import Twins, lived
from tests.secrecy.world import given_chance

HISTORIES = range(48)
DIFFER = {
    "values", "cards", "hidden", "open ballots", "closed ballots", "wordings", "drafts", "late", "behaviours", "parked",
    "signatures",
}  # fmt: skip
PAGES = {
    "r/…", "r/…?as=participant", "r/…/screen", "api/v1/rooms/…", "r/…/mine.json", "r/…/pause.ics",
    "r/…/charter", "r/…/charter.md", "r/…/charter.json", "r/…/charter.pdf", "r/…/charter.docx",
    "r/…/charter.png", "r/…/takeaway?", "r/…/mine.json?",
}  # fmt: skip
PINNED: list[int] = [4, 56, 99, 103, 772, 1026, 2894, 5047, 5052, 5089, 6214, 6234, 6420, 6567]
"""Seeds that failed once."""
MORE = [range(first, first + 100) for first in range(48, 3_048, 100)]


@pytest.fixture(autouse=True, scope="module")
def chance() -> Iterator[None]:
    with given_chance():
        yield


@dataclass
class Sum:
    told: Told


@pytest.fixture(scope="module")
def total() -> Iterator[Sum]:
    summed = Sum(Told())
    yield summed
    told = summed.told
    TRIED["secrecy: pairs of histories that are one for somebody"] += told.histories
    TRIED["secrecy: steps in those histories"] += told.steps
    TRIED["secrecy: frames compared"] += told.frames
    TRIED["secrecy: pages and files compared"] += told.pages


@pytest.mark.parametrize("seed", [*PINNED, *HISTORIES])
def test_SECRET_8_what_is_hidden_or_whose_it_is_changes_nothing_that_is_sent(seed: int, total: Sum) -> None:
    total.told += lived([seed])


def test_SECRET_8_the_histories_differ_in_what_there_is_to_hide(total: Sum) -> None:
    """Of those above: else they would prove nothing."""
    told = total.told
    assert told.frames > 2_000
    assert told.unlike.keys() >= DIFFER
    assert told.reached["closed"] > len(HISTORIES) / 8
    assert told.seen.keys() >= {(page, 200) for page in PAGES}


@pytest.mark.siege
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seeds", MORE, ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
def test_SECRET_8_over_many_more_histories(seeds: range, total: Sum) -> None:
    total.told += lived(seeds)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.says)
def test_SECRET_8_a_view_that_lets_something_out_is_caught(mutant: Mutant | OfPart) -> None:
    assert _caught(mutant), "it lived through all of them"


def _caught(mutant: Mutant | OfPart) -> bool:
    for seed in (SEEDS.get(mutant.says, 0), *HISTORIES):
        try:
            with in_force(mutant):
                asyncio.run(Twins(seed, authors=seed % 3 == 2).live())
        except LeakError:
            return True
    return False
