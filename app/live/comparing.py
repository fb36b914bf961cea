"""Look-alikes, worked out whenever the names that could be voted on have changed."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable

from app.domain.alike import to_compare
from app.domain.commands import RecordLookAlikes
from app.domain.method.lookalikes import Alike
from app.domain.state import State
from app.live.faults import report
from app.live.suggesting import Basis, compare

Comparing = Callable[[Basis], Awaitable[tuple[Alike, ...]]]
"""Raises whatever went wrong."""


async def compare_in_a_thread(basis: Basis) -> tuple[Alike, ...]:
    """Without a process: for a room by itself."""
    return await asyncio.to_thread(compare, basis)


class Comparer:
    """Of one room: `look` at its state after a change; what is found goes to `record`."""

    def __init__(
        self, room: str, comparing: Comparing, record: Callable[[RecordLookAlikes], Awaitable[object]]
    ) -> None:
        self._room, self._comparing, self._record = room, comparing, record
        self._compared: Basis | None = None
        self._task: asyncio.Task[None] | None = None

    def look(self, state: State) -> None:
        """The last look is the one that counts. When it fails, the next change of a name tries again."""
        things = to_compare(state)
        if things is None:
            return
        basis = Basis(things, state.facts.language, state.deck)
        if basis != self._compared:
            self.stop()
            self._compared = basis
            self._task = asyncio.create_task(self._compare(basis), name=f"look-alikes {self._room}")

    def forget(self) -> None:
        """The names that were compared last, which somebody may have erased."""
        self._compared = None

    def stop(self) -> None:
        if self._task:
            self._task.cancel()

    async def _compare(self, basis: Basis) -> None:
        try:
            pairs = await self._comparing(basis)
        except Exception as failure:
            report("compare_failed", failure, room=self._room)
            return
        await self._record(RecordLookAlikes(id=secrets.token_hex(12), pairs=pairs))
