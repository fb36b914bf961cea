"""From dots to a proposed set: two rules, their ties, and what growing k does."""

import pytest
from hypothesis import given, strategies as st

from app.domain.method.voting import Proposal, default_dots, propose, reach, tally
from app.domain.terms import VotingRule

OPTIONS = [f"option{n}" for n in range(7)]
profiles = st.lists(st.frozensets(st.sampled_from(OPTIONS), min_size=1), min_size=1, max_size=25)
rules = st.sampled_from(("turns", "dots"))


def votes(*written: str) -> list[frozenset[str]]:
    """`votes("4 ab", "1 c")`: four people for a and b, one for c."""
    return [frozenset(letters) for count, letters in (w.split() for w in written) for _ in range(int(count))]


@pytest.mark.parametrize(
    ("k", "options", "dots"),
    [(4, 9, 3), (3, 6, 2), (5, 12, 4), (4, 5, 2), (5, 6, 3), (7, 8, 4), (2, 3, 2), (1, 2, 1)],
)
def test_VOTE_5_dots_a_person(k: int, options: int, dots: int) -> None:
    assert default_dots(k, options) == dots


def test_VOTE_14_with_turns_a_minority_gets_one_where_the_most_dots_would_take_all() -> None:
    profile = votes("6 abc", "4 de")
    assert propose("dots", profile, "abcde", 3).chosen == ("a", "b", "c")
    assert propose("turns", profile, "abcde", 3).chosen == ("a", "d", "b")


def test_VOTE_14_support_counts_fully_then_half_then_a_third() -> None:
    # After a and b are in, c is worth 6/3 = 2 and d exactly as much; one more voter for d decides.
    assert propose("turns", votes("6 abc", "2 d"), "abcd", 3) == Proposal(("a", "b", "c"), ("c", "d"))
    assert propose("turns", votes("6 abc", "3 d"), "abcd", 3).chosen == ("a", "b", "d")


def test_VOTE_8_under_a_quarter_of_the_voters_nothing_is_proposed_just_to_reach_k() -> None:
    profile = votes("6 a", "2 b", "1 c")
    assert propose("turns", profile, "abc", 3).chosen == ("a",)
    assert propose("dots", votes("6 a", "2 b"), "abc", 3).chosen == ("a", "b")


@given(rules, profiles, st.integers(1, 6))
def test_VOTE_8_growing_k_only_appends(rule: VotingRule, profile: list[frozenset[str]], k: int) -> None:
    smaller, larger = propose(rule, profile, OPTIONS, k).chosen, propose(rule, profile, OPTIONS, k + 1).chosen
    assert larger[: len(smaller)] == smaller


@given(profiles, st.integers(1, 7))
def test_VOTE_8_by_most_dots_nothing_left_out_has_more(profile: list[frozenset[str]], k: int) -> None:
    counts, chosen = tally(profile, OPTIONS), propose("dots", profile, OPTIONS, k).chosen
    assert all(4 * counts[option] >= len(profile) for option in chosen)
    left = [counts[option] for option in OPTIONS if option not in chosen]
    if len(chosen) == k:
        assert max(left, default=0) <= min(counts[option] for option in chosen)
    else:
        assert all(4 * count < len(profile) for count in left)


@given(profiles, st.integers(1, 6), st.permutations(OPTIONS))
def test_VOTE_7_by_most_dots_without_a_tie_the_order_of_the_options_decides_nothing(
    profile: list[frozenset[str]], k: int, order: list[str]
) -> None:
    proposal = propose("dots", profile, OPTIONS, k)
    if not proposal.tied:
        assert set(propose("dots", profile, order, k).chosen) == set(proposal.chosen)


@given(rules, profiles, st.lists(st.sampled_from(OPTIONS), unique=True, max_size=3))
def test_VOTE_19_what_is_in_already_stays_and_only_free_places_are_filled(
    rule: VotingRule, profile: list[frozenset[str]], start: list[str]
) -> None:
    chosen = propose(rule, profile, OPTIONS, 4, start).chosen
    assert list(chosen[: len(start)]) == start
    assert len(set(chosen)) == len(chosen) <= 4


@given(profiles, st.lists(st.sampled_from(OPTIONS), unique=True, max_size=6))
def test_VOTE_13_reach_never_falls_when_a_value_is_added(
    profile: list[frozenset[str]], chosen: list[str]
) -> None:
    for more in OPTIONS:
        assert reach(profile, [*chosen, more]) >= reach(profile, chosen)
