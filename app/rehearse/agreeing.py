"""Agreeing in a rehearsal: the first value suits all; the others meet doubters, two camps, and somebody who blocks."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from app.rehearse import words
from app.rehearse.crowd import Crowd, View
from app.rehearse.person import Person

Lot = Literal["agreed", "doubted", "camps", "blocked"]
"""What a value meets: all are for it; some want to talk first; two camps meet halfway; it stays blocked."""
_LOTS: tuple[Lot, ...] = ("blocked", "camps", "doubted")
"""Dealt from the last value backwards; the first one always suits all."""


@dataclass(frozen=True, slots=True)
class Say:
    """An answer: a level of agreement, and what one would need."""

    level: int
    need: str = ""


def answer(lot: Lot, number: int, place: int) -> Say:
    """What the person in this place, counted from 0, says to a value with this lot in the round with this number."""
    if lot == "blocked" and place == 0:
        return Say(8, words.BLOCKERS_NEED)
    if lot == "camps" and place % 2:
        if number == 1:
            return Say(7, words.CAMPS_NEED)
        return Say(3, words.CAMPS_RESERVATION if place == 1 else "")
    if lot == "doubted" and number == 1 and place % 4 == 1:
        return Say(5, words.DOUBTERS_NEED)
    if lot == "agreed" and place % 5 == 2:
        return Say(2, words.need(place))
    return Say(1)


class Agreeing:
    """Takes the chosen set to values that are adopted, or left open until the day `comes_back` (ISO 8601)."""

    def __init__(self, crowd: Crowd, comes_back: str) -> None:
        self.crowd, self.comes_back = crowd, comes_back

    async def run(self) -> str:
        """A sweep over all, then a better wording and a second round where it is needed; tells what came of it."""
        chosen: list[str] = list(self.crowd.host.shared["set"])
        lots: dict[str, Lot] = dict.fromkeys(chosen, "agreed")
        lots.update(zip(reversed(chosen[1:]), _LOTS, strict=False))
        for cluster in chosen:
            name = self._values[cluster]["name"]
            await self.crowd.leads("word_value", cluster=cluster, name=name, statement=words.statement(name))
        await self._round(lots, number=1)
        for cluster in (cluster for cluster, lot in lots.items() if lot != "agreed"):
            await self._reword(cluster)
        await self._round({cluster: lot for cluster, lot in lots.items() if lot != "agreed"}, number=2)
        for cluster, lot in lots.items():
            if lot == "blocked":
                await self.crowd.leads("leave_open", cluster=cluster, date=self.comes_back)
            else:
                await self.crowd.leads("adopt", cluster=cluster)
        return self._told()

    async def _round(self, lots: dict[str, Lot], number: int) -> None:
        """Opened, answered by all at once, closed, and its concerns shown."""
        if not lots:
            return
        await self.crowd.leads("open_rounds", clusters=list(lots))
        await self.crowd.all_see(lambda room: all(_rounds(room, cluster) == number for cluster in lots))

        async def respond(person: Person) -> None:
            place = self.crowd.people.index(person)
            for cluster, lot in lots.items():
                said = answer(lot, number, place)
                ballot = person.shared["agree"]["values"][cluster]["rounds"][-1]["ballot"]
                await self.crowd.keeps(
                    person, "respond", ballot=ballot, cluster=cluster, level=said.level, need=said.need
                )

        await self.crowd.at_once(respond)
        await self.crowd.leads("close_rounds")
        await self.crowd.leads("lift_curtain")

    async def _reword(self, cluster: str) -> None:
        """Somebody proposes a wording, the others could live with it, and the next round is on it."""
        better = words.better_statement(self._values[cluster]["name"])
        *others, author = self.crowd.people
        wording = await self.crowd.keeps(author, "propose_wording", cluster=cluster, statement=better)
        await self.crowd.leads("lift_curtain")
        await asyncio.gather(*self._could_live_with(wording, others))
        await self.crowd.leads("use_wording", wording=wording)

    def _could_live_with(self, wording: str, people: Sequence[Person]) -> list[Any]:
        return [self.crowd.does(person, "can_live_with", wording=wording, yes=True) for person in people]

    @property
    def _values(self) -> View:
        values: View = self.crowd.host.shared["agree"]["values"]
        return values

    def _told(self) -> str:
        values = self._values.values()
        adopted = sum(value["status"] == "adopted" for value in values)
        rounds = sum(len(value["rounds"]) for value in values)
        still_open = ", ".join(value["name"] for value in values if value["status"] == "left_open")
        return f"{adopted} values adopted after {rounds} rounds; not agreed yet: {still_open or 'none'}"


def _rounds(room: View, cluster: str) -> int:
    return len(room["agree"]["values"][cluster]["rounds"])
