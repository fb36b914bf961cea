"""Deciding a batch of commands on a draft of the room, before anything of it is stored."""

import datetime as dt
import secrets
from asyncio import Future
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.ballots import Keys
from app.domain.commands import Command, HoldCard
from app.domain.events import Entry
from app.domain.ports import Also
from app.domain.refusal import Refused
from app.domain.state import State
from app.domain.turn import Already, Context, keys_after, take
from app.live.faults import report
from app.live.holds import Holds


@dataclass(frozen=True, slots=True)
class Acked:
    """The command is stored, up to `seq`. `again`: it was before, and what came along now was left out."""

    seq: int
    again: bool = False


Answer = Acked | Refused


@dataclass(frozen=True, slots=True)
class Waiting:
    """A command in the inbox; `also` is written with it if it is accepted."""

    sender: str
    command: Command
    also: Sequence[Also]
    answer: "Future[Answer]"

    def settle(self, answer: Answer) -> None:
        if not self.answer.done():  # whoever asked may have given up
            self.answer.set_result(answer)


@dataclass(frozen=True, slots=True)
class Decided:
    """What is to be answered once the draft is stored. `entries`: the command's own."""

    waiting: Waiting
    answer: Answer
    entries: tuple[Entry, ...] = ()


class Draft:
    """The room as it will be if the append succeeds."""

    def __init__(self, room: str, state: State, keys: Keys, connected: frozenset[str], holds: Holds) -> None:
        self._room, self._connected, self._holds = room, connected, holds
        self._stored = state.seq
        self.state, self.keys = state, keys
        self.entries: list[Entry] = []
        self.also: list[Also] = []
        self.decided: list[Decided] = []

    def add(self, waiting: Waiting, at: dt.datetime) -> None:
        """Decide one command; answer at once what depends on nothing unstored."""
        decided = self._decide(waiting, at)
        settled = isinstance(decided.answer, Acked) and decided.answer.seq <= self._stored
        if settled or not (self.entries or self.also):
            waiting.settle(decided.answer)
        else:
            self.decided.append(decided)

    def settle(self) -> None:
        """It is stored: answer all."""
        for decided in self.decided:
            decided.waiting.settle(decided.answer)

    def settle_by(self, stored: Sequence[Entry], otherwise: Refused) -> None:
        """It may be stored or not: acknowledge the commands in `stored`, answer the others `otherwise`."""
        found = {(entry.actor, entry.command): entry.seq for entry in stored}
        for decided in self.decided:
            last = decided.entries[-1] if decided.entries else None
            seq = found.get((last.actor, last.command)) if last else None
            decided.waiting.settle(otherwise if seq is None else Acked(seq))

    def _decide(self, waiting: Waiting, at: dt.datetime) -> Decided:
        try:
            seed, held = secrets.token_bytes(32), self._holds.by_card()
            context = Context(at, waiting.sender, self._connected, self.keys, seed, held)
            turn = take(self.state, waiting.command, context)
        except Exception as bug:  # costs this command alone, not the room
            report("command_failed", bug, room=self._room, command=type(waiting.command).__name__)
            return Decided(waiting, Refused("internal"))
        if isinstance(turn, Refused):
            return Decided(waiting, turn)
        if isinstance(turn, Already):
            return Decided(waiting, Acked(turn.seq, again=True))
        if isinstance(waiting.command, HoldCard):
            self._holds.hold(waiting.sender, waiting.command.card)
        self.state, self.keys = turn.state, keys_after(self.keys, turn.also)
        self.entries += turn.entries
        self.also += [*turn.also, *waiting.also]
        return Decided(waiting, Acked(turn.state.seq), turn.entries)
