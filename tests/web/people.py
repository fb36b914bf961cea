"""The words of these tests: a room over HTTP, and people on its websocket who merge what they are sent."""

import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import httpx
import orjson
from prometheus_client.parser import text_string_to_metric_families
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from app.live.diff import merge
from app.web.identity import cookie_name
from tests.served import Served, served


class Site(Protocol):
    """Where it is served, as in http://127.0.0.1:40123 and ws://…"""

    @property
    def url(self) -> str: ...

    @property
    def ws(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Door:
    """A room and its host's token."""

    site: Site
    http: httpx.AsyncClient
    code: str
    host: str
    screen: str

    async def member(self, name: str = "Mei-Lin") -> str:
        """A new member's token."""
        answer = await self.http.post(f"/api/v1/rooms/{self.code}/members", json={"name": name})
        token: str = answer.raise_for_status().json()["token"]
        return token

    async def command(self, token: str, type: str, **fields: Any) -> httpx.Response:
        body = {"type": type, "id": new_id(), **fields}
        return await self.http.post(f"/api/v1/rooms/{self.code}/commands", json=body, headers=bearer(token))

    async def view(self, token: str) -> dict[str, Any]:
        answer = await self.http.get(f"/api/v1/rooms/{self.code}", headers=bearer(token))
        found: dict[str, Any] = answer.raise_for_status().json()
        return found


async def _says_where(request: httpx.Request) -> None:
    """As browsers do for what they send with a cookie, unless the test says otherwise."""
    told = {"origin", "referer", "sec-fetch-site"} & set(request.headers)
    if "cookie" in request.headers and request.method not in ("GET", "HEAD") and not told:
        request.headers["Origin"] = f"{request.url.scheme}://{request.headers['host']}"


def visitor(site: Site) -> httpx.AsyncClient:
    """A program, or a browser's first visit: it keeps cookies, follows no redirects."""
    hooks: dict[str, list[Any]] = {"request": [_says_where]}
    return httpx.AsyncClient(base_url=site.url, trust_env=False, event_hooks=hooks)


@asynccontextmanager
async def visited(folder: Path, **settings: Any) -> AsyncIterator[tuple[Served, httpx.AsyncClient]]:
    """A site with these settings, and a client of it."""
    async with (
        served(folder, **settings) as site,
        visitor(site) as http,
    ):
        yield site, http


async def open_door(site: Site, http: httpx.AsyncClient, **room: Any) -> Door:
    asked = {"title": "Platform team", **room}
    made = (await http.post("/api/v1/rooms", json=asked)).raise_for_status().json()
    screen = made["screen_url"].rsplit("t=", 1)[1]
    return Door(site, http, made["code"], made["host_token"], screen)


async def limited(http: httpx.AsyncClient) -> dict[str, float]:
    """How often each limit has held somebody back, from the metric."""
    text = (await http.get("/metrics")).text
    (found,) = [each for each in text_string_to_metric_families(text) if each.name == "touchstone_limited"]
    return {s.labels["limit"]: s.value for s in found.samples if s.name == "touchstone_limited_total"}


def new_id() -> str:
    return str(uuid.uuid4())


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def cookie(code: str, token: str, role: str = "member") -> dict[str, str]:
    return {"Cookie": f"{cookie_name(code, role)}={token}"}


@dataclass
class Phone:
    """An open websocket. `raw` is every message as it came."""

    socket: ClientConnection
    raw: list[str] = field(default_factory=list)
    frames: list[dict[str, Any]] = field(default_factory=list)
    view: dict[str, Any] = field(default_factory=dict)
    seq: int = -1

    async def send(self, *frames: object) -> None:
        await self.socket.send(orjson.dumps(frames).decode())

    async def does(self, type: str, id: str = "", **fields: Any) -> dict[str, Any]:
        """Send a command and give its ack or refusal."""
        id = id or new_id()
        before = len(self.frames)
        await self.send({"type": type, "id": id, **fields})
        return await self.gets(lambda frame: frame.get("id") == id, since=before)

    async def gets(self, wanted: Callable[[dict[str, Any]], bool], since: int = 0) -> dict[str, Any]:
        """The first frame that is so; read on until there is one."""
        while True:
            for frame in self.frames[since:]:
                if wanted(frame):
                    return frame
            since = len(self.frames)
            await self.read()

    async def sees(self, so: Callable[[dict[str, Any]], bool]) -> None:
        while not (self.view and so(self.view)):
            await self.read()

    async def read(self) -> None:
        message = await self.socket.recv()
        assert isinstance(message, str)
        self.raw.append(message)
        for frame in orjson.loads(message):
            self.frames.append(frame)
            if frame["type"] in ("snapshot", "patch"):
                self._see(frame)

    def _see(self, frame: dict[str, Any]) -> None:
        for part in ("shared", "mine", "lead", "door"):
            if part in frame:
                whole = frame["type"] == "snapshot" or frame[part] is None
                self.view[part] = frame[part] if whole else merge(self.view.get(part) or {}, frame[part])
        self.seq = frame["seq"]

    async def closed(self) -> int | None:
        """Read to the end; gives the close code."""
        try:
            while True:
                await self.read()
        except ConnectionClosed as end:
            return end.rcvd.code if end.rcvd else None


@asynccontextmanager
async def phone(door: Door, headers: dict[str, str], query: str = "", **options: Any) -> AsyncIterator[Phone]:
    """On the room's socket with these headers."""
    async with connect(
        f"{door.site.ws}/ws/{door.code}{query}",
        additional_headers=headers,
        subprotocols=["touchstone.v1"],  # type: ignore[list-item]
        compression=None,
        proxy=None,
        **options,
    ) as socket:
        yield Phone(socket)
