"""What the simulated people say comes to what the rehearsal is meant to show, however many they are."""

from typing import cast

import pytest

from app.domain.method.agreement import agreement, split
from app.domain.terms import Level
from app.rehearse.agreeing import Lot, answer


def levels(lot: Lot, number: int, people: int) -> list[Level]:
    return [cast(Level, answer(lot, number, place).level) for place in range(people)]


@pytest.mark.parametrize("people", range(3, 60))
def test_REHEARSE_9_the_camps_are_split_and_meet_with_reservations_and_the_blocker_stays(people: int) -> None:
    assert agreement(levels("agreed", 1, people), people) == "consensus"
    assert split(levels("camps", 1, people))
    assert agreement(levels("camps", 2, people), people) == "reservations"
    assert agreement(levels("doubted", 1, people), people) == "needs_discussion"
    assert agreement(levels("doubted", 2, people), people) == "consensus"
    assert [agreement(levels("blocked", number, people), people) for number in (1, 2)] == [
        "blocked",
        "blocked",
    ]
