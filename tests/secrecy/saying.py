"""What is said next, in both worlds: in other words, by another, as an exchange of two people's parts, or just the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.data.lexicon import everyday_words
from app.domain import commands as c
from app.domain.ballots import counting
from app.domain.policy import POLICY
from tests.secrecy import walk
from tests.secrecy.foreseeing import Said
from tests.secrecy.pair import Pair
from tests.secrecy.world import HOST

_NAMED = (
    c.CheckIn, c.RenameMe, c.TakePart, c.SetRemote, c.SaveDraft, c.HoldCard, c.SpeakFor,
)  # fmt: skip
"""Said in one's own name, or as one of a group; or about oneself."""


@cache
def _everyday() -> frozenset[str]:
    return frozenset(everyday_words("en"))


@dataclass(frozen=True)
class Debt:
    """What the other one of an exchange is to say, in one world and in the other."""

    sender: str
    fields: dict[str, Any]
    one: dict[str, Any]
    other: dict[str, Any]


class Sayings:
    """`late`: who join later on; `authors`: two people are exchanged, or two of these; else what people put in is another."""

    def __init__(self, pair: Pair, late: Sequence[str], *, authors: bool) -> None:
        self._pair, self._late, self._authors = pair, late, authors
        self._owed: dict[str, list[Debt]] = {}

    def drawn(self) -> Said | None:
        rng, one, other = self._pair.rng, self._pair.one.room.state, self._pair.other.room.state
        kind, new_id = walk.kind_now(rng, one), self._pair.new_id
        if kind is c.Tick:
            return self._pair.alike("", self._tick())
        if kind is c.Join:
            return self._joining()
        sender = self._one_of_two(kind) or walk.sender_of(rng, one, kind)
        command = walk.drawn(rng, one, kind, sender, new_id())
        if self._authors:
            return self._by_another(sender, command)
        if self._secret(sender, command):
            if exchanged := self._exchanged(sender, command):
                return exchanged
            if rng.random() < 0.7:
                another = walk.drawn(rng, other, kind, sender, command.id)
                if isinstance(command, c.Respond) and isinstance(another, c.Respond):
                    # Which value is answered is no secret: how many have answered each is told.
                    level = another.level if rng.random() < 0.5 else command.level
                    another = command.model_copy(update={"level": level, "need": another.need})
                return Said(command, sender, another, sender)
        return self._pair.alike(sender, command)

    def _tick(self) -> c.Tick:
        return c.Tick(id=self._pair.new_id(), everyday=_everyday())

    async def coach_looks(self) -> None:
        await self._pair.same("", self._tick())

    def _one_of_two(self, kind: walk.Kind) -> str:
        """Of two who are exchanged, when both can say it: it's they who tell the worlds apart."""
        state = self._pair.one.room.state
        if POLICY[kind][0] not in ("participant", "participant_or_lead") or self._pair.rng.random() < 0.4:
            return ""
        able = {who for who, _ in walk.may_voice(state)} if kind is c.VoiceLate else counting(state.members)
        both = [one for one, other in self._pair.exchanged.items() if {one, other} <= able]
        return self._pair.rng.choice(both) if both else ""

    def _joining(self) -> Said | None:
        missing = [id for id in self._late if id not in self._pair.one.room.state.members]
        id = missing[0] if missing else self._pair.new_id()
        return self._pair.alike(id, c.Join(id=id, name="Late"))

    def _secret(self, sender: str, command: c.Command) -> bool:
        """Whether what is said may be another for this audience: the rest is for the promises to say."""
        if isinstance(command, c.SpeakFor):
            return HOST not in self._pair.audience
        return sender not in self._pair.audience

    def _by_another(self, sender: str, command: c.Command) -> Said | None:
        """What says nobody's name is said by the other of the two, in the other world."""
        state, exchanged = self._pair.one.room.state, self._pair.exchanged
        coming = isinstance(command, c.RemoveMember | c.MarkAway | c.TakePart | c.JoinMembers)
        if coming and {sender, *command.model_dump().values()} & exchanged.keys():
            return None  # of the two, one more is missing than the other
        named = isinstance(command, _NAMED) or getattr(command, "named", False)
        leads = {state.lead, self._pair.other.room.state.lead} & exchanged.keys()
        if named or (leads and isinstance(command, c.MoveCard)):
            return self._pair.alike(sender, command)
        made = self._pair.as_called_there(command)
        return Said(command, sender, made, exchanged.get(sender, sender)) if made else None

    # Two people's words, answers or dots are exchanged, one after the other: in the end, the same things were said.

    def _exchanged(self, sender: str, command: c.Command) -> Said | None:
        where, names = _exchangeable(command)
        if not where:
            return None
        fields = command.model_dump(mode="json")
        mine = {name: fields[name] for name in names}
        owed = self._owed.setdefault(where, [])
        if owed and owed[0].sender != sender:
            debt = owed.pop(0)
            return _of(sender, fields, debt.one, debt.other)
        rng = self._pair.rng
        if not owed and rng.random() < 0.7:
            again = walk.drawn(rng, self._pair.one.room.state, type(command), sender, command.id)
            said_again = again.model_dump(mode="json")
            theirs = {name: said_again[name] for name in names}
            if isinstance(command, c.AddValue) and rng.random() < 0.5:
                mine, theirs = (
                    {**words, "label": command.label, "show_story": True} for words in (mine, theirs)
                )
            owed.append(Debt(sender, fields, theirs, mine))
            return _of(sender, fields, mine, theirs)
        return None

    async def debts_paid(self) -> None:
        """Whoever could be the other one of an exchange that isn't complete says their part now."""
        for where, owed in self._owed.items():
            for debt in list(owed):
                if await self._paid(debt):
                    owed.remove(debt)
            if where != "values":
                owed.clear()

    async def _paid(self, debt: Debt) -> bool:
        fields = {name: value for name, value in debt.fields.items() if name != "id"}
        for member in self._others(debt.sender):
            if member not in self._pair.audience and await self._pair.speaks(
                member, fields | debt.one, fields | debt.other
            ):
                return True
        return False

    def _others(self, sender: str) -> Iterator[str]:
        members = self._pair.one.room.state.members.values()
        people = [m.id for m in members if m.counts and m.id != sender]
        yield from self._pair.rng.sample(people, len(people))


def _of(sender: str, fields: dict[str, Any], one: dict[str, Any], other: dict[str, Any]) -> Said:
    first, second = (c.parse({**fields, **words}) for words in (one, other))
    assert isinstance(first, c.Base)
    assert isinstance(second, c.Base)
    return Said(first, sender, second, sender)


def _exchangeable(command: c.Command) -> tuple[str, tuple[str, ...]]:
    """Among which commands it could be exchanged with another's, and what of it."""
    match command:
        case c.AddValue():
            return "values", ("label", "story", "show_story")
        case c.VoiceLate():
            return f"late {command.cluster}", ("fine", "text")
        case c.Respond():
            return f"answers {command.ballot}", ("level",)
        case c.PlaceDot():
            return f"dots {command.ballot}", ("cluster",)
        case _:
            return "", ()
