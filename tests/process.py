"""A server in a process of its own that can be killed, and that comes back on the same port and database."""

import asyncio
import os
import re
import sys
from pathlib import Path

_ADDRESS = re.compile(rb"http://127\.0\.0\.1:(\d+)")


class Process:
    """`touchstone serve` on a database in `folder`, with these environment variables too.

    `files`: how many it may open, as its shell says.
    """

    def __init__(self, folder: Path, files: int | None = None, **environment: str) -> None:
        self._environment = environment
        self._shell = ["sh", "-c", f'ulimit -Sn {files}; exec "$@"', "sh"] if files else []
        self.file = folder / "rooms.db"
        self.database = f"sqlite:///{self.file}"
        self.kills = 0
        self._log = folder / "server.log"
        self._port = 0
        self._process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    async def start(self) -> None:
        """Until it answers. The first start takes a free port, later ones the same."""
        serve = ["-m", "app.cli", "serve", "--host", "127.0.0.1", "--port", str(self._port)]
        command = [*self._shell, sys.executable, *serve]
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *command,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                env={**os.environ, "DATABASE_URL": self.database, **self._environment},
            )
        assert self._process.stdout
        async for line in self._process.stdout:
            if found := _ADDRESS.search(line):
                self._port = int(found[1])
                return
        raise RuntimeError("the server did not start")

    def logged(self) -> str:
        """Since the first start."""
        return self._log.read_text("utf-8")

    async def kill(self) -> None:
        """As the kernel does when memory is short: it gets to do nothing more."""
        assert self._process
        self._process.kill()
        await self._process.wait()
        self.kills += 1

    @property
    def ws(self) -> str:
        return self.url.replace("http", "ws", 1)

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    def tell(self, signal: int) -> None:
        assert self._process
        self._process.send_signal(signal)

    async def ended(self) -> int:
        """How it ended: its status, or the signal with a minus."""
        assert self._process
        return await self._process.wait()

    async def stop(self) -> None:
        if self._process and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()
