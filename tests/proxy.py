"""A way to a server on this machine that can be cut: so that a server that others use needn't be stopped."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

Rewrite = Callable[[bytes], bytes]


class Proxy:
    """Passes bytes on to `host`:`port`, unless it is cut. Find it at 127.0.0.1:`port`.

    `rewrite` what a connection says first: the head of a request. `address`: from which it comes there.
    """

    def __init__(
        self, host: str, port: int, rewrite: Rewrite = lambda head: head, address: str = "127.0.0.1"
    ) -> None:
        self._there = (host, port)
        self._rewrite, self._address = rewrite, address
        self._ways: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    async def open(self) -> None:
        """On a free port the first time, on the same one later."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Nobody gets through any more, and who had is cut off."""
        if self._server:
            self._server.close()
        self._server = None
        for way in list(self._ways):
            way.transport.abort()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, here: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        there, on = await asyncio.open_connection(*self._there, local_addr=(self._address, 0))
        self._ways |= {back, on}
        if self._server is None:  # cut meanwhile
            back.transport.abort()
            on.transport.abort()
        try:
            await asyncio.gather(_pass(here, on, self._rewrite), _pass(there, back))
        finally:
            self._ways -= {back, on}


async def _pass(
    source: asyncio.StreamReader, sink: asyncio.StreamWriter, rewrite: Rewrite | None = None
) -> None:
    with suppress(OSError):
        while some := await source.read(65_536):
            sink.write(rewrite(some) if rewrite else some)
            rewrite = None
            await sink.drain()
    sink.close()


def forwarding(visitor: str, scheme: str) -> Rewrite:
    """As a proxy does that heard a request from `visitor`: what was said of where it comes from is kept, and added to."""

    def rewrite(head: bytes) -> bytes:
        request, *lines = head.split(b"\r\n")
        told = [line for line in lines if line.lower().startswith(b"x-forwarded-for:")]
        kept = [line for line in lines if line not in told and not line.lower().startswith(b"x-forwarded-")]
        hops = [line.partition(b":")[2].strip() for line in told] + [visitor.encode()]
        said = [b"X-Forwarded-For: " + b", ".join(hops), b"X-Forwarded-Proto: " + scheme.encode()]
        return b"\r\n".join([request, *said, *kept])

    return rewrite


@asynccontextmanager
async def proxy(
    host: str, port: int, rewrite: Rewrite = lambda head: head, address: str = "127.0.0.1"
) -> AsyncIterator[Proxy]:
    way = Proxy(host, port, rewrite, address)
    await way.open()
    try:
        yield way
    finally:
        await way.cut()
