"""One change as it goes to many receivers: framed once."""

from collections.abc import Mapping

from app.live.kept import Frame
from app.live.line import Line


class News:
    """`frame` of the feed, kept at the cursor `at`.

    `for_all`: whether it holds something for everyone; `own` names the members for whom it holds more.
    """

    __slots__ = ("_framed", "_shared", "at", "for_all", "own", "seq")

    def __init__(self, at: int, frame: Frame) -> None:
        self.at, self.seq = at, frame.seq
        self.own: Mapping[str, bytes] = frame.own
        self._shared, self.for_all = frame.shared, frame.shared is not None
        self._framed: bytes | None = None

    def framed(self, line: Line) -> bytes:
        """The message of those who get nothing of their own."""
        if self._framed is None:
            self._framed = line.framed(b"[%s]" % self._shared)
        return self._framed
