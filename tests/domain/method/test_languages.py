"""A room's language and its own deck: what its words are matched by."""

import pytest

from app.data.lexicon import lexicon, with_deck
from app.domain.method.lexicon import SNOWBALL
from app.domain.method.matching import Match, match
from app.domain.method.suggest import Item, suggest
from app.domain.own_deck import DeckEntry


def family(label: str, language: str = "en") -> str | None:
    found = match(label, lexicon(language))
    return found.family if found else None


@pytest.mark.parametrize("language", SNOWBALL)
def test_SUGGEST_13_cues_of_every_language_are_known_in_every_room(language: str) -> None:
    for label, expected in (
        ("Honesty", "Honesty"),
        ("Ehrlichkeit", "Honesty"),
        ("sinceridad", "Honesty"),
        ("honnêteté", "Honesty"),
    ):
        assert family(label, language) == expected


def test_SUGGEST_13_an_everyday_word_of_the_rooms_language_is_no_foreign_cue() -> None:
    assert family("the art of gondolas") == family("art")
    assert family("die Art unserer Gondeln", "de") is None
    assert family("the force of habit") != "Perseverance"
    assert family("la force de caractère", "fr") == "Perseverance"


@pytest.mark.parametrize(
    ("words", "language", "name"),
    [
        (("gondole", "gondoles", "une gondole à nous"), "fr", "Gondole"),
        (("Windmühlen", "Windmühle", "unsere Windmühle"), "de", "Windmühle"),
        (("la bicicleta", "bicicletas", "mi bicicleta"), "es", "Bicicleta"),
    ],
)
def test_SUGGEST_13_what_no_family_knows_is_stemmed_in_the_rooms_language(
    words: tuple[str, ...], language: str, name: str
) -> None:
    (made,) = suggest([Item(word, word) for word in words], lexicon(language))
    assert (made.name, len(made.cards)) == (name, 3)


DECK = (
    DeckEntry("Zero gravity", "", "Altitude"),
    DeckEntry("Thermals", "", "Altitude"),
    DeckEntry("Ballast", "", "honesty"),
    DeckEntry("Kindness", "", "Altitude"),
    DeckEntry("Gondola"),
)


def test_SUGGEST_14_a_value_of_the_rooms_deck_belongs_to_the_family_it_has_there() -> None:
    own = with_deck(lexicon(), DECK)
    assert match("zero gravity", own) == Match("Altitude", "Zero gravity", "exact")
    assert match("riding the thermal", own) == Match("Altitude", "Thermals", "word")
    assert match("altitude", own) == Match("Altitude", "Altitude", "exact")
    assert match("Kindness", own) == Match("Altitude", "Kindness", "exact")
    assert match("Gondola", own) is None


def test_SUGGEST_14_a_family_that_the_lexicon_knows_is_that_one() -> None:
    own = with_deck(lexicon(), DECK)
    assert match("Ballast", own) == Match("Honesty", "Ballast", "exact")
    assert match("telling the truth", own) == match("telling the truth", lexicon())


def test_SUGGEST_14_families_of_a_deck_stand_together_under_their_name() -> None:
    items = [Item(word, word) for word in ("Zero gravity", "Thermals", "truth", "Ballast")]
    made = suggest(items, with_deck(lexicon(), DECK))
    assert {one.name: {placed.card for placed in one.cards} for one in made} == {
        "Altitude": {"Zero gravity", "Thermals"},
        "Honesty": {"truth", "Ballast"},
    }


def test_SUGGEST_14_a_deck_without_families_changes_nothing() -> None:
    assert with_deck(lexicon(), [DeckEntry("Zero gravity")]) is lexicon()


def test_SUGGEST_14_many_families_of_a_deck_are_at_most_twelve_clusters() -> None:
    deck = [
        DeckEntry(f"{word} {n}", "", f"Family {n}") for n in range(15) for word in ("Gondola", "Zeppelin")
    ]
    items = [Item(entry.value, entry.value) for entry in deck]
    assert len(suggest(items, with_deck(lexicon(), deck))) == 12
