"""What somebody erased is gone from the room.

The entries that carried it keep their places and lose their words, so until this entry the room has blank things in
it, which this one takes out: whoever saw the words and whoever reads the blanked log end with the same room.
"""

from collections.abc import Mapping

from app.domain import events as e
from app.domain.erasing import selves_of
from app.domain.evolve.values import taken_off
from app.domain.immutable import put, put_all, replace, without
from app.domain.state import Behaviour, Door, Draft, History, Member, Parked, State, Wording


def input_erased(s: State, ev: e.InputErased, entry: e.Entry) -> State:
    s = _values(s, ev)
    return replace(
        s,
        members=_members(s, ev),
        wordings=_wordings(s.wordings, ev),
        behaviours=_behaviours(s.behaviours, ev),
        parked=_parked(s.parked, ev),
        late=without(s.late, *ev.ids),
        drafts=None if s.drafts is None else _drafts(s.drafts, ev),
        signatures=without(s.signatures, ev.member) if ev.signature else s.signatures,
        taken_out=without(s.taken_out, ev.member) if ev.everything else s.taken_out,
        door=_door(s.door, ev),
    )


def _door(door: Door, ev: e.InputErased) -> Door:
    """The list of those kept out has a name of its own."""
    if not ev.name or ev.member not in door.kept_out:
        return door
    return replace(door, kept_out=put(door.kept_out, ev.member, ev.name))


def _members(s: State, ev: e.InputErased) -> Mapping[str, Member]:
    """Also the entries that were joined with this one: each has a name and a word of its own."""
    silent = ev.word or ev.everything
    changed = {
        id: replace(one, word="" if silent else one.word, name=ev.name or one.name)
        for id in selves_of(s, ev.member)
        for one in [s.members[id]]
    }
    if ev.everything:  # what they had answered in open ballots drops
        me = changed[ev.member]
        changed[ev.member] = replace(me, renewed=me.renewed + 1)
    return put_all(s.members, changed)


def _values(s: State, ev: e.InputErased) -> State:
    """The steps of the stage go with them, since they may rest on the words; and so do the spotlight, suggestions, and
    what is being worked out from the words as they were."""
    inside = [id for id in ev.ids if id in s.values]
    if not inside and not ev.everything:
        return s
    for id in inside:
        s = taken_off(s, s.values[id])
    lie = {
        card: replace(s.cards[card], cluster=cluster or None, movers=frozenset())
        for card, cluster in zip(ev.cards, ev.clusters, strict=True)
        if card in s.cards
    }
    bare = {id: replace(s.clusters[id], name="") for id in ev.unnamed if id in s.clusters}
    return replace(
        s,
        cards=put_all(s.cards, lie),
        clusters=put_all(s.clusters, bare) if bare else s.clusters,
        spotlight=None,
        suggestions=None,
        suggesting=None,
        suggestions_failed=s.suggestions_failed or s.suggesting is not None,
        history=History(),
    )


def _wordings(wordings: Mapping[str, Wording], ev: e.InputErased) -> Mapping[str, Wording]:
    for id in ev.disowned:
        if id in wordings:
            wordings = put(wordings, id, replace(wordings[id], member="", base=None, lives=frozenset()))
    return without(wordings, *ev.ids)


def _behaviours(behaviours: Mapping[str, Behaviour], ev: e.InputErased) -> Mapping[str, Behaviour]:
    for id in ev.disowned:
        if id in behaviours:
            behaviours = put(behaviours, id, replace(behaviours[id], member=""))
    return without(behaviours, *ev.ids)


def _parked(parked: Mapping[str, Parked], ev: e.InputErased) -> Mapping[str, Parked]:
    for id in ev.disowned:
        if id in parked:
            parked = put(parked, id, replace(parked[id], member="", named=False))
    return without(parked, *ev.ids)


def _drafts(drafts: Mapping[str, Draft], ev: e.InputErased) -> Mapping[str, Draft]:
    """A group's draft is blank again where the one who erased had saved it last."""
    for id in ev.ids:
        if id in drafts and drafts[id].member == ev.member:
            drafts = put(drafts, id, replace(drafts[id], statement="", behaviour=""))
    return drafts
