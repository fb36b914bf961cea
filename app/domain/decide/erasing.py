"""Erasing one's own input: what goes, and what is the group's by now and stays without its author."""

from collections.abc import Iterator

from app.domain import commands as c, events as e
from app.domain.decide.ask import Ask, Decision
from app.domain.decide.door import names_in
from app.domain.names import told_apart
from app.domain.refusal import Refused
from app.domain.state import State, Value
from app.domain.text import fold

NAMELESS = "–"
"""The name of somebody who erased everything and gave no other."""


def erase_mine(state: State, cmd: c.EraseMine, ask: Ask) -> Decision:
    """What isn't the sender's is passed over: whether it exists they don't learn."""
    return _erased(state, cmd, ask.member)


def erase_removed(state: State, cmd: c.EraseRemoved, ask: Ask) -> Decision:
    """Whoever is in the room does it as anybody there."""
    if not state.is_taken_out(ask.member):
        return Refused("not_in_room")
    return everything_of(state, ask.member)


def everything_of(state: State, member: str) -> list[e.Event]:
    return _erased(state, c.EraseMine(id="everything", ids=[], parts=["everything"]), member)


def _erased(state: State, cmd: c.EraseMine, whose: str) -> list[e.Event]:
    everything = "everything" in cmd.parts
    mine = dict(_mine(state, whose))
    named = mine if everything else {id: mine[id] for id in dict.fromkeys(cmd.ids) if id in mine}
    member = state.members[whose]
    name = cmd.name or (NAMELESS if everything else "")
    if name:
        name = told_apart(name, names_in(state, without=whose))
    values = [state.values[id] for id in named if id in state.values]
    cards = _cards(state, whose, values, everything)
    erased = e.InputErased(
        member=whose,
        ids=tuple(id for id, stays in named.items() if not stays),
        disowned=tuple(id for id, stays in named.items() if stays),
        word=bool(member.word) and (everything or "word" in cmd.parts),
        signature=whose in state.signatures and (everything or "signature" in cmd.parts),
        everything=everything,
        name=name if everything or name != member.name else "",
        cards=cards,
        clusters=tuple(state.cards[card].cluster or "" for card in cards),
        unnamed=_unnamed(state, values),
    )
    nothing = not (named or erased.word or erased.signature or everything or erased.name)
    return [] if nothing else [erased]


def _mine(state: State, member: str) -> Iterator[tuple[str, bool]]:
    """What this member put in, and whether it stays without them: what the group has taken up as its own does."""
    yield from ((id, False) for id in state.put_in.get(member, ()))
    yield from ((w.id, w.used) for w in state.wordings.values() if w.member == member)
    yield from ((b.id, b.accepted) for b in state.behaviours.values() if b.member == member)
    for item in state.parked.values():
        if item.member == member:
            yield item.id, state.sealed is not None and item.parking == "follow_up"
    yield from ((id, False) for id, voice in state.late.items() if voice.member == member)
    yield from ((d.id, False) for d in (state.drafts or {}).values() if d.member == member and d.saved)


def _cards(state: State, member: str, values: list[Value], everything: bool) -> tuple[str, ...]:
    """Those that stay on the wall of all that the erased values stood on, now or before."""
    stood = {card for value in values for card in (value.card, *value.stood)}
    if everything:
        stood |= state.taken_out.get(member, frozenset())
    return tuple(sorted((stood & state.cards.keys()) - _emptied(state, values)))


def _unnamed(state: State, values: list[Value]) -> tuple[str, ...]:
    """Clusters that nothing is left in and that bear the very words, mostly since the vote made them of a single
    card: unless the group has begun to agree on them."""
    words = {fold(value.label) for value in values}
    emptied = _emptied(state, values)
    held = {card.cluster for card in state.cards.values() if card.id not in emptied}
    return tuple(
        cluster.id
        for cluster in state.clusters.values()
        if cluster.id not in held and cluster.id not in state.shared and fold(cluster.name) in words
    )


def _emptied(state: State, values: list[Value]) -> set[str]:
    gone = {value.id for value in values}
    return {value.card for value in values if gone.issuperset(state.cards[value.card].values)}
