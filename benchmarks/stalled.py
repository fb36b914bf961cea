"""One receiver stops reading: what the others feel of it, what it costs the server, and how it comes back."""

import asyncio
import time
from dataclasses import dataclass

from benchmarks.client import Line, Ticket
from benchmarks.ours import OurRoom, Ours
from benchmarks.rows import Bench, Row, ratio, shown
from benchmarks.settling import ENOUGH, right_views
from benchmarks.stats import percentile, spread
from benchmarks.systems import all_in
from benchmarks.traces import Merged, Reader

CARDS = 250
STORY = "What it looks like when we live it. " * 13
CHANGES = 30
FLOODS = 4
"""Before anything is measured: what the room keeps of late views, 256 of them, is full then."""
TOGGLES = 40
"""Of the whole wall: 6 MB, which is more than the kernel holds for one connection (4 MiB) and the cap together."""
BUFFER = 4096
"""Bytes that the kernel takes for the receiver who stops."""
CAP_MIB = 1.0


@dataclass(frozen=True, slots=True)
class Stall:
    before_ms: float
    """p99 from sending a change until another person has it, over all others."""
    stalled_ms: float
    grown_mib: float
    """The server's memory for what the one doesn't read."""
    skipped: int
    """Messages that the others got and the one didn't: it came back by a later view."""
    snapshots: int
    """Among what it got instead; if none, one patch led there."""
    faults: int


class Hall:
    """A full wall, and one person who may stop reading; the last line."""

    def __init__(self, system: Ours, room: OurRoom) -> None:
        self._system, self._room = system, room
        self._number = 0

    async def fill(self, people: int, tickets: list[Ticket]) -> None:
        crowd = self._room.crowd
        lines = await crowd.connect(tickets[:-1])
        lines += await crowd.connect(tickets[-1:], BUFFER)
        await all_in(self._system, crowd, lines, 60)
        for number in range(CARDS):
            self._room.command(
                number % people, "add_value", label=f"Long {number}", story=STORY, show_story=True
            )
        await crowd.quiet(0.5)

    @property
    def stalling(self) -> Line:
        return self._room.crowd.lines[-1]

    async def flood(self) -> None:
        """The whole wall away and back again, many times."""
        for _ in range(TOGGLES):
            for stage in ("reflect", "share"):
                self._room.command(0, "go_to", stage=stage)
                await self._room.crowd.quiet(0.04)

    async def changes(self) -> float:
        """p99 in ms of a change's way to each of the others."""
        said = []
        for _ in range(CHANGES):
            self._number += 1
            by = 1 + self._number % (len(self._room.crowd.lines) - 2)
            sent = time.monotonic_ns()
            said.append((by, self._room.command(by, "set_ready", ready=self._number // 100 % 2 == 0), sent))
            await asyncio.sleep(0.05)
        await self._room.crowd.quiet(0.3)
        await self._room.crowd.until(
            lambda: all(id in self._room.traces()[by].acks for by, id, _ in said), ENOUGH
        )
        traces = self._room.traces()[:-1]
        times = [
            (moment - sent) / 1e6
            for by, id, sent in said
            if id in traces[by].acks
            for trace in traces
            if (moment := trace.saw(traces[by].acks[id][1])) is not None
        ]
        if len(times) < CHANGES * len(traces):
            raise RuntimeError(f"only {len(times)} of {CHANGES * len(traces)} arrived")
        return percentile(times, 99)

    def memory(self) -> int:
        return self._system.server.memory()[1]

    def snapshots(self, since: int) -> int:
        """In what the one has got since that message."""
        reader = Reader()
        reader.feed(self.stalling.got[since:], Merged())
        return reader.snapshots


async def stall(system: Ours, people: int) -> Stall:
    """Once, in a new room."""
    room, tickets = await system.invite(people)
    hall = Hall(system, room)
    try:
        await hall.fill(people, tickets)
        for _ in range(FLOODS):
            await hall.flood()
        before = await hall.changes()
        usual = hall.memory()
        held, others = len(hall.stalling.got), len(room.crowd.lines[-2].got)
        assert hall.stalling.transport
        hall.stalling.transport.pause_reading()
        await hall.flood()
        grown = hall.memory() - usual
        stalled = await hall.changes()
        hall.stalling.transport.resume_reading()
        await room.crowd.quiet(1.0)
        faults = len(room.crowd.lost) + await right_views(room)
        skipped = len(room.crowd.lines[-2].got) - others - (len(hall.stalling.got) - held)
        return Stall(before, stalled, grown / 2**20, skipped, hall.snapshots(held), faults)
    finally:
        room.crowd.close()


async def measure(bench: Bench, people: int = 100) -> None:
    """The row of the stalled receiver."""
    if bench.quick:
        bench.left_out.append("one receiver stops reading")
        return
    ours = bench.ours()
    async with bench.running(ours):
        found = [await stall(ours, people) for _ in range(3)]
    bench.figures["stalled"] = found
    times = ratio([one.stalled_ms for one in found], [one.before_ms for one in found])
    grown = spread([one.grown_mib for one in found])
    skipped = min(one.skipped for one in found)
    came_by = "a snapshot" if min(one.snapshots for one in found) else "a joined patch"
    bench.add(
        Row(
            key="stalled",
            what=f"one of {people} stops reading",
            target="the others' p99 ≤ 2 × before; memory for it ≤ 1 MiB; comes back by a later view",
            figure=f"{shown(times)} × before ({shown(spread([one.stalled_ms for one in found]))} ms); "
            f"{shown(grown)} MiB; {came_by} instead of {skipped} messages",
            met=times.median <= 2 and grown.median <= CAP_MIB and skipped > 0,
            faults=sum(one.faults for one in found),
        )
    )
