"""Look-alikes, worked out whenever the names that could be voted on have changed."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence

from app.data.lexicon import lexicon
from app.domain.alike import to_compare
from app.domain.commands import RecordLookAlikes
from app.domain.method.lookalikes import Alike, Named, look_alikes
from app.domain.state import State
from app.live.faults import report

Comparing = Callable[[Sequence[Named]], Awaitable[tuple[Alike, ...]]]
"""Raises whatever went wrong."""


def compare(things: Sequence[Named]) -> tuple[Alike, ...]:
    """What looks alike among these."""
    return tuple(look_alikes(things, lexicon()))


async def compare_in_a_thread(things: Sequence[Named]) -> tuple[Alike, ...]:
    """Without a process: for a room by itself."""
    return await asyncio.to_thread(compare, things)


class Comparer:
    """Of one room: `look` at its state after a change; what is found goes to `record`."""

    def __init__(
        self, room: str, comparing: Comparing, record: Callable[[RecordLookAlikes], Awaitable[object]]
    ) -> None:
        self._room, self._comparing, self._record = room, comparing, record
        self._compared: Sequence[Named] | None = None
        self._task: asyncio.Task[None] | None = None

    def look(self, state: State) -> None:
        """The last look is the one that counts. When it fails, the next change of a name tries again."""
        things = to_compare(state)
        if things is None or things == self._compared:
            return
        self.stop()
        self._compared = things
        self._task = asyncio.create_task(self._compare(things), name=f"look-alikes {self._room}")

    def stop(self) -> None:
        if self._task:
            self._task.cancel()

    async def _compare(self, things: Sequence[Named]) -> None:
        try:
            pairs = await self._comparing(things)
        except Exception as failure:
            report("compare_failed", failure, room=self._room)
            return
        await self._record(RecordLookAlikes(id=secrets.token_hex(12), pairs=pairs))
