"""What a feed keeps for those who come back or fall behind: recent frames and recent views, within bounds."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.live.diff import View
from app.live.limits import LiveLimits


def bare(seq: int) -> bytes:
    """A patch frame that changes nothing, and says that one is at `seq`."""
    return b'{"type":"patch","seq":%d}' % seq


@dataclass(frozen=True, slots=True)
class Frame:
    """One change. `shared` is the whole frame of those who get nothing else (None: nothing shared changed);
    `own` is what is added to it per member, encoded without braces."""

    seq: int
    shared: bytes | None
    own: Mapping[str, bytes]

    def body(self, member: str | None) -> bytes | None:
        """The frame for this member (None: a screen), or None when it holds nothing for them."""
        own = self.own.get(member) if member is not None else None
        if own is None:
            return self.shared
        return (self.shared or bare(self.seq))[:-1] + b"," + own + b"}"

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.shared or b"") + sum(map(len, self.own.values()))


class KeptFrames:
    """The last frames, one copy for all connections; `end` is the cursor of whoever has read all."""

    def __init__(self, limits: LiveLimits) -> None:
        self._limits = limits
        self._frames: dict[int, Frame] = {}
        self._start = self.end = 0
        self._bytes = 0

    def add(self, frame: Frame) -> None:
        """The newest is kept, however large."""
        self._frames[self.end] = frame
        self.end += 1
        self._bytes += frame.size
        while len(self._frames) > 1 and (
            len(self._frames) > self._limits.kept_frames or self._bytes > self._limits.kept_bytes
        ):
            self._bytes -= self._frames.pop(self._start).size
            self._start += 1

    def forget(self) -> None:
        """Whoever hasn't read them all gets a later view."""
        self._frames.clear()
        self._bytes, self._start = 0, self.end

    def after(self, cursor: int) -> list[Frame] | None:
        """The frames from `cursor` on, or None when they aren't all here any more."""
        if cursor < self._start:
            return None
        return [self._frames[at] for at in range(cursor, self.end)]


class KeptViews:
    """Recent shared views by their seq, within a number and a weight: the entries of maps that are new."""

    def __init__(self, limits: LiveLimits) -> None:
        self._limits = limits
        self._views: dict[int, tuple[View, int]] = {}
        self._last: View = {}
        self._weight = 0

    def get(self, seq: int) -> View | None:
        found = self._views.get(seq)
        return found[0] if found else None

    def forget(self) -> None:
        """Whoever holds one of them gets a snapshot."""
        self._views.clear()
        self._last, self._weight = {}, 0

    def add(self, seq: int, view: View) -> None:
        """`view` is what everyone saw at `seq`. The newest is kept, however heavy."""
        if seq in self._views:
            self._weight -= self._views.pop(seq)[1]
        weight = _weight(view, self._last)
        self._views[seq] = (view, weight)
        self._weight += weight
        self._last = view
        while len(self._views) > 1 and (
            len(self._views) > self._limits.kept_views or self._weight > self._limits.kept_parts
        ):
            oldest = next(iter(self._views))
            self._weight -= self._views.pop(oldest)[1]


def _weight(view: View, last: View) -> int:
    """How much more memory `view` takes beside `last`, in entries of maps."""
    maps = ((key, part) for key, part in view.items() if isinstance(part, dict))
    return sum(len(part) for key, part in maps if part is not last.get(key))
