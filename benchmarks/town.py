"""Many rooms at once, whose people say something every ten seconds: for minutes, with what was read forgotten."""

import asyncio
import random
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.burst import SEED
from benchmarks.ours import OurRoom, Ours
from benchmarks.settling import ENOUGH, QUIET
from benchmarks.systems import STORY, Said, enter_with
from benchmarks.traces import Merged, Reader, seen_by_all, strays

EVERY = 10.0
"""Seconds between two commands of one person."""
SETTLED = 20.0
"""Seconds after which a command counts as lost when somebody hasn't seen it: late is another thing than lost."""
KEPT = 128
"""Marks of a line that are kept: most of a minute of a room of 25."""


@dataclass(slots=True)
class Block:
    """One of the rooms, with what its people hold and what they said that isn't settled yet."""

    room: OurRoom
    readers: list[Reader]
    waiting: deque[Said] = field(default_factory=deque)
    values: dict[int, str] = field(default_factory=dict)
    """Of each person: the value that they edit from now on."""

    def say(self, by: int, number: int) -> None:
        """A value at first, another wording of it from then on."""
        label = f"Honesty {by}, number {number}"
        if by in self.values:
            id = self.room.command(by, "edit_value", value=self.values[by], label=label)
        else:
            id = self.room.command(by, "add_value", label=label, story=STORY, show_story=True)
            self.values[by] = id
        self.waiting.append(Said(id, by, time.monotonic_ns()))

    def read(self) -> None:
        """Merges what came, and forgets the messages."""
        merged = Merged()
        for reader, line in zip(self.readers, self.room.crowd.lines, strict=True):
            reader.feed(line.got, merged)
        self.room.crowd.forget()

    @property
    def has_settled(self) -> bool:
        """Whether everyone has seen all that was said."""
        traces = [reader.trace for reader in self.readers]
        return all(
            (ack := traces[one.by].acks.get(one.id)) and seen_by_all(traces, ack[1], but=one.by) is not None
            for one in self.waiting
        )

    def settle(self, before_ns: int) -> tuple[list[float], int]:
        """Of what was said before that moment: ms until the last of the others saw it, and how many never did."""
        traces = [reader.trace for reader in self.readers]
        times: list[float] = []
        lost = 0
        while self.waiting and self.waiting[0].at < before_ns:
            one = self.waiting.popleft()
            ack = traces[one.by].acks.pop(one.id, None)
            seen = seen_by_all(traces, ack[1], but=one.by) if ack else None
            if seen is None:
                lost += 1
            else:
                times.append((seen - one.at) / 1e6)
        for trace in traces:
            del trace.marks[:-KEPT], trace.moments[:-KEPT]
        return times, lost


class Town:
    """Rooms of one server, full of people."""

    def __init__(self, system: Ours) -> None:
        self._system = system
        self._blocks: list[Block] = []
        self.times: list[float] = []
        """Of every command: ms until the last of the others in its room saw it."""
        self.commands = 0
        self.faults = 0

    async def gather(self, rooms: int, people: int) -> None:
        for _ in range(rooms):
            room, _tickets = await enter_with(self._system, people)
            self._blocks.append(Block(room, [Reader() for _ in range(people)]))

    async def talk(self, seconds: float, period: float, each: Callable[[float], None]) -> None:
        """Everyone says something every ten seconds, one after the other in a shuffled order.

        `each` is called after each period, with the seconds since the begin.
        """
        places = [(block, by) for block in self._blocks for by in range(len(block.readers))]
        random.Random(SEED).shuffle(places)
        # One room is read at a time and all of them within five seconds, so that it never takes long.
        stride = max(1, len(places) // 2 // len(self._blocks))
        begun, next_call = time.monotonic(), period
        for number in range(int(seconds / EVERY * len(places))):
            due = EVERY * number / len(places)
            while (wait := begun + due - time.monotonic()) > 0:
                await asyncio.sleep(wait)
            block, by = places[number % len(places)]
            block.say(by, self.commands)
            self.commands += 1
            if number % stride == 0:
                self._read(self._blocks[number // stride % len(self._blocks)], SETTLED)
            if due >= next_call:
                each(time.monotonic() - begun)
                next_call += period

    def _read(self, block: Block, settled: float) -> None:
        block.read()
        times, lost = block.settle(time.monotonic_ns() - int(settled * 1e9))
        self.times += times
        self.faults += lost

    async def settle(self) -> None:
        """Waits until everyone has seen all, or for as long as is enough, and counts the rest."""
        end = time.monotonic() + ENOUGH
        while True:
            await asyncio.gather(*(block.room.crowd.quiet(QUIET) for block in self._blocks))
            for block in self._blocks:
                block.read()
            if all(block.has_settled for block in self._blocks) or time.monotonic() > end:
                break
        for block in self._blocks:
            self._read(block, 0.0)

    async def close(self) -> None:
        """Settles, and compares what everyone holds with what the server says."""
        await self.settle()
        for block in self._blocks:
            traces = [reader.trace for reader in block.readers]
            self.faults += strays((trace.view for trace in traces), await block.room.right_view())
            self.faults += sum(len(trace.refusals) for trace in traces) + len(block.room.crowd.lost)
            block.room.crowd.close()
