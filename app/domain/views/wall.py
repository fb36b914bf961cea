"""Cards and clusters as they're shown."""

from collections.abc import Mapping
from operator import itemgetter

from app.domain.clusters import label_of
from app.domain.outcome import salted
from app.domain.shapes import CardView, ClusterView
from app.domain.state import Card, State
from app.domain.terms import at_least


def is_up(state: State) -> bool:
    """Whether the wall is there for everyone."""
    return state.revealed and at_least(state.stage, "share")


def cards(
    state: State, before: State | None = None, old: Mapping[str, CardView] | None = None
) -> dict[str, CardView]:
    """Every card that isn't hidden; those that are the same as `before` keep their `old` view."""
    known = before.cards if before and old and before.members is state.members else {}
    return {
        id: old[id] if old and known.get(id) is card and id in old else card_view(state, card)
        for id, card in sorted(
            state.cards.items(), key=itemgetter(0)
        )  # the order in which they came would tell who began
        if not card.hidden
    }


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
