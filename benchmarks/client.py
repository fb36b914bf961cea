"""The load client: raw websockets on uvloop that keep what came and when. What it means is worked out afterwards."""

import asyncio
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.framing import CLOSE, PING, PONG, TEXT, Frames, client_frame, upgrade

Reply = Callable[[bytes], bytes | None]
"""What a wire has to say at once to a message, if anything."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """How one person comes in."""

    path: str
    headers: Mapping[str, str]


class Line(asyncio.Protocol):
    """One websocket. `got` holds the moment (monotonic, ns) and the bytes of each message."""

    def __init__(self, crowd: "Crowd", ticket: Ticket) -> None:
        self._crowd, self._ticket = crowd, ticket
        self.transport: asyncio.Transport | None = None
        self.began_ns = 0
        self.open = False
        self.over = ""
        self.got: list[tuple[int, bytes]] = []
        self.bytes_in = 0
        self._head = b""
        self._unsent = b""
        self._frames = Frames()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.transport = transport
        transport.write(upgrade(self._crowd.host, self._ticket.path, self._ticket.headers))

    def data_received(self, data: bytes) -> None:
        now = time.monotonic_ns()
        self.bytes_in += len(data)
        if not self.open:
            data = self._opened(data)
            if not data:
                return
        for opcode, payload in self._frames.feed(data):
            if opcode == TEXT:
                self.got.append((now, self._crowd.one_more(self, payload, now)))
            elif opcode == PING:
                self.write(payload, PONG)
            elif opcode == CLOSE:
                self.over = self.over or f"closed {int.from_bytes(payload[:2], 'big')}"

    def _opened(self, data: bytes) -> bytes:
        """What follows the answer to the upgrade."""
        self._head += data
        head, end, rest = self._head.partition(b"\r\n\r\n")
        if not end:
            return b""
        self.open = True
        if not head.startswith(b"HTTP/1.1 101"):
            self.over = head.split(b"\r\n")[0].decode()
        elif self.transport and self._unsent:
            self.transport.write(self._unsent)
        return rest

    def connection_lost(self, failure: Exception | None) -> None:
        self.over = self.over or (f"lost: {failure}" if failure else "lost")

    def write(self, payload: bytes, opcode: int = TEXT) -> None:
        """At once, or as soon as the server has taken the upgrade."""
        if self.over:
            return
        if self.transport and self.open:
            self.transport.write(client_frame(payload, opcode))
        else:
            self._unsent += client_frame(payload, opcode)


class Crowd:
    """Lines to one server, counted together."""

    def __init__(self, host: str, port: int, reply: Reply | None = None) -> None:
        self.host, self._port, self._reply = f"{host}:{port}", port, reply
        self.lines: list[Line] = []
        self.count = 0
        self.last_ns = 0
        self._kept: dict[bytes, bytes] = {}
        self._goal = 0
        self._reached = asyncio.Event()

    def one_more(self, line: Line, payload: bytes, now: int) -> bytes:
        """Gives the payload to keep: what is the same for all is kept once."""
        self.count += 1
        self.last_ns = now
        if self._reply and (answer := self._reply(payload)):
            line.write(answer)
        if self.count >= self._goal:
            self._reached.set()
        return self._kept.setdefault(payload, payload)

    async def connect(self, tickets: Sequence[Ticket], buffer: int | None = None) -> list[Line]:
        """All at once. Gives the lines in the order of the tickets; those that failed say so in `over`.

        `buffer`: bytes that the kernel keeps for a line that doesn't read; unless given, as it pleases.
        """
        loop = asyncio.get_running_loop()
        lines = [Line(self, ticket) for ticket in tickets]
        self.lines += lines

        async def one(line: Line) -> None:
            line.began_ns = time.monotonic_ns()
            wire = socket.socket()
            wire.setblocking(False)
            if buffer:
                wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
            try:
                await loop.sock_connect(wire, ("127.0.0.1", self._port))
                await loop.create_connection(lambda: line, sock=wire)
            except OSError as failure:
                line.over = f"not connected: {failure}"

        await asyncio.gather(*(one(line) for line in lines))
        return lines

    async def count_reaches(self, count: int, within: float) -> bool:
        """Wait until so many messages have come since the crowd's begin; false after so many seconds."""
        self._goal = count
        self._reached.clear()
        if self.count >= count:
            return True
        try:
            async with asyncio.timeout(within):
                await self._reached.wait()
        except TimeoutError:
            return False
        return True

    async def until(self, true: Callable[[], bool], within: float) -> bool:
        """Look every 20 ms."""
        end = time.monotonic() + within
        while not true():
            if time.monotonic() > end:
                return False
            await asyncio.sleep(0.02)
        return True

    async def quiet(self, seconds: float, within: float = 60.0) -> bool:
        """Wait until nothing has come for so long."""
        begun = time.monotonic_ns()

        def still() -> bool:
            return time.monotonic_ns() - max(begun, self.last_ns) >= seconds * 1e9

        return await self.until(still, within)

    def forget(self) -> None:
        """What came so far, to spare memory; not the lines."""
        self._kept = {}
        for line in self.lines:
            line.got = []

    @property
    def lost(self) -> list[str]:
        """Why lines are over that nobody closed."""
        return [line.over for line in self.lines if line.over]

    def close(self) -> None:
        for line in self.lines:
            line.over = line.over or "left"
            if line.transport:
                line.transport.abort()
