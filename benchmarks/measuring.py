"""What every timed part has around it: no garbage collection in the client, CPU of both sides."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.processes import Server

BUSY = 0.8
"""Of its core: above it the client may have been the limit."""


@dataclass(slots=True)
class Usage:
    """Over a timed part; nanoseconds. `begun`: what server, client and clock stood at."""

    server: Server
    begun: tuple[int, int, int]
    server_ns: int = 0
    client_ns: int = 0
    wall_ns: int = 0
    busy_client_ns: int = 0
    busy_ns: int = 0

    def mark(self) -> None:
        """It ends here, as far as is known by now."""
        self.server_ns = self.server.cpu_ns() - self.begun[0]
        self.client_ns = time.process_time_ns() - self.begun[1]
        self.wall_ns = time.monotonic_ns() - self.begun[2]

    @contextmanager
    def busy(self) -> Iterator[None]:
        """A part in which the client has something to do; where there are any, its share is taken of these alone."""
        begun = (time.process_time_ns(), time.monotonic_ns())
        yield
        self.busy_client_ns += time.process_time_ns() - begun[0]
        self.busy_ns += time.monotonic_ns() - begun[1]

    @property
    def client_share(self) -> float:
        """Of its core."""
        if self.busy_ns:
            return self.busy_client_ns / self.busy_ns
        return self.client_ns / self.wall_ns if self.wall_ns else 0.0


@contextmanager
def watched(server: Server) -> Iterator[Usage]:
    """Fills the usage at the end, unless it was marked before."""
    gc.collect()
    gc.disable()
    usage = Usage(server, (server.cpu_ns(), time.process_time_ns(), time.monotonic_ns()))
    try:
        yield usage
    finally:
        if not usage.wall_ns:
            usage.mark()
        gc.enable()
