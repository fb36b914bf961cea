"""Who is drawn with whom: nobody alone, as few repeats as can be, remote with remote, and fair."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

import pytest
from hypothesis import given, settings, strategies as st

from app.domain.method.partners import Group, History, Pair, chance, draw, joined, pairs_of

NOBODY: frozenset[str] = frozenset()


def people(count: int) -> list[str]:
    return [f"member-{number:03d}" for number in range(count)]


def by_seed(seed: int) -> bytes:
    return seed.to_bytes(4, "big")


def drawn(
    among: Sequence[str], size: int, met: Mapping[Pair, int], remote: frozenset[str] = NOBODY, seed: int = 0
) -> list[Group]:
    return draw(among, len(among) if size == 2 else 1, History(met, remote), chance(by_seed(seed)))


def met_in(groups: Sequence[Group], before: Mapping[Pair, int]) -> dict[Pair, int]:
    after = dict(before)
    for group in groups:
        for pair in pairs_of(group):
            after[pair] = after.get(pair, 0) + 1
    return after


def repeats(groups: Sequence[Group], met: Mapping[Pair, int]) -> int:
    return sum(met.get(pair, 0) for group in groups for pair in pairs_of(group))


def every_way(among: Sequence[str], sizes: Sequence[int]) -> Iterator[list[Group]]:
    """All orders, cut: slow, and beyond doubt."""
    for order in permutations(among):
        rest = iter(order)
        yield [tuple(next(rest) for _ in range(size)) for size in sizes]


histories = st.dictionaries(
    st.sampled_from(pairs_of(people(6))), st.integers(1, 3), max_size=15
)  # of any six people, whom they met how often


@given(st.integers(0, 60), st.sampled_from([2, 3]), st.integers(0, 60), st.integers(0, 10_000))
def test_PARTNER_1_everyone_is_in_one_pair_or_trio(count: int, size: int, remote: int, seed: int) -> None:
    among = people(count)
    groups = drawn(among, size, {}, frozenset(among[:remote]), seed)
    assert sorted(one for group in groups for one in group) == (among if count > 1 else [])
    assert {len(group) for group in groups} <= {2, 3}


@pytest.mark.parametrize(
    ("count", "pairs", "trios"),
    [
        (2, [2], [2]),
        (3, [3], [3]),
        (4, [2, 2], [2, 2]),
        (5, [2, 3], [2, 3]),
        (7, [2, 2, 3], [2, 2, 3]),
        (9, [2, 2, 2, 3], [3, 3, 3]),
        (500, [2] * 250, [2] + [3] * 166),
    ],
)
def test_PARTNER_2_an_odd_one_makes_a_trio_and_pairs_make_up_trios(
    count: int, pairs: list[int], trios: list[int]
) -> None:
    assert sorted(map(len, drawn(people(count), 2, {}))) == pairs
    assert sorted(map(len, drawn(people(count), 3, {}))) == trios


@settings(max_examples=60)
@given(st.integers(2, 6), st.sampled_from([2, 3]), histories, st.integers(0, 10_000))
def test_PARTNER_3_in_a_small_room_no_draw_repeats_less(
    count: int, size: int, met: dict[Pair, int], seed: int
) -> None:
    among = people(count)
    groups = drawn(among, size, met, seed=seed)
    sizes = [len(group) for group in groups]
    assert repeats(groups, met) == min(repeats(way, met) for way in every_way(among, sizes))


@settings(max_examples=25)
@given(st.integers(5, 15), st.integers(0, 10_000))
def test_PARTNER_3_pairs_do_not_repeat_while_everyone_met_fewer_than_half(half: int, seed: int) -> None:
    among = people(2 * half)
    met: dict[Pair, int] = {}
    for talk in range(half):
        groups = drawn(among, 2, met, seed=seed + talk)
        assert repeats(groups, met) == 0
        met = met_in(groups, met)


def test_PARTNER_3_three_people_are_together_again_since_it_cannot_be_helped() -> None:
    met: dict[Pair, int] = {}
    for talk in range(3):
        groups = drawn(people(3), 2, met, seed=talk)
        met = met_in(groups, met)
    assert set(met.values()) == {3}


def test_PARTNER_3_where_all_have_met_those_meet_who_met_least() -> None:
    among, met = people(4), dict.fromkeys(pairs_of(people(4)), 2)
    met[among[0], among[1]] = met[among[2], among[3]] = 1
    assert {frozenset(g) for g in drawn(among, 2, met)} == {frozenset(among[:2]), frozenset(among[2:])}


@given(st.integers(2, 30), st.integers(2, 30), st.sampled_from([2, 3]), st.integers(0, 10_000))
def test_PARTNER_4_remote_people_are_drawn_with_remote_people(
    far: int, near: int, size: int, seed: int
) -> None:
    among = people(far + near)
    remote = frozenset(among[:far])
    groups = drawn(among, size, {}, remote, seed)
    assert not any(History({}, remote).mixed(group) for group in groups)


@given(st.integers(3, 30), st.booleans(), st.integers(0, 10_000))
def test_PARTNER_4_the_only_one_makes_one_mixed_group(count: int, far: bool, seed: int) -> None:
    among = people(count)
    remote = frozenset(among[:1] if far else among[1:])
    groups = drawn(among, 2, {}, remote, seed)
    assert sum(History({}, remote).mixed(group) for group in groups) == 1


def test_PARTNER_4_two_who_are_remote_are_mixed_only_to_spare_a_repeat() -> None:
    among = people(6)
    remote = frozenset(among[:2])
    first = drawn(among, 2, {}, remote)
    assert tuple(among[:2]) in {tuple(sorted(group)) for group in first}
    met = met_in(first, {})
    second = drawn(among, 2, met, remote)
    assert repeats(second, met) == 0
    everyone = dict.fromkeys(pairs_of(among), 1)
    assert tuple(among[:2]) in {tuple(sorted(group)) for group in drawn(among, 2, everyone, remote)}


def test_PARTNER_5_the_same_seed_draws_the_same_whatever_the_order() -> None:
    among = people(31)
    assert drawn(among, 2, {}, seed=7) == drawn(among[::-1], 2, {}, seed=7)
    assert drawn(among, 2, {}, seed=7) != drawn(among, 2, {}, seed=8)


@pytest.mark.parametrize("count", [4, 10])
def test_PARTNER_5_everyone_meets_everyone_as_often(count: int) -> None:
    talks = 3000
    often = Counter(
        pair
        for seed in range(talks)
        for group in drawn(people(count), 2, {}, seed=seed)
        for pair in pairs_of(group)
    )
    expected = talks / (count - 1)
    assert len(often) == count * (count - 1) // 2
    assert all(abs(times - expected) < 5 * expected**0.5 for times in often.values())


@given(st.integers(2, 20), st.sampled_from([2, 3]), st.integers(0, 10_000))
def test_PARTNER_6_one_more_changes_one_group(count: int, size: int, seed: int) -> None:
    groups = drawn(people(count), size, {}, seed=seed)
    before, after = joined(groups, "new", History({}, NOBODY), chance(by_seed(seed)))
    assert len(before) == 1
    assert sorted(one for group in after for one in group) == sorted([*before[0], "new"])
    assert sorted(map(len, after)) == ([3] if len(before[0]) == 2 else [2, 2])
    assert len(before[0]) == 2 or all(len(group) == 3 for group in groups)


def test_PARTNER_6_whoever_joins_meets_those_they_have_not_met() -> None:
    groups: list[Group] = [("ana", "ben"), ("cem", "dora")]
    met = {("ana", "new"): 1}
    assert joined(groups, "new", History(met, NOBODY), chance(b"1"))[1] == [("cem", "dora", "new")]
    assert joined(groups, "new", History({}, frozenset({"new", "ana", "ben"})), chance(b"1"))[0] == groups[:1]


def test_PARTNER_9_five_hundred_are_drawn_at_once() -> None:
    among = people(500)
    for met in ({}, dict.fromkeys(pairs_of(among), 1)):
        assert len(drawn(among, 2, met, frozenset(among[:40]))) == 250
