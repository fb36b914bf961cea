"""All that was ever written of one room, what it made of the room, and what the simplest model makes of it."""

import itertools
from asyncio import Future
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from app.domain import events as e
from app.domain.ballots import answer_id
from app.domain.evolve import evolve
from app.domain.refusal import Refused
from app.domain.state import EMPTY, State
from app.live.draft import Acked, Answer
from app.live.room import Room
from tests.live.model.disk import Disk
from tests.live.model.seen import card_of, picked, seen_by
from tests.live.model.simplest import NOTHING, Fields, Simplest
from tests.live.vocabulary import HOST, fresh


@dataclass
class Try:
    """A command put into the inbox of `room`, which was at `since` then; and what the disk had done until then."""

    answer: "Future[Answer]"
    room: Room
    since: int
    reads_failed: int
    landed: int
    checked: bool = False

    @property
    def outcome(self) -> Answer | None:
        """None while there is none, or when whoever asked went away."""
        return self.answer.result() if self.answer.done() and not self.answer.cancelled() else None


@dataclass
class Sent:
    member: str
    fields: Fields
    tries: list[Try] = field(default_factory=list)

    @property
    def settled(self) -> bool:
        """Whether its sender knows what became of it, and keeps it no longer."""
        answers = [answer for one in self.tries if (answer := one.outcome)]
        return any(isinstance(answer, Acked) or answer.retry_after_ms is None for answer in answers)


def asked(answer: "Future[Answer]", room: Room, disk: Disk) -> Try:
    """Just now."""
    return Try(answer, room, room.state.seq, disk.reads_failed, disk.landed)


class Record:
    def __init__(self, room: str, code: str, disk: Disk) -> None:
        self.room, self.code, self._disk = room, code, disk
        self.sent: dict[str, Sent] = {}
        self.states: list[State] = [EMPTY]
        self.models: dict[int, Simplest] = {}
        self.last: dict[str, int] = {}
        """Of each command that is stored, the seq of its last entry."""

    @property
    def head(self) -> int:
        return len(self.states) - 1

    @property
    def model(self) -> Simplest:
        return self.models[self.head]

    def reads_on(self) -> None:
        """What is new in the log: known commands, each once, which the model carries out too."""
        new = self._disk.kept.written[self.room][self.head :]
        for name, group in itertools.groupby(new, lambda entry: entry.command):
            entries, id = list(group), self._said_as(name)
            for entry in entries:
                assert entry.seq == len(self.states), "a place in the log is missing"
                self.states.append(evolve(self.states[-1], entry))
            assert id not in self.last, "a command was carried out twice"
            self.last[id] = self.head
            self.models[self.head] = self._after(id, [entry.event for entry in entries])

    def _said_as(self, name: str) -> str:
        """An answer in a ballot stands in the log under an id of its own."""
        answers = (
            id for id, sent in self.sent.items() if answer_id(sent.fields.get("ballot", ""), id) == name
        )
        return name if name in self.sent else next(answers, name)

    def _after(self, id: str, events: list[e.Event]) -> Simplest:
        if isinstance(events[0], e.RoomOpened):
            return Simplest(names={HOST: "Henrik"})
        model = deepcopy(self.models[max(self.models)])
        sent = self.sent[id]
        effect = model.judge(sent.member, sent.fields, _made(model, events))
        assert callable(effect), f"stored, and should have been {effect}: {sent}"
        effect()
        return model

    def checks_answers(self) -> None:
        """Every answer that has come is one that the room could give, at some moment since it was asked."""
        for id, sent in self.sent.items():
            for one in sent.tries:
                if one.checked or not one.answer.done():
                    continue
                one.checked = True
                if isinstance(answer := one.outcome, Acked):
                    self._check_ack(id, sent, one.room, answer)
                elif answer:
                    self._check_refusal(id, sent, one, answer)

    def _check_ack(self, id: str, sent: Sent, room: Room, ack: Acked) -> None:
        assert ack.seq <= self.head, "acknowledged, and not stored"
        if self.last.get(id) != ack.seq:
            verdict = self.models[ack.seq].judge(sent.member, sent.fields, {})
            assert verdict == NOTHING, f"acknowledged at {ack.seq}, and not stored there: {sent}"
        elif not ack.again:
            # Another process doesn't know what changed nothing here.
            here = [
                answer for one in sent.tries if one.room is room and isinstance(answer := one.outcome, Acked)
            ]
            assert all(answer.seq >= ack.seq for answer in here), f"done after it had changed nothing: {sent}"

    def _check_refusal(self, id: str, sent: Sent, one: Try, answer: Refused) -> None:
        if answer.retry_after_ms is not None:
            # Asked more than once, it may have been stored by another process.
            undisturbed = (self._disk.reads_failed, self._disk.landed) == (one.reads_failed, one.landed)
            if undisturbed and len(sent.tries) == 1 and one.room._phase == "open":
                assert id not in self.last, f"it is stored, and could be read: {sent}"
            return
        moments = (model for seq, model in self.models.items() if seq >= one.since)
        reasons = {model.judge(sent.member, sent.fields, {}) for model in moments}
        assert answer.code in reasons, f"refused as {answer.code}: {sent}"
        if self.last.get(id, one.since + 1) <= one.since:
            # Of votes before the last one nothing is remembered.
            ballot = self.model.ballot
            of_old = ballot is not None and sent.fields.get("ballot", ballot.id) != ballot.id
            forgotten = of_old or sent.member in self.model.removed
            assert forgotten, f"stored, and refused as {answer.code}: {sent}"

    def checks_view(self, view: dict[str, Any], seq: int, member: str | None) -> None:
        """What somebody holds at `seq` is what was to be seen then, by the domain and by the model."""
        assert seq <= self.head, "shown, and not stored"
        assert view == fresh(self.states[seq], self._disk.kept.all_keys, member)
        told, expected = picked(view, member), seen_by(self.models[seq], member)
        assert told == expected, (told, expected)

    def checks_secrets(self, text: str, member: str | None, since: int, seq: int) -> None:
        """Before the curtain is up nobody reads what another has put in; nobody ever reads a pseudonym."""
        moments = [model for at, model in self.models.items() if since < at <= seq] or [self.models[seq]]
        shown = any(
            model.wall_is_up or (model.stage == "share" and member == model.lead) for model in moments
        )
        for sent in self.sent.values() if not shown else ():
            if sent.member != member and (label := sent.fields.get("label")) and label in text:
                own = {s.fields.get("label") for s in self.sent.values() if s.member == member}
                # What became the name of a cluster is known.
                named = label in moments[-1].board.clusters.values()
                assert label in own or named, f"{member} was shown {label}"
        actors = {entry.actor for entry in self._disk.kept.written[self.room]}
        for actor in actors - self.states[-1].members.keys():
            assert actor not in text, "a pseudonym was shown"


def _made(model: Simplest, events: list[e.Event]) -> dict[str, Any]:
    labels = {card_of(label): label for label in model.labels}
    moved = [event for event in events if isinstance(event, e.CardMoved)]
    opened = [event for event in events if isinstance(event, e.VoteOpened)]
    closed = [event for event in events if isinstance(event, e.VoteClosed)]
    return {
        "clusters": {labels[event.card]: event.cluster for event in moved},
        "ballot": opened[0].ballot if opened else None,
        "of": opened[0].of if opened else None,
        "n": closed[0].n if closed else None,
    }
