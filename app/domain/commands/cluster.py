"""Clustering."""

from typing import Literal

from app.domain.commands.base import Base, Id
from app.domain.terms import ClusteringStep
from app.domain.text import ClusterName


class SetClustering(Base):
    """Sets the step: sort, name or freeze."""

    type: Literal["set_clustering"] = "set_clustering"
    step: ClusteringStep


class AddCluster(Base):
    """Makes a cluster; without a name while sorting."""

    type: Literal["add_cluster"] = "add_cluster"
    name: ClusterName = ""


class RenameCluster(Base):
    """Names a cluster."""

    type: Literal["rename_cluster"] = "rename_cluster"
    cluster: Id
    name: ClusterName


class MoveCard(Base):
    """To a cluster, or out of all of them."""

    type: Literal["move_card"] = "move_card"
    card: Id
    cluster: Id | None = None


class MergeClusters(Base):
    """Moves all cards of `cluster` into `into`; votes and the chosen set follow."""

    type: Literal["merge_clusters"] = "merge_clusters"
    cluster: Id
    into: Id


class DissolveCluster(Base):
    """Takes a cluster away; its cards stand alone."""

    type: Literal["dissolve_cluster"] = "dissolve_cluster"
    cluster: Id


class SuggestClusters(Base):
    """Asks for clusters of the cards that stand alone; they come a moment later, to the lead."""

    type: Literal["suggest_clusters"] = "suggest_clusters"


class AcceptSuggestion(Base):
    """Makes the suggested cluster of those of its cards that still stand alone."""

    type: Literal["accept_suggestion"] = "accept_suggestion"
    suggestion: Id


class RejectSuggestion(Base):
    """Puts a suggestion away."""

    type: Literal["reject_suggestion"] = "reject_suggestion"
    suggestion: Id


class AcceptAllSuggestions(Base):
    """Accepts every suggestion that is left."""

    type: Literal["accept_all_suggestions"] = "accept_all_suggestions"
