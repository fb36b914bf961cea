"""Everybody comes into an empty room at once."""

from dataclasses import dataclass
from typing import Any

from benchmarks.measuring import watched
from benchmarks.rows import Bench, Row, shown
from benchmarks.settling import right_views
from benchmarks.stats import percentile, spread
from benchmarks.systems import System, all_in


@dataclass(frozen=True, slots=True)
class Join:
    """All of a room came in at once."""

    p50_ms: float
    p99_ms: float
    """From the first connection's begin until a person's first view."""
    last_ms: float
    bytes_each: int
    """That one person received, until nothing more came."""
    cpu_ms: float
    client_share: float
    faults: int


async def join_storm(system: System[Any], people: int, within: float = 120.0) -> Join:
    """Into a new room that nobody has entered yet."""
    room, tickets = await system.invite(people)
    crowd = room.crowd
    try:
        with watched(system.server) as usage:
            lines = await crowd.connect(tickets)
            await all_in(system, crowd, lines, within)
        await crowd.quiet(0.5)
        begun = min(line.began_ns for line in lines)
        first = [(line.got[system.messages_until_in - 1][0] - begun) / 1e6 for line in lines]
        return Join(
            p50_ms=percentile(first, 50),
            p99_ms=percentile(first, 99),
            last_ms=max(first),
            bytes_each=sum(line.bytes_in for line in lines) // people,
            cpu_ms=usage.server_ns / 1e6,
            client_share=usage.client_share,
            faults=len(crowd.lost) + await right_views(room),
        )
    finally:
        crowd.close()


async def measure(bench: Bench, people: int = 500) -> None:
    """Rows of the join storm."""
    ours = bench.ours()
    async with bench.running(ours):
        found = [await join_storm(ours, people) for _ in range(bench.repeats)]
        wide = found[-1] if bench.quick else await join_storm(ours, 2 * people)
    s = bench.s(announced=True)
    async with bench.running(s):
        theirs = None if bench.quick else await join_storm(s, people)
    beside = f" ({wide.bytes_each / 1000:.1f} kB when {2 * people} join)" if wide is not found[-1] else ""
    beside += f"; S: {theirs.p99_ms / 1000:.1f} s, {theirs.bytes_each / 1000:.0f} kB" if theirs else ""
    bench.figures["joins"] = found
    p99 = spread([one.p99_ms for one in found])
    last = spread([one.last_ms for one in found])
    each = found[-1].bytes_each
    bench.add(
        Row(
            key="joins",
            what=f"join storm of {people}: p99 from the first connection's begin to one's first view",
            target="≤ 2 s",
            figure=f"{shown(p99)} ms, the last {shown(last)} ms; {each / 1000:.1f} kB a person{beside}",
            met=p99.median <= 2000,
            client=max(one.client_share for one in found),
            faults=sum(one.faults for one in [*found, wide]),
        )
    )
