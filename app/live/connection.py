"""One receiver's place in the feed of a room: what it has read, what it is owed, and how it ends."""

import asyncio
from collections.abc import Callable
from typing import Literal, assert_never

import orjson

from app.live.faults import report
from app.live.feed import Feed
from app.live.frames import Ack, Bye, ByeReason, RefusedFrame
from app.live.kept import bare
from app.live.limits import LiveLimits
from app.live.news import News
from app.live.passes import Pass
from app.live.presence import Presence

Reason = ByeReason | Literal["gone", "failed"]
"""Why a connection ends. Nothing more is said when the other end left (`gone`) or a view can't be made (`failed`)."""

CLOSE_CODES: dict[Reason, int] = {
    "removed": 1008,
    "room_deleted": 1000,
    "restart": 1012,
    "replaced": 1008,
    "unread": 1013,
    "revoked": 1008,
    "screen_revoked": 1008,
    "joined": 1012,
    "gone": 1000,
    "failed": 1011,
}

Phase = Literal["opening", "live", "leaving", "gone"]


class Connection:
    """Messages for one socket, made when it is ready to send one.

    So a slow socket costs the room nothing: what it missed is joined into one message, or skipped for a later
    view. Nothing here is awaited by the room. One task reads `message`.
    """

    def __init__(
        self,
        member: str | None,
        since: int | None,
        feed: Feed,
        presence: Presence,
        limits: LiveLimits,
        left: Callable[["Connection"], None],
    ) -> None:
        self.member = member
        self.tab = ""
        self.shown: Pass | None = None
        self.crowds = False
        self.reason: Reason | None = None
        self._feed, self._presence, self._limits, self._left = feed, presence, limits, left
        self._since = since
        self._phase: Phase = "opening"
        self._from: int | None = None
        self._cursor = 0
        self._seen: tuple[int, bool] = (-1, False)
        self._seq = -1
        self._owed = -1
        self._answers: list[bytes] = []  # nearly always empty, which a deque takes half a KiB for
        self._ready = asyncio.Event()

    @property
    def close_code(self) -> int:
        """What to close the socket with."""
        return CLOSE_CODES[self.reason or "gone"]

    async def message(self) -> bytes | None:
        """The next text message, a JSON array of frames in UTF-8, or None: it is over, see `close_code`."""
        while True:
            self._ready.clear()
            if message := self._next():
                return message
            if self._phase == "gone":
                return None
            await self._ready.wait()

    def answer(self, frame: Ack | RefusedFrame) -> None:
        """Queue `frame` for this connection alone. Whoever doesn't read their answers is closed (1013)."""
        if self._phase == "gone":
            return
        if len(self._answers) >= self._limits.answers:
            self._answers.clear()
            self.close("unread")
            return
        self._answers.append(orjson.dumps(frame))
        if frame["type"] == "ack":
            self._owed = max(self._owed, frame["seq"])
        self.wake()

    def open(self, seq: int) -> None:
        """Begin with the first view that holds `seq`: at once, or when it is shown."""
        self._from = seq
        self.wake()

    def close(self, reason: Reason = "gone") -> None:
        """End it: what is still to be read are its answers and a bye, and no view any more."""
        if self._phase in ("leaving", "gone"):
            return
        self.reason = reason
        self._phase = "gone" if reason in ("gone", "failed") else "leaving"
        self._left(self)
        self.wake()

    def wake(self) -> None:
        """There may be something to read."""
        self._ready.set()

    def show(self, news: News) -> None:
        """`news` was added to the feed, for this member or not."""
        if news.for_all or self.member in news.own:
            self.wake()

    def _next(self) -> bytes | None:
        """The next message, or None: there's nothing to read now."""
        try:
            frames = self._frames()
        except Exception as bug:
            report("view_failed", bug, room=self._feed.room)
            self.close("failed")
            return None
        return b"[%s]" % b",".join(frames) if frames else None

    def _frames(self) -> list[bytes]:
        match self._phase:
            case "opening":
                return self._opening()
            case "live":
                return self._news() + self._taken_answers() + self._people()
            case "leaving":
                self._phase = "gone"
                return [*self._taken_answers(), *self._bye()]
            case "gone":
                return []
            case _:
                assert_never(self._phase)

    def _opening(self) -> list[bytes]:
        if self._from is None or self._feed.seq < self._from:
            self._feed.expect(self)
            return []
        self._phase = "live"
        wide = self._feed.sees_people(self.member)
        self._seen = (self._presence.version, wide)
        return [*self._view(self._since), self._presence.frame_now(wide), *self._taken_answers()]

    def _view(self, since: int | None) -> list[bytes]:
        self._cursor, self._seq = self._feed.end, self._feed.seq
        return self._feed.first(self.member, since)

    def _news(self) -> list[bytes]:
        """What was shown since the last message, and at least the seq that an ack promised."""
        news = self._feed.after(self._cursor, self.member)
        if news is None:
            return self._view(self._seq)
        self._cursor = self._feed.end
        if self._owed > self._feed.seq:
            self._feed.expect(self)
        elif self._owed > (news[-1][0] if news else self._seq):
            news.append((self._feed.seq, bare(self._feed.seq)))
        if news:
            self._seq = news[-1][0]
        return [body for _, body in news]

    def _taken_answers(self) -> list[bytes]:
        taken, self._answers = self._answers, []
        return taken

    def _people(self) -> list[bytes]:
        """The presence frame, when it changed or when they may now see more of it."""
        now = (self._presence.version, self._feed.sees_people(self.member))
        if now == self._seen:
            return []
        self._seen = now
        return [self._presence.frame(now[1])]

    def _bye(self) -> list[bytes]:
        if self.reason is None or self.reason == "gone" or self.reason == "failed":
            return []
        frame: Bye = {"type": "bye", "reason": self.reason}
        return [orjson.dumps(frame)]
