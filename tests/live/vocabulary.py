"""The words of these tests: a room that is open, people in it with their sockets, and what they hold."""

import asyncio
import datetime as dt
import itertools
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

import orjson

from app.domain import views
from app.domain.ballots import answer_id
from app.domain.commands import Join, OpenRoom, PublicCommand, parse
from app.domain.events import Entry, RoundOpened, RunoffOpened, VoteOpened
from app.domain.evolve import replay
from app.domain.ports import Log
from app.domain.refusal import Refused
from app.domain.state import State
from app.live.connection import Connection
from app.live.diff import merge
from app.live.draft import Acked, Answer
from app.live.limits import LiveLimits
from app.live.room import Room
from app.live.rooms import Rooms
from tests.live.lines import Pulled
from tests.live.log import Disk

HOST = "host-0000"
CODE = "KT7M4R"
PATIENCE = 10.0
AT_ONCE = LiveLimits(tick=0, presence_tick=0, coaching=3_600)
"""No floor between frames, so that a test sees each change as it comes; and no tick but those it makes."""


class Clock:
    def __init__(self) -> None:
        self.now = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(milliseconds=1)
        return self.now


@dataclass
class Person:
    """A client: it merges what it is sent and has no rules of its own. `member` None: a screen.

    `direct`: their connections write to a line, and aren't asked for messages.
    """

    direct: ClassVar[bool] = False
    room: Room
    member: str | None
    connection: Connection = field(init=False)
    line: Pulled | None = field(init=False)
    view: dict[str, Any] = field(default_factory=dict)
    seq: int = -1
    frames: list[dict[str, Any]] = field(default_factory=list)
    over: bool = False

    def __post_init__(self) -> None:
        self._connects(None)

    def comes_back(self, room: Room | None = None, *, knowing: bool = True) -> None:
        """Connect again, with what is held from before or without."""
        self.connection.close()
        self.room = room or self.room
        if not knowing:
            self.view, self.seq = {}, -1
        self._connects(self.seq if self.seq >= 0 else None)
        self.over = False

    def _connects(self, since: int | None) -> None:
        self.line = Pulled() if self.direct else None
        self.connection = self.room.connect(self.member, since, self.line)

    async def reads(self) -> list[dict[str, Any]]:
        """The next message, merged; empty when it is over."""
        async with asyncio.timeout(PATIENCE):
            message = await (self.line.message(self.connection) if self.line else self.connection.message())
        if message is None:
            self.over = True
            return []
        frames: list[dict[str, Any]] = orjson.loads(message)
        for frame in frames:
            self._apply(frame)
        self.frames += frames
        self.over = frames[-1]["type"] == "bye"
        return frames

    async def reads_until(self, condition: Callable[[], bool]) -> None:
        while not condition():
            assert not self.over, "the connection ended"
            await self.reads()

    async def reaches(self, seq: int) -> None:
        await self.reads_until(lambda: self.seq >= seq)

    async def news(self) -> list[dict[str, Any]]:
        """All that there is to be read now: an answer of our own comes after it."""
        marker = new_id()
        self.connection.answer({"type": "ack", "id": marker, "seq": -1})
        read: list[dict[str, Any]] = []
        while not self.over and not any(frame.get("id") == marker for frame in read):
            read += await self.reads()
        return [frame for frame in read if frame.get("id") != marker]

    def of(self, type: str) -> list[dict[str, Any]]:
        return [frame for frame in self.frames if frame["type"] == type]

    def asks(self, type: str, **fields: Any) -> "asyncio.Future[Answer]":
        """Put a command into the room's inbox."""
        return self.room.submit(str(self.member), command(type, **fields))

    async def says(self, type: str, **fields: Any) -> Answer:
        """The same, and hand the answer to the connection, as the socket does."""
        return await self.hears(fields.setdefault("id", new_id()), self.asks(type, **fields))

    async def hears(self, id: str, answer: "asyncio.Future[Answer]") -> Answer:
        async with asyncio.timeout(PATIENCE):
            came = await answer
        if isinstance(came, Acked):
            self.connection.answer({"type": "ack", "id": id, "seq": came.seq})
        else:
            params = dict(came.params)
            self.connection.answer(
                {"type": "refused", "id": id, "code": came.code, "params": params, "message": "No."}
            )
        return came

    async def does(self, type: str, **fields: Any) -> int:
        """The same, and it must go well; gives the seq."""
        came = await self.says(type, **fields)
        assert isinstance(came, Acked), came
        return came.seq

    def _apply(self, frame: dict[str, Any]) -> None:
        if frame["type"] not in ("snapshot", "patch"):
            return
        assert frame["seq"] >= self.seq, "the feed went back"
        self.view, self.seq = merged(self.view, frame), frame["seq"]


def merged(view: dict[str, Any], frame: dict[str, Any]) -> dict[str, Any]:
    """What a client holds after a snapshot or a patch."""
    parts = {key: part for key, part in frame.items() if key not in ("type", "seq", "now")}
    if frame["type"] == "patch":
        return merge(view, parts)
    if "guests" in parts:
        parts["guest"] = parts.pop("guests")
    whole = {key: part for key, part in parts.items() if part is not None}
    dropped = [key for key, part in parts.items() if part is None]
    return {key: part for key, part in view.items() if key not in dropped} | whole


async def settled() -> None:
    """Whatever was to happen without waiting for anybody has happened: a few turns of the loop."""
    for _ in range(5):
        await asyncio.sleep(0)


_ids = itertools.count(1)


def new_id() -> str:
    return f"id-{next(_ids):08d}"


def command(type: str, **fields: Any) -> PublicCommand:
    parsed = parse({"type": type, "id": fields.pop("id", None) or new_id(), **fields})
    assert not isinstance(parsed, Refused), parsed
    return parsed


def opening(**fields: Any) -> OpenRoom:
    usual = {"code": CODE, "salt": "salt", "title": "Platform team", "host_name": "Henrik"}
    return OpenRoom(id=new_id(), **(usual | fields))


async def joined(room: Room, name: str = "Amara") -> Person:
    """Someone new, in and connected."""
    member = new_id()
    came = await room.submit(member, Join(id=member, name=name))
    assert isinstance(came, Acked), came
    person = Person(room, member)
    await person.reads()
    return person


@dataclass
class Live:
    log: Disk
    rooms: Rooms
    room: Room
    host: Person

    async def joins(self, name: str = "Amara") -> Person:
        return await joined(self.room, name)

    async def screen(self) -> Person:
        screen = Person(self.room, None)
        await screen.reads()
        return screen

    async def goes_to(self, *stages: str) -> None:
        for stage in stages:
            if stage == "cluster" and not self.room.state.revealed:
                await self.host.does("lift_curtain")
            await self.host.does("go_to", stage=stage)


@asynccontextmanager
async def live(limits: LiveLimits = AT_ONCE, log: Disk | None = None, **settings: Any) -> AsyncIterator[Live]:
    """A room with its host connected; the rooms are closed at the end."""
    log = log or Disk()
    rooms = Rooms(log, Clock(), limits)
    room = await rooms.create(opening(**settings), HOST)
    assert isinstance(room, Room)
    host = Person(room, HOST)
    await host.reads()
    try:
        yield Live(log, rooms, room, host)
    finally:
        log.turning.set()
        log.fails.clear()
        await rooms.close()


def fresh(state: State, keys: dict[str, bytes], member: str | None) -> dict[str, Any]:
    """What someone sees who comes now."""
    view: dict[str, Any] = {"shared": views.shared(state)}
    if member is None:
        return view
    view["mine"] = views.mine(state, member, keys)
    if member == state.lead:
        view["lead"] = views.lead(state)
    if member in (state.host, state.lead):
        view["door"] = views.door(state, member)
    if member == state.host:
        guests = [m.id for m in state.members.values() if m.kind == "guest" and not m.removed]
        view["guest"] = {guest: views.mine(state, guest, keys) for guest in guests}
    return view


async def stored(log: Log, room: str) -> tuple[State, dict[str, bytes]]:
    """The room as its log tells it."""
    return replay(await log.load(room)), dict(await log.keys(room))


async def assert_holds_what_is_stored(person: Person, log: Log) -> None:
    state, keys = await stored(log, person.room.id)
    assert person.view == fresh(state, keys, person.member)


def carried_out_once(entries: list[Entry]) -> dict[str, int]:
    """See that no seq is missing and no command is in the log twice; gives the last seq of each command."""
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    runs = [id for id, _ in itertools.groupby(entry.command for entry in entries)]
    assert len(runs) == len(set(runs)), "a command was carried out twice"
    return {entry.command: entry.seq for entry in entries}


def last_of(ids: Iterable[str], entries: list[Entry]) -> dict[str, int]:
    """The last seq of each of these commands that is in the log, which has an answer in a ballot under an id of its own."""
    last = carried_out_once(entries)
    asked = [e.event.ballot for e in entries if isinstance(e.event, VoteOpened | RunoffOpened | RoundOpened)]
    names = {id: (id, *(answer_id(ballot, id) for ballot in asked)) for id in ids}
    return {id: last[name] for id, these in names.items() for name in these if name in last}
