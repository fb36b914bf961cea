"""What a change costs as a room grows, and how long a stored room takes to open.

CPU time of one process, the least of several goes: other work on the machine only ever adds to it.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from app.domain import views
from app.domain.commands import PublicCommand
from app.domain.events import Entry
from app.domain.evolve import replay
from app.domain.ports import AddRoom
from app.domain.refusal import Refused
from app.domain.state import EMPTY, State
from app.domain.terms import Stage
from app.domain.turn import Already, take
from app.live.diff import diff
from app.live.kept import KeptViews
from app.live.limits import LiveLimits
from app.live.reading import read_on
from app.store.codec import decode, encode
from app.store.log import SqlLog
from app.store.migrating import migrate_off_loop
from benchmarks.grown import HOST, Grown, grown, workshop

SIZES = (50, 200, 500, 1_000, 2_000, 5_000)
GOES, OPENED = 11, 7


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one change, in microseconds. `views` are what everyone, the lead and the sender see; `keep` is keeping
    the view for those who come back."""

    decide: float
    views: float
    diff: float
    encode: float
    keep: float

    @property
    def whole(self) -> float:
        return float(sum(astuple(self)))


@dataclass(frozen=True, slots=True)
class Opening:
    """Of a stored room, in milliseconds: rows to entries, entries to the room, and all of it from the database on."""

    events: int
    decode: float
    evolve: float
    whole: float


Said = tuple[str, PublicCommand]
"""Who says what."""


def _added(room: Grown) -> Iterator[Said]:
    for who in room.people:
        label, story = f"Late {room.new_id()[-6:]}", "We told them at once."
        yield who, room.parsed("add_value", label=label, story=story, show_story=True)


def _edited(room: Grown) -> Iterator[Said]:
    for value in list(room.state.values.values()):
        yield value.member, room.parsed("edit_value", value=value.id, story="Told in another way.")


def _ready(room: Grown) -> Iterator[Said]:
    return ((who, room.parsed("set_ready", ready=True)) for who in room.people)


def _hidden(room: Grown) -> Iterator[Said]:
    return ((HOST, room.parsed("hide_card", card=card)) for card in _visible(room))


def _lit(room: Grown) -> Iterator[Said]:
    return ((HOST, room.parsed("spotlight", card=card)) for card in _visible(room))


def _visible(room: Grown) -> list[str]:
    return [card.id for card in room.state.cards.values() if not card.hidden]


def _moved(room: Grown) -> Iterator[Said]:
    for who, card in zip(room.people, list(room.state.cards.values()), strict=False):
        into = next(cluster for cluster in room.state.clusters if cluster != card.cluster)
        yield who, room.parsed("move_card", card=card.id, cluster=into)


def _renamed(room: Grown) -> Iterator[Said]:
    return (
        (HOST, room.parsed("rename_cluster", cluster=cluster, name="Another"))
        for cluster in list(room.state.clusters)
    )


def _dots(room: Grown) -> Iterator[Said]:
    assert room.state.vote
    ballot, options = room.state.vote.ballot.id, room.state.vote.options
    return ((who, room.parsed("place_dot", ballot=ballot, cluster=options[0])) for who in room.people)


def _answers(room: Grown) -> Iterator[Said]:
    cluster, ballot = room.ballots[0]
    for who in room.people:
        yield who, room.parsed("respond", cluster=cluster, ballot=ballot, level=2, need="A word on when.")


def _wordings(room: Grown) -> Iterator[Said]:
    for who in room.people[:30]:
        yield who, room.parsed("propose_wording", cluster=room.state.chosen[0], statement="We say it.")


def _endorsed(room: Grown) -> Iterator[Said]:
    author, cluster = room.people[0], room.state.chosen[0]
    made = room.does(author, "add_behaviour", cluster=cluster, text="when a date slips, we tell the client")
    return ((who, room.parsed("endorse", behaviour=made)) for who in room.people[1:])


def _signed(room: Grown) -> Iterator[Said]:
    return ((who, room.parsed("sign", named=True)) for who in room.people)


KINDS: dict[str, tuple[Stage, bool, Callable[[Grown], Iterator[Said]]]] = {
    "add_value": ("reflect", False, _added),
    "edit_value": ("reflect", False, _edited),
    "set_ready": ("reflect", False, _ready),
    "hide_card behind the curtain": ("share", False, _hidden),
    "hide_card": ("share", True, _hidden),
    "spotlight": ("share", True, _lit),
    "add_value late": ("share", True, _added),
    "move_card": ("cluster", True, _moved),
    "rename_cluster": ("cluster", True, _renamed),
    "place_dot": ("vote", True, _dots),
    "respond": ("agree", True, _answers),
    "propose_wording": ("agree", True, _wordings),
    "endorse": ("commit", True, _endorsed),
    "sign": ("commit", True, _signed),
}
"""By name: the stage, whether the curtain of the wall is up, and how it is said again and again."""


def curve(
    kinds: Sequence[str] = tuple(KINDS), sizes: Sequence[int] = SIZES, people: int = 500
) -> Iterator[tuple[str, int, Cost]]:
    """What each kind of change costs in a room of so many values, with `people` in it (or as many as they take)."""
    for size in sizes:
        for stage, alike in groupby(kinds, lambda kind: KINDS[kind][0]):
            room = grown(size, stage, people)
            for kind in alike:
                yield kind, size, change(room, kind)


def change(room: Grown, kind: str) -> Cost:
    """What such a change costs in this room, which is at its stage; it goes on from there."""
    _, up, says = KINDS[kind]
    if up and not room.state.revealed:
        room.leads("lift_curtain")
    kept = KeptViews(LiveLimits())
    _look(room, room.state, HOST)
    goes = [_go(room, who, command, kept) for (who, command), _ in zip(says(room), range(GOES), strict=False)]
    return Cost(*(min(figures) for figures in zip(*map(astuple, goes), strict=True)))


def _go(room: Grown, who: str, command: PublicCommand, kept: KeptViews) -> Cost:
    before = room.state
    old = _look(room, before, who)
    context = room.context(who)
    watch = _Watch()
    turn = take(before, command, context)
    decide = watch.lap()
    assert not isinstance(turn, Refused | Already), command
    assert turn.entries, command
    room.become(turn)
    watch.lap()
    new = _look(room, turn.state, who, before)
    seen = watch.lap()
    patches = [diff(one, other) for one, other in zip(old, new, strict=True)]
    compared = watch.lap()
    for patch in patches:
        orjson.dumps(patch)
    encoded = watch.lap()
    kept.add(turn.state.seq, new[0])
    return Cost(decide, seen, compared, encoded, watch.lap())


def _look(room: Grown, state: State, who: str, before: State | None = None) -> tuple[Any, Any, Any]:
    return views.shared(state, before), views.lead(state, before), views.mine(state, who, room.keys)


def opening(room: Grown) -> Opening:
    """What it costs to open this room, once it is stored."""
    rows = [encode(entry) for entry in room.log]
    with TemporaryDirectory() as folder:
        whole = asyncio.run(_opened(f"sqlite:///{Path(folder) / 'room.db'}", room.log))
    return Opening(
        len(room.log),
        _least(lambda: [decode(**row) for row in rows]),
        _least(lambda: replay(room.log)),
        whole,
    )


async def _opened(url: str, entries: Sequence[Entry]) -> float:
    """Milliseconds of CPU, of all threads, from the first row to the room."""
    await migrate_off_loop(url)
    log = SqlLog(url)
    try:
        await log.append("room", 0, entries, [AddRoom("KT7M4R")])
        went = []
        for _ in range(OPENED):
            watch = _Watch()
            state, _, _ = await read_on(log, "room", EMPTY)
            went.append(watch.lap() / 1e3)
            assert state.seq == len(entries)
    finally:
        await log.close()
    return min(went)


def _least(work: Callable[[], object]) -> float:
    """Milliseconds of CPU."""
    went = []
    for _ in range(OPENED):
        watch = _Watch()
        work()
        went.append(watch.lap() / 1e3)
    return min(went)


def main() -> None:
    """Print both tables."""
    print(
        f"{'a change, in µs of CPU':30}{'values':>8}"
        + "".join(f"{part.name:>8}" for part in fields(Cost))
        + "   whole"
    )
    for kind, values, cost in curve():
        figures = "".join(f"{figure:8.0f}" for figure in (*astuple(cost), cost.whole))
        print(f"{kind:30}{values:8}{figures}", flush=True)
    print(f"\n{'opening a room, in ms of CPU':30}{'entries':>8}{'decode':>8}{'evolve':>8}{'whole':>8}")
    rooms = {"a workshop of 120": workshop(), "5,000 cards in clusters": grown(5_000, "cluster")}
    for name, room in rooms.items():
        found = opening(room)
        print(
            f"{name:30}{found.events:8}{found.decode:8.0f}{found.evolve:8.0f}{found.whole:8.0f}", flush=True
        )


class _Watch:
    """Microseconds of CPU since the last look at it."""

    def __init__(self) -> None:
        self._last = time.process_time_ns()

    def lap(self) -> float:
        now = time.process_time_ns()
        lap, self._last = (now - self._last) / 1e3, now
        return lap


if __name__ == "__main__":
    main()
