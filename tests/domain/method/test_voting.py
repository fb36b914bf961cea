"""From dots to a proposed set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.method.voting import default_dots, most_dots, reach, tally, tied_at_cut

OPTIONS = list("abcdef")
PROFILES = st.lists(st.frozensets(st.sampled_from(OPTIONS), max_size=4), max_size=12)


@pytest.mark.parametrize(
    ("k", "options", "dots"),
    [(3, 5, 2), (4, 6, 2), (4, 12, 4), (5, 9, 3), (7, 9, 4), (3, 2, 1), (2, 3, 2), (4, 20, 7)],
)
def test_VOTE_5_dots_a_person(k: int, options: int, dots: int) -> None:
    assert default_dots(k, options) == dots


@given(PROFILES, st.integers(1, 6))
def test_VOTE_8_growing_k_only_appends(profile: list[frozenset[str]], k: int) -> None:
    smaller, larger = most_dots(profile, OPTIONS, k), most_dots(profile, OPTIONS, k + 1)
    assert larger[: len(smaller)] == smaller
    assert len(larger) <= len(smaller) + 1


@given(PROFILES, st.integers(1, 6))
def test_VOTE_8_nothing_left_out_has_more_dots(profile: list[frozenset[str]], k: int) -> None:
    counts, proposed = tally(profile, OPTIONS), most_dots(profile, OPTIONS, k)
    least = min((counts[option] for option in proposed), default=0)
    assert all(counts[option] > 0 for option in proposed)
    assert all(counts[option] <= least for option in OPTIONS if option not in proposed)


def test_VOTE_7_ties_at_the_cut_are_told() -> None:
    assert tied_at_cut({"a": 3, "b": 2, "c": 2}, ["a", "b"]) == ["b", "c"]
    assert tied_at_cut({"a": 3, "b": 2, "c": 1}, ["a", "b"]) == []
    assert tied_at_cut({"a": 2, "b": 2}, ["a", "b"]) == []
    assert tied_at_cut({"a": 0}, []) == []


def test_VOTE_13_reach_counts_a_person_once() -> None:
    held = [frozenset("ab"), frozenset("a"), frozenset("c"), frozenset[str]()]
    assert reach(held, ["a", "b"]) == 2
