"""Closing the ballots of a room that everybody has left: its process has let go of it long ago."""

import datetime as dt
import secrets

from app.domain.commands import CloseForsaken
from app.domain.ports import Conflict, Log
from app.domain.state import EMPTY
from app.domain.turn import Context, Turn, take
from app.live.reading import read_on


async def close_forsaken(log: Log, room: str, now: dt.datetime, *, dry: bool = False) -> bool:
    """Whether there was something to close; `dry`: it isn't. Whoever is faster at it, or comes back meanwhile, goes
    before. Raises NotStored."""
    state, keys, _ = await read_on(log, room, EMPTY)
    command = CloseForsaken(id=secrets.token_hex(12))
    turn = take(state, command, Context(now, "", frozenset(), keys, secrets.token_bytes(32)))
    if not isinstance(turn, Turn) or not turn.entries:
        return False
    try:
        if not dry:
            await log.append(room, state.seq, turn.entries, turn.also)
    except Conflict:
        return False
    return True
