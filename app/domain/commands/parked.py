"""Parked thoughts: from any stage, settled at `commit`."""

import datetime as dt
from typing import Literal

from app.domain.commands.base import Base, Id
from app.domain.terms import Settled
from app.domain.text import Commitment, Parked


class Park(Base):
    """Puts a thought that belongs elsewhere on the lead's list, with one's name or without."""

    type: Literal["park"] = "park"
    text: Parked
    named: bool = False


class Unpark(Base):
    """Takes back one's own parked thought, until it is settled."""

    type: Literal["unpark"] = "unpark"
    item: Id


class HideParked(Base):
    """Keeps a parked thought from being shown, or no longer: moderation of a text, without its author."""

    type: Literal["hide_parked"] = "hide_parked"
    item: Id
    hidden: bool


class SettleParked(Base):
    """Makes a parked thought a commitment (with an owner, a date and, where it differs, a text), carries it to the
    follow-up or lets it go; `waiting` puts it back on the list."""

    type: Literal["settle_parked"] = "settle_parked"
    item: Id
    into: Settled | Literal["waiting"]
    text: Commitment | None = None
    owner: Id | None = None
    due: dt.date | None = None
