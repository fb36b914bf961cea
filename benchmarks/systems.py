"""The systems that are compared, each with the same things to do: come in, and put a card on the wall."""

import asyncio
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import httpx
import orjson

from benchmarks import notes, traces
from benchmarks.client import Crowd, Line, Reply, Ticket
from benchmarks.processes import Server
from benchmarks.traces import Trace

STORY = "Someone told the client the date was wrong, before they asked."
"""With the label a card of about 85 characters."""

ANNOUNCE = "BENCH_ANNOUNCE"
"""An environment variable: when it is set, S tells everyone in the room of everyone who comes."""

TOGETHER = 16
"""Requests at once while a room is filled."""
TRIES = 3


def card(number: int) -> tuple[str, str]:
    """Label and story of the card with this number; no two labels are alike."""
    return f"Honesty, number {number}", STORY


@dataclass(frozen=True, slots=True)
class Said:
    """A card on its way: its command's id, whose it is (a place in the crowd), and when it was sent (ns)."""

    id: str
    by: int
    at: int


class Room(Protocol):
    """People who are in, and what they can do."""

    crowd: Crowd

    def say(self, by: int, number: int) -> str:
        """The person at this place sends this card; gives the command's id."""

    def traces(self) -> list[Trace]:
        """Of every line, in their order."""

    async def right_view(self) -> Any:
        """What everyone should hold by now; None: that is all one knows."""


class System(Protocol):
    """One server and its rooms."""

    name: str
    server: Server
    messages_until_in: int
    """After so many one holds a first view."""

    async def start(self, port: int = 0) -> None: ...

    async def invite(self, people: int) -> tuple["Room", list[Ticket]]:
        """A room with so many people, none of them connected."""

    def notes(self) -> list[tuple[int, int]]:
        """When it had stored, or was about to send: moment (ns) and mark."""

    def stop(self) -> None: ...


async def enter(system: System, people: int, within: float = 120.0) -> Room:
    """A room with so many people, all of them in. Raises RuntimeError when not all came in."""
    room, tickets = await system.invite(people)
    lines = await room.crowd.connect(tickets)
    await all_in(system, room.crowd, lines, within)
    return room


async def all_in(system: System, crowd: Crowd, lines: Sequence[Line], within: float) -> None:
    def there() -> bool:
        return all(len(line.got) >= system.messages_until_in or line.over for line in lines)

    if not await crowd.until(there, within) or crowd.lost:
        raise RuntimeError(f"{system.name}: not all are in, {crowd.lost[:3]}")


class Simple:
    """A yardstick: one room, no names; made of a module and of what its wire is like."""

    def __init__(
        self,
        name: str,
        module: str,
        folder: Path,
        room: Callable[[Crowd], Room],
        reply: Reply | None = None,
        messages_until_in: int = 1,
        path: str = "/",
        **environment: str,
    ) -> None:
        self.name, self._room, self._reply, self._path = name, room, reply, path
        self.messages_until_in = messages_until_in
        self._notes = folder / "notes"
        environment |= {notes.VARIABLE: str(self._notes), "DATABASE_URL": _database(folder)}
        self.server = Server(folder, module, **environment)

    async def start(self, port: int = 0) -> None:
        await self.server.start(port)

    async def invite(self, people: int) -> tuple[Room, list[Ticket]]:
        crowd = Crowd("127.0.0.1", self.server.port, self._reply)
        return self._room(crowd), [Ticket(self._path, {})] * people

    def notes(self) -> list[tuple[int, int]]:
        return [(at, mark or place) for place, (at, mark) in enumerate(notes.read(self._notes), 1)]

    def stop(self) -> None:
        self.server.stop()


class Counted:
    """A room of A or B: whatever is said, all get the same message."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd

    def say(self, by: int, number: int) -> str:
        label, story = card(number)
        self.crowd.lines[by].write(orjson.dumps([{"type": "card", "label": label, "story": story}]))
        return str(number)

    def traces(self) -> list[Trace]:
        return [traces.of_counted(line.got) for line in self.crowd.lines]

    async def right_view(self) -> Any:
        return None


class SocketIo:
    """A room of S, spoken to as python-socketio's client does."""

    PATH = "/socket.io/?EIO=4&transport=websocket"

    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd

    @staticmethod
    def reply(payload: bytes) -> bytes | None:
        if payload.startswith(b"0"):
            return b"40"
        return b"3" if payload == b"2" else None

    def say(self, by: int, number: int) -> str:
        label, story = card(number)
        said = ["card", {"key": str(number), "label": label, "story": story}]
        self.crowd.lines[by].write(b"42%d" % number + orjson.dumps(said))
        return str(number)

    def traces(self) -> list[Trace]:
        return [traces.of_socketio(line.got) for line in self.crowd.lines]

    async def right_view(self) -> Any:
        return None


class OurRoom:
    """A room of the application at the wall, with the curtain up."""

    def __init__(self, crowd: Crowd, base: str, code: str, host: str) -> None:
        self.crowd, self.code = crowd, code
        self._base, self.host = base, host

    def say(self, by: int, number: int) -> str:
        label, story = card(number)
        return self.command(by, "add_value", label=label, story=story, show_story=True)

    def command(self, by: int, type: str, **fields: Any) -> str:
        """The same with any command."""
        id = str(uuid.uuid4())
        self.crowd.lines[by].write(orjson.dumps([{"type": type, "id": id, **fields}]))
        return id

    def traces(self) -> list[Trace]:
        known: dict[bytes, Any] = {}
        return [traces.of_ours(line.got, known) for line in self.crowd.lines]

    async def look(self) -> dict[str, Any]:
        """What the host gets by the JSON API."""
        async with httpx.AsyncClient(base_url=self._base, headers=bearer(self.host), timeout=60) as client:
            found: dict[str, Any] = (await client.get(f"/api/v1/rooms/{self.code}")).raise_for_status().json()
        return found

    async def right_view(self) -> Any:
        return (await self.look())["shared"]


class Ours:
    """The application, on its own way to the sockets or kept to plain ASGI sends."""

    messages_until_in = 1

    def __init__(self, folder: Path, *, portable: bool = False, fsync: bool = True) -> None:
        self.name = "ours, portable" if portable else "ours" if fsync else "ours, no fsync"
        self._notes = folder / "notes"
        self.database = folder / "rooms.db"
        options = ["--portable"] * portable + ["--no-fsync"] * (not fsync)
        environment = {
            notes.VARIABLE: str(self._notes),
            "DATABASE_URL": _database(folder),
            "TOUCHSTONE_ROOM_CAPACITY": "2600",
            "TOUCHSTONE_ROOMS_PER_HOUR": "1000000",
            "TOUCHSTONE_LOG_LEVEL": "WARNING",
        }
        self.server = Server(folder, "benchmarks.ours_server", *options, **environment)

    async def start(self, port: int = 0) -> None:
        await self.server.start(port)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    @property
    def is_direct(self) -> bool:
        """Whether it hands its sockets to the room."""
        return "ws direct" in self.server.said

    async def invite(self, people: int) -> tuple[OurRoom, list[Ticket]]:
        """The host and the members; `people` together."""
        limits = httpx.Limits(max_connections=TOGETHER, max_keepalive_connections=TOGETHER)
        async with httpx.AsyncClient(base_url=self.base, limits=limits, timeout=120) as client:
            new = {"title": f"Bench for {people}", "values_per_person": 10, "host_takes_part": True}
            made = await _post(client, "/api/v1/rooms", new)
            code, host = made["code"], made["host_token"]
            gate = asyncio.Semaphore(TOGETHER)

            async def join(number: int) -> dict[str, Any]:
                async with gate:
                    path, body = f"/api/v1/rooms/{code}/members", {"name": f"Person {number}"}
                    return await _post(client, path, body, {"Idempotency-Key": str(uuid.uuid4())})

            members = await asyncio.gather(*(join(number) for number in range(1, people)))
            for said in ({"type": "go_to", "stage": "share"}, {"type": "lift_curtain"}):
                command = {"id": str(uuid.uuid4()), **said}
                await _post(client, f"/api/v1/rooms/{code}/commands", command, bearer(host))
        tokens = [host, *(member["token"] for member in members)]
        crowd = Crowd("127.0.0.1", self.server.port)
        tickets = [
            Ticket(f"/ws/{code}", {**bearer(token), "Sec-WebSocket-Protocol": "touchstone.v1"})
            for token in tokens
        ]
        return OurRoom(crowd, self.base, code, host), tickets

    def notes(self) -> list[tuple[int, int]]:
        return notes.read(self._notes)

    def stop(self) -> None:
        self.server.stop()


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _database(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'rooms.db'}"


async def _post(
    client: httpx.AsyncClient, path: str, body: dict[str, Any], headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Again when the line broke: the server closes those that it takes for idle. What is asked for is idempotent."""
    for attempt in range(TRIES):
        try:
            answer = await client.post(path, json=body, headers=headers)
        except httpx.TransportError:
            if attempt == TRIES - 1:
                raise
        else:
            made: dict[str, Any] = answer.raise_for_status().json()
            return made
    raise AssertionError
