"""A deck that a host brings: what is read from it, and what is wrong with its lines."""

import pytest
from hypothesis import given, strategies as st

from app.domain.own_deck import MEANING, MOST_VALUES, DeckEntry, as_csv, read_file, read_text
from app.domain.text import LABEL, clean, fold


def values(text: str) -> list[str]:
    return [entry.value for entry in read_text(text).entries]


def wrong(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.code) for fault in read_text(text).faults]


def test_DECK_12_plain_lines_are_values() -> None:
    read = read_text("Craft\n\n  Saying it early \r\nRest\n")
    assert read.entries == (DeckEntry("Craft"), DeckEntry("Saying it early"), DeckEntry("Rest"))
    assert read.faults == ()


@pytest.mark.parametrize("parting", [",", ";", "\t"])
def test_DECK_12_columns_are_parted_by_commas_semicolons_or_tabs(parting: str) -> None:
    text = "\n".join(
        parting.join(row) for row in (["Craft", "We'd sign it.", "Quality"], ["Rest", "", "Health"])
    )
    assert read_text(text).entries == (
        DeckEntry("Craft", "We'd sign it.", "Quality"),
        DeckEntry("Rest", "", "Health"),
    )


def test_DECK_12_what_stands_between_quotation_marks_parts_nothing() -> None:
    read = read_text('Craft,"We sign it, and mean it; always.",Quality\n"Rest"\n"a ""good"" day"')
    assert read.entries == (
        DeckEntry("Craft", "We sign it, and mean it; always.", "Quality"),
        DeckEntry("Rest"),
        DeckEntry('a "good" day'),
    )


@pytest.mark.parametrize(
    "heading", ["family,value,meaning", "Familie;Wert;Bedeutung", "Family\tName\tDefinition"]
)
def test_DECK_12_a_first_line_that_names_the_columns_is_heeded(heading: str) -> None:
    parting = next(sign for sign in "\t;," if sign in heading)
    read = read_text(f"{heading}\nQuality{parting}Craft{parting}We sign it.")
    assert read.entries == (DeckEntry("Craft", "We sign it.", "Quality"),)


def test_DECK_12_a_first_value_is_no_heading() -> None:
    assert values("Family\nHealth") == ["Family", "Health"]
    assert values("Value\nHealth") == ["Health"]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("latin-1", "latin-1"),
        ("cp1252", "latin-1"),
    ],
)
def test_DECK_12_the_usual_encodings_are_read(encoding: str, told: str) -> None:
    read = read_file("name\nVerlässlichkeit\nÉquité\nOtra opinión\n".encode(encoding))
    assert [entry.value for entry in read.entries] == ["Verlässlichkeit", "Équité", "Otra opinión"]
    assert read.encoding == told


def test_DECK_13_each_line_that_can_not_be_used_is_told_and_the_others_are_kept() -> None:
    text = "\n".join(
        [
            "Craft,We sign it.,Quality",
            ",A sentence about nothing,Quality",
            "Rest,One,Two,Three",
            f"{'x' * (LABEL + 1)},Too long",
            f"Courage,{'x' * (MEANING + 1)}",
            f"Fun,A laugh,{'x' * (LABEL + 1)}",
            'Candour,"Saying it',
            "Honesty",
        ]
    )
    read = read_text(text)
    assert [entry.value for entry in read.entries] == ["Craft", "Honesty"]
    assert [(fault.line, fault.code) for fault in read.faults] == [
        (2, "no_value"),
        (3, "columns"),
        (4, "too_long"),
        (5, "too_long"),
        (6, "too_long"),
        (7, "quote"),
    ]
    assert [fault.params.get("column") for fault in read.faults[2:5]] == ["value", "meaning", "family"]
    assert read.faults[1].text == "Rest,One,Two,Three"


def test_DECK_13_of_equal_values_the_first_counts() -> None:
    read = read_text("Craft\nRest\n\ncraft \nＣＲＡＦＴ")
    assert [entry.value for entry in read.entries] == ["Craft", "Rest"]
    assert [(fault.line, fault.code, fault.params) for fault in read.faults] == [
        (4, "twice", {"first": 1}),
        (5, "twice", {"first": 1}),
    ]


def test_DECK_13_a_deck_has_so_many_values_at_most() -> None:
    read = read_text("\n".join(f"value {n}" for n in range(MOST_VALUES + 2)))
    assert len(read.entries) == MOST_VALUES
    assert [(fault.line, fault.code) for fault in read.faults] == [(201, "too_many"), (202, "too_many")]


@pytest.mark.parametrize("text", ["", "  \n\n", "value,meaning,family\n", ";;;\n"])
def test_DECK_13_an_empty_file_says_so(text: str) -> None:
    assert wrong(text) == [(0, "empty")]


def test_DECK_13_what_is_no_text_says_so() -> None:
    read = read_file(b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xff\xfe")
    assert ([(fault.line, fault.code) for fault in read.faults], read.entries) == ([(0, "not_text")], ())


_CELL = st.text(max_size=30).map(clean)
_ENTRY = st.builds(DeckEntry, _CELL.filter(fold), _CELL, _CELL)


@given(st.lists(_ENTRY, min_size=1, unique_by=lambda entry: fold(entry.value)))
def test_DECK_12_what_is_written_is_read_again(entries: list[DeckEntry]) -> None:
    read = read_text(as_csv(entries))
    assert (list(read.entries), read.faults) == (entries, ())


@given(st.binary(max_size=200))
def test_DECK_13_no_file_breaks_the_reader(data: bytes) -> None:
    read = read_file(data)
    assert read.entries or read.faults
    assert all(entry.value and len(entry.value) <= LABEL for entry in read.entries)
