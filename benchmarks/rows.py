"""A row of the report, and what every family of rows is measured with."""

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.ours import Ours
from benchmarks.stats import Spread, spread
from benchmarks.systems import ANNOUNCE, Counted, Simple, SocketIo, System


@dataclass(frozen=True, slots=True)
class Row:
    """One target beside its figure. `met` is None where there is nothing to compare yet; `why` says so."""

    key: str
    what: str
    target: str
    figure: str
    met: bool | None
    client: float = 0.0
    """The load client's share of its core, at most."""
    faults: int = 0
    """Errors and wrong views: a row with any isn't met, however fast it was."""
    why: str = ""

    @property
    def holds(self) -> bool | None:
        return False if self.faults else self.met


@dataclass(slots=True)
class Bench:
    """One run: where its servers keep their files, how often, and what was found by now."""

    folder: Path
    quick: bool
    rows: list[Row] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)
    """For the plots, by name."""
    left_out: list[str] = field(default_factory=list)
    """What a quick run has no time for."""
    _servers: int = 0

    @property
    def repeats(self) -> int:
        return 2 if self.quick else 5

    def say(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    def add(self, row: Row) -> None:
        self.rows.append(row)
        state = {True: "met", False: "NOT met", None: "-"}[row.holds]
        faults = f", {row.faults} FAULTS" if row.faults else ""
        self.say(f"  {row.what}: {row.figure} (target {row.target}) {state}{faults}")

    def compare(
        self,
        key: str,
        what: str,
        found: Mapping[str, Sequence[Any]],
        one: str,
        other: str,
        part: str,
        most: float,
        unit: str,
    ) -> None:
        """A row of how many times the figure `part` of one system is that of another, in rounds taken in turn."""
        mine, theirs = ([getattr(each, part) for each in found[name]] for name in (one, other))
        times = ratio(mine[: len(theirs)], theirs)
        both = [*found[one], *found[other]]
        self.add(
            Row(
                key=key,
                what=f"{what}, by {other}",
                target=f"≤ {most:.3g} × {other}",
                figure=f"{shown(times)} × {other} ({shown(spread(mine))} to {shown(spread(theirs))} {unit})",
                met=times.median <= most,
                client=max(each.client_share for each in both),
                faults=sum(each.faults for each in both),
            )
        )

    def a(self) -> Simple:
        return Simple("A", "benchmarks.yardstick_a", self._new(), Counted)

    def b(self) -> Simple:
        return Simple("B", "benchmarks.yardstick_b", self._new(), Counted)

    def s(self, *, announced: bool = False) -> Simple:
        """Joins are announced to the whole room only when asked for: it makes them take N² messages."""
        environment = {ANNOUNCE: "1"} if announced else {}
        return Simple(
            "S",
            "benchmarks.yardstick_s",
            self._new(),
            SocketIo,
            SocketIo.reply,
            3,
            SocketIo.PATH,
            **environment,
        )

    def ours(
        self,
        *,
        portable: bool = False,
        fsync: bool = True,
        pinned: bool = True,
        environment: Mapping[str, str] | None = None,
    ) -> Ours:
        return Ours(self._new(), portable=portable, fsync=fsync, pinned=pinned, environment=environment)

    @asynccontextmanager
    async def running(self, *systems: System[Any]) -> AsyncIterator[None]:
        """All of them started, and stopped at the end."""
        try:
            await asyncio.gather(*(system.start() for system in systems))
            yield
        finally:
            for system in systems:
                system.stop()

    def _new(self) -> Path:
        self._servers += 1
        return self.folder / str(self._servers)


def ratio(one: Sequence[float], other: Sequence[float]) -> Spread:
    """Of figures taken in turn: the median of one over the other, pair by pair."""
    return spread([a / b for a, b in zip(one, other, strict=True)])


def shown(one: Spread) -> str:
    """Median, and from the least to the most in brackets, in three digits; alone what was measured once."""
    if one.repeats == 1:
        return _digits(one.median)
    return f"{_digits(one.median)} [{_digits(one.least)}–{_digits(one.most)}]"


def _digits(figure: float) -> str:
    return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.3g}"
