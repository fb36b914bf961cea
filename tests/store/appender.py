"""A process that appends and says what was acknowledged, until it's killed (or has said enough)."""

import asyncio
import sys

from app.store.log import SqlLog
from tests.store.entries import entries, given_room


async def main(url: str) -> None:
    log = SqlLog(url)
    await given_room(log, until=1)
    for seq in range(2, 20_000):
        await log.append("room-1", seq - 1, entries(seq, seq))
        sys.stdout.write(f"{seq}\n")
        sys.stdout.flush()


asyncio.run(main(sys.argv[1]))
