"""A server of the rehearsal's own: on this machine, on a free port, with a database that goes with it."""

import asyncio
import contextlib
import os
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
OPEN_TO_ALL = {"TOUCHSTONE_NEW_ROOM_PASSWORD": "", "TOUCHSTONE_OIDC_ISSUER": ""}
"""Whatever the machine's other server asks for before a room can be made."""
START_WITHIN = 30.0
"""Seconds."""


@contextlib.asynccontextmanager
async def own_server() -> AsyncIterator[str]:
    """Start `touchstone serve` on a temporary database; gives its address.

    Raises:
        RuntimeError: it did not come up.
    """
    with tempfile.TemporaryDirectory(prefix="touchstone-") as folder:
        process = await _start(Path(folder))
        try:
            yield await _address(process)
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            await process.wait()


async def _start(folder: Path) -> asyncio.subprocess.Process:
    database = f"sqlite:///{folder / 'rehearsal.db'}"
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "app.cli",
        "serve",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, "DATABASE_URL": database, "PYTHONUNBUFFERED": "1", **OPEN_TO_ALL},
    )


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stdout
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(START_WITHIN):
            async for line in process.stdout:
                if found := _ADDRESS.search(line.decode()):
                    return found[0]
    raise RuntimeError("The rehearsal's own server did not start. Try `touchstone serve` to see why.")
