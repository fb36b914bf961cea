"""Names that look alike, and why."""

import pytest
from hypothesis import given, strategies as st

from app.data.lexicon import lexicon
from app.domain.method.lookalikes import MOST, look_alikes
from app.domain.method.suggest import Item

names = st.lists(
    st.sampled_from(["Honesty", "Integrity", "Candour", "Craft", "Care", "Fun", "Zebra crossing", "zebras"]),
    max_size=12,
)


def named(*given: str) -> list[Item]:
    return [Item(str(number), name) for number, name in enumerate(given)]


@pytest.mark.parametrize(
    ("one", "two", "kind", "family"),
    [
        ("Courage", "Corage", "spelling", ""),
        ("courage", "COURAGE ", "spelling", ""),
        ("Honesty", "Honesty, early", "word", ""),
        ("Zebra crossing", "Two zebras", "word", ""),
        ("Honesty", "Integrity", "family", "Honesty"),
    ],
)
def test_CLUSTER_10_names_look_alike_by_spelling_a_word_or_their_family(
    one: str, two: str, kind: str, family: str
) -> None:
    (pair,) = look_alikes(named(one, two), lexicon())
    assert (pair.kind, pair.family) == (kind, family)


@pytest.mark.parametrize(
    ("one", "two"), [("Honesty", "Craft"), ("Fun", "Sun"), ("What we do", "What we say"), ("Rest", "Nest")]
)
def test_CLUSTER_10_everyday_words_and_short_ones_make_no_pair(one: str, two: str) -> None:
    assert look_alikes(named(one, two), lexicon()) == []


@given(names, st.randoms())
def test_CLUSTER_10_the_same_names_make_the_same_pairs_in_any_order(given: list[str], rng: object) -> None:
    things = named(*given)
    mixed = list(things)
    rng.shuffle(mixed)  # type: ignore[attr-defined]
    pairs = look_alikes(things, lexicon())
    assert look_alikes(mixed, lexicon()) == pairs
    assert len(pairs) <= MOST
    assert all(pair.one != pair.two for pair in pairs)
