"""A world behind a server of its own on this machine, in which people speak and are answered over real connections."""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
import uvicorn
from fastapi import FastAPI
from websockets.frames import Frame, Opcode

from app.charter.press import Press
from app.config import Settings
from app.domain import commands as c
from app.main import create_app
from app.server import Server, how_to_serve
from tests.faults.raw import CLOSE, TEXT, framed
from tests.secrecy.world import CODE, PATIENCE, SCREEN, Answered, Heard, World, soon, token_of

_HOST = "room.test"
"""The same name for both, though they have a port each."""
_CLOCKED = b"date: "


@dataclass
class Wire:
    """A websocket by hand; `came`: the answer to its handshake, then each frame with its head."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    came: list[bytes] = field(default_factory=list)
    over: bool = False

    def says(self, frames: object) -> None:
        self.writer.write(framed(TEXT, orjson.dumps(frames)))

    async def heard(self) -> None:
        """All that was sent until now, and what was said is read at the other end: a heartbeat goes there and back."""
        if self.over:
            return
        self.says([])
        try:
            while await self._frame() != b"[]":
                pass
        except (asyncio.IncompleteReadError, ConnectionError):
            self.hangs_up()

    async def _frame(self) -> bytes:
        head = await self.reader.readexactly(2)
        size = head[1]
        if size >= 126:
            head += (longer := await self.reader.readexactly(2 if size == 126 else 8))
            size = int.from_bytes(longer, "big")
        payload = await self.reader.readexactly(size)
        self.came.append(head + payload)
        if head[0] & 0x0F == CLOSE:
            raise ConnectionResetError
        return payload

    def hangs_up(self) -> None:
        self.over = True
        self.writer.close()


class Framed(Heard):
    """A frame is made once for everyone: the first who asks makes it for the wires too."""

    def framed(self, message: bytes) -> bytes:
        return Frame(Opcode.TEXT, message).serialize(mask=False)

    def _write(self, framed: bytes) -> None:
        head = {126: 4, 127: 10}.get(framed[1], 2)
        super()._write(framed[head:])


class WiredWorld(World):
    """Everyone has a wire beside their seats, and speaks over it."""

    line = Framed

    def __init__(self, swapped: Mapping[str, str], press: Press | None = None) -> None:
        super().__init__(swapped, press=press)
        self.wires: dict[str, Wire] = {}
        self.came: dict[str, list[bytes]] = {}
        """All that came to each, over every wire they have had."""
        self._coming: dict[str, int | None] = {}
        self._stack = AsyncExitStack()
        self._server: Server
        self._port: int

    async def opens(self, **settings: Any) -> None:
        await super().opens(**settings)
        app = create_app(Settings(database_url="sqlite:///unused.db"))
        app.state.services = self.services
        self._server, self._port = await self._stack.enter_async_context(_serving(app))

    async def closes(self) -> None:
        for wire in self.wires.values():
            wire.hangs_up()
        await self._stack.aclose()
        await super().closes()

    def sits(self, who: str, *, direct: bool, knowing: bool = True) -> None:
        before = self.seats.get((who, direct))
        if direct:
            seq = before.connection._seq if before and knowing else -1
            self._coming[who] = seq if seq >= 0 else None
        super().sits(who, direct=direct, knowing=knowing)

    def leaves(self, who: str) -> None:
        super().leaves(who)
        if who in self.wires:
            self.wires[who].hangs_up()

    def says(self, sender: str, command: c.Command) -> None:
        wire = self.wires.get(sender)
        if isinstance(command, c.Tick) or wire is None or wire.over:
            super().says(sender, command)
        else:
            wire.says([command.model_dump(mode="json")])

    async def settles(self) -> None:
        async with asyncio.timeout(PATIENCE):
            coming, self._coming = self._coming, {}
            for who in coming:
                if who in self.wires:
                    self.wires[who].hangs_up()
            await self._all_gone()
            for who, since in coming.items():
                self.wires[who] = await self._wire(who, since)
            await self._all_heard()
            await super().settles()
            await self._all_heard()

    async def _all_gone(self) -> None:
        """The server has noticed who hung up."""
        while len(self._server.server_state.tasks) > sum(not wire.over for wire in self.wires.values()):
            await soon()

    async def _all_heard(self) -> None:
        for wire in self.wires.values():
            await wire.heard()

    async def _wire(self, who: str, since: int | None) -> Wire:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        query = {"since": "" if since is None else str(since), "as": "screen" if who == SCREEN else ""}
        path = f"/ws/{CODE}?" + "&".join(f"{name}={value}" for name, value in query.items())
        upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        key = "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n"
        writer.write(_asked(who, path, upgrade + key))
        wire = Wire(reader, writer, self.came.setdefault(who, []))
        wire.came.append(_without_clock(await reader.readuntil(b"\r\n\r\n")))
        return wire

    async def asks(self, who: str, path: str) -> Answered:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        writer.write(_asked(who, path, "Connection: close\r\n"))
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        writer.close()
        status, *headers = _without_clock(head).decode().split("\r\n")
        return int(status.split()[1]), [(line, "") for line in headers], body


def _asked(who: str, path: str, more: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {_HOST}\r\nAuthorization: Bearer {token_of(who)}\r\n{more}\r\n".encode()


def _without_clock(head: bytes) -> bytes:
    """The server's own date, which is the machine's."""
    return b"\r\n".join(line for line in head.split(b"\r\n") if not line.lower().startswith(_CLOCKED))


@asynccontextmanager
async def _serving(app: FastAPI) -> AsyncIterator[tuple[Server, int]]:
    """Its rooms are there already: it begins nothing of its own."""
    unasked = {"ws_ping_interval": None}  # it would come when it pleases
    config = uvicorn.Config(app, lifespan="off", **{**how_to_serve(app.state.settings), **unasked})
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Server(config, app)
        running = asyncio.create_task(server._serve([listening]))
        while not server.started:
            await soon()
        try:
            yield server, listening.getsockname()[1]
        finally:
            server.should_exit = True
            await running
