"""uvicorn's server, which says where it is once it answers, and goodbye before it stops answering."""

import asyncio
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from app.collecting import Collecting
from app.config import Settings
from app.web.http_protocol import HttpProtocol
from app.web.wire import WireProtocol

if sys.platform != "win32":
    import resource

GOODBYE_WITHIN = 0.5
"""Seconds in which sockets take what they are owed at the end; one that doesn't is cut off."""
REQUESTS_WITHIN = 1
"""Seconds for requests that aren't answered yet, after that."""


MOST_FILES = 65_536


def open_many_files() -> None:
    """As many as the system grants. A shell's own bound may be 256, and every phone is one."""
    if sys.platform == "win32":
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_FILES if hard == resource.RLIM_INFINITY else min(MOST_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        with suppress(ValueError, OSError):  # macOS has a bound of its own beside the one it tells
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def how_to_serve(settings: Settings) -> dict[str, Any]:
    """For uvicorn's configuration, wherever this is served: nothing is unpacked, believed or waited for without a bound."""
    return {
        "http": HttpProtocol,
        "ws": WireProtocol,
        "ws_per_message_deflate": False,
        "ws_max_size": 4 * settings.message_limit,
        "ws_ping_interval": settings.ping_seconds,
        "ws_ping_timeout": settings.ping_seconds,
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,  # web/proxies.py reads them
    }


class Server(uvicorn.Server):
    """Serves `app`, which the configuration was made with. `say` is called once it answers, not before."""

    def __init__(self, config: uvicorn.Config, app: FastAPI, say: Callable[[], None] = lambda: None) -> None:
        config.timeout_graceful_shutdown = REQUESTS_WITHIN
        super().__init__(config)
        self._app = app
        self._say = say
        self._collecting = Collecting(is_quiet=lambda: not self.server_state.connections)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._collecting.start()
        self._say()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Rooms first: uvicorn ends every socket before it tells the application, which then has acks and
        goodbyes for nobody."""
        self._collecting.stop()
        for listening in (*self.servers, *(sockets or ())):
            listening.close()
        await self._app.state.services.rooms.close()
        await self._let_sockets_go()
        await super().shutdown(sockets)

    async def _let_sockets_go(self) -> None:
        """Once their tasks are done, they have it all, or it is on its way; uvicorn waits for whom takes nothing."""
        if tasks := self.server_state.tasks:
            await asyncio.wait(tasks, timeout=GOODBYE_WITHIN)
        for connection in list(self.server_state.connections):
            if (
                isinstance(connection, WebSocketsSansIOProtocol)
                and connection.transport.get_write_buffer_size()
            ):
                connection.transport.abort()
