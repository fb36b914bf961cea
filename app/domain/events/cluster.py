"""Clusters."""

from dataclasses import dataclass

from app.domain.terms import ClusteringStep


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
