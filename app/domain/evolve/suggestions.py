"""Suggested clusters: asked for, there, dealt with."""

from app.domain import events as e
from app.domain.immutable import Map, put, replace, without
from app.domain.state import State, Suggestion


def suggestions_asked(s: State, ev: e.SuggestionsAsked, entry: e.Entry) -> State:
    return replace(s, suggesting=entry.command, suggestions_failed=False)


def suggestions_failed(s: State, ev: e.SuggestionsFailed, entry: e.Entry) -> State:
    return replace(s, suggesting=None, suggestions_failed=True)


def suggestions_recorded(s: State, ev: e.SuggestionsRecorded, entry: e.Entry) -> State:
    return replace(s, suggesting=None, suggestions=Map())


def cluster_suggested(s: State, ev: e.ClusterSuggested, entry: e.Entry) -> State:
    why = tuple(zip(ev.kinds, ev.texts, strict=True))
    suggestion = Suggestion(ev.name, dict(zip(ev.cards, why, strict=True)))
    return replace(s, suggestions=put(s.suggestions or Map(), ev.suggestion, suggestion))


def suggestion_settled(s: State, ev: e.SuggestionSettled, entry: e.Entry) -> State:
    return replace(s, suggestions=without(s.suggestions or Map(), ev.suggestion))
