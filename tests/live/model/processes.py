"""Processes over one log that is slow and faulty; and one that is neither, which writes when it isn't expected."""

import asyncio
from typing import Any

from app.domain.ports import NotStored
from app.live.limits import LiveLimits
from app.live.room import Room
from app.live.rooms import Rooms
from tests.live.model.disk import Disk, Kept
from tests.live.model.jumping import JumpingLoop
from tests.live.vocabulary import Clock

LIMITS = LiveLimits(
    inbox=12,
    tries=3,
    per_member=3,
    answers=10,
    kept_frames=2,
    kept_bytes=3_000,
    kept_views=4,
    kept_parts=60,
    coaching=1e9,
)
"""So narrow that a short run meets every bound, and with the floors of production."""


class Processes:
    """Two of them, in a loop of their own. `trouble`: what nobody in the loop has caught."""

    def __init__(self) -> None:
        self.loop = JumpingLoop()
        self.trouble: list[dict[str, Any]] = []
        self.loop.set_exception_handler(lambda loop, context: self.trouble.append(context))
        self.disk, self.clock = self.loop.calls(Disk), Clock()
        self.processes = [self.process(), self.process()]
        self.elsewhere = self.process(self.disk.kept)

    def process(self, log: Kept | None = None) -> Rooms:
        """What looks alike isn't worked out here: that takes a thread, which no jump of time waits for."""

        async def nothing(names: object) -> tuple[()]:
            return ()

        return self.loop.calls(lambda: Rooms(log or self.disk, self.clock, LIMITS, comparing=nothing))

    def room(self, code: str, process: int) -> Room | None:
        """None when it can't be read now."""
        try:
            return self.loop.does(self.processes[process % 2].find(code))
        except NotStored:
            return None

    def ends(self) -> None:
        """Nothing of it is left."""
        for task in (tasks := asyncio.all_tasks(self.loop)):
            task.cancel()
        self.loop.calls(lambda: None)
        for task in tasks:
            task.cancelled() or task.exception()
        self.loop.close()
