"""N people each send one card within a second."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.measuring import Usage, watched
from benchmarks.rows import Bench
from benchmarks.settling import ENOUGH, QUIET, all_seen, mark_of, right_views
from benchmarks.stats import percentile
from benchmarks.systems import Room, Said, System, enter
from benchmarks.traces import seen_by_all

SEED = 4
SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Burst:
    """Of one system."""

    cpu_us: float
    """Of the server, for each command."""
    durable_p50_ms: float
    durable_p99_ms: float
    """From sending until the ack. Not a number where nothing is acknowledged."""
    seen_p50_ms: float
    seen_p99_ms: float
    """From sending until the last of the others has it."""
    bytes_each: int
    """That one person received."""
    client_share: float
    faults: int


async def burst(system: System[Any], people: int, within: float = ENOUGH) -> Burst:
    """In a new room of its own."""
    room = await enter(system, people)
    try:
        await room.crowd.quiet(0.5)
        bytes_before = sum(line.bytes_in for line in room.crowd.lines)
        with watched(system.server) as usage:
            said = await send_all(room, people)
            end = time.monotonic() + within
            while True:
                await room.crowd.quiet(QUIET)
                usage.mark()
                if all_seen(room, said) or time.monotonic() > end:
                    break
        received = sum(line.bytes_in for line in room.crowd.lines) - bytes_before
        return _told(room, said, received // people, usage, await right_views(room))
    finally:
        room.crowd.close()


async def send_all(room: Room, people: int, seconds: float = SECONDS) -> list[Said]:
    """In a shuffled order, the k-th at k/N of the time."""
    order = list(range(people))
    random.Random(SEED).shuffle(order)
    said: list[Said] = []
    begun = time.monotonic()
    for place, by in enumerate(order):
        wait = begun + seconds * place / people - time.monotonic()
        if wait > 0:
            await asyncio.sleep(wait)
        said.append(Said(room.say(by, by), by, time.monotonic_ns()))
    return said


def _told(room: Room, said: Sequence[Said], bytes_each: int, usage: Usage, wrong: int) -> Burst:
    traces = room.traces()
    faults = wrong + len(room.crowd.lost) + sum(len(trace.refusals) for trace in traces)
    durable: list[float] = []
    seen: list[float] = []
    for place, one in enumerate(said):
        trace = traces[one.by]
        mark = mark_of(room, trace, one.id, place + 1)
        last = seen_by_all(traces, mark, but=one.by) if mark else None
        if last is None:
            faults += 1
            continue
        seen.append((last - one.at) / 1e6)
        if one.id in trace.acks:
            durable.append((trace.acks[one.id][0] - one.at) / 1e6)
        if isinstance(trace.mine, dict):
            faults += one.id not in trace.mine["values"]
    nothing = [float("nan")]
    return Burst(
        cpu_us=usage.server_ns / 1000 / len(said),
        durable_p50_ms=percentile(durable or nothing, 50),
        durable_p99_ms=percentile(durable or nothing, 99),
        seen_p50_ms=percentile(seen or nothing, 50),
        seen_p99_ms=percentile(seen or nothing, 99),
        bytes_each=bytes_each,
        client_share=usage.client_share,
        faults=faults,
    )


async def measure(bench: Bench, people: int = 500) -> None:
    """Rows of the burst, of durability, and of the portable path."""
    ours = (bench.ours(), bench.ours(fsync=False), bench.ours(portable=True))
    systems: list[System[Any]] = [bench.a(), bench.s(), *ours]
    found: dict[str, list[Burst]] = {system.name: [] for system in systems}
    async with bench.running(*systems):
        for turn in range(bench.repeats):
            for system in systems:
                if system.name != "S" or not bench.quick or turn == 0:
                    found[system.name].append(await burst(system, people))
    bench.figures["burst"] = found
    _rows(bench, people, found)


def _rows(bench: Bench, people: int, found: dict[str, list[Burst]]) -> None:
    def add(key: str, told: str, one: str, other: str, part: str, most: float, unit: str) -> None:
        bench.compare(f"burst-{key}", f"burst of {people}: {told}", found, one, other, part, most, unit)

    add("cpu-A", "CPU a command", "ours", "A", "cpu_us", 1.0, "µs")
    add("cpu-S", "CPU a command", "ours", "S", "cpu_us", 1 / 7, "µs")
    add("seen-S", "p99 from command to visible for all", "ours", "S", "seen_p99_ms", 1 / 50, "ms")
    add("durable", "p99 until it is durable", "ours", "ours, no fsync", "durable_p99_ms", 2.5, "ms")
    add("portable-cpu", "CPU a command, portable path", "ours, portable", "A", "cpu_us", 1.5, "µs")
    add("portable-seen", "p99 seen, portable path", "ours, portable", "ours", "seen_p99_ms", 2.5, "ms")
