"""Cards and clusters, looked at: labels, ids, what stands in a cluster."""

import hashlib
from collections import Counter

from app.domain.method.suggest import Item
from app.domain.refusal import Refused
from app.domain.state import Card, State, Suggestion
from app.domain.text import fold

MOST_CLUSTERS = 60
"""At the bound: refused `enough_clusters`."""


def enough_clusters(state: State, more: int = 1) -> Refused | None:
    """Why so many more can't be made, or None."""
    full = len(state.clusters) + more > MOST_CLUSTERS
    return Refused("enough_clusters", {"limit": MOST_CLUSTERS}) if full else None


def card_id(salt: str, label: str) -> str:
    """The id of the card a label belongs to: a salted hash of its folded form."""
    return hashlib.sha256(f"{salt}/{fold(label)}".encode()).hexdigest()[:24]


def label_of(state: State, card: Card) -> str:
    """The card's most frequent spelling; among equals the first by alphabet, so that it tells no order."""
    if len(card.values) == 1:
        return state.values[card.values[0]].label
    spellings = Counter(state.values[value].label for value in card.values)
    return min(spellings, key=lambda label: (-spellings[label], label))


def standing(state: State) -> tuple[str, ...]:
    """Clusters that hold a card everyone can see, by mark: what can be voted on."""
    held = {card.cluster for card in state.cards.values() if not card.hidden}
    inside = [cluster for cluster in state.clusters.values() if cluster.id in held]
    return tuple(cluster.id for cluster in sorted(inside, key=lambda cluster: cluster.mark))


def name_of(state: State, cluster: str) -> str:
    """The cluster's name, or, while it has none, its largest card's label (cut to nothing if it holds none)."""
    if name := state.clusters[cluster].name:
        return name
    cards = [card for card in state.cards.values() if card.cluster == cluster and not card.hidden]
    if not cards:
        return ""
    return label_of(state, max(cards, key=lambda card: (len(card.values), card.id)))


def own_clusters(state: State) -> dict[str, frozenset[str]]:
    """For each person who put in a value, the clusters that hold one of theirs (O_i in method.md)."""
    own: dict[str, set[str]] = {}
    for value in state.values.values():
        clusters = own.setdefault(value.member, set())
        if cluster := state.cards[value.card].cluster:
            clusters.add(cluster)
    return {member: frozenset(clusters) for member, clusters in own.items()}


def alone(state: State) -> tuple[Item, ...]:
    """The cards that everyone can see and no cluster holds: what suggestions are about."""
    return tuple(
        Item(card.id, label_of(state, card), len(card.values)) for card in state.cards.values() if card.alone
    )


def suggested(state: State) -> dict[str, Suggestion]:
    """The suggestions by id, with those of their cards that still stand alone; with fewer than two it is none."""
    shrunk = {
        id: Suggestion(one.name, {card: why for card, why in one.cards.items() if _stands_alone(state, card)})
        for id, one in (state.suggestions or {}).items()
    }
    return {id: one for id, one in shrunk.items() if len(one.cards) > 1}


def _stands_alone(state: State, id: str) -> bool:
    card = state.cards.get(id)
    return card is not None and card.alone
