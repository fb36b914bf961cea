from typing import Any

from benchmarks.client import Crowd
from benchmarks.settling import all_seen, mark_of
from benchmarks.systems import Said
from benchmarks.traces import Trace


class Room:
    """A room whose people hold what they are given."""

    def __init__(self, *traces: Trace, acknowledges: bool) -> None:
        self.crowd = Crowd("127.0.0.1", 0)
        self.acknowledges = acknowledges
        self._traces = list(traces)

    def say(self, by: int, number: int) -> str:
        return str(number)

    def traces(self) -> list[Trace]:
        return self._traces

    async def right_view(self) -> Any:
        return None


def held(*marks: int, **acks: tuple[int, int]) -> Trace:
    return Trace(marks=list(marks), moments=[0] * len(marks), acks=acks)


def test_where_nothing_is_acknowledged_a_commands_place_is_its_mark() -> None:
    assert mark_of(Room(acknowledges=False), held(), "x", 7) == 7


def test_an_unacknowledged_command_is_lost_and_not_taken_for_its_place() -> None:
    room = Room(acknowledges=True)
    assert mark_of(room, held(), "x", 7) is None
    assert mark_of(room, held(x=(1, 40)), "x", 7) == 40


def test_a_run_is_over_when_everybody_holds_the_last_mark() -> None:
    said = [Said("x", 0, 0), Said("y", 1, 0)]
    first, second = held(3, 5, x=(1, 3)), held(3, 5, y=(1, 5))
    assert all_seen(Room(first, second, acknowledges=True), said)
    assert not all_seen(Room(first, held(3, y=(1, 5)), acknowledges=True), said)
    assert not all_seen(Room(first, held(3, 5), acknowledges=True), said)
    assert all_seen(Room(held(1, 2), held(2), acknowledges=False), said)
