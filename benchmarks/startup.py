"""From starting `touchstone serve` to its first answer."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.processes import SERVER_CORE, START_WITHIN
from benchmarks.rows import Bench, Row, shown
from benchmarks.stats import spread
from benchmarks.systems import database


def first_answer(folder: Path) -> float:
    """Seconds until `/healthz` says it is well; the server is gone when this returns."""
    folder.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    command = [sys.executable, "-m", "app.cli", "serve", "--host", "127.0.0.1", "--port", str(port)]
    begun = time.monotonic()
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "DATABASE_URL": database(folder)},
    )
    os.sched_setaffinity(process.pid, {SERVER_CORE})
    try:
        while time.monotonic() - begun < START_WITHIN:
            try:
                with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=START_WITHIN):
                    return time.monotonic() - begun
            except URLError:
                time.sleep(0.005)
        raise RuntimeError("it doesn't answer")
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


async def measure(bench: Bench) -> None:
    """The row of the server's start: with a database to be made, and with one that is there."""
    folder = bench.folder / "start"
    new = first_answer(folder)
    again = spread([first_answer(folder) for _ in range(bench.repeats)])
    bench.add(
        Row(
            key="start",
            what="server start to first answer",
            target="≤ 1 s",
            figure=f"{shown(again)} s; {new:.2f} s when the database is made first",
            met=again.median <= 1,
        )
    )
