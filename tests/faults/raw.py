"""A websocket client by hand: it can break every rule of the protocol, read nothing, and answer no ping."""

import asyncio
import os
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any, cast
from urllib.parse import urlsplit

from tests.web.people import Door, Phone, bearer

CONT, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA


def framed(opcode: int, payload: bytes, *, fin: bool = True, masked: bool = True, reserved: int = 0) -> bytes:
    """One frame as it goes over the wire."""
    head = bytes([(0x80 if fin else 0) | reserved << 4 | opcode])
    size, mask = len(payload), os.urandom(4) if masked else b""
    bit = 0x80 if masked else 0
    if size < 126:
        head += bytes([bit | size])
    elif size < 65_536:
        head += struct.pack("!BH", bit | 126, size)
    else:
        head += struct.pack("!BQ", bit | 127, size)
    return head + mask + (_masked(payload, mask) if masked else payload)


def _masked(payload: bytes, mask: bytes) -> bytes:
    length = len(payload)
    key = int.from_bytes((mask * (length // 4 + 1))[:length], "big")
    return (int.from_bytes(payload, "big") ^ key).to_bytes(length, "big")


class RawSocket:
    """A connection whose handshake is done. `received` counts what was read after it, in bytes."""

    def __init__(self, wire: socket.socket, already: bytes) -> None:
        self._wire, self._buffer = wire, already
        self._loop = asyncio.get_running_loop()
        self.received = len(already)
        self.sent = 0

    @classmethod
    async def open(
        cls, door: Door, token: str, query: str = "", *, receives: int | None = None
    ) -> "RawSocket":
        """`receives`: bytes that the system keeps for it unread; by itself it takes megabytes."""
        where = urlsplit(door.site.url)
        wire = socket.socket()
        wire.setblocking(False)
        if receives is not None:
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(wire, (where.hostname, where.port))
        asks = {
            "Host": where.netloc,
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
            "Sec-WebSocket-Version": "13",
            **bearer(token),
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in asks.items())
        await loop.sock_sendall(wire, f"GET /ws/{door.code}{query} HTTP/1.1\r\n{head}\r\n".encode())
        came = b""
        while b"\r\n\r\n" not in came:
            piece = await loop.sock_recv(wire, 1_024)
            assert piece, "no handshake"
            came += piece
        head_came, rest = came.split(b"\r\n\r\n", 1)
        assert head_came.startswith(b"HTTP/1.1 101")
        return cls(wire, rest)

    def close(self) -> None:
        self._wire.close()

    async def write(self, data: bytes) -> None:
        """These bytes, whatever they are. Raises ConnectionError when the other end is gone."""
        await self._loop.sock_sendall(self._wire, data)
        self.sent += len(data)

    async def may_send(self, data: bytes) -> None:
        """The same, as far as the other end listens."""
        with suppress(ConnectionError):
            await self.write(data)

    async def send(self, text: str) -> None:
        """One message."""
        await self.write(framed(TEXT, text.encode()))

    async def recv(self) -> str:
        """The next message; pings are not answered. Raises EOFError when the line ends."""
        async for opcode, payload in self.frames():
            if opcode == TEXT:
                return payload.decode()
        raise EOFError

    def as_phone(self) -> Phone:
        """Somebody who merges what it brings."""
        return Phone(cast(Any, self))

    async def frames(self) -> AsyncIterator[tuple[int, bytes]]:
        """Opcode and payload of what comes, until the line is cut; pings are not answered."""
        while (one := await self._frame()) is not None:
            yield one

    async def closed(self) -> int | None:
        """Read to the end, and say goodbye in turn; gives the close code, None when the line was cut without one."""
        code = None
        async for opcode, payload in self.frames():
            if opcode == CLOSE:
                code = struct.unpack("!H", payload[:2])[0]
                await self.may_send(framed(CLOSE, payload))
        return code

    async def _frame(self) -> tuple[int, bytes] | None:
        head = await self._take(2)
        if head is None:
            return None
        size = head[1] & 0x7F
        if size >= 126:
            more = await self._take(2 if size == 126 else 8)
            if more is None:
                return None
            size = int.from_bytes(more, "big")
        payload = await self._take(size)
        return None if payload is None else (head[0] & 0x0F, payload)

    async def _take(self, size: int) -> bytes | None:
        while len(self._buffer) < size:
            try:
                piece = await self._loop.sock_recv(self._wire, 65_536)
            except ConnectionError:
                return None
            if not piece:
                return None
            self.received += len(piece)
            self._buffer += piece
        taken, self._buffer = self._buffer[:size], self._buffer[size:]
        return taken
