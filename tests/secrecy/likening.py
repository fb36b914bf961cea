"""What differs and is about to show is made alike before, as people could: said alike, taken back, or hidden."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from app.domain import commands as c
from app.domain.state import Answer, Ballot, State, Value
from app.domain.terms import LEVELS
from tests.secrecy import walk
from tests.secrecy.foreseeing import Said
from tests.secrecy.pair import Pair
from tests.secrecy.saying import Sayings


class Likening:
    def __init__(self, pair: Pair, sayings: Sayings) -> None:
        self._pair, self._sayings = pair, sayings

    async def everything(self) -> None:
        """By whoever can."""
        await self._sayings.debts_paid()
        await self._values()
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

    def _to_hide(self) -> list[c.Command]:
        one, other = self._pair.one.room.state, self._pair.other.room.state
        texts = [
            w.id for w in one.wordings.values() if w.member and other.wordings[w.id].statement != w.statement
        ]
        for value, there in zip(one.shared.values(), other.shared.values(), strict=False):
            for round, round_there in zip(value.rounds, there.rounds, strict=False):
                texts += _needs_apart(round.ballot, round_there.ballot)
        parked = [p.id for p in one.parked.values() if other.parked.get(p.id) != p and not p.settled]
        return [
            *(c.HideText(id=self._pair.new_id(), item=id) for id in texts),
            *(c.HideParked(id=self._pair.new_id(), item=id, hidden=True) for id in parked),
        ]

    # Values

    async def _values(self) -> None:
        """The first value of each in one world and in the other become the same, and so on; what is hidden in one world
        alone comes back there, as does another in the other."""
        for member in list(self._pair.one.room.state.put_in):
            if not self._pair.one.room.state.members[member].counts:
                await self._pair.same(member, c.TakePart(id=self._pair.new_id(), on=True))
            for value, there in self._apart(member):
                if self._pair.rng.random() < 0.4 and await self._hidden(value.card, there.card):
                    continue
                await self._edited(member, value, there)
        one, other = self._pair.one.room.state, self._pair.other.room.state
        here, there_ = ({id for id, card in s.cards.items() if card.hidden} for s in (one, other))
        for card, card_there in zip(sorted(here - there_), sorted(there_ - here), strict=False):
            await self._of_cards(c.UnhideCard(id=self._pair.new_id(), card=card), card_there)
        for member in list(one.put_in):
            for value, there in self._apart(member):
                await self._hidden(value.card, there.card)

    async def _edited(self, member: str, value: Value, there: Value) -> None:
        number = self._pair.count
        edit = {"type": "edit_value", "label": f"Zest {number}", "show_story": False}
        if bool(value.story) != bool(there.story) or value.show_story != there.show_story:
            edit |= {"story": f"All the same {number}.", "show_story": True}
        await self._pair.speaks(member, {**edit, "value": value.id}, {**edit, "value": there.id})

    def _apart(self, member: str) -> list[tuple[Value, Value]]:
        """The first value of theirs that nobody has in the other world, and theirs there that nobody has here, and so on."""
        one, other = (_in_sight(world.room.state) for world in self._pair.worlds)
        seen, seen_there = (Counter(map(_shows, values)) for values in (one, other))
        alone = [v for v in _unmatched(one, seen - seen_there) if v.member == member]
        alone_there = [v for v in _unmatched(other, seen_there - seen) if v.member == member]
        return list(zip(alone, alone_there, strict=False))

    async def _hidden(self, card: str, there: str) -> bool:
        return await self._of_cards(c.HideCard(id=self._pair.new_id(), card=card), there)

    async def _of_cards(self, command: c.Command, there: str) -> bool:
        lead = self._pair.one.room.state.lead
        return await self._pair.step([Said(command, lead, command.model_copy(update={"card": there}), lead)])

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
            again = {**_response(state, ballot.id), "need": "All the same."}
            for level in (1, 2, 3, 8):
                if await self._pair.speaks(member, {**again, "level": level}):
                    return
        elif isinstance(said, frozenset) and isinstance(said_there, frozenset):
            await self._dots(ballot.id, member, said, said_there)

    async def _dots(self, ballot: str, member: str, said: frozenset[str], said_there: frozenset[str]) -> None:
        vote = self._pair.one.room.state.vote
        for gone, gone_there in zip(sorted(said - said_there), sorted(said_there - said), strict=False):
            lift = {"type": "lift_dot", "ballot": ballot}
            await self._pair.speaks(member, {**lift, "cluster": gone}, {**lift, "cluster": gone_there})
        missing = set(vote.options if vote else ()) - said - said_there
        for option in sorted(missing)[: len(said - said_there)]:
            await self._pair.speaks(member, {"type": "place_dot", "ballot": ballot, "cluster": option})


def _shows(value: Value) -> tuple[str, str, bool]:
    """What of it everyone would see."""
    return value.label, value.story if value.show_story else "", bool(value.story)


def _in_sight(state: State) -> list[Value]:
    return [value for value in state.values.values() if not state.cards[value.card].hidden]


def _unmatched(values: Sequence[Value], more: Counter[tuple[str, str, bool]]) -> Iterator[Value]:
    for value in values:
        if more[_shows(value)] > 0:
            more[_shows(value)] -= 1
            yield value


def _response(state: State, ballot: str) -> dict[str, Any]:
    cluster = next(v.cluster for v in state.shared.values() if any(r.ballot.id == ballot for r in v.rounds))
    return {"type": "respond", "ballot": ballot, "cluster": cluster}


def _needs_apart(one: Ballot[Answer], other: Ballot[Answer]) -> list[str]:
    differ = [who for who, answer in one.answers.items() if other.answers.get(who) != answer]
    return [hashlib.sha256(f"{one.id}/{who}".encode()).hexdigest()[:24] for who in differ]
