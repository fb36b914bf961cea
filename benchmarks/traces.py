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


class Reader:
    """Of a line in our room, read piece by piece. `known` keeps what was decoded: most messages are the same for all."""

    def __init__(self) -> None:
        self.trace = Trace()
        self.snapshots = 0
        self.trace.view, self.trace.mine = {}, {}

    def feed(self, messages: Sequence[tuple[int, bytes]], known: dict[bytes, Any]) -> None:
        for moment, payload in messages:
            frames = known.get(payload)
            if frames is None:
                frames = known[payload] = orjson.loads(payload)
            for frame in frames:
                self._take(frame, moment)

    def _take(self, frame: dict[str, Any], moment: int) -> None:
        trace = self.trace
        match frame["type"]:
            case "snapshot":
                self.snapshots += 1
                trace.view, trace.mine = frame.get("shared", trace.view), frame.get("mine", trace.mine)
                trace.reached(frame["seq"], moment)
            case "patch":
                if "shared" in frame:
                    trace.view = merge(trace.view, frame["shared"])
                if "mine" in frame:
                    trace.mine = merge(trace.mine, frame["mine"])
                trace.reached(frame["seq"], moment)
            case "ack":
                trace.acks[frame["id"]] = (moment, frame["seq"])
            case "refused":
                trace.refusals.append(frame["code"])
            case _:
                pass


def of_ours(messages: Sequence[tuple[int, bytes]], known: dict[bytes, Any]) -> Trace:
    """All of a line at once."""
    reader = Reader()
    reader.feed(messages, known)
    return reader.trace


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
    return sum(view != right for view in views)
