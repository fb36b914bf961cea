"""The application among the systems that are compared."""

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from benchmarks import notes
from benchmarks.client import Crowd, Ticket
from benchmarks.posting import Poster
from benchmarks.processes import Server
from benchmarks.systems import card, database
from benchmarks.traces import Merged, Reader, Trace


class OurRoom:
    """A room at the wall, with the curtain up; the first person is the host."""

    acknowledges = True

    def __init__(self, crowd: Crowd, port: int, code: str, host: str) -> None:
        self.crowd, self.code, self.host = crowd, code, host
        self._port = port
        self._merged = Merged()
        self._readers: list[Reader] = []
        self._read: list[int] = []

    def say(self, by: int, number: int) -> str:
        label, story = card(number)
        return self.command(by, "add_value", label=label, story=story, show_story=True)

    def command(self, by: int, type: str, **fields: Any) -> str:
        """The same with any command."""
        id = str(uuid.uuid4())
        self.repeat(by, id, type, **fields)
        return id

    def repeat(self, by: int, id: str, type: str, **fields: Any) -> None:
        """A command again, after a line broke."""
        self.crowd.lines[by].write(orjson.dumps([{"type": type, "id": id, **fields}]))

    def traces(self) -> list[Trace]:
        """Reads on from where it was called last."""
        new = len(self.crowd.lines) - len(self._readers)
        self._readers += [Reader() for _ in range(new)]
        self._read += [0] * new
        for place, line in enumerate(self.crowd.lines):
            self._readers[place].feed(line.got[self._read[place] :], self._merged)
            self._read[place] = len(line.got)
        return [reader.trace for reader in self._readers]

    async def right_view(self) -> Any:
        async with Poster(self._port, 1) as api:
            return (await api.get(f"/api/v1/rooms/{self.code}", bearer(self.host)))["shared"]


class Ours:
    """One server of it, on its own way to the sockets or kept to plain ASGI sends."""

    messages_until_in = 1

    def __init__(
        self,
        folder: Path,
        *,
        portable: bool = False,
        fsync: bool = True,
        pinned: bool = True,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """`environment` comes before what is set here."""
        self.name = "ours, portable" if portable else "ours" if fsync else "ours, no fsync"
        self._notes, self._fsync = folder / "notes", fsync
        self.database = folder / "rooms.db"
        options = ["--portable"] * portable + ["--no-fsync"] * (not fsync)
        environment = {
            notes.VARIABLE: str(self._notes),
            "DATABASE_URL": database(folder),
            "TOUCHSTONE_ROOM_CAPACITY": "2600",
            "TOUCHSTONE_ROOMS_PER_HOUR": "1000000",
            "TOUCHSTONE_COMMANDS_PER_SECOND": "1000",
            "TOUCHSTONE_COMMAND_BURST": "1000",
            "TOUCHSTONE_LOG_LEVEL": "WARNING",
            **(environment or {}),
        }
        module = "benchmarks.ours_server"
        self.server = Server(folder, module, *options, environment=environment, pinned=pinned)

    async def start(self, port: int = 0) -> None:
        await self.server.start(port)

    async def invite(self, people: int) -> tuple[OurRoom, list[Ticket]]:
        """The host and the members; `people` together."""
        port = self.server.port
        new = {"title": f"Bench for {people}", "values_per_person": 10, "host_takes_part": True}
        async with Poster(port) as api:
            made = await api.post("/api/v1/rooms", new)
            room = f"/api/v1/rooms/{made['code']}"
            tokens = [made["host_token"], *await join(api, made["code"], people - 1)]
            for said in ({"type": "go_to", "stage": "share"}, {"type": "lift_curtain"}):
                command = {"id": str(uuid.uuid4()), **said}
                await api.post(f"{room}/commands", command, bearer(made["host_token"]))
        tickets = [ticket(made["code"], token) for token in tokens]
        return OurRoom(Crowd("127.0.0.1", port), port, made["code"], tokens[0]), tickets

    def notes(self) -> list[tuple[int, int]]:
        return notes.read(self._notes)

    def stop(self) -> None:
        """Raises RuntimeError when it was to do without fsync and didn't."""
        self.server.stop()
        if self.server.port and not self._fsync and notes.NO_FSYNC not in self.server.logged():
            raise RuntimeError("it never said how durable it is to be")


async def join(api: Poster, code: str, people: int) -> list[str]:
    """So many members of a room; gives their tokens."""
    path = f"/api/v1/rooms/{code}/members"
    asked = [
        (path, {"name": f"Person {number}"}, {"Idempotency-Key": str(uuid.uuid4())})
        for number in range(1, people + 1)
    ]
    return [member["token"] for member in await api.post_all(asked)]


def ticket(code: str, token: str) -> Ticket:
    """With which the one who has this token comes in."""
    return Ticket(f"/ws/{code}", {**bearer(token), "Sec-WebSocket-Protocol": "touchstone.v1"})


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
