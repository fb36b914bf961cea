"""The states of a round, at their very boundaries, and the split flag."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.method.agreement import agreement, split, van_der_eijk
from app.domain.terms import Agreement, Level


@pytest.mark.parametrize(
    ("histogram", "known"),
    [
        ([4, 3, 1, 0, 0, 0], 0.75),
        ([4, 3, 0, 0, 0, 1], 0.41),
        ([2, 1, 0, 0, 3, 2], -0.09),
        ([4, 0, 0, 0, 0, 4], -1),
        ([1, 1, 1, 1, 1, 1], 0),
        ([5, 0, 0, 0, 0, 0], 1),
    ],
)
def test_AGREE_4_agreement_has_its_known_values(histogram: list[int], known: float) -> None:
    assert round(float(van_der_eijk(histogram)), 2) == known


@pytest.mark.parametrize(
    ("levels", "n", "state"),
    [
        ([1] * 9 + [8], 10, "blocked"),
        ([8], 10, "blocked"),
        ([], 0, "not_enough_voices"),
        ([1] * 7, 9, "not_enough_voices"),
        ([1] * 8, 10, "consensus"),
        ([1] * 5 + [4] * 3, 8, "not_enough_voices"),
        ([1] * 6 + [4] * 3, 9, "reservations"),
        ([1] * 4 + [5], 5, "needs_discussion"),
        ([1] * 9 + [5] * 2, 11, "reservations"),
        ([1] * 9 + [7], 10, "needs_discussion"),
        ([1] * 8 + [3] * 2, 10, "consensus"),
        ([1] * 7 + [3] * 3, 10, "reservations"),
        ([1] * 4 + [4], 5, "consensus"),
        ([1] * 7 + [4] * 2, 9, "reservations"),
        ([1] * 4 + [6], 5, "reservations"),
        ([1] * 7 + [6] * 3, 10, "going_along"),
        ([1] * 5 + [3] * 5, 10, "reservations"),
        ([1] * 4 + [3] * 6, 10, "lukewarm"),
    ],
)
def test_AGREE_3_the_first_state_that_holds(levels: list[Level], n: int, state: Agreement) -> None:
    assert agreement(levels, n) == state


@given(st.lists(st.sampled_from(list(range(1, 9))), max_size=20))
def test_AGREE_3_the_order_of_answers_says_nothing(levels: list[Level]) -> None:
    assert agreement(levels, len(levels)) == agreement(sorted(levels), len(levels))
    assert split(levels) == split(sorted(levels))


@pytest.mark.parametrize(
    ("levels", "is_split"),
    [
        ([], False),
        ([4, 5, 4], False),
        ([1, 1, 1, 8], True),
        ([1, 1, 1, 1, 8], False),
        ([1, 1, 8, 8, 4, 4, 5], True),
        ([3, 3, 6, 6], False),
    ],
)
def test_AGREE_4_split_needs_two_camps_of_a_quarter_each(levels: list[Level], is_split: bool) -> None:
    assert split(levels) is is_split
