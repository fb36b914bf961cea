"""What nobody has used for as long as it is kept goes: rooms with all they have, charters that were kept apart, and the
keys of ballots that were left open."""

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.ports import Log
from app.live.clock import Clock
from app.live.faults import report
from app.live.forsaken import close_forsaken

BATCH = 50
"""Ids that are looked up at once; each is deleted in a transaction of its own, so that nobody waits for all."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Days after the last use; 0: for ever."""

    rooms: int = 90
    charters: int = 400
    ballots: int = 7
    """A ballot stays open so long in a room that nobody uses."""


@dataclass(frozen=True, slots=True)
class Purged:
    """`ballots`: rooms whose open ballots were closed."""

    rooms: int
    charters: int
    ballots: int = 0


async def purge(
    log: Log,
    terms: Terms,
    now: dt.datetime,
    *,
    dry: bool = False,
    is_open: Callable[[str], bool] = lambda room: False,
) -> Purged:
    """Delete what is over its term, and tell how much that was; `dry`: how much it would be.

    Rooms that are open here (`is_open`) stay; those that are open elsewhere were used a moment ago. Several processes
    may purge at once: what one has deleted, the others don't find. Raises NotStored; what was deleted by then is gone.
    """
    purged = Purged(
        await _rooms(log, _since(now, terms.rooms), dry, is_open),
        await _charters(log, _since(now, terms.charters), dry),
        await _ballots(log, _since(now, terms.ballots), now, dry, is_open),
    )
    if not dry:
        await log.tidy()
    return purged


def _since(now: dt.datetime, days: int) -> dt.datetime:
    return now - dt.timedelta(days=days) if days else dt.datetime.min.replace(tzinfo=dt.UTC)


async def _rooms(log: Log, since: dt.datetime, dry: bool, is_open: Callable[[str], bool]) -> int:
    gone, last = 0, ""
    while ids := await log.unused_rooms(since, last, BATCH):
        for id in ids:
            if not is_open(id):
                gone += dry or await log.delete_unused_room(id, since)
        last = ids[-1]
    return gone


async def _charters(log: Log, since: dt.datetime, dry: bool) -> int:
    gone, last = 0, ""
    while ids := await log.unused_charters(since, last, BATCH):
        for id in ids:
            gone += dry or await log.delete_unused_charter(id, since)
        last = ids[-1]
    return gone


async def _ballots(
    log: Log, since: dt.datetime, now: dt.datetime, dry: bool, is_open: Callable[[str], bool]
) -> int:
    closed, last = 0, ""
    while ids := await log.asking_rooms(since, last, BATCH):
        for id in ids:
            if not is_open(id):
                closed += await close_forsaken(log, id, now, dry=dry)
        last = ids[-1]
    return closed


class Purging:
    """Purges by itself, every so many hours from `first` seconds on, within a running event loop until `stop`."""

    def __init__(
        self, log: Log, terms: Terms, clock: Clock, hours: float, first: float, is_open: Callable[[str], bool]
    ) -> None:
        self._log, self._terms, self._clock, self._is_open = log, terms, clock, is_open
        self._first, self._pause = first, hours * 3600
        self._task = asyncio.create_task(self._run(), name="purging") if hours else None

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _run(self) -> None:
        await asyncio.sleep(self._first)
        while True:
            try:
                await purge(self._log, self._terms, self._clock(), is_open=self._is_open)
            except Exception as failure:  # the next one may do better
                report("purge_failed", failure, room="")
            await asyncio.sleep(self._pause)
