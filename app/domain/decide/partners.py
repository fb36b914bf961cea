"""Story partners: who is drawn together, and what becomes of a group when people come and go."""

from collections.abc import Mapping, Sequence
from random import Random

from app.domain import commands as c, events as e
from app.domain.decide.ask import Ask, Decision
from app.domain.method.partners import Group, History, chance, draw, joined
from app.domain.refusal import Refused
from app.domain.state import Draft, State

COMING_AND_GOING = (e.MemberJoined, e.GuestAdded, e.MemberRemoved, e.MembersJoined, e.PartTaken, e.AwayMarked)
MOST_IN_GROUP = 3


def set_remote(state: State, cmd: c.SetRemote, ask: Ask) -> Decision:
    return [] if state.members[ask.member].remote == cmd.on else [e.RemoteSet(ask.member, cmd.on)]


def draw_partners(state: State, cmd: c.DrawPartners, ask: Ask) -> Decision:
    people = drawn_from(state)
    if len(people) < 2:
        return Refused("too_few_people")
    groups = draw(people, len(people) if cmd.size == 2 else 1, history(state), chance(ask.seed))
    if {frozenset(group) for group in groups} == {frozenset(group) for group in state.partners or ()}:
        return []
    return [e.PartnersDrawn(*_flat(groups))]


def clear_partners(state: State, cmd: c.ClearPartners, ask: Ask) -> Decision:
    return [] if state.partners is None else [e.PartnersCleared()]


def drawn_from(state: State) -> list[str]:
    """Everyone who takes part and isn't away, guests included."""
    return [member.id for member in state.members.values() if member.counts]


def history(state: State) -> History:
    return History(state.met, frozenset(m.id for m in state.members.values() if m.remote))


def regrouped(state: State, seed: bytes) -> list[e.Event]:
    """What follows when someone came or went: nobody who talks in pairs stays alone, and drafts find new hands."""
    here = dict.fromkeys(drawn_from(state))
    return [*_repaired(state, here, chance(seed)), *_redrafted(state.drafts or {}, here)]


def _repaired(state: State, here: Mapping[str, None], rng: Random) -> list[e.Event]:
    if state.partners is None:
        return []
    left = [one for group in state.partners for one in group if one not in here]
    groups = [tuple(one for one in group if one in here) for group in state.partners]
    whole = [group for group in groups if len(group) > 1]
    seated = {one for group in whole for one in group}
    alone = [one for one in here if one not in seated]
    changed = [group for group in whole if group not in state.partners]
    if len(alone) > 1:
        changed += draw(alone, len(alone), history(state), rng)
    elif alone:
        before, after = joined(whole, alone[0], history(state), rng)
        changed = [group for group in changed if group not in before] + after
    return [e.PartnersMoved(tuple(left), *_flat(changed))] if left or changed else []


def _redrafted(drafts: Mapping[str, Draft], here: Mapping[str, None]) -> list[e.Event]:
    """Whoever is left drafts on, alone if need be; who comes joins the smallest group that has a place."""
    hands = {id: tuple(one for one in draft.members if one in here) for id, draft in drafts.items()}
    busy = {one for members in hands.values() for one in members}
    for one in here:
        if one in busy:
            continue
        if free := [id for id, members in hands.items() if 0 < len(members) < MOST_IN_GROUP]:
            smallest = min(free, key=lambda id: (len(hands[id]), id))
            hands[smallest] = (*hands[smallest], one)
    return [
        e.DraftRegrouped(id, hands[id], tuple(one for one in draft.members if one not in here))
        for id, draft in drafts.items()
        if hands[id] != draft.members
    ]


def _flat(groups: Sequence[Group]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    return tuple(one for group in groups for one in group), tuple(map(len, groups))
