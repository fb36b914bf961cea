"""The states of a round at their very borders, and van der Eijk's A by its known values."""

from fractions import Fraction

import pytest

from app.domain.method.agreement import agreement, split, van_der_eijk
from app.domain.terms import Agreement, Level


def levels(**counts: int) -> list[Level]:
    """As in `levels(l1=3, l8=1)`: three answers at 1 and one at 8."""
    return [int(name[1:]) for name, count in counts.items() for _ in range(count)]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("answers", "n", "state"),
    [
        (levels(l1=9, l8=1), 10, "blocked"),
        (levels(l8=1), 10, "blocked"),
        ([], 5, "not_enough_voices"),
        ([], 0, "not_enough_voices"),
        (levels(l1=8), 10, "consensus"),
        (levels(l1=7), 10, "not_enough_voices"),
        (levels(l1=6, l4=3), 9, "reservations"),
        (levels(l1=5, l4=4), 9, "not_enough_voices"),
        (levels(l1=8, l5=2), 10, "needs_discussion"),
        (levels(l1=9, l5=1), 10, "reservations"),
        (levels(l1=9, l7=1), 10, "needs_discussion"),
        (levels(l1=8, l3=2), 10, "consensus"),
        (levels(l1=7, l3=3), 10, "reservations"),
        (levels(l1=8, l4=2), 10, "consensus"),
        (levels(l1=7, l4=3), 10, "reservations"),
        (levels(l1=9, l6=1), 10, "reservations"),
        (levels(l1=8, l6=2), 10, "reservations"),
        (levels(l1=7, l6=3), 10, "going_along"),
        (levels(l1=5, l3=5), 10, "reservations"),
        (levels(l1=4, l3=6), 10, "lukewarm"),
        (levels(l3=10), 10, "lukewarm"),
    ],
)
def test_AGREE_3_the_first_state_that_holds_is_the_rounds(
    answers: list[Level], n: int, state: Agreement
) -> None:
    assert agreement(answers, n) == state


@pytest.mark.parametrize(
    ("histogram", "a"),
    [
        ([4, 3, 1, 0, 0, 0], "0.75"),
        ([4, 3, 0, 0, 0, 1], "0.41"),
        ([2, 1, 0, 0, 3, 2], "-0.09"),
        ([4, 0, 0, 0, 0, 4], "-1"),
    ],
)
def test_AGREE_4_van_der_eijks_agreement_has_its_known_values(histogram: list[int], a: str) -> None:
    assert round(float(van_der_eijk(histogram)), 2) == float(a)


def test_AGREE_4_one_category_is_full_agreement_and_all_alike_is_none() -> None:
    assert van_der_eijk([0, 0, 5, 0, 0, 0]) == 1
    assert van_der_eijk([2, 2, 2, 2, 2, 2]) == 0
    assert van_der_eijk([0, 0, 0, 0, 0, 0]) == Fraction(1)


@pytest.mark.parametrize(
    ("answers", "two_sides"),
    [
        (levels(l1=4, l8=4), True),
        (levels(l1=3, l8=1), True),
        (levels(l1=7, l8=1), False),
        (levels(l1=8), False),
        (levels(l4=5, l5=5), False),
        ([], False),
    ],
)
def test_AGREE_4_a_split_needs_a_quarter_on_each_side(answers: list[Level], two_sides: bool) -> None:
    assert split(answers) is two_sides
