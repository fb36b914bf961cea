"""What is compared before a vote, and which of what was found is still so."""

from collections.abc import Mapping

from app.domain.clusters import alone, name_of, standing
from app.domain.immutable import once
from app.domain.method.lookalikes import Alike
from app.domain.method.suggest import Item
from app.domain.state import Card, Cluster, State, Value


def to_compare(state: State) -> tuple[Item, ...] | None:
    """What could be voted on, by name, while look-alikes are pointed out: once frozen, and until a vote opens."""
    frozen = state.stage == "cluster" and state.step == "freeze"
    voting = state.stage == "vote" and not (state.vote and state.vote.asking)
    if not (frozen or voting):
        return None
    return _named(state.cards, state.clusters, state.values)


@once
def _named(
    cards: Mapping[str, Card], clusters: Mapping[str, Cluster], values: Mapping[str, Value]
) -> tuple[Item, ...]:
    """Asked after every change until a vote opens: worked out when something on the board changed."""
    board = State(cards=cards, clusters=clusters, values=values)
    return (*(Item(cluster, name_of(board, cluster)) for cluster in standing(board)), *alone(board))


def pairs_alike(state: State) -> tuple[Alike, ...]:
    """What was found, without what is gone by now or stays apart."""
    there = {thing.id for thing in to_compare(state) or ()} if state.look_alikes else set()
    return tuple(
        pair
        for pair in state.look_alikes
        if {pair.one, pair.two} <= there and in_order(pair.one, pair.two) not in state.apart
    )


def in_order(one: str, two: str) -> tuple[str, str]:
    return (one, two) if one < two else (two, one)
