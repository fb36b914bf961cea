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
from app.live.unchanged import Unchanged


@dataclass(frozen=True, slots=True)
class Acked:
    """The command is stored, up to `seq`. `again`: it was before, and what came along now was left out."""

    seq: int
    again: bool = False


Answer = Acked | Refused


@dataclass(frozen=True, slots=True)
class Waiting:
    """A command in the inbox; `also` is written with its entries, and not without any."""

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

    @property
    def unchanged_at(self) -> int | None:
        """The seq of the ack, when it changed nothing. Not of a card in hand, which is told again and again."""
        if self.entries or not self.waiting.sender or isinstance(self.waiting.command, HoldCard):
            return None
        return self.answer.seq if isinstance(self.answer, Acked) and not self.answer.again else None

    def note_in(self, unchanged: Unchanged) -> None:
        if (seq := self.unchanged_at) is not None:
            unchanged.note(self.waiting.sender, self.waiting.command, seq)


class Draft:
    """The room as it will be if the append succeeds."""

    def __init__(
        self,
        room: str,
        state: State,
        keys: Keys,
        connected: frozenset[str],
        holds: Holds,
        unchanged: Unchanged,
    ) -> None:
        self._room, self._connected, self._holds = room, connected, holds
        self._unchanged, self._unchanged_here = unchanged, Unchanged()
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
            self._settle(decided)
        else:
            self.decided.append(decided)
            decided.note_in(self._unchanged_here)

    def settle(self) -> None:
        """It is stored: answer all."""
        for decided in self.decided:
            self._settle(decided)

    def settle_by(self, stored: Sequence[Entry], otherwise: Refused) -> None:
        """It may be stored or not: acknowledge the commands in `stored`, answer the others `otherwise`."""
        found = {(entry.actor, entry.command): entry.seq for entry in stored}
        for decided in self.decided:
            last = decided.entries[-1] if decided.entries else None
            # Of an answer in a ballot that was closed right after it, the actor isn't told any more.
            seq = found.get((last.actor, last.command), found.get(("", last.command))) if last else None
            decided.waiting.settle(otherwise if seq is None else Acked(seq))

    def _settle(self, decided: Decided) -> None:
        decided.waiting.settle(decided.answer)
        decided.note_in(self._unchanged)

    def _decide(self, waiting: Waiting, at: dt.datetime) -> Decided:
        if (seq := self._was_nothing(waiting)) is not None:
            return Decided(waiting, Acked(seq, again=True))
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
        self.also += [*turn.also, *(waiting.also if turn.entries else ())]
        return Decided(waiting, Acked(turn.state.seq), turn.entries)

    def _was_nothing(self, waiting: Waiting) -> int | None:
        """Where a command of someone in the room was acknowledged before without changing anything."""
        if self.state.member(waiting.sender) is None:
            return None
        here = self._unchanged_here.seq_of(waiting.sender, waiting.command)
        return here if here is not None else self._unchanged.seq_of(waiting.sender, waiting.command)
