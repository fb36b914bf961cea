"""What is worked out beside the event loop: suggested clusters, and the charter on paper."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from itertools import count
from typing import Any

import httpx

from app.charter.model import charter_of
from app.charter.press import Press
from app.rehearse.person import Person
from app.rehearse.run import assemble
from app.rehearse.words import phrases
from app.rehearse.workshop import Rehearsal
from benchmarks.ours import OurRoom, Ours
from benchmarks.processes import CORES, pin_client, unpin
from benchmarks.rows import Bench, Row, shown
from benchmarks.stats import percentile, spread
from benchmarks.systems import enter
from benchmarks.traces import Merged, Reader

VALUES, EACH = 1000, 10
PEOPLE_ON_PAPER = 12


async def measure_suggestions(bench: Bench) -> None:
    """The row of suggested clusters. The server may use every core here: it works them out in a process of its own."""
    ours = bench.ours(pinned=False)
    async with bench.running(ours):
        room = await full_wall(ours)
        took, beats = [], []
        for _ in range(1 + bench.repeats):
            milliseconds, beat = await suggested(room)
            took.append(milliseconds)
            beats.append(beat)
        room.crowd.close()
    warm, heartbeat = spread(took[1:]), spread(beats[1:])
    bench.add(
        Row(
            key="suggestions",
            what=f"suggested clusters of {VALUES:,} values, from the command to the lead's view",
            target="≤ 300 ms, off the event loop",
            figure=f"{shown(warm)} ms, the first {took[0]:.0f} ms; meanwhile the server answers a heartbeat "
            f"within {shown(heartbeat)} ms at p99",
            met=warm.median <= 300 and heartbeat.median <= 50,
        )
    )


async def full_wall(ours: Ours) -> OurRoom:
    """A room at `cluster` with a thousand values on its wall, of the wordings that people use."""
    room = await enter(ours, VALUES // EACH)
    wordings = [phrase.label for phrase in phrases()]
    for number in range(VALUES):
        turn = number // len(wordings)
        label = wordings[number % len(wordings)] + (f" {'in all that we do '[: 3 * turn]}" if turn else "")
        room.command(number % (VALUES // EACH), "add_value", label=label.strip()[:60])
    await room.crowd.quiet(0.5)
    room.command(0, "go_to", stage="cluster")
    await room.crowd.quiet(0.5)
    return room


async def suggested(room: OurRoom) -> tuple[float, float]:
    """Milliseconds until the lead holds suggestions, and p99 of a heartbeat's answer meanwhile."""
    host, other = room.crowd.lines[0], room.crowd.lines[1]
    known = len(host.got)
    begun = time.monotonic()
    room.command(0, "suggest_clusters")
    lags: list[float] = []
    while not any(b'"suggestions":{' in payload for _, payload in host.got[known:]):
        if time.monotonic() - begun > 60:
            raise RuntimeError("no suggestions came")
        asked, answers = time.monotonic(), len(other.got)
        other.write(b"[]")
        while len(other.got) == answers:
            await asyncio.sleep(0.001)
        lags.append((time.monotonic() - asked) * 1000)
    arrived = next(moment for moment, payload in host.got[known:] if b'"suggestions":{' in payload)
    reader = Reader()
    reader.feed(host.got, Merged())
    await room.crowd.quiet(0.3)
    return arrived / 1e6 - begun * 1000, percentile(lags, 99)


async def measure_charter(bench: Bench) -> None:
    """The row of the PDF: of the charter of a rehearsed workshop, another title each time, since none is made twice."""
    if bench.quick:
        bench.left_out.append("the charter as PDF")
        return
    ours = bench.ours()
    async with bench.running(ours):
        base = f"http://127.0.0.1:{ours.server.port}"
        async with httpx.AsyncClient(base_url=base, timeout=60) as client:
            host, people, _ = await assemble(client, base, PEOPLE_ON_PAPER, Person)
            await asyncio.gather(*(person.arrive() for person in [host, *people]))
            await Rehearsal(host, people, 7, lambda _: None).run()
            shared: Any = host.shared
            await asyncio.gather(*(person.leave() for person in [host, *people]))
    charter = charter_of(shared)
    assert charter
    press, numbers = Press(), count()

    async def make() -> None:
        await press.render(replace(charter, title=f"{charter.title} {next(numbers)}"))

    unpin()
    first, _ = await timed(make)
    spent = time.process_time()
    took = [await timed(make) for _ in range(10)]
    spent = (time.process_time() - spent) / len(took)
    press.close()
    pin_client()
    made, lateness = spread([one for one, _ in took]), spread([late for _, late in took])
    bench.add(
        Row(
            key="charter",
            what="charter as PDF, warm",
            target="≤ 50 ms, off the event loop",
            figure=f"{shown(made)} ms ({spent * 1000:.0f} ms of CPU), the first {first:.0f} ms; meanwhile the event loop is late "
            f"by {shown(lateness)} ms at most",
            met=made.median <= 50 and (lateness.median <= 25 or len(CORES) < 2),
        )
    )


async def timed(work: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    """Milliseconds that it takes, and by how many the event loop was late in the meantime."""
    late = 0.0

    async def watch() -> None:
        nonlocal late
        while True:
            due = time.monotonic() + 0.002
            await asyncio.sleep(0.002)
            late = max(late, time.monotonic() - due)

    watching = asyncio.create_task(watch())
    begun = time.monotonic()
    await work()
    took = time.monotonic() - begun
    watching.cancel()
    return took * 1000, late * 1000
