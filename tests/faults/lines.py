"""People whose lines break."""

from typing import TypeVar

import httpx

from app.rehearse.person import Person
from app.rehearse.run import assemble

P = TypeVar("P", bound=Person)


class Cut(Person):
    """Someone whose line can be cut: what is on its way, in either direction, is lost."""

    def line_breaks(self) -> None:
        if self._socket:
            self._socket.transport.abort()

    @property
    def waits(self) -> bool:
        """Whether a command of theirs isn't acknowledged yet."""
        return bool(self._outbox)


async def gathered(kind: type[P], url: str, count: int) -> tuple[list[P], str]:
    """A new room's host and people, connected, each of this kind of Person; and its code."""
    async with httpx.AsyncClient(base_url=url) as client:
        host, members, code = await assemble(client, url, count, kind)
    people = [host, *members]
    for person in people:
        await person.arrive()
    return people, code
