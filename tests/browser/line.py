"""The line between browsers and a server, as bad as a test wants it: cut, half-open, deaf, slow, or with a portal in it."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_PORTAL = b"<!doctype html><title>Hotel</title><h1>Welcome. Please accept our terms.</h1>"
_PORTAL_ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%b"
    % (
        len(_PORTAL),
        _PORTAL,
    )
)


_Pieces = asyncio.Queue[tuple[float, bytes]]
"""What is under way, with the time at which it arrives; no bytes: the end."""
_END = (0.0, b"")


@dataclass
class _Call:
    """One connection through the line."""

    browser: asyncio.StreamWriter
    server: asyncio.StreamWriter
    websocket: bool = False
    silent: bool = False
    deaf: bool = False
    under_way: list[_Pieces] = field(default_factory=list)

    def abort(self) -> None:
        for end in (self.browser, self.server):
            end.transport.abort()
        for pieces in self.under_way:
            pieces.put_nowait(_END)


@dataclass
class Line:
    """A TCP proxy on a port of its own. What its methods say is so when they return."""

    to: int
    loop: asyncio.AbstractEventLoop
    port: int = 0
    latency: float = 0.0
    """Seconds, each way."""
    rate: float = float("inf")
    """Bytes a second, each way and for each connection."""
    _state: str = "up"
    _calls: list[_Call] = field(default_factory=list)
    _listening: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Every connection breaks, and none is made."""
        self._do(lambda: self._turn("cut"))

    def portal(self) -> None:
        """Every connection breaks, and a new one gets a page of somebody else's."""
        self._do(lambda: self._turn("portal"))

    def mend(self) -> None:
        self._do(lambda: self._turn("up"))

    def blink(self) -> None:
        """Every connection breaks; new ones are made."""
        self._do(lambda: self._turn("up", drop=True))

    def half_open(self) -> None:
        """The websockets there are look open and carry nothing more, either way; new ones do."""
        self._do(lambda: self._mark("silent"))

    def deafen(self) -> None:
        """The websockets there are carry what the browser says, and nothing back."""
        self._do(lambda: self._mark("deaf"))

    def slow(self, latency: float, rate: float) -> None:
        self.latency, self.rate = latency, rate

    def _do(self, what: Callable[[], None]) -> None:
        async def done() -> None:
            what()

        asyncio.run_coroutine_threadsafe(done(), self.loop).result(10)

    def _turn(self, state: str, drop: bool = False) -> None:
        drop = drop or state != "up"
        self._state = state
        for call in self._calls if drop else ():
            call.abort()

    def _mark(self, how: str) -> None:
        for call in self._calls:
            if call.websocket:
                setattr(call, how, True)

    async def open(self) -> None:
        self._listening = await asyncio.start_server(self._called, "127.0.0.1", 0)
        self.port = self._listening.sockets[0].getsockname()[1]

    async def close(self) -> None:
        if self._listening:
            self._listening.close()
        self._turn("cut")
        await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()}, return_exceptions=True)

    async def _called(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._state == "cut":
            writer.transport.abort()
        elif self._state == "portal":
            with suppress(ConnectionError):
                await reader.readuntil(b"\r\n\r\n")
                writer.write(_PORTAL_ANSWER)
                await writer.drain()
            writer.close()
        else:
            await self._through(reader, writer)

    async def _through(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            from_server, to_server = await asyncio.open_connection("127.0.0.1", self.to)
        except OSError:
            writer.transport.abort()
            return
        call = _Call(writer, to_server)
        self._calls.append(call)
        ways = (
            self._carry(call, reader, to_server, lambda: call.silent),
            self._carry(call, from_server, writer, lambda: call.silent or call.deaf),
        )
        await asyncio.gather(*ways, return_exceptions=True)
        call.abort()
        self._calls.remove(call)

    async def _carry(
        self,
        call: _Call,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        lost: Callable[[], bool],
    ) -> None:
        """What comes in is written in its order, each piece `latency` after it went through at `rate`."""
        under_way: _Pieces = asyncio.Queue()
        call.under_way.append(under_way)
        carrier = asyncio.create_task(self._deliver(under_way, writer))
        free = 0.0
        try:
            while piece := await reader.read(1400):
                call.websocket = call.websocket or b"upgrade: websocket" in piece.lower()
                if lost():
                    continue
                free = max(free, self.loop.time()) + len(piece) / self.rate
                under_way.put_nowait((free + self.latency, piece))
        finally:
            # Over a dead line nobody hears that the other end has gone.
            if not lost():
                under_way.put_nowait((free + self.latency, b""))
        await carrier

    async def _deliver(self, under_way: _Pieces, writer: asyncio.StreamWriter) -> None:
        while (item := await under_way.get())[1]:
            await asyncio.sleep(item[0] - self.loop.time())
            writer.write(item[1])
            await writer.drain()
        writer.close()


@contextmanager
def line_to(server: str) -> Iterator[Line]:
    """A line to the server at this address, run by a thread of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    line = Line(int(server.rsplit(":", 1)[1]), loop)
    asyncio.run_coroutine_threadsafe(line.open(), loop).result(10)
    try:
        yield line
    finally:
        asyncio.run_coroutine_threadsafe(line.close(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
