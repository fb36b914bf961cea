"""Memory of the server for each connection that is idle, with everything in."""

import asyncio
from dataclasses import dataclass
from typing import Any

from benchmarks.rows import Bench, Row, shown
from benchmarks.stats import spread
from benchmarks.systems import System, all_in

QUIET = 2.0


@dataclass(frozen=True, slots=True)
class Memory:
    """KiB for each connection, by two ways of counting the process's pages."""

    rss_kib: float
    pss_kib: float


async def memory(system: System[Any], people: int) -> Memory:
    """(after joining and 2 s quiet - before) / people; one person is in before, so that what is made once is there."""
    room, tickets = await system.invite(people)
    await all_in(system, room.crowd, await room.crowd.connect(tickets[:1]), 10)
    await asyncio.sleep(QUIET)
    before = system.server.memory()
    others = await room.crowd.connect(tickets[1:])
    try:
        await all_in(system, room.crowd, others, 60)
        await room.crowd.quiet(0.5)
        await asyncio.sleep(QUIET)
        rss, pss = system.server.memory()
        return Memory(
            *((now - then) / len(others) / 1024 for now, then in zip((rss, pss), before, strict=True))
        )
    finally:
        room.crowd.close()


async def measure(bench: Bench, people: int = 500) -> None:
    """The row of memory."""
    found = []
    for _ in range(1 if bench.quick else 2):
        ours = bench.ours()
        async with bench.running(ours):
            found.append(await memory(ours, people))
    pss = spread([one.pss_kib for one in found])
    rss = spread([one.rss_kib for one in found])
    bench.figures["memory"] = found
    bench.add(
        Row(
            key="memory",
            what=f"memory a connection, {people} idle in one room",
            target="≤ 45 KiB",
            figure=f"{shown(pss)} KiB of PSS, {shown(rss)} KiB of RSS",
            met=pss.median <= 45,
        )
    )
