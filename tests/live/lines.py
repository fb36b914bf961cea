"""Lines of these tests: one that is read a message at a time, and one that takes what comes."""

import asyncio
from collections import deque
from collections.abc import Callable

from app.live.connection import Connection


class Taking:
    """A line that takes everything while `open`."""

    def __init__(self) -> None:
        self.open = True
        self.written: list[bytes] = []
        self.again: Callable[[], None] = lambda: None

    def framed(self, message: bytes) -> bytes:
        return b"framed:" + message

    @property
    def writer(self) -> Callable[[bytes], None] | None:
        return self._write if self.open else None

    def _write(self, framed: bytes) -> None:
        self.written.append(framed)

    def on_taking(self, again: Callable[[], None]) -> None:
        self.again = again

    def opens(self) -> None:
        self.open = True
        self.again()


class Pulled(Taking):
    """A line that takes one message whenever somebody reads."""

    def __init__(self) -> None:
        super().__init__()
        self.open = False
        self._came = asyncio.Event()
        self._unread: deque[bytes] = deque()

    def _write(self, framed: bytes) -> None:
        super()._write(framed)
        self.open = False
        self._unread.append(framed.removeprefix(b"framed:"))
        self._came.set()

    async def message(self, connection: Connection) -> bytes | None:
        """As Connection.message, by way of the line."""
        over = asyncio.ensure_future(connection.message())
        came = asyncio.ensure_future(self._came.wait())
        if not self._unread:
            self.opens()
            await asyncio.wait({over, came}, return_when=asyncio.FIRST_COMPLETED)
        over.cancel()
        came.cancel()
        self._came.clear()
        return self._unread.popleft() if self._unread else None
