"""Moments that a server notes for the client, which reads the same clock (CLOCK_MONOTONIC is the machine's)."""

import os
import time
from pathlib import Path

VARIABLE = "BENCH_NOTES"
NO_FSYNC = "synchronous=OFF"
"""What a server without fsync writes to its log whenever it leaves it out."""


class Notes:
    """Written by a server: a line for each event, with what it leads to."""

    def __init__(self) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        self._file = os.open(os.environ[VARIABLE], flags, 0o600)

    def write(self, mark: int) -> None:
        os.write(self._file, b"%d %d\n" % (time.monotonic_ns(), mark))


def read(path: Path) -> list[tuple[int, int]]:
    """Moment (ns) and mark, in the order in which they were noted."""
    return [(int(at), int(mark)) for at, mark in map(str.split, path.read_text().splitlines())]
