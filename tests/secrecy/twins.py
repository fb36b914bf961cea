"""Two histories that are one for some audience: the same people say the same kinds of things at the same times, with the
same outcome, and what differs is what that audience may not know. What it is sent is compared, byte for byte.

A history grows by steps. A step that would let the audience know of a difference, or that would come out differently,
isn't taken: so whatever differs in what is sent was let out by the application and not by the people.
"""

import asyncio
import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from random import Random
from typing import Any

import orjson

from app.data.lexicon import everyday_words
from app.domain import commands as c
from app.domain.ballots import Keys
from app.domain.refusal import Refused
from app.domain.state import Answer, Approvals, Ballot, State, Value
from app.domain.terms import LEVELS, STAGES, Stage
from app.domain.turn import Already, Context, keys_after, take
from tests.secrecy import walk
from tests.secrecy.entitled import entitled
from tests.secrecy.world import CHANCE, HOST, SCREEN, World, logged

PAGES = ("api/v1/rooms/{}", "r/{}", "r/{}/charter", "r/{}/charter.md", "r/{}/charter.json", "r/{}/pause.ics")
SCREENS = ("api/v1/rooms/{}", "r/{}/screen", "r/{}/charter.json")


@dataclass(frozen=True)
class Said:
    """One command in both worlds, and by whom."""

    one: c.Command
    by_one: str
    other: c.Command
    by_other: str


@dataclass
class Told:
    """What was tried, and what was compared."""

    histories: int = 0
    steps: int = 0
    frames: int = 0
    messages: int = 0
    pages: int = 0
    bytes: int = 0
    unlike: Counter[str] = field(default_factory=Counter)
    """Steps at which the worlds differed, by what in; so many were compared that could have told."""
    reached: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    """What was said differently, or by somebody else."""

    def __iadd__(self, more: "Told") -> "Told":
        for name, value in vars(more).items():
            setattr(self, name, getattr(self, name) + value)
        return self


@dataclass(frozen=True)
class Debt:
    """What the other one of an exchange is to say, in one world and in the other."""

    sender: str
    fields: dict[str, Any]
    one: dict[str, Any]
    other: dict[str, Any]


class LeakError(AssertionError):
    """Somebody was sent what tells the two apart."""


@cache
def _everyday() -> frozenset[str]:
    return frozenset(everyday_words("en"))


class Twins:
    """Two worlds in which the same happens. `authors`: two people are exchanged; else what people put in is another."""

    def __init__(self, seed: int, *, authors: bool) -> None:
        self.rng, self.seed, self.authors = Random(seed), seed, authors
        self.told = Told(histories=1)
        self._count = 0
        self._read: dict[tuple[str, bool], int] = {}
        self._owed: dict[str, list[Debt]] = {}

    async def live(self, steps: int = 110) -> Told:
        """Let both live through a workshop. Raises LeakError."""
        with logged() as self._lines:
            await self._begin()
            try:
                await self._workshop(steps)
            finally:
                for world in self.worlds:
                    self._turn(world)
                    await world.closes()
                self._turn(self.one)
        self.told.reached[self.one.room.state.stage] += 1
        self._compare_logs()
        if self.one.figures() != self.other.figures():
            raise LeakError(f"seed {self.seed}: what is measured differs")
        return self.told

    def _compare_logs(self) -> None:
        one, other = (world.logs for world in self.worlds)
        broken = [line for line in (*one, *other) if line["event"] not in _MAY_FAIL]
        assert not broken, f"seed {self.seed}: {broken[0]}"
        if one != other:
            raise LeakError(f"seed {self.seed}: what is logged differs: {one} is not {other}")

    async def _begin(self) -> None:
        rng = self.rng
        people = [
            f"m-{hashlib.sha256(f'{self.seed}/{n}'.encode()).hexdigest()[:12]}"
            for n in range(rng.randint(3, 7))
        ]
        swapped = {}
        if self.authors:
            pair = people[:2]
            swapped = {pair[0]: pair[1], pair[1]: pair[0]}
        self.exchanged = swapped
        self.one, self.other = self.worlds = World({}), World(swapped)
        self._whose = self.one
        settings = {
            "values_per_person": rng.choice([1, 3, 3]),
            "open_names": rng.random() < 0.15 and not self.authors,
            "host_takes_part": rng.random() < 0.4,
            "scale": rng.choice(["kaner", "kaner", "fist", "consent"]),
        }
        for world in self.worlds:
            self._turn(world)
            await world.opens(**settings)
            for n, member in enumerate(people):
                await world.joins(member, f"Person {n}")
        others = [one for one in people if one not in swapped]
        theirs = rng.sample(others, rng.randint(1, min(2, len(others) - (not self.authors)) or 1))
        self.audience = [SCREEN, *theirs, *([HOST] if rng.random() < 0.4 else [])]
        for who in [SCREEN, HOST, *people]:
            for direct in (True, False) if who in self.audience else (True,):
                await self._both(partial(World.sits, who=who, direct=direct))
        self._compare()

    async def _workshop(self, steps: int) -> None:
        rng = self.rng
        long = rng.choice(STAGES[1:-1])
        for at, stage in enumerate(STAGES[:-1]):
            if self.one.room.state.stage == stage:
                often = rng.randint(steps // 4, steps // 3) if stage == long else steps // 10
                for _ in range(1 if stage == "lobby" else often):
                    await self._something()
                if rng.random() < 0.2 and at:
                    await self._goes_back(rng.choice(STAGES[:at]), stage)
            await self._walks_on(STAGES[at + 1])
        for _ in range(4):
            await self._something()

    async def _goes_back(self, stage: Stage, again: Stage) -> None:
        state = self.one.room.state
        if await self._same(state.lead, c.GoTo(id=self._id(), stage=stage)):
            for _ in range(self.rng.randint(1, 6)):
                await self._something()
            for there in STAGES[STAGES.index(self.one.room.state.stage) + 1 : STAGES.index(again) + 1]:
                await self._walks_on(there)

    # What is said

    async def _something(self) -> None:
        rng = self.rng
        if rng.random() < 0.1:
            await self._comes_or_goes()
        if rng.random() < 0.02:
            for world in self.worlds:
                world.disk.fails.append("before" if self._count % 2 else "after")
        if rng.random() < 0.12:
            await self._looks()
        if rng.random() < 0.08:
            await self._shows_what_there_is()
        burst = [said for _ in range(rng.choice([1, 1, 1, 1, 2, 3])) if (said := self._drawn())]
        await self._step(burst)

    async def _shows_what_there_is(self) -> None:
        """A ballot is closed, or a curtain lifted, before it is time to go on."""
        state = self.one.room.state
        if any(ballot.is_open for ballot in state.ballots()):
            await self._until_it_shows(c.CloseVote if state.stage == "vote" else c.CloseRounds)
        elif state.stage in ("agree", "commit"):
            await self._lifts()

    def _drawn(self) -> Said | None:
        rng, one, other = self.rng, self.one.room.state, self.other.room.state
        kind = walk.kind_now(rng, one)
        if kind is c.Tick:
            return self._alike("", c.Tick(id=self._id(), everyday=_everyday()))
        if kind is c.Join:
            joining = c.Join(id=self._id(), name="Late")
            return self._alike(joining.id, joining)
        sender = walk.sender_of(rng, one, kind)
        command = walk.drawn(rng, one, kind, sender, self._id())
        if self.authors:
            return self._by_another(sender, command)
        if self._secret(sender, command):
            if exchanged := self._exchanged(sender, command):
                return exchanged
            if rng.random() < 0.7:
                another = walk.drawn(rng, other, kind, sender, command.id)
                if isinstance(command, c.Respond) and isinstance(another, c.Respond):
                    # Which value is answered is no secret: how many have answered each is told.
                    another = command.model_copy(update={"level": another.level, "need": another.need})
                return Said(command, sender, another, sender)
        return self._alike(sender, command)

    def _secret(self, sender: str, command: c.Command) -> bool:
        """Whether what is said may be another for this audience: the rest is for the promises to say."""
        if isinstance(command, c.SpeakFor):
            return HOST not in self.audience
        return sender not in self.audience

    def _exchanged(self, sender: str, command: c.Command) -> Said | None:
        """Two people's words, answers or dots are exchanged, one after the other: in the end, the same things were said."""
        where, names = _exchangeable(command)
        if not where:
            return None
        fields = command.model_dump(mode="json")
        mine = {name: fields[name] for name in names}
        owed = self._owed.setdefault(where, [])
        if owed and owed[0].sender != sender:
            debt = owed.pop(0)
            return self._of(sender, fields, debt.one, debt.other)
        if not owed and self.rng.random() < 0.7:
            again = walk.drawn(self.rng, self.one.room.state, type(command), sender, command.id).model_dump(
                mode="json"
            )
            theirs = {name: again[name] for name in names}
            if isinstance(command, c.AddValue) and self.rng.random() < 0.5:
                mine, theirs = (
                    {**words, "label": command.label, "show_story": True} for words in (mine, theirs)
                )
            owed.append(Debt(sender, fields, theirs, mine))
            return self._of(sender, fields, mine, theirs)
        return None

    async def _debts_paid(self) -> None:
        """Whoever could be the other one of an exchange that isn't complete says their part now."""
        for where, owed in self._owed.items():
            for debt in list(owed):
                people = [
                    m.id for m in self.one.room.state.members.values() if m.counts and m.id != debt.sender
                ]
                for member in self.rng.sample(people, len(people)):
                    fields = {name: value for name, value in debt.fields.items() if name != "id"}
                    if member not in self.audience and await self._speaks(
                        member, fields | debt.one, fields | debt.other
                    ):
                        owed.remove(debt)
                        break
            if where != "values":
                owed.clear()

    def _of(self, sender: str, fields: dict[str, Any], one: dict[str, Any], other: dict[str, Any]) -> Said:
        first, second = (c.parse({**fields, **words}) for words in (one, other))
        assert isinstance(first, c.Base)
        assert isinstance(second, c.Base)
        return Said(first, sender, second, sender)

    def _by_another(self, sender: str, command: c.Command) -> Said | None:
        """What says nobody's name is said by the other of the two, in the other world."""
        state = self.one.room.state
        coming = isinstance(command, c.RemoveMember | c.MarkAway | c.TakePart | c.JoinMembers)
        if coming and {sender, *command.model_dump().values()} & self.exchanged.keys():
            return None  # of the two, one more is missing than the other
        named = isinstance(command, _NAMED) or getattr(command, "named", False)
        leads = {state.lead, self.other.room.state.lead} & self.exchanged.keys()
        if named or (leads and isinstance(command, c.MoveCard)):
            return self._alike(sender, command)
        made = self._as_called_there(command)
        return Said(command, sender, made, self.exchanged.get(sender, sender)) if made else None

    def _alike(self, sender: str, command: c.Command) -> Said | None:
        made = self._as_called_there(command)
        return Said(command, sender, made, sender) if made else None

    def _as_called_there(self, command: c.Command) -> c.Command | None:
        """Cards that nobody sees yet have other ids there: it's the one on which the same values lie."""
        one, other = self.one.room.state, self.other.room.state
        there = {card.values: id for id, card in other.cards.items()}
        missing = False

        def called(card: str) -> str:
            nonlocal missing
            if card in other.cards or card not in one.cards:
                return card
            missing |= one.cards[card].values not in there
            return there.get(one.cards[card].values, card)

        made = walk.with_cards(command, called)
        return None if missing else made

    async def _same(self, sender: str, command: c.Command) -> bool:
        said = self._alike(sender, command)
        return said is not None and await self._step([said])

    # Walking on, and making the worlds alike where it shows

    async def _walks_on(self, stage: Stage) -> None:
        """To the next stage: what differs and would show is made alike before, as people could."""
        state = self.one.room.state
        if state.stage == "closed" or STAGES.index(state.stage) >= STAGES.index(stage):
            return
        if state.pause:
            await self._same(state.lead, c.Resume(id=self._id()))
        for ready in self._made_ready(stage):
            await ready
        for _ in range(3):
            if self.one.room.state.stage == stage:
                return
            id = self._id()
            move: c.Command = c.Seal(id=id) if stage == "closed" else c.GoTo(id=id, stage=stage)
            if not await self._same(self.one.room.state.lead, move):
                await self._made_alike()

    def _made_ready(self, stage: str) -> Iterator[Any]:
        if stage == "cluster":
            yield self._lifts()
        if stage == "agree":
            yield self._until_it_shows(c.CloseVote)
            yield self._chooses()
        if stage == "commit":
            yield self._until_it_shows(c.CloseRounds)
            yield self._lifts()
            yield self._adopts()
        if stage == "closed":
            yield self._lifts()

    async def _lifts(self) -> None:
        """The curtain: what differs behind it is hidden, or said alike, first."""
        for _ in range(3):
            if await self._same(self.one.room.state.lead, c.LiftCurtain(id=self._id())):
                return
            await self._made_alike()

    async def _until_it_shows(self, close: type[c.CloseVote] | type[c.CloseRounds]) -> None:
        """Close, after whoever is owed an exchange has had it, and mostly when everybody has answered."""
        if self.rng.random() < 0.7:
            await self._everyone_answers()
        for at in range(4):
            if not any(ballot.is_open for ballot in self.one.room.state.ballots()):
                return
            if not await self._same(self.one.room.state.lead, close(id=self._id())):
                await (self._answers_alike() if at else self._debts_paid())

    async def _everyone_answers(self) -> None:
        state = self.one.room.state
        for ballot in state.ballots():
            for member in state.members if ballot.is_open else ():
                if self._answer_of(self.one, ballot, member) is not None:
                    continue
                if state.vote and ballot.id in (b.id for b in state.vote.ballots):
                    said: dict[str, Any] = {
                        "type": "place_dot",
                        "ballot": ballot.id,
                        "cluster": self.rng.choice(state.vote.options),
                    }
                else:
                    cluster = _asked_about(state, ballot.id)
                    level = self.rng.choice(LEVELS[state.facts.scale])
                    need = self.rng.choice(walk.TEXTS)
                    said = {
                        "type": "respond",
                        "ballot": ballot.id,
                        "cluster": cluster,
                        "level": level,
                        "need": need,
                    }
                await self._speaks(member, said)

    async def _answers_alike(self) -> None:
        """Everyone who answered differently answers again, with the same."""
        one, other = self.one.room.state, self.other.room.state
        for ballot, there in zip(one.ballots(), other.ballots(), strict=True):
            if ballot.is_open:
                for member in one.members:
                    await self._answers(ballot, there, member)

    async def _answers(self, ballot: Ballot[Any], there: Ballot[Any], member: str) -> None:
        state = self.one.room.state
        said, said_there = (
            self._answer_of(world, b, member) for world, b in zip(self.worlds, (ballot, there), strict=True)
        )
        if said == said_there:
            return
        if isinstance(said, Answer):
            cluster = _asked_about(state, ballot.id)
            for level in (1, 2, 3, 8):
                again = {
                    "type": "respond",
                    "ballot": ballot.id,
                    "cluster": cluster,
                    "level": level,
                    "need": "All the same.",
                }
                if await self._speaks(member, again):
                    return
        elif isinstance(said, frozenset) and isinstance(said_there, frozenset):
            for gone, gone_there in zip(sorted(said - said_there), sorted(said_there - said), strict=False):
                lift = {"type": "lift_dot", "ballot": ballot.id}
                await self._speaks(member, {**lift, "cluster": gone}, {**lift, "cluster": gone_there})
            missing = (
                {option for option in state.vote.options if state.vote} - said - said_there
                if state.vote
                else set()
            )
            for option in sorted(missing)[: len(said - said_there)]:
                await self._speaks(member, {"type": "place_dot", "ballot": ballot.id, "cluster": option})

    def _answer_of(self, world: World, ballot: Ballot[Any], member: str) -> Answer | Approvals | None:
        self._turn(world)
        found: Answer | Approvals | None = ballot.answers.get(
            CHANCE.pseudonym(world.room._keys[ballot.id], world.room.state.members[member].answers_as)
        )
        return found

    async def _speaks(self, member: str, one: dict[str, Any], other: dict[str, Any] | None = None) -> bool:
        """For themselves, or the host for a guest."""
        guest = self.one.room.state.members[member].kind == "guest"
        id = self._id()
        said = []
        for fields in (one, other or one):
            whole = {"type": "speak_for", "member": member, "command": fields} if guest else fields
            command = c.parse({**whole, "id": id})
            assert isinstance(command, c.Base), command
            said.append(command)
        sender = HOST if guest else member
        return await self._step([Said(said[0], sender, said[1], self.exchanged.get(sender, sender))])

    async def _chooses(self) -> None:
        state = self.one.room.state
        if not state.chosen and state.clusters:
            some = self.rng.sample(sorted(state.clusters), min(3, len(state.clusters)))
            await self._same(state.lead, c.ChooseSet(id=self._id(), clusters=some))

    async def _adopts(self) -> None:
        for cluster in list(self.one.room.state.shared):
            await self._same(self.one.room.state.lead, c.Adopt(id=self._id(), cluster=cluster))

    async def _made_alike(self) -> None:
        """Each thing that differs is said alike, taken back or hidden, by whoever can."""
        await self._debts_paid()
        await self._values_alike()
        lead = self.one.room.state.lead
        one, other = self.one.room.state, self.other.room.state
        for id, draft in (one.drafts or {}).items():
            theirs = (other.drafts or {}).get(id)
            if theirs and (draft.statement, draft.behaviour) != (theirs.statement, theirs.behaviour):
                saving = c.SaveDraft(
                    id=self._id(), draft=id, base=draft.saved, statement="All", behaviour="the same"
                )
                await self._same(draft.members[0], saving)
        await self._step_each(lead, self._to_hide())

    async def _values_alike(self) -> None:
        """The first value of each in one world and in the other become the same, and so on; what is hidden in one world
        alone comes back there, as does another in the other."""
        for member in list(self.one.room.state.put_in):
            if not self.one.room.state.members[member].counts:
                await self._same(member, c.TakePart(id=self._id(), on=True))
            for value, there in self._values_apart(member):
                if self.rng.random() < 0.4 and await self._of_cards(
                    c.HideCard(id=self._id(), card=value.card), there.card
                ):
                    continue
                edit = {"type": "edit_value", "label": f"Zest {self._count}", "show_story": False}
                if bool(value.story) != bool(there.story) or value.show_story != there.show_story:
                    edit |= {"story": f"All the same {self._count}.", "show_story": True}
                await self._speaks(member, {**edit, "value": value.id}, {**edit, "value": there.id})
        one, other = self.one.room.state, self.other.room.state
        here, there_ = ({id for id, card in s.cards.items() if card.hidden} for s in (one, other))
        for card, card_there in zip(sorted(here - there_), sorted(there_ - here), strict=False):
            await self._of_cards(c.UnhideCard(id=self._id(), card=card), card_there)
        for member in list(one.put_in):
            for value, there in self._values_apart(member):
                await self._of_cards(c.HideCard(id=self._id(), card=value.card), there.card)

    def _values_apart(self, member: str) -> list[tuple[Value, Value]]:
        """The first value of theirs that nobody has in the other world, and theirs there that nobody has here, and so on."""
        one, other = (_in_sight(world.room.state) for world in self.worlds)
        seen, seen_there = (Counter(map(_shows, values)) for values in (one, other))
        alone = [v for v in _unmatched(one, seen - seen_there) if v.member == member]
        alone_there = [v for v in _unmatched(other, seen_there - seen) if v.member == member]
        return list(zip(alone, alone_there, strict=False))

    async def _of_cards(self, command: c.Command, there: str) -> bool:
        lead = self.one.room.state.lead
        return await self._step([Said(command, lead, command.model_copy(update={"card": there}), lead)])

    def _to_hide(self) -> list[c.Command]:
        one, other = self.one.room.state, self.other.room.state
        texts = [
            w.id for w in one.wordings.values() if w.member and other.wordings[w.id].statement != w.statement
        ]
        for value, there in zip(one.shared.values(), other.shared.values(), strict=False):
            for round, round_there in zip(value.rounds, there.rounds, strict=False):
                texts += _needs_apart(round.ballot, round_there.ballot)
        parked = [p.id for p in one.parked.values() if other.parked.get(p.id) != p and not p.settled]
        return [
            *(c.HideText(id=self._id(), item=id) for id in texts),
            *(c.HideParked(id=self._id(), item=id, hidden=True) for id in parked),
        ]

    async def _step_each(self, sender: str, commands: Sequence[c.Command]) -> None:
        for command in commands:
            await self._same(sender, command)

    # A step

    async def _step(self, burst: Sequence[Said]) -> bool:
        """Take it, if it comes out the same and tells this audience nothing; then compare."""
        CHANCE.at("", {})
        self._count += 1
        said = [one for one in burst if one]
        passing = dt.timedelta(seconds=self.rng.choice([1, 3, 20, 100]))
        for world in self.worlds:
            world.clock.now += passing
        if not said or not self._tells_nothing(said):
            return False
        for number, world in enumerate(self.worlds):
            await self._in(world, partial(self._say, number=number, said=said))
        self.told.steps += 1
        for one in said:
            if one.one != one.other or one.by_one != one.by_other:
                self.told.said[one.one.type] += 1
        self._compare()
        return True

    def _say(self, world: World, number: int, said: Sequence[Said]) -> None:
        for one in said:
            command, sender = (one.other, one.by_other) if number else (one.one, one.by_one)
            world.says(sender, command)

    def _tells_nothing(self, said: Sequence[Said]) -> bool:
        ends = []
        for number, world in enumerate(self.worlds):
            self._turn(world)
            ends.append(
                self._foreseen(world, [(s.by_other, s.other) if number else (s.by_one, s.one) for s in said])
            )
        (one, keys, came), (other, keys_there, came_there) = ends
        # What the coach says to a lead who is among the audience is for the comparison to find.
        if came != came_there and not (one.lead in self.audience and isinstance(said[0].one, c.Tick)):
            return False
        return all(
            self._knows(self.one, one, keys, who) == self._knows(self.other, other, keys_there, who)
            for who in self.audience
        )

    def _knows(self, world: World, state: State, keys: Keys, who: str) -> Any:
        self._turn(world)
        return entitled(state, keys, who)

    def _foreseen(self, world: World, said: Sequence[tuple[str, c.Command]]) -> tuple[State, Keys, list[Any]]:
        """The room after it, and what is answered."""
        room = world.room
        state, keys, came = room.state, room._keys, list[Any]()
        for sender, command in said:
            held = room._holds.by_card()
            context = Context(
                world.clock(), sender, room._presence.members, keys, CHANCE.token_bytes(32), held
            )
            turn = take(state, command, context)
            if isinstance(turn, Refused | Already):
                came.append(turn if isinstance(turn, Refused) else "again")
            else:
                came.append((len(turn.entries), [type(row) for row in turn.also]))
                state, keys = turn.state, keys_after(keys, turn.also)
        return state, keys, came

    # Around it

    async def _comes_or_goes(self) -> None:
        rng = self.rng
        people = [id for id, m in self.one.room.state.members.items() if m.kind != "guest" and not m.removed]
        who = rng.choice([*self.audience, *people])
        if who in self.exchanged and len(self.audience) > 0:
            return  # who of the two is there isn't to be told from whom they were
        direct, knowing = rng.random() < 0.5 or who not in self.audience, rng.random() < 0.7
        away = [
            (one, way) for (one, way), seat in self.one.seats.items() if seat.over and one in self.audience
        ]
        if away:
            who, direct = away[0]
        elif rng.random() < 0.3 and who not in (HOST, self.one.room.state.lead):
            await self._both(lambda world: world.leaves(who))
            self._compare()
            return
        await self._both(lambda world: world.sits(who, direct=direct, knowing=knowing))
        self._compare()

    async def _looks(self) -> None:
        """Pages and the API, as the audience asks for them."""
        who = self.rng.choice(self.audience)
        path = "/" + self.rng.choice(SCREENS if who == SCREEN else PAGES).format("KT7M4R")
        answers = []
        for world in self.worlds:
            self._turn(world)
            answers.append(await world.asks(who, path))
        self.told.pages += 1
        self.told.bytes += len(answers[0][2])
        if answers[0] != answers[1]:
            raise LeakError(
                f"seed {self.seed}, step {self._count}: {who} at {path}: {_apart(*(a[2] for a in answers))}"
            )

    def _turn(self, world: World) -> None:
        """What happens from now on is `world`'s: what was logged before was that of the one before."""
        self._whose.logs += self._lines
        self._lines.clear()
        self._whose = world
        CHANCE.at(f"{self.seed}/{self._count}", world.swapped)

    async def _in(self, world: World, does: Callable[[World], None]) -> None:
        self._turn(world)
        does(world)
        await world.settles()

    async def _both(self, does: Callable[[World], None]) -> None:
        self._count += 1
        for world in self.worlds:
            await self._in(world, does)

    def _id(self) -> str:
        self._count += 1
        return "c-" + hashlib.sha256(f"{self.seed}/{self._count}".encode()).hexdigest()[:22]

    def _compare(self) -> None:
        """Everything that came since to everyone in the audience."""
        for name in _unlike(self.one.room.state, self.other.room.state):
            self.told.unlike[name] += 1
        for who in self.audience:
            for direct in (True, False):
                one, other = (world.seats[who, direct].said() for world in self.worlds)
                start = self._read.get((who, direct), 0)
                self._read[who, direct] = len(one)
                for message in one[start:]:
                    self.told.messages += 1
                    self.told.bytes += len(message)
                    self.told.frames += len(orjson.loads(message))
                if one[start:] != other[start:]:
                    apart = _apart(b"".join(one[start:]), b"".join(other[start:]))
                    raise LeakError(f"seed {self.seed}, step {self._count}: {who}: {apart}")


_MAY_FAIL = ("append_failed",)
"""The disk does, now and then."""

_NAMED = (
    c.CheckIn, c.RenameMe, c.TakePart, c.SetRemote, c.SaveDraft, c.HoldCard, c.SpeakFor,
)  # fmt: skip
"""Said in one's own name, or as one of a group; or about oneself."""


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


def _asked_about(state: State, ballot: str) -> str:
    return next(v.cluster for v in state.shared.values() if any(r.ballot.id == ballot for r in v.rounds))


def _needs_apart(one: Ballot[Answer], other: Ballot[Answer]) -> list[str]:
    differ = [who for who, answer in one.answers.items() if other.answers.get(who) != answer]
    return [hashlib.sha256(f"{one.id}/{who}".encode()).hexdigest()[:24] for who in differ]


def _unlike(one: State, other: State) -> Iterator[str]:
    """In what the two differ now."""
    for name in (
        "values",
        "wordings",
        "late",
        "behaviours",
        "drafts",
        "parked",
        "signatures",
        "cards",
        "hidden",
        "suggestions",
    ):
        if getattr(one, name) != getattr(other, name):
            yield name
    for ballot, there in zip(one.ballots(), other.ballots(), strict=False):
        if ballot.answers != there.answers:
            yield "open ballots" if ballot.is_open else "closed ballots"


def _apart(one: bytes, other: bytes) -> str:
    """Where two begin to differ."""
    at = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return f"{one[max(0, at - 120) : at + 120]!r} is not {other[max(0, at - 120) : at + 120]!r}"


def lived(seeds: Sequence[int]) -> Told:
    """Histories of these seeds, by turns with other words and with other authors."""
    told = Told()
    for seed in seeds:
        told += asyncio.run(Twins(seed, authors=seed % 3 == 2).live())
    return told
