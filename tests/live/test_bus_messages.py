"""What stands on the bus is a message of ours, or is passed over."""

import orjson
import pytest
from hypothesis import example, given, strategies as st

from app.domain.ports import Deleted, Here, Moved, Told, WhoIsThere

pytest.importorskip("redis")
from app.live.redis_bus import _decoded, _encoded

KEYS = st.sampled_from(["moved", "here", "process", "deleted", ""]) | st.text(max_size=3)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
)
OURS = st.one_of(
    st.builds(Moved, st.integers(0, 2**53)),
    st.builds(Here, st.text("0123456789abcdef"), st.lists(st.text(max_size=8)).map(tuple)),
    st.just(Deleted()),
    st.just(WhoIsThere()),
)


@given(st.binary(max_size=60) | JSON.map(lambda data: orjson.dumps(data, option=orjson.OPT_NON_STR_KEYS)))
@example(b"[" * 10_000)
@example(b'{"moved":1e400}')
@example(b'{"moved":' + b"9" * 5_000 + b"}")
@example(b'{"moved":true}')
@example(b'"moved"')
def test_CONTENT_9_whatever_stands_on_the_bus_is_ours_or_passed_over(message: bytes) -> None:
    try:
        told = _decoded(message)
    except ValueError:
        return
    match told:
        case Moved(seq):
            assert type(seq) is int
        case Here(process, members):
            assert all(type(text) is str for text in (process, *members))
        case Deleted() | WhoIsThere():
            pass


@given(OURS)
def test_CONTENT_9_what_is_told_is_heard(told: Told) -> None:
    assert _decoded(_encoded(told)) == told
