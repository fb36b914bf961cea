"""Look-alikes: found by the shell, pointed out to the lead, made one or kept apart."""

from app.domain import commands as c, events as e
from app.domain.alike import in_order, pairs_alike, to_compare
from app.domain.clusters import enough_clusters, label_of
from app.domain.decide.ask import Ask, Decision
from app.domain.decide.cluster import in_other_hands
from app.domain.refusal import Refused
from app.domain.state import State


def record_look_alikes(state: State, cmd: c.RecordLookAlikes, ask: Ask) -> Decision:
    """Nothing when nobody asks for them any more: the vote has opened, or the stage was left."""
    there = {thing.id for thing in to_compare(state) or ()}
    pairs = tuple(pair for pair in cmd.pairs if {pair.one, pair.two} <= there)
    if not there or pairs == state.look_alikes:
        return []
    return [
        e.LookAlikesFound(
            tuple(pair.one for pair in pairs),
            tuple(pair.two for pair in pairs),
            tuple(pair.kind for pair in pairs),
            tuple(pair.family for pair in pairs),
        )
    ]


def merge_look_alikes(state: State, cmd: c.MergeLookAlikes, ask: Ask) -> Decision:
    """The one with fewer values goes into the other; a single card goes into the cluster; two make a new one."""
    if refused := _unpaired(state, cmd.one, cmd.two):
        return refused
    larger, smaller = sorted((cmd.one, cmd.two), key=lambda id: _weight(state, id))
    moved = [id for id, card in state.cards.items() if smaller in (id, card.cluster)]
    if larger in state.cards:
        moved.append(larger)
    if in_other_hands(ask, moved):
        return Refused("card_held")
    if smaller in state.clusters:
        return [e.ClustersMerged(smaller, larger)]
    if larger in state.clusters:
        return [e.CardMoved(smaller, larger)]
    if refused := enough_clusters(state):
        return refused
    made = e.ClusterAdded(cmd.id, label_of(state, state.cards[larger]))
    return [made, e.CardMoved(larger, cmd.id), e.CardMoved(smaller, cmd.id)]


def keep_apart(state: State, cmd: c.KeepApart, ask: Ask) -> Decision:
    return _unpaired(state, cmd.one, cmd.two) or [e.LookAlikesKept(cmd.one, cmd.two)]


def _unpaired(state: State, one: str, two: str) -> Refused | None:
    if state.vote and state.vote.asking:
        return Refused("ballot_open")
    pairs = {in_order(pair.one, pair.two) for pair in pairs_alike(state)}
    return None if in_order(one, two) in pairs else Refused("no_such_pair")


def _weight(state: State, id: str) -> tuple[bool, int, int, str]:
    """Clusters first, then what holds most values, then what was there first."""
    if id not in state.clusters:
        return True, -len(state.cards[id].values), 0, id
    inside = sum(len(card.values) for card in state.cards.values() if card.cluster == id)
    return False, -inside, state.clusters[id].mark, id
