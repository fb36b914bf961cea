"""How often: every limit, in one place. What operators are told of them is in docs/operate.md."""

import asyncio
from collections.abc import Callable
from typing import Literal, Protocol, get_args
from weakref import WeakValueDictionary

from app.config import Settings
from app.web.buckets import Buckets

LimitName = Literal[
    "wrong_code",
    "wrong_passcode",
    "wrong_password",
    "pairing",
    "sign_in",
    "new_room",
    "taken_back",
    "upload",
    "command",
    "message",
    "inbox",
    "room_connections",
    "member_connections",
    "unread",
    "messages_ahead",
    "pings",
    "room_full",
    "waiting_full",
    "passcodes_busy",
    "press_busy",
    "body",
    "message_size",
    "late_request",
    "unasked",
    "head_size",
    "requests_ahead",
    "untaken",
]
"""The label of the metric `touchstone_limited_total`. It never names an address, a room or a person."""
NAMES: tuple[LimitName, ...] = get_args(LimitName)
_FULL: dict[str, LimitName] = {
    "room_full": "room_full",
    "waiting_full": "waiting_full",
    "passcodes_busy": "passcodes_busy",
    "press_busy": "press_busy",
}
"""What a refusal is called by which somebody hears of a limit, where it isn't 429."""

FRAMES_PER_SECOND, FRAME_BURST = 100.0, 400
"""Of one connection, whatever they are: a client's outbox holds 100 commands."""


class Shared(Protocol):
    """Buckets that several processes have in common."""

    async def ask(self, bucket: str, rate: float, burst: float, cost: int) -> float | None:
        """Take `cost` (1, or 0 to look). Seconds until there is one, 0.0 when there is; None: nobody can say now."""


class Limit:
    """So many at once and so many a second for each key: an address, a room.

    Shared with the other processes where there's something to share it through, else this process's own. What
    others know of a key is asked only when this process knows something against it, too: whoever does nothing wrong
    costs nothing, and who goes from process to process has one try more at each.
    """

    def __init__(
        self,
        name: LimitName,
        rate: float,
        burst: float,
        refused: Callable[[LimitName], None] = lambda name: None,
        shared: Shared | None = None,
    ) -> None:
        self.name = name
        self._rate, self._burst = rate, burst
        self._refused, self._shared = refused, shared
        self._here = Buckets(rate, burst)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def turn(self, key: str) -> asyncio.Lock:
        """Held while a try is looked at and counted: what comes at the same moment is counted before the next, else
        a thousand guesses sent at once would all find the limit untouched."""
        return self._turns.setdefault(key, asyncio.Lock())

    async def take(self, key: str) -> float:
        """Count one for this key; 0.0 when it was within the limit, else the seconds until one is."""
        here = self._here.of(key).take()
        return await self._or_shared(key, 1, here)

    async def wait(self, key: str) -> float:
        """Seconds until one would be within the limit, without counting."""
        known = self._here.known(key)
        return 0.0 if known is None else await self._or_shared(key, 0, known.wait())

    def refused(self) -> None:
        """Count in the metric that somebody was refused for this limit."""
        self._refused(self.name)

    async def _or_shared(self, key: str, cost: int, here: float) -> float:
        if self._shared is None:
            return here
        there = await self._shared.ask(f"{self.name}/{key}", self._rate, self._burst, cost)
        return here if there is None else there


def count(app: object, name: LimitName) -> None:
    """From a protocol of the server's, which has nothing of the application's but itself."""
    if state := getattr(app, "state", None):
        state.services.limits.refused(name)


class Limits:
    """One for each application. `refused` is told the name of a limit each time that somebody is refused for it.

    At the door they are shared: a guesser would have each process's share otherwise. A command's is this
    process's own, since nothing of the command's path may wait for another server, and a member has at most
    four connections to spread over processes.
    """

    def __init__(
        self,
        settings: Settings,
        refused: Callable[[LimitName], None] = lambda name: None,
        shared: Shared | None = None,
    ) -> None:
        self.refused = refused

        def limit(name: LimitName, many: float, seconds: float) -> Limit:
            return Limit(name, many / seconds, many, refused, shared)

        self.wrong_code = limit("wrong_code", settings.wrong_codes_per_minute, 60)
        self.wrong_passcode = limit("wrong_passcode", settings.wrong_passcodes_per_minute, 60)
        self.wrong_password = limit("wrong_password", settings.wrong_passwords_per_minute, 60)
        self.pairing = limit("pairing", settings.wrong_codes_per_minute, 60)
        self.sign_in = limit("sign_in", 60, 60)
        self.new_room = limit("new_room", settings.rooms_per_hour, 3600)
        self.taken_back = limit("taken_back", 60, 3600)
        self.upload = limit("upload", settings.uploads_per_minute, 60)
        self.command = Buckets(settings.commands_per_second, settings.command_burst)

    def told(self, code: str) -> None:
        """Count the refusal with this code, where it says that something is full."""
        if name := _FULL.get(code):
            self.refused(name)
