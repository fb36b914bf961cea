"""A rehearsal from first call to the charter in a folder."""

import asyncio
import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import httpx

from app.rehearse import words
from app.rehearse.person import Person
from app.rehearse.report import Report, now
from app.rehearse.server import own_server
from app.rehearse.workshop import Rehearsal

P = TypeVar("P", bound=Person)

FORMATS = ("pdf", "md", "json")


class Unfit(Exception):
    """The rehearsal can't go on; the sentence says why."""


async def rehearse(
    people: int, url: str | None, seed: int, folder: Path, say: Callable[[str], None]
) -> Report:
    """Take `people` simulated people through a whole workshop at `url`, or on a server of its own.

    Writes the charter into `folder`, tells by `say` what happens, and gives the figures.

    Raises:
        Unfit: the server can't be reached or said no, or not everyone saw the same in the end.
    """
    async with contextlib.AsyncExitStack() as stack:
        address = url.rstrip("/") if url else await stack.enter_async_context(own_server())
        say(f"at {address}")
        client = await stack.enter_async_context(
            httpx.AsyncClient(base_url=address, timeout=30, headers=permit())
        )
        try:
            host, members, code = await assemble(client, address, people, Person)
            return await _hold(client, host, members, code, seed, folder, say)
        except (httpx.HTTPError, ConnectionError) as broken:
            raise Unfit(f"The server at {address} didn't answer as it should: {broken}") from broken


def permit() -> dict[bytes, bytes]:
    """What a server takes that asks for a password before a room can be made."""
    password = os.environ.get("TOUCHSTONE_NEW_ROOM_PASSWORD", "")
    return {b"Touchstone-Password": password.encode()} if password else {}


async def assemble(
    client: httpx.AsyncClient, address: str, people: int, kind: type[P]
) -> tuple[P, list[P], str]:
    """A room with its host and members, all by the JSON API, and its code. Nobody is connected yet."""
    made = await _post(client, "/api/v1/rooms", {"title": f"Rehearsal for {people}"})
    code = made["code"]
    gate = asyncio.Semaphore(16)

    async def join(number: int) -> P:
        async with gate:
            name = words.name(number)
            joined = await _post(client, f"/api/v1/rooms/{code}/members", {"name": name})
            return kind(address, code, joined["token"], name)

    members = await asyncio.gather(*(join(number) for number in range(people)))
    return kind(address, code, made["host_token"], "the host"), members, code


async def _post(client: httpx.AsyncClient, path: str, body: dict[str, str]) -> dict[str, str]:
    answer = await client.post(path, json=body)
    if answer.headers.get("content-type", "").startswith("application/problem+json"):
        problem = answer.json()
        raise Unfit(f"The server said no: {problem.get('detail') or problem['title']}")
    made: dict[str, str] = answer.raise_for_status().json()
    return made


async def _hold(
    client: httpx.AsyncClient,
    host: Person,
    people: list[Person],
    code: str,
    seed: int,
    folder: Path,
    say: Callable[[str], None],
) -> Report:
    everyone = [host, *people]
    begun = now()
    try:
        await asyncio.gather(*(person.arrive() for person in everyone))
        rehearsal = Rehearsal(host, people, seed, say)
        await rehearsal.run()
        taken = now() - begun
        last = host.seq
        await asyncio.gather(*(person.until(lambda p=person: p.seq >= last) for person in people))  # type: ignore[misc]
        _same_for_all(host, people)
        await _take_home(client, code, host, folder, say)
    finally:
        await asyncio.gather(*(person.leave() for person in everyone))
    return Report(
        people=len(people),
        values=host.shared["counts"]["values"],
        clusters=len(host.shared["clusters"]),
        agreed=len(host.shared["charter"]["adopted"]),
        commands=rehearsal.crowd.commands,
        seconds=taken,
        visible=rehearsal.crowd.watch.until_all_saw(everyone),
        reconnects=sum(person.reconnects for person in everyone),
    )


def _same_for_all(host: Person, people: list[Person]) -> None:
    strays = [person.name for person in people if person.shared != host.shared]
    if strays:
        raise Unfit(f"{len(strays)} of {len(people)} people saw something else in the end than the host.")


async def _take_home(
    client: httpx.AsyncClient, code: str, host: Person, folder: Path, say: Callable[[str], None]
) -> None:
    for ending in FORMATS:
        answer = await client.get(f"/r/{code}/charter.{ending}", headers=host.credentials)
        path = folder / f"charter-{code}.{ending}"
        path.write_bytes(answer.raise_for_status().content)
        say(f"charter: {path.name} ({len(answer.content) / 1000:.0f} kB)")
