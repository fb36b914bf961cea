"""A room's data as a table: CSV (RFC 4180) that a spreadsheet opens as what it is, and takes no word in for a formula."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

from app.charter.room_shapes import RoomData, ValueData

COLUMNS = ("part", "cluster", "round", "name", "text", "kind", "count", "of", "by", "date")
MARK = "\ufeff"
"""Without it some spreadsheets take UTF-8 for another encoding."""

_ENDS = re.compile("([;\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029])")
"""What ends a cell for a reader that parts by semicolons, tabs or lines, whatever is quoted."""
_SIGNS = "=+@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212-"
"""What a formula begins with, also at full width, small, or as the true minus."""
_SIGN = re.compile(f"[{_SIGNS}]")
_BEGINS = re.compile(f"^[\\s\"']*(?=[{_SIGNS}])")
_CONTROL_FIRST = re.compile(r"^[\t\r\n]")

Row = dict[str, Any]


def harmless(text: str) -> str:
    """With an apostrophe before whatever a spreadsheet would take for the beginning of a formula."""
    if not text:  # as most cells are
        return text
    if _SIGN.search(text):
        text = "".join(_BEGINS.sub(r"\g<0>'", piece) for piece in _ENDS.split(text))
    return _CONTROL_FIRST.sub(r"'\g<0>", text)


def room_csv(data: RoomData) -> bytes:
    """All of `data` but the settings, a row each; which columns a row of a part has is in docs/exports.md."""
    written = StringIO(newline="")
    write = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow
    write(COLUMNS)
    for row in _rows(data):
        write([_cell(row[column]) if column in row else "" for column in COLUMNS])
    return (MARK + written.getvalue()).encode()


def _cell(value: str | int) -> str | int:
    return harmless(value) if isinstance(value, str) else value


def _rows(data: RoomData) -> Iterator[Row]:
    yield {"part": "room", "name": data["title"], "text": data.get("purpose", ""), "kind": data["stage"]}
    yield {"part": "people taking part", "count": data["people"]["taking_part"]}
    if "put_in" in data["people"]:
        yield {"part": "people who put in a value", "count": data["people"]["put_in"]}
    yield from _wall(data)
    yield from _vote(data)
    for value in data.get("values", ()):
        yield from _value(value)
    for behaviour in data.get("behaviours", ()):
        state = "accepted" if "accepted" in behaviour else "proposed"
        yield {
            "part": f"{state} behaviour",
            "cluster": behaviour["cluster"],
            "text": behaviour["text"],
            "kind": behaviour["kind"],
            "count": behaviour["endorsed"],
        }
    for item in data.get("parked", ()):
        yield {"part": "parked", "text": item["text"], "by": item.get("name", "")}
    yield from _charter(data)


def _wall(data: RoomData) -> Iterator[Row]:
    for cluster in data.get("clusters", ()):
        yield {
            "part": "cluster",
            "cluster": cluster["cluster"],
            "name": cluster["name"],
            "kind": "chosen" if "chosen" in cluster else "",
        }
    for card in data.get("cards", ()):
        place: Row = {"cluster": card.get("cluster", ""), "name": card["label"]}
        yield {"part": "card", **place, "count": card["count"], "by": ", ".join(card.get("by", ()))}
        for story in card["stories"]:
            yield {"part": "story", **place, "text": story}


def _vote(data: RoomData) -> Iterator[Row]:
    if "vote" not in data:
        return
    vote = data["vote"]
    yield {"part": "vote", "kind": vote["rule"], "count": vote["answered"], "of": vote["of"]}
    for result in vote.get("results", ()):
        yield {
            "part": "dots",
            "cluster": result["cluster"],
            "count": result["dots"],
            "of": vote["answered"],
        }


def _value(value: ValueData) -> Iterator[Row]:
    place: Row = {"cluster": value["cluster"]}
    words = {"name": value["name"], "text": value["statement"]}
    yield {"part": "value", **place, **words, "kind": value["status"], "date": value.get("until", "")}
    for round in value["rounds"]:
        place["round"] = round["round"]
        words = {"name": round["name"], "text": round["statement"]}
        counts = {"count": round["answered"], "of": round["of"]}
        yield {"part": "round", **place, **words, "kind": round.get("result", ""), **counts}
        for shade, count in round.get("spread", {}).items():
            yield {"part": "answers", **place, "kind": shade, "count": count, "of": round["answered"]}
        for need in round["needs"]:
            yield {"part": "need", **place, "text": need}
    for wording in value["wordings"]:
        yield {
            "part": "wording",
            "cluster": value["cluster"],
            "name": wording["name"],
            "text": wording["statement"],
            "count": wording["can_live"],
        }


def _charter(data: RoomData) -> Iterator[Row]:
    if "charter" not in data:
        return
    charter = data["charter"]
    for item in charter["commitments"]:
        yield {"part": "commitment", "text": item["text"], "by": item.get("owner", ""), "date": item["due"]}
    signed = charter["signatures"]
    for name in signed["names"]:
        yield {"part": "signature", "by": name}
    yield {"part": "signatures without a name", "count": signed["without_name"]}
    for reservation in signed["reservations"]:
        yield {"part": "reservation", "text": reservation["text"], "by": reservation.get("name", "")}
    for text in charter["for_the_follow_up"]:
        yield {"part": "for the follow-up", "text": text}
