"""Keeping a SQLite file free of what was erased: its WAL emptied, its pages written anew. When, and how often."""

import asyncio
import sqlite3

import structlog

from app.store import rows
from app.store.sqlite import Sqlite

CHECKPOINT_AGAIN = 1.0
"""Seconds after which a checkpoint that a reader held up is tried again."""
VACUUM_AGAIN = 60.0
"""Seconds after which a vacuum that failed is tried again."""
AT_ONCE = rows.IN_MEMORY
"""Bytes up to which the file is written anew because something was erased; a larger one is by the next purge."""
REST = 20.0
"""So many times as long as the last vacuum took, others' appends are left alone."""

log = structlog.get_logger(__name__)


class Tidying:
    """Of one database. Nothing in here raises: what was stored is stored."""

    def __init__(self, database: Sqlite) -> None:
        self._database = database
        self._clear_at: float | None = None  # something erased may still be in the WAL
        self._vacuum_at: float | None = None  # and in pages that were split
        self._rested_at = 0.0
        self._untidy = True  # whoever had the file before may have had no time for it
        self._later: asyncio.Task[None] | None = None
        self._closed = False

    def note(self) -> None:
        """Words were deleted; the next purge is to see to it."""
        self._untidy = True

    async def erased(self) -> None:
        """Words were erased: the file is freed of them now, or when the last time is long enough ago."""
        self._untidy = True
        if asyncio.get_running_loop().time() >= self._rested_at:
            await self._vacuum(AT_ONCE)
        else:
            self._vacuum_at = self._rested_at
            self._plan()
            await self.clear()

    async def everything(self) -> None:
        """However large the file is, if anything may be left in it; and what is put off, now."""
        if self._untidy:
            await self._vacuum(None)

    async def close(self) -> None:
        """What is put off is done now, as far as it can be."""
        self._closed = True
        if self._later:
            self._later.cancel()
            await asyncio.wait({self._later})
        if self._vacuum_at is not None:
            await self._vacuum(AT_ONCE)

    async def clear(self) -> None:
        """Empty the WAL now, or later when a reader is in the way."""
        self._clear_at = asyncio.get_running_loop().time() + CHECKPOINT_AGAIN
        try:
            done = await self._database.maintain(rows.truncate_wal)
        except (sqlite3.Error, OSError) as failure:
            log.warning("checkpoint_put_off", reason=type(failure).__name__)
            self._plan()
            return
        if done:
            self._clear_at = None
        else:
            log.info("checkpoint_put_off", reason="busy")
            self._plan()

    async def _vacuum(self, most: int | None) -> None:
        clock = asyncio.get_running_loop().time
        began, self._vacuum_at = clock(), None
        try:
            self._untidy = not await self._database.maintain(lambda db: rows.vacuum(db, most))
        except (sqlite3.Error, OSError) as failure:
            log.warning("vacuum_put_off", reason=type(failure).__name__)
            self._vacuum_at = clock() + VACUUM_AGAIN
            self._plan()
        self._rested_at = clock() + REST * (clock() - began)
        await self.clear()

    def _plan(self) -> None:
        if not self._closed and (self._later is None or self._later.done()):
            self._later = asyncio.create_task(self._catch_up(), name="tidying")

    async def _catch_up(self) -> None:
        clock = asyncio.get_running_loop().time
        while dues := [at for at in (self._clear_at, self._vacuum_at) if at is not None]:
            await asyncio.sleep(max(0.0, min(dues) - clock()))
            if self._vacuum_at is not None and clock() >= self._vacuum_at:
                await self._vacuum(AT_ONCE)
            elif self._clear_at is not None and clock() >= self._clear_at:
                await self.clear()
