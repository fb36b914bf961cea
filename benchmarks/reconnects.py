"""The server is killed under a burst, and everybody comes back at once."""

import asyncio
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.burst import send_all
from benchmarks.client import Line, Ticket
from benchmarks.ours import OurRoom, Ours
from benchmarks.rows import Bench, Row, shown
from benchmarks.settling import QUIET
from benchmarks.stats import percentile, spread
from benchmarks.systems import Said, card, enter_with
from benchmarks.traces import Merged, Reader, Trace, strays

AFTER = 1.05
"""Seconds from the burst's begin until the kill."""
WITHIN = 60.0


@dataclass(frozen=True, slots=True)
class Return:
    p50_ms: float
    p99_ms: float
    """From the port's answer until a person is back with a view."""
    acknowledged: int
    """Commands by the time of the kill."""
    lost: int
    """Of those, not in the database."""
    twice: int
    """Commands that are in the database more than once, after all of them were sent again."""
    wrong: int
    """People whose view isn't right in the end, commands that were never acknowledged, lines lost."""


async def reconnect_storm(system: Ours, people: int) -> Return:
    """Once, in a new room; starts the server again on the same port and database."""
    room, tickets = await enter_with(system, people)
    crowd = room.crowd
    old = crowd.lines
    begun = time.monotonic()
    said = await send_all(room, people)
    await asyncio.sleep(max(0.0, begun + AFTER - time.monotonic()))
    system.server.kill()
    readers = [Reader() for _ in range(people)]
    before = _read(readers, old)
    acknowledged = [id for trace in before for id in trace.acks]
    stored = _stored(system.database)
    lost = sum(id not in stored for id in acknowledged)
    crowd.close()
    crowd.lines = []
    await system.start(system.server.port)
    answered = time.monotonic_ns()
    since = [trace.marks[-1] for trace in before]
    lines = await crowd.connect([_back(ticket, seq) for ticket, seq in zip(tickets, since, strict=True)])
    for one in said:
        label, story = card(one.by)
        room.repeat(one.by, one.id, "add_value", label=label, story=story, show_story=True)
    try:
        await crowd.until(lambda: all(line.got or line.over for line in lines), WITHIN)
        back = [(line.got[0][0] - answered) / 1e6 for line in lines if line.got]
        after, right = await _settled(room, readers, lines)
        return Return(
            p50_ms=percentile(back, 50),
            p99_ms=percentile(back, 99),
            acknowledged=len(acknowledged),
            lost=lost,
            twice=sum(count > 1 for count in _stored(system.database).values()),
            wrong=_wrong(room, said, after, right),
        )
    finally:
        crowd.close()


def _back(ticket: Ticket, seq: int) -> Ticket:
    return Ticket(f"{ticket.path}?since={seq}", ticket.headers)


def _read(readers: Sequence[Reader], lines: Sequence[Line]) -> list[Trace]:
    """What each person holds after what came over these lines, which is forgotten."""
    merged = Merged()
    for reader, line in zip(readers, lines, strict=True):
        reader.feed(line.got, merged)
        line.got = []
    return [reader.trace for reader in readers]


async def _settled(
    room: OurRoom, readers: Sequence[Reader], lines: Sequence[Line]
) -> tuple[list[Trace], Any]:
    """What everyone holds, and what is right, when they are the same or were given time for it."""
    end = time.monotonic() + WITHIN
    while True:
        await room.crowd.quiet(QUIET)
        traces = _read(readers, lines)
        right = await room.right_view()
        if not strays((trace.view for trace in traces), right) or time.monotonic() > end:
            return traces, right


def _wrong(room: OurRoom, said: Sequence[Said], traces: Sequence[Trace], right: Any) -> int:
    never = sum(one.id not in traces[one.by].acks for one in said)
    mine = sum(one.id not in traces[one.by].mine["values"] for one in said)
    return never + mine + len(room.crowd.lost) + strays((trace.view for trace in traces), right)


def _stored(database: Path) -> dict[str, int]:
    """How many times each card's command is in the log."""
    query = "SELECT command, count(*) FROM events WHERE command_type = 'add_value' GROUP BY command"
    with closing(sqlite3.connect(database)) as db:
        return dict(db.execute(query).fetchall())


async def measure(bench: Bench, people: int = 500) -> None:
    """The row of the reconnect storm."""
    found = []
    for _ in range(1 if bench.quick else 3):
        ours = bench.ours()
        async with bench.running(ours):
            found.append(await reconnect_storm(ours, people))
    bench.figures["reconnects"] = found
    p99 = spread([one.p99_ms for one in found])
    lost, twice = sum(one.lost for one in found), sum(one.twice for one in found)
    bench.add(
        Row(
            key="reconnects",
            what=f"the server is killed and restarted under {people}: p99 from the port's answer to one's view",
            target="≤ 3 s; nothing acknowledged lost, nothing twice",
            figure=f"{shown(p99)} ms; of {sum(one.acknowledged for one in found):,} acknowledged "
            f"{lost} lost, {twice} twice",
            met=p99.median <= 3000 and not lost and not twice,
            faults=sum(one.wrong for one in found),
        )
    )
