"""`make bench`: measures every row; `--quick` less of it; `--only` some families of rows."""

import argparse
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import uvloop

from benchmarks import burst, fanout, joins, manyrooms, memory, reconnects, stalled
from benchmarks.processes import pin_client
from benchmarks.rows import Bench

FAMILIES: dict[str, Callable[[Bench], Awaitable[None]]] = {
    "fanout": fanout.measure,
    "burst": burst.measure,
    "stalled": stalled.measure,
    "joins": joins.measure,
    "reconnects": reconnects.measure,
    "rooms": manyrooms.measure,
    "memory": memory.measure,
}


async def run(quick: bool, only: list[str]) -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Bench(Path(folder), quick)
        for name in only or FAMILIES:
            begun = time.monotonic()
            await FAMILIES[name](bench)
            bench.say(f"{name}: {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--quick", action="store_true", help="fewer repeats, nothing written")
    parser.add_argument("--only", nargs="*", choices=FAMILIES, default=[], help="some families of rows")
    options = parser.parse_args()
    pin_client()
    uvloop.run(run(options.quick, options.only))
