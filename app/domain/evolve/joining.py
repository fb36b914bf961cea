"""One of two entries of a person: every place that names the one names the other from here on."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from app.domain import events as e
from app.domain.charter_text import digest
from app.domain.evolve.devices import without_codes_of
from app.domain.immutable import put, put_all, replace, without
from app.domain.method.partners import Group, Pair, pairs_of
from app.domain.state import Draft, History, Member, Round, Shared, Signature, State
from app.domain.terms import STAGES

T = TypeVar("T")


def members_joined(s: State, ev: e.MembersJoined, entry: e.Entry) -> State:
    """Steps of this stage can't be taken back any more: they remember the room with both."""
    one, other = ev.member, ev.into
    before, s = s, _groups(_entries(_people(s, one, other), one, other), one, other)
    s = replace(s, signatures=_still_signed(before, s))
    moves = tuple(other if who == one else who for who in s.coach.moves)
    return replace(without_codes_of(s, one), history=History(), coach=replace(s.coach, moves=moves))


def _people(s: State, one: str, other: str) -> State:
    gone, stays = s.members[one], s.members[other]
    both = {one: replace(gone, removed=True, into=other), other: _both(gone, stays)}
    return replace(
        s,
        members=put_all(s.members, both),
        devices=_renamed(s.devices, "member", one, other),
        ready=_united(s.ready, one, other),
        begun=_united(s.begun, one, other),
        movers=_united(s.movers, one, other),
    )


def _both(gone: Member, stays: Member) -> Member:
    return replace(
        stays,
        joined=min(gone.joined, stays.joined, key=STAGES.index),
        takes_part=gone.takes_part or stays.takes_part,
        away=gone.away and stays.away,
        first_ended=gone.first_ended and stays.first_ended,
        checked_in=gone.checked_in or stays.checked_in,
        word=stays.word or gone.word,
    )


def _entries(s: State, one: str, other: str) -> State:
    own = (*s.put_in.get(other, ()), *s.put_in.get(one, ()))
    signature = s.signatures.get(other) or s.signatures.get(one)
    stood = s.taken_out.get(other, frozenset()) | s.taken_out.get(one, frozenset())
    return replace(
        s,
        values=_renamed(s.values, "member", one, other),
        put_in=put(without(s.put_in, one), other, own) if own else s.put_in,
        taken_out=put(without(s.taken_out, one), other, stood) if stood else s.taken_out,
        cards=_each(s.cards, lambda card: _marks(card, "movers", one, other)),
        wordings=_each(_renamed(s.wordings, "member", one, other), lambda w: _marks(w, "lives", one, other)),
        behaviours=_each(
            _renamed(s.behaviours, "member", one, other), lambda b: _marks(b, "endorsers", one, other)
        ),
        late=_renamed(s.late, "member", one, other),
        parked=_renamed(s.parked, "member", one, other),
        commitments=_renamed(s.commitments, "owner", one, other),
        signatures=put(without(s.signatures, one), other, signature) if signature else s.signatures,
        shared=_each(s.shared, lambda value: _asked(value, one, other)),
    )


def _still_signed(before: State, after: State) -> Mapping[str, Signature]:
    """A commitment has its owner under another id, and says the same: what was signed is signed."""
    was, now = (digest(state) if state.signatures else "" for state in (before, after))
    return _each(after.signatures, lambda one: replace(one, digest=now) if one.digest == was != now else one)


def _groups(s: State, one: str, other: str) -> State:
    """In the place of the one, where the other has none; else the one's group goes on without them."""
    partners = s.partners and _seated(s.partners, one, other)
    drafts = None if s.drafts is None else _drafting(s.drafts, one, other)
    return replace(s, partners=partners, drafts=drafts, met=_met(s.met, one, other))


def _seated(groups: tuple[Group, ...], one: str, other: str) -> tuple[Group, ...]:
    seated = any(other in group for group in groups)
    left = (_in_place(group, one, None if seated else other) for group in groups)
    return tuple(group for group in left if group)


def _drafting(drafts: Mapping[str, Draft], one: str, other: str) -> Mapping[str, Draft]:
    busy = any(other in draft.members for draft in drafts.values())

    def without_one(draft: Draft) -> Draft:
        members = _in_place(draft.members, one, None if busy else other)
        return draft if members == draft.members else replace(draft, members=members)

    return _each(_renamed(drafts, "member", one, other), without_one)


def _in_place(group: Group, one: str, other: str | None) -> Group:
    if other is None:
        return tuple(who for who in group if who != one)
    return tuple(other if who == one else who for who in group)


def _met(met: Mapping[Pair, int], one: str, other: str) -> Mapping[Pair, int]:
    """Whoever met both has met one person twice."""
    after: dict[Pair, int] = {}
    for pair, times in met.items():
        for known in pairs_of({other if who == one else who for who in pair}):
            after[known] = after.get(known, 0) + times
    return after


def _asked(value: Shared, one: str, other: str) -> Shared:
    """Answers are under pseudonyms, and stay as they are; who was asked in a closed round is known."""
    rounds = tuple(_asked_in(round, one, other) for round in value.rounds)
    return value if rounds == value.rounds else replace(value, rounds=rounds)


def _asked_in(round: Round, one: str, other: str) -> Round:
    return replace(round, asked=_united(round.asked, one, other)) if one in round.asked else round


def _united(people: frozenset[str], one: str, other: str) -> frozenset[str]:
    return people - {one} | {other} if one in people else people


def _marks(thing: T, field: str, one: str, other: str) -> T:
    """Where both are in, both stay counted: a count that fell by one would tell everyone whose mark it was."""
    people: frozenset[str] = getattr(thing, field)
    if one not in people or other in people:
        return thing
    return replace(thing, **{field: people - {one} | {other}})  # type: ignore[type-var]


def _renamed(things: Mapping[str, T], field: str, one: str, other: str) -> Mapping[str, T]:
    return _each(
        things,
        lambda thing: replace(thing, **{field: other}) if getattr(thing, field) == one else thing,  # type: ignore[type-var]
    )


def _each(things: Mapping[str, T], change: Callable[[T], T]) -> Mapping[str, T]:
    """The same map where nothing in it changed."""
    changed = {id: after for id, thing in things.items() if (after := change(thing)) is not thing}
    return put_all(things, changed) if changed else things
