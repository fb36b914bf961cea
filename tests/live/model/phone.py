"""A client that checks every message it is sent, and the line between it and a room."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

import orjson

from app.live.connection import Connection
from app.live.room import Room
from tests.live.model.jumping import JumpingLoop
from tests.live.model.record import Record
from tests.live.vocabulary import merged


class Wire(Protocol):
    """What lies between a room and a phone; the server has its end, and the phone takes from the other."""

    connection: Connection
    room: Room

    def takes(self) -> str | None:
        """The next message, if one has come."""

    def cut(self) -> None:
        """The server hears nothing of it."""

    @property
    def ended(self) -> bool:
        """Whether the server has said all that it will ever say, and that was taken."""


class Pulled:
    """What a socket's writer does: one message at a time, the next when the other end has taken it."""

    def __init__(self, room: Room, member: str | None, since: int | None) -> None:
        self.room, self.connection = room, room.connect(member, since)
        self._arrived: deque[str] = deque()
        self._taken = asyncio.Event()
        self._task = asyncio.get_running_loop().create_task(self._write())

    async def _write(self) -> None:
        while (message := await self.connection.message()) is not None:
            self._arrived.append(message.decode())
            while self._arrived:
                self._taken.clear()
                await self._taken.wait()

    def takes(self) -> str | None:
        if not self._arrived:
            return None
        self._taken.set()
        return self._arrived.popleft()

    def cut(self) -> None:
        self._task.cancel()
        self._arrived.clear()

    @property
    def ended(self) -> bool:
        if self._task.done() and not self._task.cancelled():
            self._task.result()
        return self._task.done()


class Direct:
    """A transport with a small buffer, which the connection writes to; its server waits for the end."""

    class Buffer:
        """`app.live.line.Line`."""

        def __init__(self) -> None:
            self.unread: deque[bytes] = deque()
            self.cut = False
            self.again: Callable[[], None] = lambda: None

        def framed(self, message: bytes) -> bytes:
            return b"framed:" + message

        @property
        def writer(self) -> Callable[[bytes], None] | None:
            return None if len(self.unread) == 2 or self.cut else self._write

        def _write(self, framed: bytes) -> None:
            assert self.writer, "written to a line that doesn't take it"
            self.unread.append(framed)

        def on_taking(self, again: Callable[[], None]) -> None:
            self.again = again

    def __init__(self, room: Room, member: str | None, since: int | None) -> None:
        self._buffer = Direct.Buffer()
        self._loop = asyncio.get_running_loop()
        self.room, self.connection = room, room.connect(member, since, self._buffer)
        self._over = self._loop.create_task(self.connection.message())

    def takes(self) -> str | None:
        if not self._buffer.unread:
            return None
        full = self._buffer.writer is None
        message = self._buffer.unread.popleft().removeprefix(b"framed:").decode()
        if full:
            self._loop.call_soon(self._buffer.again)
        return message

    def cut(self) -> None:
        self._buffer.cut = True
        self._over.cancel()

    @property
    def ended(self) -> bool:
        if self._over.done() and not self._over.cancelled():
            assert self._over.result() is None
        return self._over.done() and not self._buffer.unread


class Phone:
    """`member` None: a screen."""

    def __init__(
        self, loop: JumpingLoop, record: Record, member: str | None, wire: type[Pulled | Direct]
    ) -> None:
        self._loop, self._wire = loop, wire
        self.record, self.member = record, member
        self.view: dict[str, Any] = {}
        self.seq = -1
        self.room: Room | None = None
        self.line: Wire | None = None
        self.asleep = False
        self.abandoned: list[Wire] = []
        self.promised = -1
        self.present = 0
        self.said_goodbye: str | None = None

    def connects(self, room: Room, since: int | None) -> None:
        """With what it holds when `since` is its own seq; else it forgets that first."""
        assert self.line is None
        if since != self.seq or since < 0:
            self.view, self.seq = {}, -1
        self.room, self.promised, self.said_goodbye = room, -1, None
        self.line = self._loop.calls(lambda: self._wire(room, self.member, since))

    def is_cut_off_by(self, room: Room) -> None:
        """Its process is no more."""
        if self.room is room and self.line:
            self.line.cut()
            self.line = self.room = None

    def loses_its_line(self, *, noticed: bool) -> None:
        """Not `noticed`: the server takes it for one that doesn't read."""
        if self.line is None:
            return
        if noticed:
            self._hangs_up(self.line)
        else:
            self.abandoned.append(self.line)
        self.line = self.room = None

    def lets_go(self) -> None:
        """The server finds out about the lines that were lost."""
        for line in self.abandoned:
            self._hangs_up(line)
        self.abandoned.clear()

    def _hangs_up(self, line: Wire) -> None:
        line.cut()
        self._loop.calls(line.connection.close)

    @property
    def lines_into(self) -> list[Room]:
        """The rooms that take it to be connected."""
        lines = [*self.abandoned, *([self.line] if self.line else [])]
        return [line.room for line in lines if line.connection.reason is None]

    def reads(self) -> bool:
        """One message, if one has come and it doesn't sleep."""
        if self.asleep:
            return False
        if self.line is None or (text := self.line.takes()) is None:
            return False
        self._takes(text)
        return True

    def _takes(self, text: str) -> None:
        self.record.reads_on()
        before = self.seq
        frames = orjson.loads(text)
        assert frames, "a message without a frame"
        for frame in frames:
            assert self.said_goodbye is None, "something came after the goodbye"
            match frame["type"]:
                case "snapshot" | "patch":
                    assert frame["seq"] >= self.seq, "the feed went back"
                    self.view, self.seq = merged(self.view, frame), frame["seq"]
                case "ack":
                    assert frame["seq"] <= self.record.head, "acknowledged, and not stored"
                    self.promised = max(self.promised, frame["seq"])
                case "presence":
                    self.present = frame["present"]
                case "bye":
                    self.said_goodbye = frame["reason"]
        if self.seq >= 0:
            self.record.checks_view(self.view, self.seq, self.member)
            self.record.checks_secrets(text, self.member, before, self.seq)
