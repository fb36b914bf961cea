"""What a crowd's raw messages tell, worked out after the run: who saw what when, what was answered, and the last view."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from app.rehearse.person import merge


@dataclass(slots=True)
class Trace:
    """Of one line. A mark is how far a system had got: a seq, a row's number, or how many messages."""

    marks: list[int] = field(default_factory=list)
    moments: list[int] = field(default_factory=list)
    """When each mark was first held (ns); both grow."""
    acks: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Of each command: when it was acknowledged, and the mark that it was given."""
    refusals: list[str] = field(default_factory=list)
    view: Any = None
    """What this person holds in the end; equal for all."""
    mine: Any = None

    def reached(self, mark: int, moment: int) -> None:
        if not self.marks or mark > self.marks[-1]:
            self.marks.append(mark)
            self.moments.append(moment)

    def saw(self, mark: int) -> int | None:
        """When this person held `mark`, in ns; None: never."""
        at = bisect_left(self.marks, mark)
        return self.moments[at] if at < len(self.marks) else None


def of_counted(messages: Sequence[tuple[int, bytes]]) -> Trace:
    """Of a yardstick that says nothing but that something happened; the first message is the greeting."""
    trace = Trace()
    for number, (moment, _) in enumerate(messages):
        trace.reached(number, moment)
    trace.view = len(messages)
    return trace


class Merged:
    """What was decoded and merged for one crowd: nearly all of it is the same for everyone, and so is made once.

    The same object stands for the same value, so a merge is known by the identity of what it merges.
    """

    def __init__(self) -> None:
        self._frames: dict[bytes, Any] = {}
        self._merges: dict[tuple[int, int], tuple[Any, Any, Any]] = {}
        self._snapshots: dict[int, list[Any]] = {}

    def frames(self, payload: bytes) -> list[dict[str, Any]]:
        frames: list[dict[str, Any]] | None = self._frames.get(payload)
        if frames is None:
            frames = self._frames[payload] = orjson.loads(payload)
        return frames

    def merge(self, view: Any, patch: Any) -> Any:
        """RFC 7396. Holds on to both, so that no other object takes their identity."""
        found = self._merges.get((id(view), id(patch)))
        if found is None:
            found = self._merges[id(view), id(patch)] = (view, patch, merge(view, patch))
        return found[2]

    def shared(self, seq: int, view: Any) -> Any:
        """The one object for this view of a snapshot."""
        same = self._snapshots.setdefault(seq, [])
        for one in same:
            if one == view:
                return one
        same.append(view)
        return view


class Reader:
    """Of a line in our room, read piece by piece."""

    def __init__(self) -> None:
        self.trace = Trace()
        self.snapshots = 0
        self.trace.view, self.trace.mine = {}, {}

    def feed(self, messages: Sequence[tuple[int, bytes]], merged: Merged) -> None:
        for moment, payload in messages:
            for frame in merged.frames(payload):
                self._take(frame, moment, merged)

    def _take(self, frame: dict[str, Any], moment: int, merged: Merged) -> None:
        trace = self.trace
        match frame["type"]:
            case "snapshot":
                self.snapshots += 1
                if "shared" in frame:
                    trace.view = frame["shared"] = merged.shared(frame["seq"], frame["shared"])
                trace.mine = frame.get("mine", trace.mine)
                trace.reached(frame["seq"], moment)
            case "patch":
                if "shared" in frame:
                    trace.view = merged.merge(trace.view, frame["shared"])
                if "mine" in frame:
                    trace.mine = merged.merge(trace.mine, frame["mine"])
                trace.reached(frame["seq"], moment)
            case "ack":
                trace.acks[frame["id"]] = (moment, frame["seq"])
            case "refused":
                trace.refusals.append(frame["code"])
            case _:
                pass


def of_socketio(messages: Sequence[tuple[int, bytes]]) -> Trace:
    """Of a line to yardstick S. Its acknowledgements bear a number, its cards a row's number."""
    trace = Trace()
    cards: dict[int, Any] = {}
    for moment, payload in messages:
        if payload.startswith(b"42"):
            name, data = orjson.loads(payload[2:])
            if name == "view":
                cards |= {card["id"]: card for card in data["cards"]}
                trace.reached(max(cards, default=0), moment)
            elif name == "card":
                cards[data["id"]] = data
                trace.reached(data["id"], moment)
        elif payload.startswith(b"43"):
            number, _, rest = payload[2:].partition(b"[")
            trace.acks[number.decode()] = (moment, orjson.loads(b"[" + rest)[0])
    trace.view = cards
    return trace


def seen_by_all(traces: Sequence[Trace], mark: int, but: int = -1) -> int | None:
    """When the last of them held `mark` (ns), without the one at `but`; None: somebody never did."""
    last = 0
    for place, trace in enumerate(traces):
        if place != but:
            moment = trace.saw(mark)
            if moment is None:
                return None
            last = max(last, moment)
    return last


def strays(views: Iterable[Any], right: Any) -> int:
    """How many of these views aren't the right one."""
    return sum(view is not right and view != right for view in views)
