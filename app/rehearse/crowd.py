"""The lead and the people of a rehearsal, as one crowd: they act at once, wait for each other, and are timed."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from app.rehearse.person import Person
from app.rehearse.report import Stopwatch, now

T = TypeVar("T")

View = dict[str, Any]
"""The shared part, merged."""


class Crowd:
    """`commands` counts what was stored; `watch` knows of each when it was sent and what seq it became."""

    def __init__(self, host: Person, people: Sequence[Person]) -> None:
        self.host, self.people = host, people
        self.watch = Stopwatch()
        self.commands = 0

    @property
    def everyone(self) -> list[Person]:
        """The host, who takes no part, and the people."""
        return [self.host, *self.people]

    async def leads(self, type: str, **fields: Any) -> str:
        """The host does something that all see; gives its id."""
        return await self.does(self.host, type, **fields)

    async def does(self, person: Person, type: str, **fields: Any) -> str:
        """Something whose effect everyone is sent, timed; gives its id, once its maker and the host see it."""
        at = now()
        seq, id = await person.makes(type, **fields)
        self.commands += 1
        self.watch.note(type, seq, at)
        await self.host.until(lambda: self.host.seq >= seq)
        return id

    async def keeps(self, person: Person, type: str, **fields: Any) -> str:
        """Something that isn't for everyone's eyes: stored, not timed."""
        _, id = await person.makes(type, **fields)
        self.commands += 1
        return id

    async def all_see(self, seen: Callable[[View], bool]) -> None:
        """Wait until everyone's view is so."""
        await asyncio.gather(*(p.until(lambda p=p: seen(p.shared)) for p in self.everyone))  # type: ignore[misc]

    async def at_once(self, act: Callable[[Person], Awaitable[object]]) -> None:
        """All the people do it at the same time."""
        await asyncio.gather(*(act(person) for person in self.people))

    async def deal(self, things: Sequence[T], act: Callable[[Person, T], Awaitable[object]]) -> None:
        """Things to do are dealt among the people like cards; each does theirs one after the other."""

        async def hand(person: Person, mine: Sequence[T]) -> None:
            for thing in mine:
                await act(person, thing)

        count = len(self.people)
        await asyncio.gather(*(hand(p, things[i::count]) for i, p in enumerate(self.people)))
