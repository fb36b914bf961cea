"""The application on a free port of this machine, in this process, with a database of its own."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import uvicorn
from fastapi import FastAPI

from app.config import Settings
from app.main import create_app
from app.server import Server, how_to_serve
from app.web.services import Services


@dataclass(frozen=True, slots=True)
class Served:
    """`url` as in http://127.0.0.1:40123. `portable`: on a server that offers nothing but ASGI."""

    portable: ClassVar[bool] = False
    url: str
    app: FastAPI
    server: Server

    @property
    def ws(self) -> str:
        return self.url.replace("http", "ws", 1)

    @property
    def connections(self) -> int:
        """That are open, of whatever kind."""
        return len(self.server.server_state.connections)

    @property
    def services(self) -> Services:
        found: Services = self.app.state.services
        return found


@asynccontextmanager
async def served(folder: Path, *, send_buffer: int | None = None, **settings: Any) -> AsyncIterator[Served]:
    """Serve with a database in `folder`; `settings` as in app.config.

    `send_buffer`: bytes that the system holds for a client that doesn't read; by itself it takes megabytes.
    """
    chosen = Settings(database_url=f"sqlite:///{folder / 'rooms.db'}", **settings)
    app = create_app(chosen)
    portable = {"ws": "websockets-sansio"} if Served.portable else {}
    config = uvicorn.Config(app, lifespan="on", **{**how_to_serve(chosen), **portable})
    with listening_here() as listening:
        if send_buffer is not None:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, send_buffer)
        server = Server(config, app)
        # Not `serve`: that takes the signals of the process, which are the test runner's.
        running = asyncio.create_task(server._serve([listening]))
        try:
            await _started(server, running)
            yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}", app, server)
        finally:
            server.should_exit = True
            await running


def listening_here() -> socket.socket:
    """Named as TCP, which `create_server` leaves open: asyncio sends small answers at once for no other, and a client
    waits 40 ms for the second half of each."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen(100)
    return listening


async def _started(server: uvicorn.Server, running: "asyncio.Task[None]") -> None:
    while not server.started:
        if running.done():
            running.result()
            raise RuntimeError("The server stopped before it was up.")
        await asyncio.sleep(0.005)
