"""Rounds, wordings, and what becomes of a value."""

import datetime as dt
from typing import Literal

from app.domain.commands.base import Base, Clusters, Id
from app.domain.terms import Level
from app.domain.text import ClusterName, Label, Need, Statement


class OpenRounds(Base):
    """On these values, or (the sweep) on every one that isn't settled."""

    type: Literal["open_rounds"] = "open_rounds"
    clusters: Clusters | None = None


class CloseRounds(Base):
    """Closes open rounds, all or those on these values, which shows their results."""

    type: Literal["close_rounds"] = "close_rounds"
    clusters: Clusters | None = None


class Respond(Base):
    """`ballot` says which round, so an answer to an earlier wording never counts for the new one."""

    type: Literal["respond"] = "respond"
    ballot: Id
    cluster: Id
    level: Level
    need: Need = ""


class ProposeWording(Base):
    """`base` names the wording it started from."""

    type: Literal["propose_wording"] = "propose_wording"
    cluster: Id
    name: ClusterName = ""
    statement: Statement
    base: Id | None = None


class CanLiveWith(Base):
    """Marks a shown wording as one that one could live with, or takes it back."""

    type: Literal["can_live_with"] = "can_live_with"
    wording: Id
    yes: bool


class Focus(Base):
    """Puts one value in front of everyone, or none."""

    type: Literal["focus"] = "focus"
    cluster: Id | None = None


class WordValue(Base):
    """Gives a value a new name and statement; an adopted one is on the table again."""

    type: Literal["word_value"] = "word_value"
    cluster: Id
    name: Label
    statement: Statement


class UseWording(Base):
    """Puts a proposed wording in the place of the present one; the next round is on it."""

    type: Literal["use_wording"] = "use_wording"
    wording: Id


class SplitValue(Base):
    """Makes two values of one: the first keeps the cluster and its cards, the second is new and follows it in the set."""

    type: Literal["split_value"] = "split_value"
    cluster: Id
    name: Label
    statement: Statement = ""
    other_name: Label
    other_statement: Statement = ""


class HideText(Base):
    """Keeps a concern or a proposed wording behind the curtain: moderation of a text, without its author."""

    type: Literal["hide_text"] = "hide_text"
    item: Id


class Adopt(Base):
    """Agrees on a value after a closed round that isn't blocked."""

    type: Literal["adopt"] = "adopt"
    cluster: Id


class SetAside(Base):
    """Takes a value off the table; it can be brought back."""

    type: Literal["set_aside"] = "set_aside"
    cluster: Id


class BringBack(Base):
    """Puts a value on the table again."""

    type: Literal["bring_back"] = "bring_back"
    cluster: Id


class LeaveOpen(Base):
    """Carries a value into the charter as not agreed yet."""

    type: Literal["leave_open"] = "leave_open"
    cluster: Id
    date: dt.date | None = None


class VoiceLate(Base):
    """Says once to an adopted value, when one wasn't there for its round, that it's fine or that one has a concern."""

    type: Literal["voice_late"] = "voice_late"
    cluster: Id
    fine: bool
    text: Need = ""


class LandIt(Base):
    """Ends the agreeing where it is: the agreed values make the charter, the others stand in it as not agreed yet."""

    type: Literal["land_it"] = "land_it"
    date: dt.date | None = None
