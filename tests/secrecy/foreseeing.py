"""What is said in both worlds, and whether an audience could tell them apart by it: it isn't said then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain import commands as c
from app.domain.ballots import Keys
from app.domain.refusal import Refused
from app.domain.state import State
from app.domain.turn import Already, Context, keys_after, take
from tests.secrecy.entitled import entitled
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
        ends = []
        for number, world in enumerate(self._worlds):
            self._turn(world)
            ends.append(_foreseen(world, [one.there(number) for one in said]))
        (one, keys, came), (other, keys_there, came_there) = ends
        # What the coach says to a lead who is among the audience is for the comparison to find.
        if came != came_there and not (one.lead in audience and isinstance(said[0].one, c.Tick)):
            return False
        here, there = self._worlds
        return all(
            self._knows(here, one, keys, who) == self._knows(there, other, keys_there, who)
            for who in audience
        )

    def _knows(self, world: World, state: State, keys: Keys, who: str) -> Any:
        self._turn(world)
        return entitled(state, keys, who)


def _foreseen(world: World, said: Sequence[tuple[str, c.Command]]) -> Foreseen:
    room = world.room
    state, keys, came = room.state, room._keys, list[Any]()
    for sender, command in said:
        held = room._holds.by_card()
        context = Context(world.clock(), sender, room._presence.members, keys, CHANCE.token_bytes(32), held)
        turn = take(state, command, context)
        if isinstance(turn, Refused | Already):
            came.append(turn if isinstance(turn, Refused) else "again")
        else:
            came.append((len(turn.entries), [type(row) for row in turn.also]))
            state, keys = turn.state, keys_after(keys, turn.also)
    return state, keys, came
