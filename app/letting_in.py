"""`touchstone let-in`: a code that makes one browser the host of a room, for a host who has none left that could show it."""

import asyncio
import sys

from app.config import Settings
from app.domain.decide.devices import OPERATOR
from app.domain.ports import NotStored
from app.live.clock import wall
from app.live.rooms import Rooms
from app.store.migrating import migrate
from app.store.opening import open_log
from app.web.coming_in import Offered, code_for
from app.web.problems import Problem


def run(settings: Settings, room: str) -> int:
    """Gives the exit status. It may run beside a server, which reads of the code when it is used."""
    migrate(settings.database_url)
    try:
        offered = asyncio.run(_offered(settings.database_url, room))
    except (NotStored, Problem):
        print("The database doesn't answer, or something else is writing to it. Try again.", file=sys.stderr)
        return 1
    if offered is None:
        print("No room has this code.", file=sys.stderr)
        return 1
    print(f"{offered.code} makes one browser the host of this room: once, within five minutes.")
    print("Enter it on the page that asks for a name, under “I was here before”.")
    return 0


async def _offered(url: str, code: str) -> Offered | None:
    log = await open_log(url)
    rooms = Rooms(log, wall)
    try:
        room = await rooms.find(code)
        return None if room is None else await code_for(room, OPERATOR, room.state.host)
    finally:
        await rooms.close()
        await log.close()
