"""A disk without room, as a process meets it: no file of its own grows any more."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

from tests.process import Process


@contextmanager
def full_disk(server: Process) -> Iterator[None]:
    """Python ignores the signal that comes with it, so a write fails as it does on a full disk."""
    largest = max(file.stat().st_size for file in server.file.parent.iterdir())
    before = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (largest, before[1]))
    try:
        yield
    finally:
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, before)
