"""Entries survive their rows: every event type, any text."""

import datetime as dt
from typing import Any, get_args

import orjson
import pytest
from hypothesis import given, strategies as st

from app.domain.events import Entry, Event
from app.store.codec import _TYPES, UnreadableError, decode, encode

# JSON of ours goes no further than 64 bits, and no command lets more in.
st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))
EVENTS: st.SearchStrategy[Any] = st.one_of([st.from_type(event) for event in get_args(Event)])
TIMES = st.datetimes(
    min_value=dt.datetime(1990, 1, 1),  # noqa: DTZ001
    max_value=dt.datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
)


@given(event=EVENTS, at=TIMES, seq=st.integers(1, 10**9))
def test_STORE_9_every_event_comes_back_as_it_was(event: Any, at: dt.datetime, seq: int) -> None:
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    entry = Entry(seq, at, "actor", "command", "type", event)
    assert decode(**encode(entry)) == entry


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
)


@given(
    type=st.sampled_from(sorted(_TYPES)) | st.text(max_size=8),
    data=st.binary(max_size=20) | JSON.map(orjson.dumps),
    at=st.integers(-(2**62), 2**62),
)
def test_CONTENT_9_a_row_is_an_entry_or_said_to_be_unreadable(type: str, data: bytes, at: int) -> None:
    try:
        entry = decode(1, at, "actor", "command", "type", type, data)
    except UnreadableError:
        return
    assert isinstance(entry, Entry)


@given(event=EVENTS, name=st.sampled_from(["newer", "__class__", ""]))
def test_CONTENT_9_so_is_one_of_a_newer_version(event: Any, name: str) -> None:
    row = encode(Entry(1, dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "actor", "command", "type", event))
    row["data"] = orjson.dumps({**orjson.loads(row["data"]), name: 1})
    with pytest.raises(UnreadableError):
        decode(**row)
