"""Servers in processes of their own, pinned to a core, with their CPU and memory from outside."""

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE = CORES[0]
CLIENT_CORE = CORES[-1]
_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")
START_WITHIN = 120.0
"""Seconds; a machine may be busy."""


def pin_client() -> None:
    """This process, and what it imports from now on, to the client's core."""
    os.sched_setaffinity(0, {CLIENT_CORE})


def unpin() -> None:
    """This process, and what it starts from now on, to every core again."""
    os.sched_setaffinity(0, set(CORES))


class Server:
    """A Python module that says `http://127.0.0.1:PORT` once it answers; what it said before is in `said`."""

    def __init__(
        self,
        folder: Path,
        module: str,
        *arguments: str,
        environment: Mapping[str, str] | None = None,
        pinned: bool = True,
    ) -> None:
        self.folder = folder
        self._cores = {SERVER_CORE} if pinned else set(CORES)
        folder.mkdir(parents=True, exist_ok=True)
        self._command = [sys.executable, "-m", module, *arguments]
        self._environment = environment or {}
        self.port = 0
        self.said: list[str] = []
        self._process: subprocess.Popen[str] | None = None

    async def start(self, port: int = 0) -> None:
        """Until it says where it is, on this port (0: a free one). Raises RuntimeError when it doesn't."""
        log = (self.folder / "server.log").open("a")
        self._process = subprocess.Popen(
            [*self._command, "--port", str(port)],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **self._environment},
        )
        log.close()
        os.sched_setaffinity(self._process.pid, self._cores)
        try:
            async with asyncio.timeout(START_WITHIN):
                await asyncio.to_thread(self._hear)
        except TimeoutError:
            self.kill()
        if not self.port:
            raise RuntimeError(f"did not start: {self.logged()[-2000:]}")

    def logged(self) -> str:
        """What it wrote to standard error."""
        return (self.folder / "server.log").read_text()

    def _hear(self) -> None:
        assert self._process
        assert self._process.stdout
        for line in self._process.stdout:
            if found := _ADDRESS.search(line):
                self.port = int(found[1])
                return
            self.said.append(line.strip())

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    def cpu_ns(self) -> int:
        """CPU time so far of all its threads, and of the processes that it started and that still run."""
        return sum(_cpu_ns(pid) for pid in self._pids())

    def memory(self) -> tuple[int, int]:
        """RSS and PSS in bytes, of the process itself."""
        found = dict(_sizes(Path(f"/proc/{self.pid}/smaps_rollup").read_text()))
        return found["Rss"], found["Pss"]

    def _pids(self) -> Iterator[int]:
        yield self.pid
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            try:
                yield from map(int, (task / "children").read_text().split())
            except FileNotFoundError:
                continue

    def kill(self) -> None:
        """SIGKILL; gone when this returns."""
        if self._process:
            self._process.kill()
            self._end()

    def stop(self) -> None:
        """SIGTERM, and SIGKILL when it takes more than 10 s."""
        if not self._process or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._end()

    def _end(self) -> None:
        assert self._process
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()


def _cpu_ns(pid: int) -> int:
    # The clock id of another process's CPU time, as clock_getcpuclockid(3) makes it.
    try:
        return time.clock_gettime_ns((~pid << 3) | 2)
    except OSError:
        return 0


def _sizes(text: str) -> Iterator[tuple[str, int]]:
    for line in text.splitlines():
        parts = line.split()
        if len(parts) == 3 and parts[2] == "kB":
            yield parts[0].rstrip(":"), int(parts[1]) * 1024
