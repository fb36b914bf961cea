"""Whether a set leaves a group out, and what would not."""

from itertools import combinations

from hypothesis import given, settings, strategies as st

from app.domain.method.fairness import LeftOut, equal_shares, left_out
from app.domain.method.voting import propose
from tests.domain.method.test_voting import OPTIONS, profiles, votes

SMALL = OPTIONS[:5]
small_profiles = st.lists(st.frozensets(st.sampled_from(SMALL)), min_size=1, max_size=7)


def test_VOTE_18_people_who_share_a_value_and_have_nothing_in_the_set_are_found() -> None:
    profile = votes("6 abc", "4 de")
    assert left_out(profile, "abc", "abcde", 10) == LeftOut("d", 1, 4)
    assert left_out(profile, ["a", "b", "d"], "abcde", 10) is None


def test_VOTE_18_voters_without_a_dot_count_in_n() -> None:
    profile = votes("6 abc", "4 de")
    assert left_out(profile, "abc", "abcde", 13) is None


def test_VOTE_18_the_default_set_can_fail_the_check_and_equal_shares_repairs_it() -> None:
    """Under a quarter of the voters share b, so it isn't proposed; for five places they are enough to deserve one."""
    profile = votes("6 adg", "4 ach", "3 bf")
    proposed = propose("turns", profile, "abcdefgh", 5).chosen
    assert set(proposed) == set("acdgh")
    assert left_out(profile, proposed, "abcdefgh", 13) == LeftOut("b", 1, 3)
    shares = equal_shares(profile, "abcdefgh", 5, 13)
    assert "b" in shares
    assert left_out(profile, shares, "abcdefgh", 13) is None


@given(small_profiles, st.sets(st.sampled_from(SMALL), min_size=1, max_size=4), st.integers(0, 3))
def test_VOTE_18_the_check_agrees_with_its_definition_spelled_out(
    profile: list[frozenset[str]], chosen: set[str], silent: int
) -> None:
    """For every group and every option: large enough, of one mind, and each with fewer than they deserve."""
    n, k = len(profile) + silent, len(chosen)
    breach = any(
        all(option in profile[i] and len(profile[i] & chosen) < deserved for i in group)
        for deserved in range(1, k + 1)
        for size in range(1, len(profile) + 1)
        if size * k >= deserved * n
        for group in combinations(range(len(profile)), size)
        for option in set(SMALL) - chosen
    )
    assert (left_out(profile, chosen, SMALL, n) is not None) == breach


@settings(max_examples=200)
@given(profiles, st.integers(1, 6), st.integers(0, 5))
def test_VOTE_18_the_set_of_equal_shares_passes_its_own_check(
    profile: list[frozenset[str]], k: int, silent: int
) -> None:
    n = len(profile) + silent
    shares = equal_shares(profile, OPTIONS, k, n)
    if len(shares) == k:
        assert left_out(profile, shares, OPTIONS, n) is None
