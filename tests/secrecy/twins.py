"""Two histories that are one for some audience: the same people say the same kinds of things at the same times, with the
same outcome, and what differs is what that audience may not know. What it is sent is compared, byte for byte.

A history grows by steps. A step that would let the audience know of a difference, or that would come out differently,
isn't taken: so whatever differs in what is sent was let out by the application and not by the people.
"""

import asyncio
import datetime as dt
import hashlib
from collections.abc import Sequence
from operator import methodcaller
from random import Random

from app.domain import commands as c
from app.domain.terms import STAGES, Stage
from tests.secrecy.looking import Looking
from tests.secrecy.pair import Pair
from tests.secrecy.saying import Sayings
from tests.secrecy.told import Told
from tests.secrecy.walking_on import WalkingOn
from tests.secrecy.world import HOST, SCREEN, logged


class Twins:
    """Two worlds in which the same happens. `authors`: two people are exchanged; else what people put in is another."""

    def __init__(
        self,
        seed: int,
        *,
        authors: bool,
        pair: type[Pair] = Pair,
        bursts: Sequence[int] = (1, 1, 1, 1, 2, 3),
    ) -> None:
        """`bursts`: how many things are said at once, as often as it stands there."""
        self._rng, self._authors, self._bursts = Random(seed), authors, bursts
        self._people = [
            f"m-{hashlib.sha256(f'{seed}/{n}'.encode()).hexdigest()[:12]}"
            for n in range(self._rng.randint(3, 7))
        ]
        one, two, *_ = self._people
        late, later = (f"{one}-late", f"{two}-late")
        exchanged = {one: two, two: one, late: later, later: late} if authors else {}
        self.pair = pair(seed, self._rng, exchanged)
        self._sayings = Sayings(self.pair, (late, later), authors=authors)
        self._looking = Looking(self.pair)
        self._on = WalkingOn(self.pair, self._sayings)

    async def live(self, steps: int = 110) -> Told:
        """Let both live through a workshop. Raises LeakError."""
        pair = self.pair
        with logged() as pair.lines:
            await self._begin()
            try:
                await self._workshop(steps)
            finally:
                for world in pair.worlds:
                    pair.turn(world)
                    await world.closes()
                pair.turn(pair.one)
        pair.told.reached[pair.one.room.state.stage] += 1
        pair.comparison.logs()
        pair.comparison.figures()
        return pair.told

    async def _begin(self) -> None:
        rng, pair = self._rng, self.pair
        settings = {
            "values_per_person": rng.choice([1, 3, 3]),
            "open_names": rng.random() < 0.15 and not self._authors,
            "host_takes_part": rng.random() < 0.4,
            "scale": rng.choice(["kaner", "kaner", "fist", "consent"]),
        }
        for world in pair.worlds:
            pair.turn(world)
            await world.opens(**settings)
            for n, member in enumerate(self._people):
                await world.joins(member, f"Person {n}")
        others = [one for one in self._people if one not in pair.exchanged]
        theirs = rng.sample(others, rng.randint(1, min(2, len(others) - (not self._authors)) or 1))
        pair.audience = [SCREEN, *theirs, *([HOST] if rng.random() < 0.5 else [])]
        for who in [SCREEN, HOST, *self._people]:
            for direct in (True, False) if who in pair.audience else (True,):
                await pair.both(methodcaller("sits", who, direct=direct))
        pair.compare()
        if rng.random() < 0.35:
            await pair.same(HOST, c.HandLeadTo(id=pair.new_id(), member=rng.choice(self._people)))

    async def _workshop(self, steps: int) -> None:
        rng = self._rng
        long = rng.choice(STAGES[1:-1])
        for at, stage in enumerate(STAGES[:-1]):
            if self.pair.one.room.state.stage == stage:
                often = rng.randint(steps // 4, steps // 3) if stage == long else steps // 10
                for _ in range(1 if stage == "lobby" else often):
                    await self._something()
                if rng.random() < 0.2 and at:
                    await self._goes_back(rng.choice(STAGES[:at]), stage)
            if stage == "commit" and self.pair.one.room.state.stage == stage:
                await self._looking.at_the_charter()
            await self._on.to(STAGES[at + 1])
        for _ in range(4):
            await self._something()
        await self._looking.at_the_charter()

    async def _goes_back(self, stage: Stage, again: Stage) -> None:
        state = self.pair.one.room.state
        if await self.pair.same(state.lead, c.GoTo(id=self.pair.new_id(), stage=stage)):
            for _ in range(self._rng.randint(1, 6)):
                await self._something()
            now = self.pair.one.room.state.stage
            for there in STAGES[STAGES.index(now) + 1 : STAGES.index(again) + 1]:
                await self._on.to(there)

    async def _something(self) -> None:
        rng = self._rng
        if rng.random() < 0.1:
            await self._comes_or_goes()
        if rng.random() < 0.02:
            for world in self.pair.worlds:
                world.disk.fails.append("before" if self.pair.count % 2 else "after")
        if rng.random() < 0.12:
            await self._looking.once()
        if rng.random() < 0.02:
            await self._rests()
        if rng.random() < 0.08:
            await self._on.shows_what_there_is()
        burst = [said for _ in range(rng.choice(self._bursts)) if (said := self._sayings.drawn())]
        await self.pair.step(burst)

    async def _comes_or_goes(self) -> None:
        rng, pair = self._rng, self.pair
        state = pair.one.room.state
        people = [id for id, m in state.members.items() if m.kind != "guest" and not m.removed]
        who = rng.choice([*pair.audience, *people])
        if who in pair.exchanged:
            return  # who of the two is there isn't to be told from whom they were
        direct, knowing = rng.random() < 0.5 or who not in pair.audience, rng.random() < 0.7
        away = [
            (one, way) for (one, way), seat in pair.one.seats.items() if seat.over and one in pair.audience
        ]
        if away:
            who, direct = away[0]
        elif rng.random() < 0.3 and who not in (HOST, state.lead):
            await pair.both(lambda world: world.leaves(who))
            pair.compare()
            return
        await pair.both(lambda world: world.sits(who, direct=direct, knowing=knowing))
        pair.compare()

    async def _rests(self) -> None:
        """A pause until a moment, which everyone puts into their calendar."""
        pair, state = self.pair, self.pair.one.room.state
        until = pair.one.clock.now + dt.timedelta(hours=self._rng.randint(1, 40))
        if await pair.same(state.lead, c.Pause(id=pair.new_id(), until=until)):
            await self._looking.at_the_appointment()
            await pair.same(state.lead, c.Resume(id=pair.new_id()))


def lived(seeds: Sequence[int]) -> Told:
    """Histories of these seeds, by turns with other words and with other authors."""
    told = Told()
    for seed in seeds:
        told += asyncio.run(Twins(seed, authors=seed % 3 == 2).live())
    return told
