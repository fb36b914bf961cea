"""The JSON API for a load client: HTTP/1.1 over a few lines that stay, at a tenth of what a whole HTTP client costs."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

LINES = 16
TRIES = 3
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class Refused(Exception):
    """The server said no."""


class Poster:
    """Use it as an async context manager. Requests beyond the lines wait for one."""

    def __init__(self, port: int, lines: int = LINES) -> None:
        self._port = port
        self._free: asyncio.LifoQueue[tuple[asyncio.StreamReader, asyncio.StreamWriter] | None]
        self._free = asyncio.LifoQueue()
        for _ in range(lines):
            self._free.put_nowait(None)

    async def __aenter__(self) -> "Poster":
        return self

    async def __aexit__(self, *_: object) -> None:
        while not self._free.empty():
            if line := self._free.get_nowait():
                line[1].close()

    async def post(self, path: str, body: Any, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Gives the JSON of a 2xx. What is posted must be idempotent: it's sent again when a line broke.

        Raises:
            Refused: any other status.
            OSError: it broke several times.
        """
        return await self._ask("POST", path, orjson.dumps(body), headers or {})

    async def post_all(self, asked: Sequence[tuple[str, Any, Mapping[str, str]]]) -> list[dict[str, Any]]:
        """Many at once: path, body and headers of each."""
        return await asyncio.gather(*(self.post(*one) for one in asked))

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
        """The same with GET."""
        return await self._ask("GET", path, b"", headers or {})

    async def _ask(self, verb: str, path: str, body: bytes, headers: Mapping[str, str]) -> dict[str, Any]:
        told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        head = f"{verb} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nContent-Length: {len(body)}\r\n"
        request = f"{head}Content-Type: application/json\r\n{told}\r\n".encode() + body
        line = await self._free.get()
        try:
            for attempt in range(TRIES):
                try:
                    line = line or await asyncio.open_connection("127.0.0.1", self._port)
                    return await _answer(*line, request)
                except (OSError, EOFError):
                    line = None
                    if attempt == TRIES - 1:
                        raise
        finally:
            self._free.put_nowait(line)
        raise AssertionError


async def _answer(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> dict[str, Any]:
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    body = await reader.readexactly(int(length[1])) if length else b""
    if head[9:10] != b"2":
        status = head.partition(b"\r\n")[0].decode()
        raise Refused(f"{status}: {body.decode()[:300]}")
    answer: dict[str, Any] = orjson.loads(body)
    return answer
