"""SIGTERM: what waits is answered, everyone is told, and the process ends soon, whoever hangs on."""

import asyncio
import signal
import socket
import sqlite3
from contextlib import AsyncExitStack, closing
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from tests.faults.heavy import ROOM, WALL, build_wall, show_wall
from tests.faults.raw import RawSocket
from tests.process import Process
from tests.web.people import Door, Phone, bearer, new_id, open_door, phone

ENDS_WITHIN = 5
SHOWN = 90


async def test_FAULT_3_a_server_that_is_told_to_stop_answers_what_waits_says_goodbye_and_ends(
    tmp_path: Path,
) -> None:
    """Commands wait for a lock that another process holds; one phone reads nothing, one request is half sent."""
    server = Process(tmp_path, TOUCHSTONE_COMMAND_BURST="10000")
    await server.start()
    try:
        async with httpx.AsyncClient(base_url=server.url, trust_env=False) as http:
            door = await open_door(server, http, **ROOM)
            await build_wall(door)
            async with phone(door, bearer(door.host), max_size=None) as host:
                await host.read()
                stalled = await RawSocket.open(door, await door.member("Stalled"), receives=2_048)
                await show_wall(host, SHOWN)
                hangs_on = await asyncio.to_thread(_half_a_request, door)
                async with AsyncExitStack() as lines:
                    ids = await _stopped_while_commands_wait(server, door, host, lines)
                async with asyncio.timeout(ENDS_WITHIN):
                    assert await server.ended() == -signal.SIGTERM
                await stalled.closed()
                assert stalled.received < SHOWN * WALL, "it was behind"
                stalled.close()
                hangs_on.close()
    finally:
        await server.stop()
    with closing(sqlite3.connect(server.file)) as db:
        commands = [id for (id,) in db.execute("SELECT command FROM events")]
    assert [commands.count(id) for id in ids] == [1] * len(ids)


async def _stopped_while_commands_wait(
    server: Process, door: Door, host: Phone, lines: AsyncExitStack
) -> list[str]:
    """Gives the ids of the commands that waited, each of another person; they have read to the end."""
    ids = [new_id() for _ in range(5)]
    people = []
    for number in range(len(ids)):
        headers = bearer(await door.member(f"Person {number}"))
        people.append(await lines.enter_async_context(phone(door, headers, max_size=None)))
        await people[-1].read()
    with closing(sqlite3.connect(server.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for person, id in zip(people, ids, strict=True):
            await person.send({"type": "rename_me", "id": id, "name": id[:8]}, {"type": "nothing"})
        for (
            person
        ) in people:  # what came after the command is refused at once: so the command is there, and waits
            await person.gets(lambda frame: frame.get("code") == "unknown_command")
        server.tell(signal.SIGTERM)
        await asyncio.to_thread(_until_nobody_is_let_in, server)
        other.execute("ROLLBACK")
    for person, id in zip([*people, host], [*ids, ""], strict=True):
        assert await person.closed() == 1012
        assert person.frames[-1] == {"type": "bye", "reason": "restart"}
        assert [frame["type"] for frame in person.frames if frame.get("id") == id] == ["ack"] * bool(id)
    return ids


def _half_a_request(door: Door) -> socket.socket:
    """A request whose body stops before its end."""
    where = urlsplit(door.site.url)
    wire = socket.create_connection((str(where.hostname), where.port or 0))
    head = f"POST /j/{door.code} HTTP/1.1\r\nHost: {where.netloc}\r\nContent-Length: 1000\r\n"
    wire.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\nname=".encode())
    return wire


def _until_nobody_is_let_in(server: Process) -> None:
    where = urlsplit(server.url)
    while True:
        try:
            socket.create_connection((str(where.hostname), where.port or 0)).close()
        except ConnectionError:
            return
