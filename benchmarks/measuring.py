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
    """Over a timed part; nanoseconds."""

    server_ns: int = 0
    client_ns: int = 0
    wall_ns: int = 0
    busy_client_ns: int = 0
    busy_ns: int = 0

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
    """Fills the usage at the end."""
    usage = Usage()
    gc.collect()
    gc.disable()
    begun = (server.cpu_ns(), time.process_time_ns(), time.monotonic_ns())
    try:
        yield usage
    finally:
        usage.server_ns = server.cpu_ns() - begun[0]
        usage.client_ns = time.process_time_ns() - begun[1]
        usage.wall_ns = time.monotonic_ns() - begun[2]
        gc.enable()
