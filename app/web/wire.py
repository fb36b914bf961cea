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
from app.web.limits import LimitName, count

MOST_PIECES = 256
"""Of one message; one more is too big, however small they are."""
MOST_AHEAD = 256
"""Messages that came and weren't read yet; one more closes the connection: it is read as fast as it may speak."""
MOST_ASIDES = 128
"""Pings and pongs between two pings of ours; one more closes the connection. They are no messages, so that nothing else holds
them up: a few hundred thousand a second, from a single line, leave no time for anyone else."""
MOST_AFTER = 65_536
"""Bytes that may still come of whoever was told that it's over: what was on its way. All that is waited for is their close."""
TRY_LATER, TOO_BIG, NOT_UTF8, TOO_MANY = 1013, 1009, 1007, 1008
_LIMITS: dict[int, LimitName] = {TRY_LATER: "messages_ahead", TOO_BIG: "message_size"}
_UNREADABLE = b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

_LINE = "touchstone.line"


def line_of(connection: HTTPConnection) -> Line | None:
    """Where messages can be written directly; None on any other server, which has its ASGI sends."""
    found: Line | None = connection.scope.get("extensions", {}).get(_LINE)
    return found


class WireProtocol(WebSocketsSansIOProtocol):
    """For uvicorn's `ws`. It is a `Line`, and lets nobody hold a connection by not reading.

    uvicorn closes a transport by `close`, which waits until the buffer is empty: for a phone that reads nothing
    that is for ever, with all that is kept for it. And it keeps whatever comes: pieces, messages, answers to pings.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.writer: Callable[[bytes], None] | None = None
        self._again: Callable[[], None] | None = None
        self._abort: asyncio.TimerHandle | None = None
        self._asides = self._after = 0

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
        if self.close_sent:
            self._after += len(data)
            if self._after > MOST_AFTER:
                count(self.app, "messages_ahead")
                self.transport.abort()
                return
        super().data_received(data)
        if not self.handshake_initiated and not self.transport.is_closing():
            # uvicorn hands the head over whole. Of what can't be read in it nobody would hear, nor tell the other end.
            self.transport.write(_UNREADABLE)
            self.transport.close()
        self._look()

    def shutdown(self) -> None:
        super().shutdown()
        self._look()

    def handle_cont(self, event: Frame) -> None:
        if len(self.frames) < MOST_PIECES:
            super().handle_cont(event)
        else:
            self._end(TOO_BIG)

    def handle_ping(self) -> None:
        if not self._may_say_aside():
            return
        if self.writable.is_set():
            super().handle_ping()
        else:
            self.transport.abort()

    def handle_pong(self, event: Frame) -> None:
        if self._may_say_aside():
            super().handle_pong(event)

    def send_keepalive_ping(self) -> None:
        self._asides = 0
        super().send_keepalive_ping()

    def _may_say_aside(self) -> bool:
        """Whether a ping or pong is heard; one too many ends the line, which may have been told to end already."""
        self._asides += 1
        if self._asides == MOST_ASIDES + 1:
            count(self.app, "pings")
            if self.close_sent:
                self.transport.abort()
            else:
                self._end(TOO_MANY)
        return self._asides <= MOST_ASIDES

    def send_receive_event_to_app(self) -> None:
        if self.queue.qsize() >= MOST_AHEAD:
            self._end(TRY_LATER)
        elif self.curr_msg_data_type == "text" and not _is_utf8(self.frames):
            self._end(NOT_UTF8)  # uvicorn writes a traceback for it into the log
        else:
            super().send_receive_event_to_app()

    def handle_parser_exception(self) -> None:
        super().handle_parser_exception()
        if self.conn.close_sent and (limit := _LIMITS.get(self.conn.close_sent.code)):
            count(self.app, limit)

    def _end(self, code: int) -> None:
        """What wasn't read yet isn't any more: the application hears of the end at once."""
        self.frames = []
        if not self.close_sent:
            kept = [self.queue.get_nowait() for _ in range(self.queue.qsize())]
            for message in kept:
                if message["type"] != "websocket.receive":
                    self.queue.put_nowait(message)
            self.conn.send_close(code)
            self.handle_parser_exception()

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
        self._let_go()
        if self._abort:
            self._abort.cancel()

    def _let_go(self) -> None:
        """Of what refers back to it, so that it is freed at once: see app/collecting.py."""
        if hasattr(self, "scope"):  # a handshake that was refused made none
            cast(dict[str, Any], self.scope["extensions"]).pop(_LINE, None)
        self.conn.parser.close()

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


def _is_utf8(pieces: list[bytes]) -> bool:
    try:
        b"".join(pieces).decode()
    except UnicodeDecodeError:
        return False
    return True
