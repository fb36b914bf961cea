"""`make bench`: measures every row and writes docs/benchmarks.md; `--quick` less of it, and it is only said."""

import argparse
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import uvloop

from benchmarks import (
    aside,
    browsers,
    burst,
    fanout,
    growth,
    joins,
    manyrooms,
    memory,
    plots,
    reconnects,
    report,
    soak,
    stalled,
    startup,
    two,
)
from benchmarks.processes import pin_client
from benchmarks.rows import Bench, Row

FAMILIES: dict[str, Callable[[Bench], Awaitable[None]]] = {
    "fanout": fanout.measure,
    "burst": burst.measure,
    "stalled": stalled.measure,
    "joins": joins.measure,
    "reconnects": reconnects.measure,
    "rooms": manyrooms.measure,
    "memory": memory.measure,
    "opening": growth.measure_opening,
    "change": growth.measure_change,
    "processes": two.measure,
    "start": startup.measure,
    "suggestions": aside.measure_suggestions,
    "charter": aside.measure_charter,
    "phone": browsers.measure_phone,
    "lighthouse": browsers.measure_lighthouse,
    "screen": browsers.measure_screen,
}


async def run(bench: Bench, only: list[str]) -> None:
    """The families named, or all; a family that fails is a row that says so."""
    for name in only or FAMILIES:
        begun = time.monotonic()
        try:
            await FAMILIES[name](bench)
        except Exception as failure:
            why = f"{type(failure).__name__}: {failure}"
            bench.add(Row(name, name, "measured", "not measured", met=False, why=why))
        bench.say(f"{name}: {time.monotonic() - begun:.0f} s")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument(
        "--quick", action="store_true", help="fewer repeats, some rows left out, nothing written"
    )
    parser.add_argument("--only", nargs="*", choices=FAMILIES, default=[], help="some rows; nothing written")
    options = parser.parse_args()
    pin_client()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Bench(Path(folder), options.quick)
        uvloop.run(run(bench, options.only))
    if options.quick or options.only:
        print(report.table(bench.rows))
        if bench.left_out:
            print("Left out: " + "; ".join(bench.left_out))
    else:
        kept = soak.kept()
        report.write(bench, kept, plots.draw(bench, kept, report.PLOTS))
    return 1 if any(row.faults for row in bench.rows) else 0


if __name__ == "__main__":
    raise SystemExit(main())
