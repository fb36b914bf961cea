"""People whose lines break."""

import uuid
from typing import Any

import httpx

from app.rehearse.person import Person
from app.rehearse.run import assemble


class Cut(Person):
    """Someone whose line can be cut: what is on its way, in either direction, is lost."""

    def line_breaks(self) -> None:
        if self._socket:
            self._socket.transport.abort()

    @property
    def waits(self) -> bool:
        """Whether a command of theirs isn't acknowledged yet."""
        return bool(self._outbox)


async def gathered(kind: type[Any], url: str, count: int, seed: int) -> tuple[list[Any], str]:
    """A new room's host and people, connected, each of this kind of Person; and its code."""
    async with httpx.AsyncClient(base_url=url) as client:
        host, members, code = await assemble(client, url, count, seed)
    people = []
    for person in (host, *members):
        token = person.credentials["Authorization"].removeprefix("Bearer ")
        people.append(kind(url, code, token, person.name, uuid.uuid4))
        await people[-1].arrive()
    return people, code
