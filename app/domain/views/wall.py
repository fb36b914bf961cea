"""Cards and clusters as they're shown."""

from collections.abc import Mapping

from app.domain.clusters import label_of
from app.domain.immutable import Map, once
from app.domain.outcome import salted
from app.domain.shapes import CardView, ClusterView
from app.domain.shapes.lead import HiddenCardView
from app.domain.state import Card, Member, State
from app.domain.terms import at_least
from app.domain.views.parts import by_id, following_by_id


def is_up(state: State) -> bool:
    """Whether the wall is there for everyone."""
    return state.revealed and at_least(state.stage, "share")


def cards(state: State) -> Map[CardView]:
    """Every card that isn't hidden."""
    return by_id(state.cards, lambda card: _shown(state, card))


def cards_after(state: State, before: State, old: Mapping[str, CardView]) -> Mapping[str, CardView]:
    """The same from what they were before; a card whose values change is another object."""
    if state.facts is not before.facts or (
        state.facts.open_names and _removed(state.members) != _removed(before.members)
    ):
        return cards(state)
    return following_by_id(before.cards, state.cards, old, lambda card: _shown(state, card))


def hidden(state: State) -> Map[HiddenCardView]:
    return by_id(state.cards, lambda card: _hidden(state, card))


def hidden_after(
    state: State, before: State, old: Mapping[str, HiddenCardView]
) -> Mapping[str, HiddenCardView]:
    return following_by_id(before.cards, state.cards, old, lambda card: _hidden(state, card))


def _shown(state: State, card: Card) -> CardView | None:
    return None if card.hidden else card_view(state, card)


def _hidden(state: State, card: Card) -> HiddenCardView | None:
    return {"label": label_of(state, card), "count": len(card.values)} if card.hidden else None


@once
def _removed(members: Mapping[str, Member]) -> frozenset[str]:
    return frozenset(member.id for member in members.values() if member.removed)


def card_view(state: State, card: Card) -> CardView:
    values = [state.values[id] for id in card.values]
    told = [value.story for value in values if value.story and value.show_story]
    view: CardView = {"label": label_of(state, card), "count": len(values)}
    if card.cluster:
        view["cluster"] = card.cluster
    if card.two_homes:
        view["two_homes"] = True
    if told:
        view["stories"] = sorted(told, key=lambda story: salted(state, card.id, story))
    if kept := sum(bool(value.story) and not value.show_story for value in values):
        view["more_stories"] = kept
    if state.facts.open_names:
        view["by"] = sorted({v.member for v in values if not state.members[v.member].removed})
    return view


def clusters(state: State) -> dict[str, ClusterView]:
    return {id: {"name": cluster.name, "mark": cluster.mark} for id, cluster in state.clusters.items()}
