"""Clusters."""

from dataclasses import dataclass

from app.domain.terms import ClusteringStep, Likeness, Reason


@dataclass(frozen=True, slots=True)
class ClusteringSet:
    step: ClusteringStep


@dataclass(frozen=True, slots=True)
class ClusterAdded:
    cluster: str
    name: str


@dataclass(frozen=True, slots=True)
class ClusterRenamed:
    cluster: str
    name: str


@dataclass(frozen=True, slots=True)
class CardMoved:
    card: str
    cluster: str | None


@dataclass(frozen=True, slots=True)
class ClustersMerged:
    cluster: str
    into: str


@dataclass(frozen=True, slots=True)
class ClusterDissolved:
    cluster: str


@dataclass(frozen=True, slots=True)
class SuggestionsAsked:
    pass


@dataclass(frozen=True, slots=True)
class SuggestionsFailed:
    """They couldn't be worked out; those there were before stay."""


@dataclass(frozen=True, slots=True)
class SuggestionsRecorded:
    """For the cards as they were at `basis_seq`; those there were before are gone."""

    basis_seq: int


@dataclass(frozen=True, slots=True)
class ClusterSuggested:
    """`kinds` and `texts` say for each of `cards`, in their order, why it is in (method.suggest.Placed)."""

    suggestion: str
    name: str
    cards: tuple[str, ...]
    kinds: tuple[Reason, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuggestionSettled:
    """Accepted, with what came of it in other events, or rejected."""

    suggestion: str


@dataclass(frozen=True, slots=True)
class CardSettled:
    """It stays where it is."""

    card: str


@dataclass(frozen=True, slots=True)
class LookAlikesFound:
    """In place of those found before. `kinds` and `families` (or "") say why, pair by pair."""

    ones: tuple[str, ...]
    twos: tuple[str, ...]
    kinds: tuple[Likeness, ...]
    families: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookAlikesKept:
    one: str
    two: str
