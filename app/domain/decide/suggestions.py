"""Suggested clusters: asked for by the lead, worked out by the shell, accepted or rejected."""

from app.domain import commands as c, events as e
from app.domain.clusters import enough_clusters, suggested
from app.domain.decide.ask import Ask, Decision
from app.domain.immutable import replace, without
from app.domain.refusal import Refused
from app.domain.state import State, Suggestion
from app.domain.text import fold


def suggest_clusters(state: State, cmd: c.SuggestClusters, ask: Ask) -> Decision:
    return Refused("frozen") if state.step == "freeze" else [e.SuggestionsAsked()]


def record_suggestions(state: State, cmd: c.RecordSuggestions, ask: Ask) -> Decision:
    """Nothing when they aren't waited for any more: the stage was left, or they were asked for anew."""
    if state.suggesting != cmd.request:
        return []
    made = [
        e.ClusterSuggested(
            ask.new_id("suggestion", str(number)),
            one.name,
            tuple(placed.card for placed in one.cards),
            tuple(placed.kind for placed in one.cards),
            tuple(placed.text for placed in one.cards),
        )
        for number, one in enumerate(cmd.suggestions)
    ]
    return [e.SuggestionsRecorded(cmd.basis_seq), *made]


def fail_suggestions(state: State, cmd: c.FailSuggestions, ask: Ask) -> Decision:
    return [e.SuggestionsFailed()] if state.suggesting == cmd.request else []


def accept_suggestion(state: State, cmd: c.AcceptSuggestion, ask: Ask) -> Decision:
    if state.step == "freeze":
        return Refused("frozen")
    found = suggested(state).get(cmd.suggestion)
    if found is None:
        return Refused("no_such_suggestion")
    return _accepted(state, {cmd.suggestion: found}, ask) or Refused("card_held")


def accept_all_suggestions(state: State, cmd: c.AcceptAllSuggestions, ask: Ask) -> Decision:
    if state.step == "freeze":
        return Refused("frozen")
    return _accepted(state, suggested(state), ask)


def reject_suggestion(state: State, cmd: c.RejectSuggestion, ask: Ask) -> Decision:
    if cmd.suggestion not in (state.suggestions or {}):
        return Refused("no_such_suggestion")
    return [e.SuggestionSettled(cmd.suggestion)]


def _accepted(state: State, suggestions: dict[str, Suggestion], ask: Ask) -> Decision:
    """A cluster of the same name takes the cards in, instead of a second one. What someone holds stays out."""
    suggestions = {
        id: free
        for id, one in suggestions.items()
        if len((free := replace(one, cards=without(one.cards, *ask.held))).cards) > 1
    }
    homes = {fold(cluster.name): cluster.id for cluster in state.clusters.values() if cluster.name}
    new = {fold(one.name) for one in suggestions.values()} - homes.keys()
    if refused := enough_clusters(state, len(new)):
        return refused
    events: list[e.Event] = []
    for id, one in suggestions.items():
        name = fold(one.name)
        if name not in homes:
            homes[name] = ask.new_id("cluster", id)
            events.append(e.ClusterAdded(homes[name], one.name))
        events += [e.CardMoved(card, homes[name]) for card in one.cards]
        events.append(e.SuggestionSettled(id))
    return events
