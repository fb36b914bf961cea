"""uvicorn's websocket protocol with its transport in the application's reach, so that one frame can go to many."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from starlette.requests import HTTPConnection
from uvicorn._types import ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.protocol import State

from app.live.line import Line

_LINE = "touchstone.line"


def line_of(connection: HTTPConnection) -> Line | None:
    """Where messages can be written directly; None on any other server, which has its ASGI sends."""
    found: Line | None = connection.scope.get("extensions", {}).get(_LINE)
    return found


class WireProtocol(WebSocketsSansIOProtocol):
    """For uvicorn's `ws`. It is a `Line`, and lets nobody hold a connection by not reading.

    uvicorn closes a transport by `close`, which waits until the buffer is empty: for a phone that reads nothing
    that is for ever, with all that is kept for it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.writer: Callable[[bytes], None] | None = None
        self._again: Callable[[], None] | None = None
        self._abort: asyncio.TimerHandle | None = None

    def framed(self, message: bytes) -> bytes:
        return Frame(Opcode.TEXT, message).serialize(mask=False)

    def on_taking(self, again: Callable[[], None]) -> None:
        self._again = again

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if not self.handshake_complete:  # the application's task begins after this
            cast(dict[str, Any], self.scope["extensions"])[_LINE] = self

    async def send(self, message: ASGISendEvent) -> None:
        await super().send(message)
        self._look()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._look()

    def shutdown(self) -> None:
        super().shutdown()
        self._look()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._look()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._look()
        if self._again:
            self._again()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._look()
        self._again = None
        if self._abort:
            self._abort.cancel()

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self._look()
        self.transport.abort()

    def on_task_complete(self, task: asyncio.Task[None]) -> None:
        super().on_task_complete(task)
        if not self.disconnected:
            self._abort = self.loop.call_later(self.close_timeout, self.transport.abort)

    def _look(self) -> None:
        """Whether it takes something now: looked at whenever that may have changed, and not for each message."""
        takes = (
            self.conn.state is State.OPEN
            and self.writable.is_set()
            and not self.close_sent
            and not self.transport.is_closing()
        )
        self.writer = self.transport.write if takes else None
