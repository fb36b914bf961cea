"""The systems that are compared, each with the same things to do: come in, and put a card on the wall."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

import orjson

from benchmarks import notes, traces
from benchmarks.client import Crowd, Line, Reply, Ticket
from benchmarks.processes import Server
from benchmarks.traces import Trace

STORY = "Someone told the client the date was wrong, before they asked."
"""With the label a card of about 85 characters."""

ANNOUNCE = "BENCH_ANNOUNCE"
"""An environment variable: when it is set, S tells everyone in the room of everyone who comes."""


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
    acknowledges: bool
    """Whether it tells a sender that their command is stored, and up to where."""

    def say(self, by: int, number: int) -> str:
        """The person at this place sends this card; gives the command's id."""

    def traces(self) -> list[Trace]:
        """Of every line, in their order."""

    async def right_view(self) -> Any:
        """What everyone should hold by now; None: that is all one knows."""


R = TypeVar("R", bound=Room, covariant=True)


class System(Protocol[R]):
    """One server and its rooms."""

    name: str
    server: Server
    messages_until_in: int
    """After so many one holds a first view."""

    async def start(self, port: int = 0) -> None: ...

    async def invite(self, people: int) -> tuple[R, list[Ticket]]:
        """A room with so many people, none of them connected."""

    def notes(self) -> list[tuple[int, int]]:
        """When it had stored, or was about to send: moment (ns) and mark."""

    def stop(self) -> None: ...


async def enter(system: System[R], people: int, within: float = 120.0) -> R:
    """A room with so many people, all of them in. Raises RuntimeError when not all came in."""
    room, _ = await enter_with(system, people, within)
    return room


async def enter_with(system: System[R], people: int, within: float = 120.0) -> tuple[R, list[Ticket]]:
    """The same, with the tickets they came in by."""
    room, tickets = await system.invite(people)
    lines = await room.crowd.connect(tickets)
    await all_in(system, room.crowd, lines, within)
    return room, tickets


async def all_in(system: System[Any], crowd: Crowd, lines: Sequence[Line], within: float) -> None:
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
        environment |= {notes.VARIABLE: str(self._notes), "DATABASE_URL": database(folder)}
        self.server = Server(folder, module, environment=environment)

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

    acknowledges = False

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

    acknowledges = True
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


def database(folder: Path) -> str:
    """The address of its SQLite file."""
    return f"sqlite+aiosqlite:///{folder / 'rooms.db'}"
