"""`touchstone purge`: delete what is over its term now, and say how much that was."""

import asyncio
import datetime as dt
import sys

from app.config import Settings
from app.domain.ports import NotStored
from app.live.purging import Purged, Terms, purge
from app.store.migrating import migrate
from app.store.opening import open_log


def run(settings: Settings, older_than: int | None = None, *, dry: bool = False) -> int:
    """Gives the exit status. It may run beside a server: rooms that people are in were used a moment ago."""
    terms = Terms(settings.room_days, settings.charter_days)
    if older_than is not None:
        if older_than < 1:
            print("--older-than takes days, 1 at least: rooms that people are in must stay.", file=sys.stderr)
            return 2
        terms = Terms(older_than, terms.charters)
    migrate(settings.database_url)
    try:
        purged = asyncio.run(_purge(settings.database_url, terms, dry))
    except NotStored:
        print("The database doesn't answer, or something else is writing to it. Try again.", file=sys.stderr)
        return 1
    for line in _said(purged, terms, dry):
        print(line)
    return 0


async def _purge(url: str, terms: Terms, dry: bool) -> Purged:
    log = await open_log(url)
    try:
        return await purge(log, terms, dt.datetime.now(dt.UTC), dry=dry)
    finally:
        await log.close()


def _said(purged: Purged, terms: Terms, dry: bool) -> list[str]:
    done = "would be deleted" if dry else "deleted"
    lines = []
    for count, one, days in (
        (purged.rooms, "room", terms.rooms),
        (purged.charters, "kept charter", terms.charters),
    ):
        if days:
            many = one if count == 1 else f"{one}s"
            lines.append(f"{count} {many} {done}, not used for {days} days.")
        else:
            lines.append(f"No {one} is ever deleted: its days are set to 0.")
    if purged.ballots:
        closed = "would be closed" if dry else "closed"
        many = "a room" if purged.ballots == 1 else f"{purged.ballots} rooms"
        lines.append(f"Ballots left open in {many} {closed}, not used for {terms.ballots} days.")
    return lines
