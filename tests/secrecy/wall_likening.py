"""The walls of two worlds made alike, by those whose values they are and by the lead, before anyone sees them."""

from collections import Counter
from collections.abc import Iterator

from app.domain import commands as c
from app.domain.state import State, Value
from tests.secrecy.entitled import wall
from tests.secrecy.foreseeing import Said
from tests.secrecy.pair import Pair

Shows = tuple[str, str, bool, str]


class WallLikening:
    def __init__(self, pair: Pair) -> None:
        self._pair = pair

    async def likened(self) -> None:
        """First what leaves different people behind the same cards; then, while that isn't enough, all that differs."""
        await self._exchanges_matched()
        for _ in range(3):
            if self._is_alike():
                break
            await self._each_said_anew()
            await self._each_hidden_in_both()
        await self._one_spotlight()

    def _states(self) -> tuple[State, State]:
        return self._pair.one.room.state, self._pair.other.room.state

    def _is_alike(self) -> bool:
        one, other = self._states()
        return wall(one) == wall(other)

    # The first value of each that shows in one world alone, and theirs that shows in the other alone, become the same.

    async def _exchanges_matched(self) -> None:
        for member in list(self._pair.one.room.state.put_in):
            await self._takes_part(member)
            for value, there in self._apart(member):
                if self._pair.rng.random() < 0.4 and await self._hidden(value.card, there.card):
                    continue
                await self._edited(member, value, there)
        one, other = self._states()
        here, there_ = ({id for id, card in s.cards.items() if card.hidden} for s in (one, other))
        for card, card_there in zip(sorted(here - there_), sorted(there_ - here), strict=False):
            await self._of_cards(c.UnhideCard(id=self._pair.new_id(), card=card), card_there)
        for member in list(one.put_in):
            for value, there in self._apart(member):
                await self._hidden(value.card, there.card)

    async def _takes_part(self, member: str) -> None:
        if not self._pair.one.room.state.members[member].counts:
            await self._pair.same(member, c.TakePart(id=self._pair.new_id(), on=True))

    def _apart(self, member: str) -> list[tuple[Value, Value]]:
        one, other = self._states()
        shown, shown_there = _in_sight(one), _in_sight(other)
        seen, seen_there = (Counter(shows.values()) for shows in (shown, shown_there))
        alone = [one.values[id] for id in _unmatched(shown, seen - seen_there)]
        alone_there = [other.values[id] for id in _unmatched(shown_there, seen_there - seen)]
        theirs, theirs_there = (
            [value for value in some if value.member == member] for some in (alone, alone_there)
        )
        return list(zip(theirs, theirs_there, strict=False))

    async def _edited(self, member: str, value: Value, there: Value) -> bool:
        edit = {"type": "edit_value", **self._fresh(value, there)}
        return await self._pair.speaks(member, {**edit, "value": value.id}, {**edit, "value": there.id})

    def _fresh(self, value: Value, there: Value) -> dict[str, str | bool]:
        number = self._pair.count
        fresh: dict[str, str | bool] = {"label": f"Zest {number}", "show_story": False}
        if bool(value.story) != bool(there.story) or value.show_story != there.show_story:
            fresh |= {"story": f"All the same {number}.", "show_story": True}
        return fresh

    async def _hidden(self, card: str, there: str) -> bool:
        return await self._of_cards(c.HideCard(id=self._pair.new_id(), card=card), there)

    async def _of_cards(self, command: c.Command, there: str) -> bool:
        lead = self._pair.one.room.state.lead
        return await self._pair.step([Said(command, lead, command.model_copy(update={"card": there}), lead)])

    # Whatever still differs

    async def _each_said_anew(self) -> None:
        """Each value that shows otherwise becomes another, and the same."""
        for id in list(self._pair.one.room.state.values):
            one, other = self._states()
            if id in one.values and id in other.values and _shows(one, id) != _shows(other, id):
                await self._takes_part(one.values[id].member)
                await self._edited(one.values[id].member, one.values[id], other.values[id])

    async def _each_hidden_in_both(self) -> None:
        """A card that is hidden in one world alone is hidden in the other while another is here, which comes back."""
        one, other = self._states()
        for card in sorted(one.cards.keys() & other.cards.keys()):
            here, there = (state.cards.get(card) for state in self._states())
            free = self._free() if here and there and here.hidden != there.hidden else None
            if here and free:
                hide, also = (free.card, card) if here.hidden else (card, free.card)
                if await self._hidden(hide, also):
                    await self._edited(free.member, free, free)

    def _free(self) -> Value | None:
        """A value alone on its card and in sight, the same in both."""
        one, other = self._states()
        for card in self._in_sight_of_both():
            value = one.values[one.cards[card].values[0]]
            same = other.values.get(value.id) == value
            alone = all(len(s.cards[card].values) == 1 for s in (one, other))
            if (
                alone
                and same
                and value.member not in self._pair.audience
                and one.members[value.member].counts
            ):
                return value
        return None

    def _in_sight_of_both(self) -> list[str]:
        cards, there = (
            {id for id, card in state.cards.items() if not card.hidden} for state in self._states()
        )
        return sorted(cards & there)

    async def _one_spotlight(self) -> None:
        one, other = self._states()
        if one.spotlight == other.spotlight:
            return
        for card in self._in_sight_of_both():
            if card not in (one.spotlight, other.spotlight):
                await self._pair.same(one.lead, c.Spotlight(id=self._pair.new_id(), card=card))
                return


def _shows(state: State, id: str) -> Shows:
    """What of it everyone would see; all of it where it's hidden isn't told."""
    value = state.values[id]
    by = value.member if state.facts.open_names else ""
    return value.label, value.story if value.show_story else "", bool(value.story), by


def _in_sight(state: State) -> dict[str, Shows]:
    return {id: _shows(state, id) for id, value in state.values.items() if not state.cards[value.card].hidden}


def _unmatched(shown: dict[str, Shows], more: Counter[Shows]) -> Iterator[str]:
    for id, shows in shown.items():
        if more[shows] > 0:
            more[shows] -= 1
            yield id
