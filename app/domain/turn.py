"""One command's turn at a room: who it speaks for, whether it was here before, whether it may, what it does.

Pure: the shell gives the time, the connected members, the keys of open ballots and a random seed.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from app.domain import commands as c, events as e, ports as p
from app.domain.ballots import MOST_ANSWERS, Keys, answer_id, ballot_meant, new_key, pseudonym
from app.domain.decide import decide
from app.domain.decide.ask import Ask
from app.domain.decide.partners import COMING_AND_GOING, regrouped
from app.domain.erasing import Blank, selves_of
from app.domain.evolve import replay
from app.domain.policy import allowed
from app.domain.refusal import Refused
from app.domain.state import Answer, Approvals, Ballot, Done, State
from app.domain.times import whole

AnyBallot = Ballot[Approvals] | Ballot[Answer]


@dataclass(frozen=True, slots=True)
class Context:
    """What only the shell knows. `seed`: 32 random bytes for this command alone; `held`: who has which card in hand."""

    at: dt.datetime
    sender: str
    connected: frozenset[str]
    keys: Keys
    seed: bytes
    held: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a command came to: entries to store (none when all was so already), what to write along, the room after."""

    entries: tuple[e.Entry, ...]
    also: tuple[p.Also, ...]
    state: State


@dataclass(frozen=True, slots=True)
class Already:
    """The command was stored before; this is where."""

    seq: int


_OF_THE_SHELL = (
    c.OpenRoom,
    c.Join,
    c.SetDeck,
    c.SetPasscode,
    c.TakeBackKnock,
    c.RecordSuggestions,
    c.FailSuggestions,
    c.Tick,
    c.CloseForsaken,
    c.EraseRemoved,
    c.RecordLookAlikes,
    c.OfferCode,
    c.AdmitDevice,
    c.RenewScreenLink,
)
"""Never parsed from a frame; each sees itself to who may."""
_NOT_SPOKEN = (c.SpeakFor, c.SetReady, c.RenameMe, c.TakePart, c.HoldCard, c.RevokeDevice)
"""Participants' commands that make no sense in a guest's name, and speaking for itself."""


def take(state: State, command: c.Command, ctx: Context) -> Turn | Refused | Already:
    """Decide `command` on `state`.

    Gives a Turn, a refusal with its code, or Already for a repeat of a stored command.
    """
    ctx = replace(ctx, at=whole(ctx.at))
    spoken = _spoken(state, command, ctx)
    if isinstance(spoken, Refused):
        return spoken
    member, meant = spoken
    ballot = ballot_meant(state, meant)
    actor, at, who = _voice(state, ballot, member, ctx)
    if before := _before(state, meant, ballot, member, who):
        return Already(before.seq) if before.type == meant.type else Refused("id_in_use")
    if not isinstance(meant, _OF_THE_SHELL) and (refused := allowed(state, meant, member)):
        return refused
    if _names_something(state, meant) or _told_elsewhere(state, meant, ballot, member, ctx):
        return Refused("id_in_use")
    if ballot and who and len(ballot.done.get(who, {})) >= MOST_ANSWERS:
        return Refused("enough_answers", {"limit": MOST_ANSWERS})
    held = frozenset(card for card, holder in ctx.held.items() if holder != ctx.sender)
    ask = Ask(ctx.at, member, meant.id, ctx.connected, ctx.keys, who, ctx.seed, held)
    decision = decide(state, meant, ask)
    if isinstance(decision, Refused):
        return decision
    events = [*decision, *_dropped_answers(state, decision, ctx.keys)]
    turn = Turn((), (*_also(state, events, ctx.seed), *_erased(state, events)), state)
    id = answer_id(ballot.id, meant.id) if ballot and who else meant.id
    turn = _with(turn, events, at, actor, id, meant.type)
    if any(isinstance(event, COMING_AND_GOING) for event in events):
        turn = _with(turn, regrouped(turn.state, ctx.seed), at, actor, id, meant.type)
    return turn


def _with(turn: Turn, events: list[e.Event], at: dt.datetime, actor: str, id: str, type: str) -> Turn:
    """The turn in which these events happened too. `id`: under which the command stands in the log."""
    entries = tuple(
        e.Entry(turn.state.seq + place, at, actor, id, type, event) for place, event in enumerate(events, 1)
    )
    return Turn((*turn.entries, *entries), turn.also, replay(entries, turn.state))


def _spoken(state: State, command: c.Command, ctx: Context) -> tuple[str, c.Command] | Refused:
    """Whose command it is and what it says: the sender's own, or a guest's through the host."""
    if not isinstance(command, c.SpeakFor):
        return ctx.sender, command
    if refused := allowed(state, command, ctx.sender):
        return refused
    guest = state.member(command.member)
    if guest is None or guest.kind != "guest":
        return Refused("not_a_guest")
    meant = c.parse({**command.command, "id": command.id})
    if isinstance(meant, _NOT_SPOKEN):
        return Refused("not_for_a_guest")
    return meant if isinstance(meant, Refused) else (command.member, meant)


def _voice(
    state: State, ballot: AnyBallot | None, member: str, ctx: Context
) -> tuple[str, dt.datetime, str | None]:
    """Actor and time of the entries, and the pseudonym in an open ballot (whose time is its opening)."""
    if ballot is None or not ballot.is_open:
        return member, ctx.at, None
    who = _pseudonym(state, ctx.keys[ballot.id], member)
    return who, ballot.opened, who


def _pseudonym(state: State, key: bytes, member: str) -> str:
    known = state.members.get(member)
    return pseudonym(key, known.answers_as if known else member)


def _before(
    state: State, command: c.Command, ballot: AnyBallot | None, member: str, who: str | None
) -> Done | None:
    """What this command came to when it was here before.

    Of a closed ballot nobody's pseudonym can be told any more; the id alone, which only its sender knows, must do.
    """
    if ballot is None:
        return state.done.get(member, {}).get(command.id)
    return ballot.done.get("" if who is None else who, {}).get(answer_id(ballot.id, command.id))


def _told_elsewhere(
    state: State, command: c.Command, ballot: AnyBallot | None, member: str, ctx: Context
) -> bool:
    """Whether its id is that of an answer, or an answer's that of something else: whoever has the database could try
    the ids that stand beside names on those of answers."""
    if ballot:
        return any(command.id in state.done.get(one, {}) for one in (member, ctx.sender))
    return any(
        answer_id(one.id, command.id) in one.done.get(_of(state, one, member, ctx), {})
        for one in state.ballots()
    )


def _of(state: State, ballot: AnyBallot, member: str, ctx: Context) -> str:
    """Under whom this member's answers are kept: once it's closed, under nobody."""
    return _pseudonym(state, ctx.keys[ballot.id], member) if ballot.is_open else ""


def _names_something(state: State, command: c.Command) -> bool:
    """Whether something else has its id. Who knocks again is the same newcomer."""
    made: tuple[Mapping[str, object], ...] = (
        state.members,
        state.values,
        state.clusters,
        state.wordings,
        state.late,
        state.behaviours,
        state.commitments,
        state.parked,
    )
    if command.id in state.door.waiting:
        return not isinstance(command, c.Join)
    return any(command.id in things for things in made)


def _dropped_answers(state: State, events: list[e.Event], keys: Keys) -> Iterator[e.AnswersDropped]:
    """A removed person's entries in open ballots drop. So do those of an entry that was joined with another: to answer
    in the other's name would leave beside their name under which pseudonym. And those of whoever came in by a code of
    the host: who might be the host, and would read them. And those of whoever erased all they put in."""
    dropping = [event.member for event in events if _drops_answers(event)]
    for ballot in state.ballots() if dropping else ():
        for member in dict.fromkeys(dropping):
            if ballot.is_open and (who := _pseudonym(state, keys[ballot.id], member)) in ballot.answers:
                yield e.AnswersDropped(ballot.id, who)


def _drops_answers(
    event: e.Event,
) -> TypeGuard[e.MemberRemoved | e.MembersJoined | e.DeviceAdmitted | e.InputErased]:
    by_the_host = isinstance(event, e.DeviceAdmitted) and event.came_by == "host"
    everything = isinstance(event, e.InputErased) and event.everything
    return by_the_host or everything or isinstance(event, e.MemberRemoved | e.MembersJoined)


def _also(state: State, events: list[e.Event], seed: bytes) -> Iterator[p.Also]:
    """Rows that must change in the same transaction as these events, which happen in this room."""
    for event in events:
        match event:
            case e.VoteOpened() | e.RunoffOpened() | e.RoundOpened():
                yield p.AddKey(event.ballot, new_key(seed, event.ballot))
            case e.VoteClosed() | e.RoundClosed():
                yield p.DropKey(event.ballot)
                if actors := _voices(state, event.ballot):
                    yield p.CountAnswers(event.ballot, actors)
            case e.AnswersDropped():
                yield p.EraseActor(event.pseudonym)
            case e.MemberRemoved(member, True):
                yield p.MarkTokens(member, "kept_out")
            case e.MemberRemoved(member):
                yield p.MarkTokens(member, "removed")
            case e.KnockTakenBack() | e.TurnedAway() | e.LetBack():
                yield from _of_the_door(state, event)
            case e.MembersJoined():
                yield p.MoveTokens(event.member, event.into)
            case e.CodeEnded():
                yield p.RevokeHandle(event.offer)
            case e.DevicesEnded():
                yield p.RevokeTokens(event.member)
            case e.DeviceRevoked():
                yield p.RevokeHandle(event.device)
            case e.ScreenLinkMade():
                yield p.RevokeScreens()
            case _:
                pass


def _of_the_door(state: State, event: e.KnockTakenBack | e.TurnedAway | e.LetBack) -> Iterator[p.Also]:
    """Whoever is turned away is known by their device; nothing is kept of their name, but for the list of those kept out.
    Nothing at all is of whoever went by themselves."""
    match event:
        case e.KnockTakenBack(newcomer):
            yield p.RevokeTokens(newcomer)
            yield p.EraseActor(newcomer)
        case e.TurnedAway(newcomer, True):
            yield p.MarkTokens(newcomer, "kept_out")
        case e.TurnedAway(newcomer):
            yield p.MarkTokens(newcomer, "turned_away")
            yield p.EraseActor(newcomer)
        case e.LetBack(person) if person in state.members:
            yield p.MarkTokens(person, "removed")
        case e.LetBack(person):
            yield p.RevokeTokens(person)
            yield p.EraseActor(person)


def _erased(state: State, events: list[e.Event]) -> Iterator[p.EraseInput]:
    """What must lose its words along with these events."""
    for place, event in enumerate(events, 1):
        if isinstance(event, e.InputErased):
            texts = tuple((id, state.behaviours[id].text) for id in event.disowned if id in state.behaviours)
            selves, drafting = selves_of(state, event.member), frozenset(state.drafts or ())
            values = event.everything or any(id in state.values for id in event.ids)
            yield p.EraseInput(Blank(state.seq + place, event, selves, texts, drafting, values))


def _voices(state: State, ballot: str) -> tuple[str, ...]:
    """Every pseudonym that has spoken in this ballot: also who took back what they had said."""
    return next((tuple(sorted(b.done)) for b in state.ballots() if b.id == ballot), ())


def keys_after(keys: Keys, also: tuple[p.Also, ...]) -> Keys:
    """The keys of the open ballots once `also` is stored."""
    kept = dict(keys)
    for row in also:
        if isinstance(row, p.AddKey):
            kept[row.ballot] = row.key
        elif isinstance(row, p.DropKey):
            kept.pop(row.ballot, None)
    return kept
