from dataclasses import replace

import pytest

from app.charter.model import AgreedValue, Charter
from app.charter.sheet import Sheet, sheet_of
from app.charter.words import words
from app.domain.terms import Agreement
from tests.charter.samples import bare, whole


def in_english(charter: Charter) -> Sheet:
    return sheet_of(charter, words("en"))


def test_CHARTER_3_a_value_that_lacks_something_says_so() -> None:
    assert in_english(bare()).values[0].lacking == (
        "No statement yet.",
        "No behaviour yet: “when …, we will …”",
    )
    assert in_english(whole()).values[0].lacking == ()


def test_CHARTER_4_a_value_left_open_says_when_we_come_back_to_it() -> None:
    dated, undated = in_english(whole()).values[-1], in_english(bare()).values[-1]
    assert (dated.agreed, dated.state) == (False, "Not agreed yet. We come back to it on 12 December 2026.")
    assert (undated.agreed, undated.state) == (False, "Not agreed yet.")


@pytest.mark.parametrize(
    ("result", "needs", "state", "under"),
    [
        ("consensus", (), "Consensus", ()),
        ("consensus", ("a\nb",), "Consensus. On record: “a b”", ()),
        ("reservations", ("a",), "Consensus, with reservations: “a”", ()),
        ("reservations", ("a", "b"), "Consensus, with reservations:", ("“a”", "“b”")),
        ("lukewarm", (), "Agreed, without much enthusiasm", ()),
        (None, (), "Agreed", ()),
    ],
)
def test_CHARTER_5_it_says_how_it_was_agreed(
    result: Agreement | None, needs: tuple[str, ...], state: str, under: tuple[str, ...]
) -> None:
    value = AgreedValue("Craft", "", 1, (), result, needs)
    sheet = in_english(replace(bare(), values=(value,))).values[0]
    assert (sheet.state, sheet.needs) == (state, under)


@pytest.mark.parametrize(
    "result",
    [
        "blocked",
        "not_enough_voices",
        "needs_discussion",
        "consensus",
        "going_along",
        "reservations",
        "lukewarm",
    ],
)
def test_CHARTER_5_every_result_has_its_words(result: Agreement) -> None:
    for needs in ((), ("a",), ("a", "b")):
        value = AgreedValue("Craft", "", 1, (), result, needs)
        assert in_english(replace(bare(), values=(value,))).values[0].state


def test_CHARTER_6_the_sheet_names_and_counts_those_who_signed() -> None:
    sheet = in_english(whole())
    assert sheet.facts == "Sealed on 22 November 2026. Four have signed."
    assert sheet.names == "Amara, Jonas, Mei-Lin"
    assert sheet.besides == ("and one without a name.", "Signing stays open until 22 December 2026.")
    assert sheet.reservations == ("Jonas: “counts for calls too”", "“I’d rather have three”")


@pytest.mark.parametrize(
    ("signers", "unnamed", "besides", "facts"),
    [
        ((), 0, ("Nobody yet.",), "Not sealed yet. Nobody has signed yet."),
        ((), 1, ("One, without a name.",), "Not sealed yet. One has signed."),
        ((), 14, ("14, without a name.",), "Not sealed yet. 14 have signed."),
        (("Ana",), 0, (), "Not sealed yet. One has signed."),
        (("Ana",), 12, ("and twelve without a name.",), "Not sealed yet. 13 have signed."),
    ],
)
def test_CHARTER_6_the_count_fits(
    signers: tuple[str, ...], unnamed: int, besides: tuple[str, ...], facts: str
) -> None:
    sheet = in_english(replace(bare(), signers=signers, unnamed=unnamed))
    assert (sheet.besides, sheet.facts) == (besides, facts)


def test_CHARTER_2_a_year_is_told_only_where_it_is_another() -> None:
    sheet = in_english(whole())
    assert [item.due for item in sheet.commitments] == ["1 December", "4 January 2027"]
    assert sheet.again == "We look again on 22 December"


def test_CHARTER_12_the_sheet_shows_the_digests_first_digits() -> None:
    sheet = in_english(whole())
    assert sheet.digest == "7f1c 9a04 e2b8"
    assert sheet.whole_digest == whole().digest


def test_CHARTER_13_a_language_without_a_catalogue_gets_english() -> None:
    assert words("xx").language == "en"
    assert words("../en").language == "en"
