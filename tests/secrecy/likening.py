"""What differs and is about to show is made alike before, as people could: said alike, taken back, or hidden."""

import hashlib
from typing import Any

from app.domain import commands as c
from app.domain.state import Answer, Ballot, Parked, State, Wording
from app.domain.terms import LEVELS
from tests.secrecy import walk
from tests.secrecy.pair import Pair
from tests.secrecy.saying import Sayings
from tests.secrecy.wall_likening import WallLikening

_NEEDS = [text for text in walk.TEXTS if text]


class Likening:
    def __init__(self, pair: Pair, sayings: Sayings) -> None:
        self._pair, self._sayings = pair, sayings
        self._wall = WallLikening(pair)

    async def everything(self) -> None:
        """By whoever can."""
        await self._sayings.debts_paid()
        await self._wall.likened()
        lead = self._pair.one.room.state.lead
        one, other = self._pair.one.room.state, self._pair.other.room.state
        for id, draft in (one.drafts or {}).items():
            theirs = (other.drafts or {}).get(id)
            if theirs and (draft.statement, draft.behaviour) != (theirs.statement, theirs.behaviour):
                saving = c.SaveDraft(
                    id=self._pair.new_id(), draft=id, base=draft.saved, statement="All", behaviour="the same"
                )
                await self._pair.same(draft.members[0], saving)
        for command in self._to_hide():
            await self._pair.same(lead, command)
        for parked in self._parked_apart():
            await self._pair.speaks(parked.member, {"type": "unpark", "item": parked.id})

    def _to_hide(self) -> list[c.Command]:
        one, other = self._pair.one.room.state, self._pair.other.room.state
        texts = [
            w.id for w in one.wordings.values() if w.member and _reads(other.wordings.get(w.id)) != _reads(w)
        ]
        for value, there in zip(one.shared.values(), other.shared.values(), strict=False):
            for round, round_there in zip(value.rounds, there.rounds, strict=False):
                texts += _needs_apart(round.ballot, round_there.ballot)
        return [
            *(c.HideText(id=self._pair.new_id(), item=id) for id in texts),
            *(c.HideParked(id=self._pair.new_id(), item=p.id, hidden=True) for p in self._parked_apart()),
        ]

    def _parked_apart(self) -> list[Parked]:
        """Thoughts that would be shown now, or carried on, and are others there."""
        one, other = self._pair.one.room.state, self._pair.other.room.state
        if one.stage != "commit":
            return []
        apart = [p for p in one.parked.values() if _parked(other.parked.get(p.id)) != _parked(p)]
        return [
            p for p in apart if {p.parking, *(q.parking for q in [other.parked.get(p.id)] if q)} != {"hidden"}
        ]

    # Ballots

    async def everyone_answers(self) -> None:
        state = self._pair.one.room.state
        for ballot in state.ballots():
            for member in state.members if ballot.is_open else ():
                if self._pair.answer_of(self._pair.one, ballot, member) is None:
                    await self._pair.speaks(member, self._any_answer(state, ballot))

    def _any_answer(self, state: State, ballot: Ballot[Any]) -> dict[str, Any]:
        rng = self._pair.rng
        if state.vote and ballot.id in (b.id for b in state.vote.ballots):
            return {"type": "place_dot", "ballot": ballot.id, "cluster": rng.choice(state.vote.options)}
        level = rng.choice(LEVELS[state.facts.scale])
        need = rng.choice(walk.TEXTS)
        return {**_response(state, ballot.id), "level": level, "need": need}

    async def answers(self) -> None:
        """Everyone who answered differently answers again, with the same."""
        one, other = self._pair.one.room.state, self._pair.other.room.state
        for ballot, there in zip(one.ballots(), other.ballots(), strict=True):
            if ballot.is_open:
                for member in one.members:
                    await self._answers(ballot, there, member)

    async def _answers(self, ballot: Ballot[Any], there: Ballot[Any], member: str) -> None:
        state = self._pair.one.room.state
        said, said_there = (
            self._pair.answer_of(world, b, member)
            for world, b in zip(self._pair.worlds, (ballot, there), strict=True)
        )
        if said == said_there:
            return
        if isinstance(said, Answer):
            again = _response(state, ballot.id)
            needs, needs_there = self._needs(member)
            for level in (1, 2, 3, 8):
                again["level"] = level
                if await self._pair.speaks(member, {**again, "need": needs}, {**again, "need": needs_there}):
                    return
        elif isinstance(said, frozenset) and isinstance(said_there, frozenset):
            await self._dots(ballot.id, member, said, said_there)

    def _needs(self, member: str) -> tuple[str, str]:
        """Others, where they may be: the lead alone is to read them."""
        audience, lead = self._pair.audience, self._pair.one.room.state.lead
        if member in audience or lead in audience:
            return "All the same.", "All the same."
        return self._pair.rng.choice(_NEEDS), self._pair.rng.choice(_NEEDS)

    async def _dots(self, ballot: str, member: str, said: frozenset[str], said_there: frozenset[str]) -> None:
        vote = self._pair.one.room.state.vote
        for gone, gone_there in zip(sorted(said - said_there), sorted(said_there - said), strict=False):
            lift = {"type": "lift_dot", "ballot": ballot}
            await self._pair.speaks(member, {**lift, "cluster": gone}, {**lift, "cluster": gone_there})
        missing = set(vote.options if vote else ()) - said - said_there
        for option in sorted(missing)[: len(said - said_there)]:
            await self._pair.speaks(member, {"type": "place_dot", "ballot": ballot, "cluster": option})


def _reads(wording: Wording | None) -> object:
    return wording and (wording.name, wording.statement, wording.base, len(wording.lives))


def _parked(item: Parked | None) -> object:
    return item and (item.text, item.named and item.member, item.parking)


def _response(state: State, ballot: str) -> dict[str, Any]:
    cluster = next(v.cluster for v in state.shared.values() if any(r.ballot.id == ballot for r in v.rounds))
    return {"type": "respond", "ballot": ballot, "cluster": cluster}


def _needs_apart(one: Ballot[Answer], other: Ballot[Answer]) -> list[str]:
    differ = [who for who, answer in one.answers.items() if other.answers.get(who) != answer]
    return [hashlib.sha256(f"{one.id}/{who}".encode()).hexdigest()[:24] for who in differ]
