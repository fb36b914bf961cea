"""When a run is over: everyone has seen all of it, or has had time enough."""

import time
from collections.abc import Sequence

from benchmarks.systems import Room, Said
from benchmarks.traces import Trace, seen_by_all, strays

ENOUGH = 60.0
"""Seconds."""
QUIET = 0.5


def mark_of(room: Room, trace: Trace, id: str, place: int) -> int | None:
    """The mark that a command was acknowledged with; where nothing is acknowledged, its place. None: it's lost."""
    if not room.acknowledges:
        return place
    return trace.acks[id][1] if id in trace.acks else None


def all_seen(room: Room, said: Sequence[Said], first: int = 1) -> bool:
    """Whether everybody has everything; `first` is the place of the first of what was said."""
    traces = room.traces()
    marks = [mark_of(room, traces[one.by], one.id, first + place) for place, one in enumerate(said)]
    known = [mark for mark in marks if mark is not None]
    return len(known) == len(marks) and seen_by_all(traces, max(known, default=0)) is not None


async def right_views(room: Room, within: float = ENOUGH) -> int:
    """How many people don't hold the right view, when they have had time for it."""
    end = time.monotonic() + within
    while True:
        views = [trace.view for trace in room.traces()]
        wrong = strays(views, await room.right_view() or views[0])
        if not wrong or time.monotonic() > end:
            return wrong
        await room.crowd.quiet(QUIET)
