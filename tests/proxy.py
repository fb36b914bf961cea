"""A way to a server on this machine that can be cut: so that a server that others use needn't be stopped."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress


class Proxy:
    """Passes bytes on to `host`:`port`, unless it is cut. Find it at 127.0.0.1:`port_here`."""

    def __init__(self, host: str, port: int) -> None:
        self._there = (host, port)
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
        there, on = await asyncio.open_connection(*self._there)
        self._ways |= {back, on}
        if self._server is None:  # cut meanwhile
            back.transport.abort()
            on.transport.abort()
        try:
            await asyncio.gather(_pass(here, on), _pass(there, back))
        finally:
            self._ways -= {back, on}


async def _pass(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while some := await source.read(65_536):
            sink.write(some)
            await sink.drain()
    sink.close()


@asynccontextmanager
async def proxy(host: str, port: int) -> AsyncIterator[Proxy]:
    way = Proxy(host, port)
    await way.open()
    try:
        yield way
    finally:
        await way.cut()
