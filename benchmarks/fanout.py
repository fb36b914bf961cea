"""One change to N people, again and again: CPU of the server for each message that arrived, and the time until all have it."""

import asyncio
import time
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.measuring import Usage, watched
from benchmarks.rows import Bench
from benchmarks.settling import mark_of, right_views
from benchmarks.stats import percentile
from benchmarks.systems import Room, Said, System, enter
from benchmarks.traces import seen_by_all

REST = 0.04
"""Seconds between two changes, so that each is a lonely one."""
WITHIN = 5.0


@dataclass(frozen=True, slots=True)
class Round:
    """Of one system: so many changes, one after the other."""

    cpu_us: float
    """Of the server, for each delivered message."""
    p50_ms: float
    """From the append's return (A and B: from the write's begin) until the last has it."""
    message_bytes: int
    client_share: float
    faults: int
    """Changes that weren't stored or not seen by all, lines lost, and views that aren't right in the end."""


class FanOut:
    """People in a room of each system, who stay for all rounds."""

    def __init__(self, systems: Sequence[System[Any]], people: int, changes: int) -> None:
        self._systems, self._people, self._changes = systems, people, changes
        self._rooms: list[Room] = []
        self._said = 0

    async def gather(self) -> None:
        for system in self._systems:
            self._rooms.append(await enter(system, self._people))
        await self.one_round()  # warm

    async def one_round(self) -> dict[str, Round]:
        """Each system in turn."""
        first = self._said
        self._said += self._changes
        return {
            system.name: await self._of(system, room, range(first, self._said))
            for system, room in zip(self._systems, self._rooms, strict=True)
        }

    def leave(self) -> None:
        for room in self._rooms:
            room.crowd.close()

    async def _of(self, system: System[Any], room: Room, numbers: range) -> Round:
        await room.crowd.quiet(0.2)
        before = [len(line.got) for line in room.crowd.lines]
        said: list[Said] = []
        with watched(system.server) as usage:
            for number in numbers:
                by = 1 + number % (self._people - 1)
                goal = room.crowd.count + self._people
                said.append(Said(room.say(by, number), by, time.monotonic_ns()))
                with usage.busy():
                    await room.crowd.count_reaches(goal, WITHIN)
                await asyncio.sleep(REST)
        await room.crowd.quiet(0.2)
        await right_views(room)
        return await _told(system, room, said, before, usage)


async def _told(
    system: System[Any], room: Room, said: Sequence[Said], before: Sequence[int], usage: Usage
) -> Round:
    traces = room.traces()
    stored = system.notes()
    marks = [mark for _, mark in stored]
    faults = len(room.crowd.lost)
    times: list[float] = []
    for place, one in enumerate(said):
        mark = mark_of(room, traces[one.by], one.id, len(stored) - len(said) + place + 1)
        seen = seen_by_all(traces, mark) if mark else None
        if mark is None or seen is None:
            faults += 1
        else:
            times.append((seen - stored[bisect_left(marks, mark)][0]) / 1e6)
    faults += await right_views(room)
    last = room.crowd.lines[0].got[before[0] :]
    return Round(
        cpu_us=usage.server_ns / 1000 / (len(said) * len(traces)),
        p50_ms=percentile(times, 50) if times else float("nan"),
        message_bytes=sum(len(payload) for _, payload in last) // max(1, len(last)),
        client_share=usage.client_share,
        faults=faults,
    )


async def measure(bench: Bench) -> None:
    """Rows of fan-out, of few and of many people."""
    await _rows(bench, 500)
    if not bench.quick:
        await _rows(bench, 2000)


async def _rows(bench: Bench, people: int) -> None:
    systems: list[System[Any]] = [bench.a(), bench.b(), bench.s(), bench.ours(), bench.ours(portable=True)]
    found: dict[str, list[Round]] = {system.name: [] for system in systems}
    async with bench.running(*systems):
        crowds = FanOut(systems, people, 10 if people < 1000 and not bench.quick else 5)
        await crowds.gather()
        for _ in range(bench.repeats):
            for name, one in (await crowds.one_round()).items():
                found[name].append(one)
        crowds.leave()
    key, what = f"fanout-{people}", f"one change to {people:,} people"
    bench.figures[key] = found
    for name, most in {"A": 1.25, "B": 0.8, "S": 1 / 8}.items():
        told = f"{what}: CPU a delivered message"
        bench.compare(f"{key}-cpu-{name}", told, found, "ours", name, "cpu_us", most, "µs")
    told = f"{what}: p50 from the append's return until all have it"
    bench.compare(f"{key}-p50", told, found, "ours", "A", "p50_ms", 1.25, "ms")
