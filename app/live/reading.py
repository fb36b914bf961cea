"""Reading a room on from its log."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.ballots import Keys
from app.domain.events import Entry
from app.domain.evolve import replay
from app.domain.ports import Log
from app.domain.state import State
from app.live.connection import Connection

SLICE = 500
"""Entries that are replayed in one go, about 7 ms: then other rooms have their turn."""


@dataclass(frozen=True, slots=True)
class CatchUp:
    """The log is at `seq`, or further: read it, unless this process has by now. `connection` opens afterwards, if any.

    It has seen more than this process has, or isn't known here: for it the log is always read. `done` is told when it was
    tried.
    """

    seq: int
    connection: Connection | None
    done: "asyncio.Future[None] | None" = None

    def settle(self) -> None:
        if self.done and not self.done.done():  # whoever asked may have given up
            self.done.set_result(None)


async def read_on(log: Log, room: str, state: State) -> tuple[State, Keys, list[Entry]]:
    """The room after what is stored behind `state`, the keys of its open ballots, and the entries read.

    Another process may close a ballot between the two reads: its key is gone then, and its close is in the log.
    """
    missed: list[Entry] = []
    while True:
        more = await log.load(room, state.seq)
        keys = await log.keys(room)
        missed += more
        state = await _replayed(more, state)
        if not more or all(ballot.id in keys for ballot in state.ballots() if ballot.is_open):
            return state, keys, missed


async def _replayed(entries: Sequence[Entry], state: State) -> State:
    for begin in range(0, len(entries), SLICE):
        state = replay(entries[begin : begin + SLICE], state)
        await asyncio.sleep(0)
    return state
