"""Suggested clusters: what stands together, under which name, and why."""

from collections.abc import Iterable

import pytest

from app.data.lexicon import lexicon
from app.domain.method.matching import match
from app.domain.method.suggest import MOST, Item, Placed, Suggested, suggest


def items(*labels: str | tuple[str, int]) -> list[Item]:
    pairs = [(label, 1) if isinstance(label, str) else label for label in labels]
    return [Item(label, label, count) for label, count in pairs]


def held(clusters: Iterable[Suggested]) -> dict[str, set[str]]:
    return {one.name: {placed.card for placed in one.cards} for one in clusters}


@pytest.mark.parametrize(
    ("wording", "family", "how"),
    [
        ("Honesty", "Honesty", "exact"),
        ("honest with clients", "Honesty", "word"),
        ("clients from Graz", "Service", "word"),
        ("looking after my body", "Health", "exact"),
        ("an hour for my kids", "Family", "word"),
        ("honst", "Honesty", "typo"),
        ("acountability for results", "Ownership", "typo"),
        ("my good friends", "Belonging", "phrase"),
        ("friends", "Belonging", "exact"),
        ("friends from school", "Belonging", "word"),
        ("Ehrlichkeit im Alltag", "Honesty", "word"),
        ("Familienmensch", "Family", "word"),
    ],
)
def test_SUGGEST_1_a_wording_is_matched(wording: str, family: str, how: str) -> None:
    found = match(wording, lexicon())
    assert found
    assert (found.family, found.how) == (family, how)


@pytest.mark.parametrize("wording", ["", "…", "12", "qxzw", "the", "日本"])
def test_SUGGEST_1_what_nobody_knows_matches_nothing(wording: str) -> None:
    assert match(wording, lexicon()) is None


@pytest.mark.parametrize("wording", ["turn the page", "waiting room", "holding the door", "my back yard"])
def test_SUGGEST_1_an_everyday_verb_of_a_phrase_tells_nothing_by_itself(wording: str) -> None:
    assert match(wording, lexicon()) is None


def test_SUGGEST_2_a_family_stands_together_and_says_why() -> None:
    made = suggest(items("truth", "honest at all times", "zeppelins"), lexicon())
    assert made == [
        Suggested(
            "Honesty",
            (Placed("honest at all times", "close", "honest"), Placed("truth", "named", "Honesty")),
        )
    ]


def test_SUGGEST_2_a_single_card_is_no_cluster() -> None:
    assert suggest(items("truth", "zeppelins", "sleeping in"), lexicon()) == []


def test_SUGGEST_3_small_families_fold_into_their_branch() -> None:
    every = [cue.text for family in lexicon().families.values() for cue in family.cues[:3]]
    made = suggest(items(*dict.fromkeys(every)), lexicon())
    assert len(made) == MOST
    family = {cue.text: family for family in lexicon().families.values() for cue in family.cues}
    for cluster in made:
        assert len({family[placed.card].branch for placed in cluster.cards}) == 1


def test_SUGGEST_4_three_that_share_a_word_stand_together() -> None:
    made = suggest(items("zeppelins", "a zeppelin of ours", "zeppelin", "gondola"), lexicon())
    assert held(made) == {"Zeppelin": {"zeppelins", "a zeppelin of ours", "zeppelin"}}
    assert {placed.kind for placed in made[0].cards} == {"shares"}
    assert suggest(items("zeppelins", "a zeppelin of ours"), lexicon()) == []


def test_SUGGEST_5_the_groups_own_wording_names_it() -> None:
    assert list(held(suggest(items(("candour", 3), "honesty", "truth"), lexicon()))) == ["candour"]
    assert list(held(suggest(items(("candour", 2), "honesty"), lexicon()))) == ["Honesty"]
    assert list(held(suggest(items(("candour", 3), ("honesty", 2), ("truth", 3)), lexicon()))) == ["Honesty"]


def test_SUGGEST_6_the_order_of_the_cards_changes_nothing() -> None:
    cards = items("truth", "honesty", "kindness", "being nice", "fun", "laughter")
    assert suggest(cards, lexicon()) == suggest(cards[::-1], lexicon())
