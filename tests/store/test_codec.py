"""Entries survive their rows: every event type, any text."""

import datetime as dt
from typing import Any, get_args

from hypothesis import given, strategies as st

from app.domain.events import Entry, Event
from app.store.codec import decode, encode

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
