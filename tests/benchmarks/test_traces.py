from typing import Any

import orjson

from benchmarks.traces import Merged, Reader, Trace, of_counted, of_socketio, seen_by_all, strays


def said(*frames: dict[str, Any]) -> bytes:
    return orjson.dumps(list(frames))


def read(messages: list[tuple[int, bytes]], merged: Merged | None = None) -> Trace:
    reader = Reader()
    reader.feed(messages, merged or Merged())
    return reader.trace


def test_what_is_the_same_for_all_is_merged_once_and_what_differs_is_not() -> None:
    merged = Merged()
    opening = [
        (1, said({"type": "snapshot", "seq": 1, "shared": {"a": 1}, "mine": {"me": n}})) for n in (1, 2)
    ]
    step = said({"type": "patch", "seq": 2, "shared": {"b": 2}})
    astray = said({"type": "patch", "seq": 2, "shared": {"b": 3}})
    one, other, stray = (
        read([opening[0], (2, step)], merged),
        read([opening[1], (3, step)], merged),
        read([opening[1], (3, astray)], merged),
    )
    assert one.view is other.view
    assert one.view == {"a": 1, "b": 2}
    assert (one.mine, other.mine) == ({"me": 1}, {"me": 2})
    assert stray.view == {"a": 1, "b": 3}
    assert strays([one.view, other.view, stray.view], {"a": 1, "b": 2}) == 1


def test_what_came_is_merged_into_the_last_view() -> None:
    trace = read(
        [
            (1, said({"type": "snapshot", "seq": 3, "shared": {"a": {"b": 1, "c": 2}}, "mine": {"me": 1}})),
            (
                2,
                said({"type": "patch", "seq": 5, "shared": {"a": {"b": None, "d": 4}}}, {"type": "presence"}),
            ),
            (3, said({"type": "ack", "id": "x", "seq": 5}, {"type": "patch", "seq": 6, "mine": {"me": 2}})),
            (4, said({"type": "refused", "code": "no"})),
        ]
    )
    assert trace.view == {"a": {"c": 2, "d": 4}}
    assert trace.mine == {"me": 2}
    assert (trace.marks, trace.moments) == ([3, 5, 6], [1, 2, 3])
    assert trace.acks == {"x": (3, 5)}
    assert trace.refusals == ["no"]


def test_a_mark_is_held_from_the_first_message_that_reaches_it() -> None:
    trace = Trace(marks=[3, 5, 9], moments=[10, 20, 30])
    assert [trace.saw(mark) for mark in (3, 4, 5, 9, 10)] == [10, 20, 20, 30, None]


def test_a_mark_that_comes_again_was_held_before() -> None:
    trace = Trace()
    for mark, moment in ((3, 10), (3, 20), (2, 30), (4, 40)):
        trace.reached(mark, moment)
    assert (trace.marks, trace.moments) == ([3, 4], [10, 40])


def test_seen_by_all_is_when_the_last_of_the_others_holds_it() -> None:
    traces = [Trace(marks=[4], moments=[moment]) for moment in (7, 9, 8)]
    assert seen_by_all(traces, 4) == 9
    assert seen_by_all(traces, 4, but=1) == 8
    assert seen_by_all([*traces, Trace()], 4) is None


def test_a_yardstick_is_counted_from_its_greeting() -> None:
    trace = of_counted([(1, b""), (2, b""), (5, b"")])
    assert (trace.saw(1), trace.saw(2), trace.view) == (2, 5, 3)


def test_socketio_is_read_by_its_rows() -> None:
    trace = of_socketio(
        [
            (1, b'0{"sid":"x"}'),
            (2, b"40"),
            (3, b'42["view",{"cards":[{"id":1}]}]'),
            (4, b'42["card",{"id":2}]'),
            (5, b"437[2]"),
        ]
    )
    assert (trace.marks, trace.moments, trace.acks) == ([1, 2], [3, 4], {"7": (5, 2)})
    assert trace.view == {1: {"id": 1}, 2: {"id": 2}}


def test_strays_are_counted() -> None:
    assert strays([{"a": 1}, {"a": 2}, {}], {"a": 1}) == 2
