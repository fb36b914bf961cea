"""How long it took until everyone saw it: latencies from a command to its effect in the last view."""

import bisect
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.rehearse.person import Person


@dataclass(slots=True)
class Stopwatch:
    """Remembers when commands were sent and which seq they became; works out the rest at the end."""

    sent: list[tuple[str, int, float]] = field(default_factory=list)

    def note(self, type: str, seq: int, at: float) -> None:
        """A command of this type was sent at this moment (`time.monotonic`) and stored as `seq`."""
        self.sent.append((type, seq, at))

    def until_all_saw(self, people: Sequence[Person]) -> list[float]:
        """Seconds from sending until the last person held that seq, for each command noted.

        A person who was on the way back meanwhile counts too.
        """
        seen = [_seqs_and_times(person) for person in people]
        return [
            max(times[min(bisect.bisect_left(seqs, seq), len(times) - 1)] for seqs, times in seen) - at
            for _, seq, at in self.sent
        ]


def _seqs_and_times(person: Person) -> tuple[list[int], list[float]]:
    return [seq for seq, _ in person.arrivals], [at for _, at in person.arrivals]


def percentile(figures: Sequence[float], p: float) -> float:
    """The one at int(p/100·(n−1)+0.5) of the sorted figures (targets.md); 0 for none."""
    ranked = sorted(figures)
    return ranked[int(p / 100 * (len(ranked) - 1) + 0.5)] if ranked else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """What a rehearsal came to."""

    people: int
    values: int
    clusters: int
    agreed: int
    commands: int
    seconds: float
    visible: Sequence[float]
    reconnects: int

    def lines(self) -> list[str]:
        ms = {p: 1000 * percentile(self.visible, p) for p in (50, 99)}
        return [
            f"{self.people} people, {self.values} values, {self.clusters} clusters, "
            f"{self.agreed} agreed on; {self.commands} commands in {self.seconds:.1f} s",
            f"from a command to visible for all: p50 {ms[50]:.1f} ms, p99 {ms[99]:.1f} ms "
            f"({len(self.visible)} commands)",
            *([f"{self.reconnects} reconnects on the way"] if self.reconnects else []),
        ]


def now() -> float:
    return time.monotonic()
