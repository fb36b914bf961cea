from typing import Any, cast

from benchmarks.ours import OurRoom
from benchmarks.systems import Said
from benchmarks.town import KEPT, Block
from benchmarks.traces import Reader

MS = 1_000_000


def block(*people: list[tuple[int, int]]) -> Block:
    """Of people who held these marks at these milliseconds."""
    readers = []
    for marks in people:
        reader = Reader()
        for mark, moment in marks:
            reader.trace.reached(mark, moment * MS)
        readers.append(reader)
    return Block(cast(OurRoom, cast(Any, None)), readers)


def test_a_command_is_settled_when_the_last_of_the_others_saw_it() -> None:
    room = block([(5, 11)], [(5, 30)], [(5, 20)])
    room.readers[1].trace.acks["x"] = (9 * MS, 5)
    room.waiting.append(Said("x", 1, 10 * MS))
    assert room.settle(100 * MS) == ([10.0], 0)
    assert not room.waiting


def test_what_was_said_a_moment_ago_waits() -> None:
    room = block([(5, 11)])
    room.waiting.append(Said("x", 0, 50 * MS))
    assert room.settle(50 * MS) == ([], 0)
    assert len(room.waiting) == 1


def test_what_nobody_acknowledged_or_somebody_never_saw_is_lost() -> None:
    room = block([(5, 11)], [(4, 11)])
    room.readers[0].trace.acks["x"] = (9 * MS, 5)
    room.waiting.extend([Said("x", 0, 1), Said("never", 1, 2)])
    assert room.settle(100 * MS) == ([], 2)


def test_marks_do_not_grow_without_bound() -> None:
    room = block([(mark, mark) for mark in range(1, 3 * KEPT)])
    room.settle(0)
    trace = room.readers[0].trace
    assert len(trace.marks) == len(trace.moments) == KEPT
    assert trace.saw(3 * KEPT - 1) == (3 * KEPT - 1) * MS


def test_a_room_has_settled_when_everyone_has_seen_all() -> None:
    room = block([(5, 11)], [(5, 30)], [(4, 20)])
    assert room.has_settled
    room.waiting.append(Said("x", 1, 10 * MS))
    assert not room.has_settled, "nobody acknowledged it"
    room.readers[1].trace.acks["x"] = (9 * MS, 5)
    assert not room.has_settled, "the third hasn't seen it"
    room.readers[2].trace.reached(5, 40 * MS)
    assert room.has_settled
