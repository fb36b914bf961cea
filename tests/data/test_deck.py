"""The deck of values, as it comes with the product and as somebody might change it."""

import pytest

from app.data.deck import MEANING, BadDeck, deck, read_deck
from app.domain.text import LABEL, fold

HEAD = "family,value,meaning\n"


def test_DECK_1_each_value_is_there_once_can_be_put_in_and_has_its_sentence() -> None:
    values = deck()
    assert 95 <= len(values) <= 110
    assert len({fold(each.value) for each in values}) == len(values)
    assert max(len(each.value) for each in values) <= LABEL
    assert all(0 < len(each.meaning) <= MEANING and each.meaning.endswith(".") for each in values)


@pytest.mark.parametrize(
    "rows",
    [
        "Security,Order,A place for everything.\nCare, ORDER ,Another one.\n",
        "Security,Order,\n",
        "Security,Order\n",
        f"Security,Order,{'x' * (MEANING + 1)}\n",
        f"Security,{'x' * (LABEL + 1)},A sentence.\n",
        "Security,Or  der,A sentence.\n",
        "Security,,A sentence.\n",
        ",Order,A sentence.\n",
        "Security,Order,A place for everything, so that anyone can find it.\n",
    ],
)
def test_DECK_1_a_deck_that_phones_could_not_show_is_refused(rows: str) -> None:
    with pytest.raises(BadDeck):
        read_deck(HEAD + rows)


def test_DECK_1_a_deck_is_read_as_it_stands() -> None:
    (one,) = read_deck(HEAD + 'Security,Order,"A place for everything, so that anyone can find it."\n')
    assert (one.family, one.value) == ("Security", "Order")
    assert one.meaning == "A place for everything, so that anyone can find it."
