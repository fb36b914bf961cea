"""A connection that writes to its line itself, instead of waiting for a task to ask for the next message."""

import asyncio
from collections.abc import Callable

from app.live.connection import Connection
from app.live.feed import Feed
from app.live.limits import LiveLimits
from app.live.line import Line
from app.live.news import News
from app.live.presence import Presence


class DirectConnection(Connection):
    """The same messages as those of Connection, written as long as the line takes them.

    A line that takes no more costs the room nothing: its connection stays at its place in the feed, and reads
    on from there, in one message or from a later view, when the line takes more.
    """

    def __init__(
        self,
        line: Line,
        member: str | None,
        since: int | None,
        feed: Feed,
        presence: Presence,
        limits: LiveLimits,
        left: Callable[[Connection], None],
    ) -> None:
        super().__init__(member, since, feed, presence, limits, left)
        self._line = line
        self._asked = False
        self._loop = asyncio.get_running_loop()
        line.on_taking(self.wake)

    async def message(self) -> bytes | None:
        """None, once it is over."""
        await self._ready.wait()
        return None

    def wake(self) -> None:
        """What there is to read is written before the loop's next turn is over: acks of a burst go together."""
        if not self._asked:
            self._asked = True
            self._loop.call_soon(self._write)

    def show(self, news: News) -> None:
        """Nearly everyone is at the end of the feed and gets what everyone gets: bytes that are there already."""
        write = self._line.writer
        if self.member in news.own or self._cursor != news.at or self._phase != "live" or write is None:
            super().show(news)
            return
        self._cursor += 1
        if news.for_all:
            write(news.framed(self._line))
            self._seq = news.seq

    def _write(self) -> None:
        self._asked = False
        while (write := self._line.writer) and (message := self._next()):
            write(self._line.framed(message))
        if self._phase == "gone":
            self._ready.set()
