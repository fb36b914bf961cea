"""A room in its application, without a network: people on lines of both kinds, and pages over HTTP. All chance and all
time in it are given, so that two worlds to which the same happens do the same, byte for byte."""

import asyncio
import datetime as dt
import hashlib
import itertools
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any
from unittest import mock

import httpx
import structlog
from fastapi import FastAPI

from app.charter.press import Press
from app.config import Settings
from app.domain import ballots, commands as c
from app.domain.commands import Join, OpenRoom
from app.domain.ports import AddToken, Also, Log
from app.live.clock import Clock
from app.live.connection import Connection
from app.live.direct import DirectConnection
from app.live.limits import LiveLimits
from app.live.passes import Pass
from app.live.room import Room
from app.live.rooms import Rooms
from app.live.suggesting import Basis, compare, work_out
from app.main import create_app
from app.web import socket
from app.web.identity import Identity, digest
from app.web.metrics import Metrics
from app.web.services import Services
from tests.live.lines import Taking
from tests.live.log import Disk

CODE, SALT, HOST = "KT7M4R", "a room's own salt", "host-0000"
LIMITS = LiveLimits(tick=0, presence_tick=0, coaching=3_600, kept_views=12, kept_frames=8)
SCREEN = "screen"
"""As an audience; everyone else is called by their id."""
PATIENCE = 30.0

Answered = tuple[int, list[tuple[str, str]], bytes]
"""What a page was answered: status, headers, body."""

_pseudonym = ballots.pseudonym


class Chance:
    """What is random to the application. `turn` names where one is: the same in both worlds."""

    def __init__(self) -> None:
        self.turn, self._count = "", itertools.count()
        self.swapped: Mapping[str, str] = {}

    def at(self, turn: str, swapped: Mapping[str, str]) -> None:
        self.turn, self._count, self.swapped = turn, itertools.count(), swapped

    def token_bytes(self, size: int) -> bytes:
        return hashlib.shake_256(f"{self.turn}/{next(self._count)}".encode()).digest(size)

    def token_hex(self, size: int) -> str:
        return self.token_bytes(size).hex()

    def uuid4(self) -> str:
        return self.token_hex(16)

    def pseudonym(self, key: bytes, member: str) -> str:
        """Where two people's parts are exchanged, so are their pseudonyms: under another key, as likely as this one,
        they would be."""
        return _pseudonym(key, self.swapped.get(member, member))


CHANCE = Chance()


@contextmanager
def given_chance() -> Iterator[None]:
    """The application draws from CHANCE."""
    places = (
        "live.draft.secrets",
        "live.room.secrets",
        "live.comparing.secrets",
        "live.rooms.secrets",
        "live.rooms.uuid",
    )
    hashes = ("domain.ballots.pseudonym", "domain.turn.pseudonym", "domain.views.mine.pseudonym")
    with ExitStack() as patched:
        for place in places:
            patched.enter_context(mock.patch(f"app.{place}", CHANCE))
        for place in hashes:
            patched.enter_context(mock.patch(f"app.{place}", CHANCE.pseudonym))
        yield


@cache
def application() -> FastAPI:
    """One for all worlds: whose turn it is puts in its services."""
    return create_app(Settings(database_url="sqlite:///unused.db"))


class Time:
    """The time in a world. It stands still until it is set, however often it is looked at."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 11, 29, 9, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now


async def _suggesting(basis: Basis) -> Any:
    return work_out(replace(basis, language="en"))  # each language takes seconds to learn


async def _comparing(basis: Basis) -> Any:
    return compare(replace(basis, language="en"))


class Heard(Taking):
    """A line that takes everything, as what everyone else gets."""

    def framed(self, message: bytes) -> bytes:
        return message


@dataclass
class Seat:
    """Somebody's connection, and every message that came over it."""

    member: str | None
    connection: Connection
    line: Heard | None
    came: list[bytes] = field(default_factory=list)
    reader: "asyncio.Task[None] | None" = None

    def said(self) -> list[bytes]:
        return self.line.written if self.line else self.came

    async def read(self) -> None:
        while (message := await self.connection.message()) is not None:
            self.came.append(message)

    @property
    def over(self) -> bool:
        return self.connection.reason is not None


@cache
def presses() -> tuple[Press, Press]:
    """One for each world: a charter that one of them printed isn't the other's."""
    return Press(), Press()


class World:
    """One of two. `swapped`: who is exchanged with whom in it; `log`: in memory unless given; `press`: where charters are printed."""

    line: type[Heard] = Heard

    def __init__(
        self, swapped: Mapping[str, str], log: Log | None = None, press: Press | None = None
    ) -> None:
        self.swapped, self._press = swapped, press
        self.clock: Time = Time()
        self.disk = Disk()
        self.log: Log = log or self.disk
        self.metrics = Metrics()
        self.logs: list[Any] = []
        self.seats: dict[tuple[str, bool], Seat] = {}
        self.rooms: Rooms
        self.room: Room
        self.services: Services

    async def opens(self, **settings: Any) -> None:
        clock: Clock = self.clock
        self.rooms = Rooms(self.log, clock, LIMITS, suggesting=_suggesting, comparing=_comparing)
        press = self._press or Press()
        unhindered = Settings(commands_per_second=1e9, command_burst=10**9)
        self.services = Services(unhindered, self.log, self.rooms, press, self.metrics)
        opening = OpenRoom(
            id=HOST, code=CODE, salt=SALT, title="Platform team", host_name="Henrik", **settings
        )
        tokens: list[Also] = [
            AddToken(digest(token_of(HOST)), HOST, "host"),
            AddToken(digest(token_of(SCREEN)), "", "screen"),
        ]
        room = await self.rooms.create(opening, HOST, tokens)
        assert isinstance(room, Room)
        self.room = room

    async def joins(self, member: str, name: str) -> None:
        token = AddToken(digest(token_of(member)), member, "member")
        await self.room.submit(member, Join(id=member, name=name), [token])

    def sits(self, who: str, *, direct: bool, knowing: bool = True) -> None:
        """Connects them, anew if they were: with what they hold, or without."""
        before = self.seats.get((who, direct))
        since = None
        if before:
            since = before.connection._seq if knowing and before.connection._seq >= 0 else None
            before.connection.close()
        member = None if who == SCREEN else who
        line = self.line() if direct else None
        connection = self.room.connect(member, since, line)
        seat = Seat(member, connection, line)
        if before:
            seat.came = before.came
            if seat.line and before.line:
                seat.line.written = before.line.written
        if not isinstance(connection, DirectConnection):
            seat.reader = asyncio.create_task(seat.read())
        self.seats[who, direct] = seat

    def leaves(self, who: str) -> None:
        for (one, _), seat in self.seats.items():
            if one == who:
                seat.connection.close()

    def says(self, sender: str, command: c.Command) -> None:
        """As from their socket, where they have one; what the shell says, and those without one, go in at once."""
        if not sender or isinstance(command, c.Tick):
            self.room.submit(sender, command)
            return
        seat = next((s for (who, _), s in self.seats.items() if who == sender and not s.over), None)
        if seat is None:
            self.room.submit(sender, command)
            return
        frame = command.model_dump(mode="json")
        socket._take(
            self.services, Identity(self.room, sender, Pass(sender, "member")), seat.connection, frame, None
        )

    async def settles(self) -> None:
        """Until nothing more happens by itself."""
        room = self.room
        async with asyncio.timeout(PATIENCE):
            while True:
                await room._rest.wait()
                aside = [task for task in (room._aside, room._comparer._task) if task and not task.done()]
                if not aside:
                    break
                await asyncio.wait(aside)
        for _ in range(6):
            await asyncio.sleep(0)

    async def asks(self, who: str, path: str) -> Answered:
        """What a GET is answered."""
        app = application()
        app.state.services = self.services
        transport = httpx.ASGITransport(app)
        headers = {"Authorization": f"Bearer {token_of(who)}"}
        async with httpx.AsyncClient(
            transport=transport, base_url="http://room.test", headers=headers
        ) as http:
            answer = await http.get(path)
        return answer.status_code, answer.headers.multi_items(), answer.content

    def figures(self) -> list[str]:
        """What /metrics says, without when a figure was first told."""
        lines = self.metrics.text().decode().splitlines()
        return [line for line in lines if "_created" not in line]

    async def closes(self) -> None:
        await self.rooms.close()
        for seat in self.seats.values():
            if seat.reader:
                seat.reader.cancel()


def token_of(who: str) -> str:
    return f"token-of-{who}-00000000000000"


@contextmanager
def logged() -> Iterator[list[Any]]:
    """Every line that is logged meanwhile."""
    with structlog.testing.capture_logs() as lines:
        yield lines


async def soon() -> None:
    """A while, to look again for what something else does."""
    done = asyncio.Event()
    asyncio.get_running_loop().call_later(0.05, done.set)
    await done.wait()
