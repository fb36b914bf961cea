"""Pairs and trios: who is with whom, who has met, and what a group drafts."""

from collections.abc import Iterable, Mapping
from itertools import accumulate

from app.domain import events as e
from app.domain.immutable import Map, put, replace
from app.domain.method.partners import Group, Pair, pairs_of
from app.domain.state import Draft, State


def remote_set(s: State, ev: e.RemoteSet, entry: e.Entry) -> State:
    return replace(s, members=put(s.members, ev.member, replace(s.members[ev.member], remote=ev.on)))


def partners_drawn(s: State, ev: e.PartnersDrawn, entry: e.Entry) -> State:
    groups = _cut(ev.members, ev.sizes)
    return replace(s, partners=groups, met=_met(s.met, groups))


def partners_moved(s: State, ev: e.PartnersMoved, entry: e.Entry) -> State:
    """Who stays together hasn't met anew."""
    before = s.partners or ()
    groups = _cut(ev.members, ev.sizes)
    moved = {*ev.left, *ev.members}
    kept = tuple(group for group in before if not moved & set(group))
    return replace(s, partners=(*kept, *groups), met=_met(s.met, groups, besides=before))


def partners_cleared(s: State, ev: e.PartnersCleared, entry: e.Entry) -> State:
    return replace(s, partners=None)


def draft_opened(s: State, ev: e.DraftOpened, entry: e.Entry) -> State:
    opened = Draft(ev.draft, ev.cluster, ev.base, ev.members)
    return replace(s, drafts=put(s.drafts or Map(), ev.draft, opened), met=_met(s.met, [ev.members]))


def draft_regrouped(s: State, ev: e.DraftRegrouped, entry: e.Entry) -> State:
    assert s.drafts is not None
    before = s.drafts[ev.draft]
    drafts = put(s.drafts, ev.draft, replace(before, members=ev.members))
    return replace(s, drafts=drafts, met=_met(s.met, [ev.members], besides=[before.members]))


def draft_saved(s: State, ev: e.DraftSaved, entry: e.Entry) -> State:
    assert s.drafts is not None
    saved = replace(
        s.drafts[ev.draft],
        statement=ev.statement,
        behaviour=ev.behaviour,
        member=ev.member,
        saved=entry.command,
    )
    return replace(s, drafts=put(s.drafts, ev.draft, saved))


def drafting_ended(s: State, ev: e.DraftingEnded, entry: e.Entry) -> State:
    return replace(s, drafts=None)


def _cut(members: tuple[str, ...], sizes: tuple[int, ...]) -> tuple[Group, ...]:
    ends = accumulate(sizes)
    return tuple(members[end - size : end] for end, size in zip(ends, sizes, strict=True))


def _met(
    met: Mapping[Pair, int], groups: Iterable[Group], besides: Iterable[Group] = ()
) -> Mapping[Pair, int]:
    known = {pair for group in besides for pair in pairs_of(group)}
    new = [pair for group in groups for pair in pairs_of(group) if pair not in known]
    return {**met, **{pair: met.get(pair, 0) + 1 for pair in new}}
