"""From dots to a proposed set: the rule, its ties, and what growing k does."""

import pytest
from hypothesis import given, strategies as st

from app.domain.method.voting import default_dots, most_dots, reach, tally, tied_at_cut

OPTIONS = [f"option{n}" for n in range(7)]
profiles = st.lists(st.frozensets(st.sampled_from(OPTIONS), min_size=1), min_size=1, max_size=25)


@pytest.mark.parametrize(
    ("k", "options", "dots"),
    [(4, 9, 3), (3, 6, 2), (5, 12, 4), (4, 5, 2), (5, 6, 3), (7, 8, 4), (2, 3, 2), (1, 2, 1)],
)
def test_VOTE_5_dots_a_person(k: int, options: int, dots: int) -> None:
    assert default_dots(k, options) == dots


@given(profiles, st.integers(1, 6))
def test_VOTE_8_growing_k_only_appends(profile: list[frozenset[str]], k: int) -> None:
    smaller, larger = most_dots(profile, OPTIONS, k), most_dots(profile, OPTIONS, k + 1)
    assert larger[: len(smaller)] == smaller


@given(profiles, st.integers(1, 7))
def test_VOTE_8_what_is_proposed_has_at_least_as_many_dots_as_what_is_not(
    profile: list[frozenset[str]], k: int
) -> None:
    counts, chosen = tally(profile, OPTIONS), most_dots(profile, OPTIONS, k)
    assert all(counts[option] > 0 for option in chosen)
    left = [counts[option] for option in OPTIONS if option not in chosen]
    if len(chosen) == k:
        assert max(left, default=0) <= min(counts[option] for option in chosen)
    else:
        assert not any(left)


@given(profiles, st.integers(1, 6))
def test_VOTE_7_equals_at_the_cut_are_tied_and_nobody_else(profile: list[frozenset[str]], k: int) -> None:
    counts, chosen = tally(profile, OPTIONS), most_dots(profile, OPTIONS, k)
    tied = tied_at_cut(counts, chosen)
    assert len({counts[option] for option in tied}) <= 1
    assert bool(tied) == any(
        counts[option] == counts[chosen[-1]] for option in OPTIONS if option not in chosen
    )


@given(profiles, st.lists(st.sampled_from(OPTIONS), unique=True, max_size=6))
def test_VOTE_13_reach_never_falls_when_a_value_is_added(
    profile: list[frozenset[str]], chosen: list[str]
) -> None:
    for more in OPTIONS:
        assert reach(profile, [*chosen, more]) >= reach(profile, chosen)
