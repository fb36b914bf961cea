"""What a decision may look at besides the room: who asks, when, and what else the shell knows."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from app.domain.ballots import Keys
from app.domain.events import Event
from app.domain.refusal import Refused

Decision = list[Event] | Refused
"""What happens, in order (nothing: all is so already), or why it doesn't."""


@dataclass(frozen=True, slots=True)
class Ask:
    """`pseudonym` is there when the command speaks in an open ballot; `connected` are members with a live socket;
    `held` are cards in the hands of others,
    `seed` are random bytes, for this command alone."""

    at: dt.datetime
    member: str
    command: str
    connected: frozenset[str]
    keys: Keys
    pseudonym: str | None = None
    seed: bytes = b""
    held: frozenset[str] = frozenset()

    def new_id(self, *parts: str) -> str:
        """An id for something else that this command makes: the same for the same command and parts."""
        return hashlib.sha256("/".join((self.command, *parts)).encode()).hexdigest()[:24]
