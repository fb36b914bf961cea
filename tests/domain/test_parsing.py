"""Whatever comes in, parsers give what they say or a refusal that has a sentence; none of them breaks."""

import json
import typing
from typing import Any

import orjson
import pytest
from hypothesis import example, given, settings, strategies as st

from app.domain import commands as c
from app.domain.commands.base import _OF_EVERY_OBJECT
from app.domain.own_deck import FAMILY, MEANING, MOST_VALUES, ReadDeck, as_csv, read_file, read_text
from app.domain.policy import POLICY
from app.domain.refusal import Refused
from app.domain.text import LABEL, clean
from app.web.catalogue import sentence
from app.web.socket import refused_frame

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=80)
    | st.sampled_from(
        [
            "go_to",
            "speak_for",
            "x" * 20_000,
            "\ud800",
            "\u202e",
            "2026-13-45",
            "9999-12-31T23:59:59Z",
            10**400,
            -1,
        ]
    )
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
TYPES = {kind.model_fields["type"].default: kind for kind in POLICY}


@st.composite
def nearly_commands(draw: st.DrawFn) -> dict[str, Any]:
    """A command by its type, its fields left out, right or anything at all, and some that aren't its."""
    name = draw(st.sampled_from(sorted(TYPES)))
    said: dict[str, Any] = {"type": name, "id": draw(st.sampled_from(["id-of-eight", "short"]) | LEAVES)}
    for field, how in TYPES[name].model_fields.items():
        if field in said or draw(st.booleans()):
            continue
        literals = (
            typing.get_args(how.annotation) if typing.get_origin(how.annotation) is typing.Literal else ()
        )
        said[field] = draw(JSON | st.sampled_from([*literals, "id-of-eight", {}, {"type": name}]))
    return {**said, **draw(st.dictionaries(st.text(max_size=8), LEAVES, max_size=1))}


@settings(max_examples=600)
@given(nearly_commands() | JSON)
@example({"type": "go_to", "id": "id-of-eight", "stage": "lobby", "\ud800": 1})
@example({"type": ["go_to"], "id": "id-of-eight"})
def test_CONTENT_9_whatever_is_said_is_a_command_or_a_refusal_with_a_sentence(said: object) -> None:
    came = c.parse(said)
    if isinstance(came, Refused):
        assert sentence(came)
        assert refused_frame(came, None, "en")["message"] == sentence(came)
    else:
        assert c.parse(came.model_dump()) == came
        orjson.dumps(came.model_dump(mode="json"))


@pytest.mark.parametrize(
    "id", [*sorted(_OF_EVERY_OBJECT), "short", "with space", "x" * 65, "ünïcödé!", "id-of-eight\n"]
)
def test_CONTENT_9_an_id_is_no_name_that_every_object_of_a_script_has(id: str) -> None:
    came = c.parse({"type": "add_value", "id": id, "label": "Rest"})
    assert isinstance(came, Refused)
    assert (came.code, came.params) == ("bad_field", {"field": "id"})
    came = c.parse({"type": "hide_card", "id": "id-of-eight", "card": id})
    assert isinstance(came, Refused)


def test_CONTENT_9_of_a_key_that_comes_twice_the_last_counts_for_everything() -> None:
    said = b'{"type":"set_ready","type":"check_in","id":"id-of-eight","word":"a","word":"b"}'
    for read in (json.loads, orjson.loads):
        came = c.parse(read(said))
        assert isinstance(came, c.CheckIn)
        assert came.word == "b"


def sound(read: ReadDeck) -> None:
    assert len(read.entries) <= MOST_VALUES
    for entry in read.entries:
        for text, limit in ((entry.value, LABEL), (entry.meaning, MEANING), (entry.family, FAMILY)):
            assert len(text) <= limit
            assert clean(text) == text
    assert read.entries or read.faults
    assert all(fault.line >= 0 for fault in read.faults)
    assert read_text(as_csv(read.entries)).entries == read.entries or not read.entries


_IN_DECKS = st.text(
    st.one_of(st.sampled_from("\",;\t\n\r\x00\x0b\x1c\u2028\ufeff\u202e=+-@'\\ab"), st.characters()),
    max_size=300,
)


@given(st.binary(max_size=400) | _IN_DECKS.map(lambda text: text.encode("utf-8", "replace")))
@example(b"\xff\xfe" + b"\x00" * 7)
@example(b"\xff\xfea")
def test_CONTENT_9_no_file_breaks_a_deck(data: bytes) -> None:
    sound(read_file(data))


@given(_IN_DECKS)
@example('"' * 301)
@example("value,meaning\n\x00,\x00")
def test_CONTENT_9_no_pasted_lines_break_a_deck(text: str) -> None:
    sound(read_text(text))


def test_CONTENT_9_a_long_line_is_a_fault_and_no_more() -> None:
    read = read_text("Rest\n" + "x" * 200_000 + "\nCraft,,,,,,,,\n")
    assert [entry.value for entry in read.entries] == ["Rest", "Craft"]
    assert [fault.code for fault in read.faults] == ["too_long"]
