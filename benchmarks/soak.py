"""`make soak`: 200 rooms of 25 people for five minutes, each with a command every ten seconds.

Its figures are kept in docs/benchmarks/soak.json, from which `make bench` writes them again.
"""

import argparse
import json
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import uvloop

from benchmarks.machine import machine
from benchmarks.measuring import watched
from benchmarks.processes import pin_client
from benchmarks.rows import Bench
from benchmarks.stats import percentile
from benchmarks.town import Town

KEPT = Path(__file__).parents[1] / "docs" / "benchmarks" / "soak.json"
ROOMS, PEOPLE, SECONDS = 200, 25, 300.0
PERIOD = 5.0
"""Seconds between two looks at the server's memory."""
FLAT = 1.1
"""Memory of the last minute over that of the third, at most."""


@dataclass(slots=True)
class Soak:
    rooms: int
    people: int
    seconds: float
    commands: int = 0
    p50_ms: float = 0.0
    p99_ms: float = 0.0
    worst_ms: float = 0.0
    cpu_share: float = 0.0
    client_share: float = 0.0
    faults: int = 0
    """Commands that weren't seen by all, refusals, lines lost, and views that aren't right in the end."""
    memory_mib: list[float] = field(default_factory=list)
    """PSS, every five seconds."""
    machine: dict[str, Any] = field(default_factory=dict)

    @property
    def growth(self) -> float:
        """Memory of the last fifth over that of the third: until then what is bounded fills up, 256 kept views a room."""
        fifth = max(1, len(self.memory_mib) // 5)
        then, now = self.memory_mib[2 * fifth : 3 * fifth], self.memory_mib[-fifth:]
        return (sum(now) / len(now)) / (sum(then) / len(then)) if then else 1.0

    @property
    def holds(self) -> bool:
        return not self.faults and self.growth <= FLAT


async def soak(rooms: int, people: int, seconds: float) -> Soak:
    """Once; says every minute how it goes."""
    found = Soak(rooms, people, seconds)
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        bench = Bench(Path(folder), quick=False)
        ours = bench.ours()
        async with bench.running(ours):
            town = Town(ours)
            begun = time.monotonic()
            await town.gather(rooms, people)
            bench.say(f"{rooms * people:,} people are in after {time.monotonic() - begun:.0f} s")

            def each(after: float) -> None:
                found.memory_mib.append(round(ours.server.memory()[1] / 2**20, 1))
                if len(found.memory_mib) % 12 == 0:
                    bench.say(f"{after:.0f} s: {found.memory_mib[-1]} MiB, {town.faults} faults")

            with watched(ours.server) as usage:
                await town.talk(seconds, PERIOD, each)
            await town.close()
    found.commands, found.faults = town.commands, town.faults
    times = town.times or [float("inf")]
    found.p50_ms, found.p99_ms, found.worst_ms = percentile(times, 50), percentile(times, 99), max(times)
    found.cpu_share, found.client_share = usage.server_ns / usage.wall_ns, usage.client_share
    found.machine = machine()
    return found


def kept() -> Soak | None:
    """The last one, if there was any."""
    return Soak(**json.loads(KEPT.read_text("utf-8"))) if KEPT.exists() else None


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak")
    parser.add_argument("--rooms", type=int, default=ROOMS)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--keep", action="store_true", help="write the figures into docs/")
    options = parser.parse_args()
    pin_client()
    found = uvloop.run(soak(options.rooms, options.people, options.seconds))
    print(
        f"{found.commands:,} commands, p99 {found.p99_ms:.3g} ms, CPU {found.cpu_share:.0%}, "
        f"memory × {found.growth:.3f}, {found.faults} faults"
    )
    if options.keep:
        from benchmarks.report import write_soak

        KEPT.parent.mkdir(parents=True, exist_ok=True)
        KEPT.write_text(json.dumps(asdict(found), indent=1) + "\n", "utf-8")
        write_soak(found)
    return 0 if found.holds else 1


if __name__ == "__main__":
    raise SystemExit(main())
