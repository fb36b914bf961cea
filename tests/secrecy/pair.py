"""Two worlds in which the same happens at the same times, and those for whom they're to be one."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from random import Random
from typing import Any

from app.domain import commands as c
from app.domain.state import Answer, Approvals, Ballot
from tests.secrecy import walk
from tests.secrecy.comparing import Comparison
from tests.secrecy.foreseeing import Foresight, Said
from tests.secrecy.told import Told
from tests.secrecy.world import CHANCE, HOST, World, presses


class Pair:
    """`exchanged`: who is whose other in the second world; `audience`: who is to see one and the same."""

    of: type[World] = World

    def __init__(self, seed: int, rng: Random, exchanged: Mapping[str, str]) -> None:
        self.seed, self.rng, self.exchanged = seed, rng, exchanged
        self.told = Told(histories=1)
        one, other = presses()
        self.one, self.other = self.worlds = self.of({}, press=one), self.of(exchanged, press=other)
        self.audience: list[str] = []
        self.lines: list[Any] = []
        """What is logged, until somebody takes it."""
        self.count = 0
        self.comparison = Comparison(seed, self.worlds, self.told)
        self._foresight = Foresight(self.worlds, self.turn)
        self._whose = self.one

    # Whose turn it is

    def turn(self, world: World) -> None:
        """What happens from now on is `world`'s: what was logged before was that of the one before."""
        self._whose.logs += self.lines
        self.lines.clear()
        self._whose = world
        CHANCE.at(f"{self.seed}/{self.count}", world.swapped)

    async def both(self, does: Callable[[World], None]) -> None:
        self.count += 1
        for world in self.worlds:
            await self._in(world, does)

    async def _in(self, world: World, does: Callable[[World], None]) -> None:
        self.turn(world)
        does(world)
        await world.settles()

    def new_id(self) -> str:
        self.count += 1
        return "c-" + hashlib.sha256(f"{self.seed}/{self.count}".encode()).hexdigest()[:22]

    # A step

    async def step(self, burst: Sequence[Said]) -> bool:
        """Take it, if it comes out the same and tells this audience nothing; then compare."""
        CHANCE.at("", {})
        self.count += 1
        passing = dt.timedelta(seconds=self.rng.choice([1, 3, 20, 100]))
        for world in self.worlds:
            world.clock.now += passing
        if not burst or not self._foresight.tells_nothing(burst, self.audience):
            return False
        for number, world in enumerate(self.worlds):
            await self._in(world, partial(_say, number=number, said=burst))
        self.told.steps += 1
        for one in burst:
            if one.differs:
                self.told.said[one.one.type] += 1
        self.compare()
        return True

    def compare(self) -> None:
        self.comparison.frames(self.audience, self.count)

    # The same in both

    async def same(self, sender: str, command: c.Command) -> bool:
        said = self.alike(sender, command)
        return said is not None and await self.step([said])

    def alike(self, sender: str, command: c.Command) -> Said | None:
        made = self.as_called_there(command)
        return Said(command, sender, made, sender) if made else None

    def as_called_there(self, command: c.Command) -> c.Command | None:
        """Cards that nobody sees yet have other ids there: it's the one on which the same values lie."""
        one, other = self.one.room.state, self.other.room.state
        there = {card.values: id for id, card in other.cards.items()}
        missing = False

        def called(card: str) -> str:
            nonlocal missing
            if card in other.cards or card not in one.cards:
                return card
            missing |= one.cards[card].values not in there
            return there.get(one.cards[card].values, card)

        made = walk.with_cards(command, called)
        return None if missing else made

    async def speaks(self, member: str, one: dict[str, Any], other: dict[str, Any] | None = None) -> bool:
        """For themselves, or the host for a guest."""
        guest = self.one.room.state.members[member].kind == "guest"
        id = self.new_id()
        said = []
        for fields in (one, other or one):
            whole = {"type": "speak_for", "member": member, "command": fields} if guest else fields
            command = c.parse({**whole, "id": id})
            assert isinstance(command, c.Base), command
            said.append(command)
        sender = HOST if guest else member
        return await self.step([Said(said[0], sender, said[1], self.exchanged.get(sender, sender))])

    def answer_of(self, world: World, ballot: Ballot[Any], member: str) -> Answer | Approvals | None:
        self.turn(world)
        found: Answer | Approvals | None = ballot.answers.get(
            CHANCE.pseudonym(world.room._keys[ballot.id], world.room.state.members[member].answers_as)
        )
        return found


def _say(world: World, number: int, said: Sequence[Said]) -> None:
    for one in said:
        world.says(*one.there(number))
