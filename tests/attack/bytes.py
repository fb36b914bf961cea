"""Requests as bytes, which no client would write."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

from tests.web.people import Site

PATIENCE = 20.0


class Wire:
    """A connection by hand."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def say(self, data: bytes) -> None:
        """As far as the other end listens."""
        with suppress(ConnectionError):
            self._writer.write(data)
            await self._writer.drain()

    async def answer(self) -> bytes:
        """The head of the next answer with its blank line; what there was of it when the line was cut."""
        async with asyncio.timeout(PATIENCE):
            try:
                return await self._reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError as cut:
                return cut.partial
            except ConnectionError:
                return b""

    async def rest(self) -> bytes:
        """All that comes until the line is cut."""
        async with asyncio.timeout(PATIENCE):
            with suppress(ConnectionError):
                return await self._reader.read()
        return b""


@asynccontextmanager
async def wire(site: Site) -> AsyncIterator[Wire]:
    where = urlsplit(site.url)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    try:
        yield Wire(reader, writer)
    finally:
        writer.transport.abort()


async def asked(site: Site, data: bytes) -> bytes:
    """Say this and give the status line of what is answered, or nothing when the line was cut without."""
    async with wire(site) as line:
        await line.say(data)
        return (await line.answer()).partition(b"\r\n")[0]


def request(target: str = "/healthz", *headers: str, method: str = "HEAD", body: bytes = b"") -> bytes:
    """Unless told otherwise one whose answer is a head alone."""
    head = [f"{method} {target} HTTP/1.1", "Host: values.example", *headers, "", ""]
    return "\r\n".join(head).encode() + body
