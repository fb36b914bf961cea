"""What is compared before a vote, and which of what was found is still so."""

from app.domain.clusters import alone, name_of, standing
from app.domain.method.lookalikes import Alike
from app.domain.method.suggest import Item
from app.domain.state import State


def to_compare(state: State) -> tuple[Item, ...] | None:
    """What could be voted on, by name, while look-alikes are pointed out: once frozen, and until a vote opens."""
    frozen = state.stage == "cluster" and state.step == "freeze"
    voting = state.stage == "vote" and not (state.vote and state.vote.asking)
    if not (frozen or voting):
        return None
    clusters = (Item(cluster, name_of(state, cluster)) for cluster in standing(state))
    return (*clusters, *alone(state))


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
