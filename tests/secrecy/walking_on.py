"""From stage to stage: what a stage needs is there before, and what would show is alike."""

from collections.abc import Awaitable, Iterator

from app.domain import commands as c
from app.domain.terms import STAGES, Stage
from tests.secrecy.likening import Likening
from tests.secrecy.pair import Pair
from tests.secrecy.saying import Sayings


class WalkingOn:
    def __init__(self, pair: Pair, sayings: Sayings) -> None:
        self._pair, self._sayings = pair, sayings
        self._likening = Likening(pair, sayings)

    async def to(self, stage: Stage) -> None:
        """To the next stage: what differs and would show is made alike before, as people could."""
        state = self._pair.one.room.state
        if state.stage == "closed" or STAGES.index(state.stage) >= STAGES.index(stage):
            return
        if state.pause:
            await self._pair.same(state.lead, c.Resume(id=self._pair.new_id()))
        for ready in self._made_ready(stage):
            await ready
        for _ in range(3):
            if self._pair.one.room.state.stage == stage:
                return
            id = self._pair.new_id()
            move: c.Command = c.Seal(id=id) if stage == "closed" else c.GoTo(id=id, stage=stage)
            if not await self._pair.same(self._pair.one.room.state.lead, move):
                await self._likening.everything()

    def _made_ready(self, stage: str) -> Iterator[Awaitable[None]]:
        if stage == "cluster":
            yield self._lifts()
        if stage == "agree":
            yield self._until_it_shows(c.CloseVote)
            yield self._chooses()
        if stage == "commit":
            yield self._until_it_shows(c.CloseRounds)
            yield self._lifts()
            yield self._adopts()
        if stage == "closed":
            yield self._lifts()

    async def shows_what_there_is(self) -> None:
        """A ballot is closed, or a curtain lifted, before it is time to go on."""
        state = self._pair.one.room.state
        if any(ballot.is_open for ballot in state.ballots()):
            await self._until_it_shows(c.CloseVote if state.stage == "vote" else c.CloseRounds)
        elif state.stage in ("agree", "commit"):
            await self._lifts()

    async def _lifts(self) -> None:
        """The curtain: what differs behind it is hidden, or said alike, first."""
        for _ in range(3):
            lift = c.LiftCurtain(id=self._pair.new_id())
            if await self._pair.same(self._pair.one.room.state.lead, lift):
                return
            await self._likening.everything()

    async def _until_it_shows(self, close: type[c.CloseVote] | type[c.CloseRounds]) -> None:
        """Close, after whoever is owed an exchange has had it, and mostly when everybody has answered."""
        if self._pair.rng.random() < 0.7:
            await self._likening.everyone_answers()
            await self._sayings.coach_looks()
        for at in range(4):
            if not any(ballot.is_open for ballot in self._pair.one.room.state.ballots()):
                return
            if not await self._pair.same(self._pair.one.room.state.lead, close(id=self._pair.new_id())):
                await (self._likening.answers() if at else self._sayings.debts_paid())

    async def _chooses(self) -> None:
        state = self._pair.one.room.state
        if not state.chosen and state.clusters:
            some = self._pair.rng.sample(sorted(state.clusters), min(3, len(state.clusters)))
            await self._pair.same(state.lead, c.ChooseSet(id=self._pair.new_id(), clusters=some))

    async def _adopts(self) -> None:
        for cluster in list(self._pair.one.room.state.shared):
            lead = self._pair.one.room.state.lead
            await self._pair.same(lead, c.Adopt(id=self._pair.new_id(), cluster=cluster))
