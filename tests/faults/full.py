"""A disk without room, as a process meets it: no file of its own grows any more."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

from tests.process import Process


@contextmanager
def full_disk(server: Process) -> Iterator[None]:
    """Python ignores the signal that comes with it, so a write fails as it does on a full disk.

    The bound is for all files: that of the log of what is to be written, which is the smallest after a start.
    """
    largest = server.file.with_name(f"{server.file.name}-wal").stat().st_size
    before = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (largest, before[1]))
    try:
        yield
    finally:
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, before)
