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


class HoldCard(Base):
    """Keeps a card where it is while one has it in hand, for a quarter of a minute; without a card, lets go. Stored nowhere."""

    type: Literal["hold_card"] = "hold_card"
    card: Id | None = None


class SettleCard(Base):
    """Leaves a card with two homes where it is: it was talked about."""

    type: Literal["settle_card"] = "settle_card"
    card: Id


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


class MergeLookAlikes(Base):
    """Makes one of two that look alike: the smaller goes into the larger, a single card into the cluster."""

    type: Literal["merge_look_alikes"] = "merge_look_alikes"
    one: Id
    two: Id


class KeepApart(Base):
    """Both stay, and aren't pointed out again."""

    type: Literal["keep_apart"] = "keep_apart"
    one: Id
    two: Id
