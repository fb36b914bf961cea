"""uvicorn's HTTP protocol with bounds: for how long it waits for a request and for its answer to be taken, and for how many.

uvicorn waits for ever for whoever opens a connection and says nothing, or one letter a minute, and keeps however much
of a head is sent. A few thousand such connections would leave no file for anyone else.
"""

import asyncio
from typing import Any, ClassVar, Literal
from weakref import WeakKeyDictionary

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from app.web.limits import LimitName, count

MOST_HEAD = 65_536
"""Bytes of a request's line and headers."""
MOST_HEADERS = 128
"""Browsers send some thirty. Of four letters each, 64 KiB of them take two megabytes of memory."""
MOST_AROUND = 262_144
"""Bytes that a body takes on the line: 64 KiB in small pieces, what is said beside each of them, and after the last."""
MOST_AHEAD = 32
"""Requests that came before the answer to the first one; browsers send none ahead."""
LEAST_TAKEN = 4_096
"""Bytes of an answer that go out between two looks, or it is cut off."""
_LATE = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
_BIG = b"HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
_LONG = b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

_unasked: "WeakKeyDictionary[ServerState, dict[HttpProtocol, None]]" = WeakKeyDictionary()
"""Of each server, who hasn't said yet what they want; the oldest first."""


class HttpProtocol(HttpToolsProtocol):
    """For uvicorn's `http`."""

    head_within: ClassVar[float] = 15
    """Seconds for a request's head, from the connection's opening or the head's first letter."""
    body_within: ClassVar[float] = 60
    """Seconds for its body after that: 64 KiB over a slow line."""
    looks_after: ClassVar[float] = 30
    """Seconds between two looks at whether an answer is being taken."""
    most_unasked: ClassVar[int] = 4_096
    """Connections on which a request isn't complete; one more, and the oldest of them is closed. After a restart the
    2,500 of a full room come back in the same moment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting = _unasked.setdefault(self.server_state, {})
        self.headers: list[tuple[bytes, bytes]] = []
        self._owes: Literal["head", "body"] | None = "head"
        self._anew = True
        self._said = 0  # bytes of what is owed
        self._late: asyncio.TimerHandle | None = None
        self._look: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._let_go()

    def data_received(self, data: bytes) -> None:
        if self._owes is None and (self.cycle is None or self.cycle.response_complete):
            self._owed("head")  # what is no request yet, as empty lines, ends the time of keeping alive, too
        self._said += len(data)
        super().data_received(data)
        if self.parser is None:
            return  # it is a socket's now
        if self._owes == "head" and (self._said > MOST_HEAD or len(self.headers) > MOST_HEADERS):
            self._cut(_LONG, "head_size")
        elif self._owes == "body" and self._said > MOST_AROUND:
            self._cut(_BIG, "body")
        elif self._anew:
            self._wait()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._owes is None:
            self._owed("head")

    def on_header(self, name: bytes, value: bytes) -> None:
        """What comes after a body (trailers) isn't kept: there's no end to it, and a proxy in front may not have looked at it."""
        if self._owes == "head":
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Raises ValueError, which is answered as a bad request: whoever is in front may have read it otherwise."""
        hosts = sum(name == b"host" for name, _ in self.headers)
        if hosts > 1 or (hosts == 0 and self.parser.get_http_version() == "1.1"):
            raise ValueError("a request has one Host")
        if len(self.headers) > MOST_HEADERS:
            raise ValueError("too many headers")  # counted where they are cut off
        if len(self.pipeline) >= MOST_AHEAD:
            count(self.app, "requests_ahead")
            raise ValueError("too many requests at once")
        super().on_headers_complete()
        self._owed("body")

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._owed(None)

    def on_response_complete(self) -> None:
        if self.transport.get_write_buffer_size():
            self._see_it_taken()
        super().on_response_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._see_it_taken()

    def handle_websocket_upgrade(self) -> None:
        super().handle_websocket_upgrade()
        self._let_go()
        # It and its parser refer to each other, and nobody parts them once a socket has taken over.
        self.parser = None  # type: ignore[assignment]

    def _owed(self, what: Literal["head", "body"] | None) -> None:
        self._owes, self._anew, self._said = what, True, 0

    def _wait(self) -> None:
        """For what is owed now, from now on."""
        self._anew = False
        self._waiting.pop(self, None)
        if self._late:
            self._late.cancel()
            self._late = None
        if self._owes and not self.transport.is_closing():
            within = self.head_within if self._owes == "head" else self.body_within
            self._late = self.loop.call_later(within, self._cut, _LATE, "late_request")
            self._waiting[self] = None
            if len(self._waiting) > self.most_unasked:
                next(iter(self._waiting))._cut(_LATE, "unasked")

    def _cut(self, word: bytes, limit: LimitName) -> None:
        """With a word to whoever said something and got no answer. The application hears of a lost connection.

        A connection that a browser opened ahead, and said nothing on, is over no limit when its time is.
        """
        self._let_go()
        if self._said or self._owes == "body" or limit == "unasked":
            count(self.app, limit)
        answering = self.cycle and self.cycle.response_started and not self.cycle.response_complete
        answered = self.cycle and self.cycle.response_complete and self._owes == "body"
        if answering or self.pipeline or self.transport.get_write_buffer_size():
            self.transport.abort()
        elif not self.transport.is_closing():
            if (self._said or self._owes == "body") and not answered:
                self.transport.write(word)
            self.transport.close()

    def _see_it_taken(self) -> None:
        if self._look is None:
            size = self.transport.get_write_buffer_size()
            self._look = self.loop.call_later(self.looks_after, self._is_taken, size)

    def _is_taken(self, before: int) -> None:
        self._look = None
        left = self.transport.get_write_buffer_size()
        if left and left > before - LEAST_TAKEN:
            count(self.app, "untaken")
            self.transport.abort()
        elif left:
            self._see_it_taken()

    def _let_go(self) -> None:
        self._waiting.pop(self, None)
        for timer in (self._late, self._look):
            if timer:
                timer.cancel()
        self._late = self._look = None
