"""What is said in both worlds, and whether an audience could tell them apart by it: it isn't said then."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain import commands as c
from app.domain.ballots import Keys
from app.domain.refusal import Refused
from app.domain.state import State
from app.domain.turn import Already, Context, keys_after, take
from tests.secrecy.entitled import Known, entitled
from tests.secrecy.world import CHANCE, World


@dataclass(frozen=True)
class Said:
    """One command in both worlds, and by whom."""

    one: c.Command
    by_one: str
    other: c.Command
    by_other: str

    def there(self, number: int) -> tuple[str, c.Command]:
        """By whom and what in the first world (0) or the second (1)."""
        return (self.by_other, self.other) if number else (self.by_one, self.one)

    @property
    def differs(self) -> bool:
        return self.one != self.other or self.by_one != self.by_other


Foreseen = tuple[State, Keys, list[Any]]
"""The room after it, and what is answered."""


class Foresight:
    """`turn` says whose chance it is."""

    def __init__(self, worlds: tuple[World, World], turn: Callable[[World], None]) -> None:
        self._worlds, self._turn = worlds, turn

    def tells_nothing(self, said: Sequence[Said], audience: Sequence[str]) -> bool:
        return self._after(0, said, audience) == self._after(1, said, audience)

    def _after(self, number: int, said: Sequence[Said], audience: Sequence[str]) -> tuple[list[Any], Known]:
        """What is answered, and what the audience may know. What the coach says to a lead who is among them is for the
        comparison to find."""
        world = self._worlds[number]
        self._turn(world)
        state, keys, came = _foreseen(world, [one.there(number) for one in said])
        self._turn(world)
        if state.lead in audience:
            came = [how for how, one in zip(came, said, strict=True) if not isinstance(one.one, c.Tick)]
        return came, entitled(state, keys, audience)


def _foreseen(world: World, said: Sequence[tuple[str, c.Command]]) -> Foreseen:
    room = world.room
    state, keys, came = room.state, room._keys, list[Any]()
    held = room._holds.by_card()
    for sender, command in said:
        context = Context(world.clock(), sender, room._presence.members, keys, CHANCE.token_bytes(32), held)
        turn = take(state, command, context)
        if isinstance(turn, Refused | Already):
            came.append(turn if isinstance(turn, Refused) else "again")
        else:
            came.append((len(turn.entries), [type(row) for row in turn.also]))
            state, keys = turn.state, keys_after(keys, turn.also)
            if isinstance(command, c.HoldCard):
                held = _in_hand(held, sender, command.card)
    return state, keys, came


def _in_hand(held: Mapping[str, str], sender: str, card: str | None) -> Mapping[str, str]:
    """Who holds each card after this one took another, or none."""
    others = {one: who for one, who in held.items() if who != sender}
    return others if card is None else {**others, card: sender}
