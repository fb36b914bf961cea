"""Clustering in its three steps: sort (names locked), name, freeze."""

from collections.abc import Iterable

from app.domain import commands as c, events as e
from app.domain.clusters import enough_clusters
from app.domain.decide.ask import Ask, Decision
from app.domain.refusal import Refused
from app.domain.state import Card, State


def set_clustering(state: State, cmd: c.SetClustering, ask: Ask) -> Decision:
    return [] if state.step == cmd.step else [e.ClusteringSet(cmd.step)]


def add_cluster(state: State, cmd: c.AddCluster, ask: Ask) -> Decision:
    if state.step == "freeze":
        return Refused("frozen")
    if cmd.name and _names_locked(state, ask):
        return Refused("names_locked")
    if refused := enough_clusters(state):
        return refused
    return [e.ClusterAdded(cmd.id, cmd.name)]


def rename_cluster(state: State, cmd: c.RenameCluster, ask: Ask) -> Decision:
    if refused := _untouchable(state, cmd.cluster):
        return refused
    if _names_locked(state, ask):
        return Refused("names_locked")
    same = state.clusters[cmd.cluster].name == cmd.name
    return [] if same else [e.ClusterRenamed(cmd.cluster, cmd.name)]


def move_card(state: State, cmd: c.MoveCard, ask: Ask) -> Decision:
    card = _movable(state, cmd.card, ask)
    if isinstance(card, Refused):
        return card
    if cmd.cluster is not None and cmd.cluster not in state.clusters:
        return Refused("no_such_cluster")
    return [] if card.cluster == cmd.cluster else [e.CardMoved(cmd.card, cmd.cluster)]


def hold_card(state: State, cmd: c.HoldCard, ask: Ask) -> Decision:
    """Nothing happens in the room: the shell remembers who has what in hand."""
    card = _movable(state, cmd.card, ask) if cmd.card else None
    return card if isinstance(card, Refused) else []


def settle_card(state: State, cmd: c.SettleCard, ask: Ask) -> Decision:
    card = state.cards.get(cmd.card)
    if card is None or card.hidden:
        return Refused("no_such_card")
    return [e.CardSettled(cmd.card)] if card.two_homes else []


def _movable(state: State, id: str, ask: Ask) -> Card | Refused:
    """The card, if the one who asks may move it now; one with two homes is the lead's to move."""
    if state.step == "freeze":
        return Refused("frozen")
    card = state.cards.get(id)
    if card is None or card.hidden:
        return Refused("no_such_card")
    if card.two_homes and ask.member != state.lead:
        return Refused("two_homes")
    return Refused("card_held") if in_other_hands(ask, [id]) else card


def in_other_hands(ask: Ask, cards: Iterable[str]) -> bool:
    """Whether someone else is holding one of these."""
    return not ask.held.isdisjoint(cards)


def merge_clusters(state: State, cmd: c.MergeClusters, ask: Ask) -> Decision:
    if refused := _untouchable(state, cmd.cluster, cmd.into):
        return refused
    if cmd.cluster == cmd.into:
        return Refused("same_cluster")
    if refused := _keeps_its_cards(state, cmd.cluster, ask):
        return refused
    return [e.ClustersMerged(cmd.cluster, cmd.into)]


def dissolve_cluster(state: State, cmd: c.DissolveCluster, ask: Ask) -> Decision:
    if refused := _untouchable(state, cmd.cluster) or _keeps_its_cards(state, cmd.cluster, ask):
        return refused
    return [e.ClusterDissolved(cmd.cluster)]


def _untouchable(state: State, *clusters: str) -> Refused | None:
    if state.step == "freeze":
        return Refused("frozen")
    if any(cluster not in state.clusters for cluster in clusters):
        return Refused("no_such_cluster")
    return None


def _keeps_its_cards(state: State, cluster: str, ask: Ask) -> Refused | None:
    """Why what is in it can't go elsewhere with it now."""
    inside = [card for card in state.cards.values() if card.cluster == cluster]
    if ask.member != state.lead and any(card.two_homes for card in inside):
        return Refused("holds_two_homes")
    return Refused("card_held") if in_other_hands(ask, (card.id for card in inside)) else None


def _names_locked(state: State, ask: Ask) -> bool:
    return state.step == "sort" and ask.member != state.lead
