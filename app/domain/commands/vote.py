"""The vote, and the set that is chosen."""

from typing import Annotated, Literal

from pydantic import Field

from app.domain.commands.base import Base, Clusters, Id
from app.domain.terms import VotingRule


class OpenVote(Base):
    """Opens a new, empty vote; without `dots` and `k` by the formulas, without `rule` by "everyone gets a turn"."""

    type: Literal["open_vote"] = "open_vote"
    dots: Annotated[int, Field(ge=1, le=50)] | None = None
    k: Annotated[int, Field(ge=1, le=20)] | None = None
    rule: VotingRule = "turns"


class AdjustVote(Base):
    """Asks the closed vote for another number of values, or by the other rule; no answer changes."""

    type: Literal["adjust_vote"] = "adjust_vote"
    k: Annotated[int, Field(ge=1, le=20)] | None = None
    rule: VotingRule | None = None


class BreakTie(Base):
    """Settles which of equals comes first: these, in this order, and then the rest."""

    type: Literal["break_tie"] = "break_tie"
    clusters: Clusters


class OpenRunoff(Base):
    """Opens a vote of half a minute among the tied, one dot each; its outcome settles which comes first."""

    type: Literal["open_runoff"] = "open_runoff"


class PlaceDot(Base):
    """`ballot` says which vote is meant: one that was sent late must not count in the next."""

    type: Literal["place_dot"] = "place_dot"
    ballot: Id
    cluster: Id


class LiftDot(Base):
    """Takes one's own dot back."""

    type: Literal["lift_dot"] = "lift_dot"
    ballot: Id
    cluster: Id


class CloseVote(Base):
    """Closes the vote, or its run-off, which shows the result."""

    type: Literal["close_vote"] = "close_vote"


class ChooseSet(Base):
    """Sets the values that the group goes on with, in this order."""

    type: Literal["choose_set"] = "choose_set"
    clusters: Clusters
