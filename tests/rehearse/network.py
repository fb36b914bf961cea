"""A network that fails, for a person to live with: a server that answers by a script, one part a connection."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import orjson
from websockets.asyncio.server import ServerConnection, serve

Part = Callable[["Line"], Awaitable[None]]


class Line:
    """One connection, from the server's end."""

    def __init__(self, socket: ServerConnection) -> None:
        self._socket = socket

    async def says(self, *frames: dict[str, Any]) -> None:
        await self._socket.send(orjson.dumps(frames).decode())

    async def hears(self) -> dict[str, Any]:
        """The next command."""
        (frame,) = orjson.loads(await self._socket.recv())
        command: dict[str, Any] = frame
        return command

    async def closes(self, code: int) -> None:
        await self._socket.close(code)

    async def breaks(self) -> None:
        """Without a word, as when a phone leaves the building."""
        self._socket.transport.abort()
        await self._socket.wait_closed()


@asynccontextmanager
async def network(*parts: Part) -> AsyncIterator[tuple[str, list[str]]]:
    """Gives the address, and the paths that were asked for."""
    asked: list[str] = []

    async def answer(socket: ServerConnection) -> None:
        assert socket.request
        asked.append(socket.request.path)
        await parts[len(asked) - 1](Line(socket))

    subprotocols: Any = ["touchstone.v1"]
    async with serve(answer, "127.0.0.1", 0, subprotocols=subprotocols) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        yield f"http://127.0.0.1:{port}", asked
