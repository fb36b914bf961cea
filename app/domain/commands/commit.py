"""Behaviours, commitments, signatures, the seal."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from app.domain.commands.base import Base, Id
from app.domain.terms import BehaviourKind
from app.domain.text import Behaviour, Commitment, Need

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class AddBehaviour(Base):
    """Proposes what living an agreed value looks like."""

    type: Literal["add_behaviour"] = "add_behaviour"
    cluster: Id
    text: Behaviour
    kind: BehaviourKind = "will"


class RewordBehaviour(Base):
    """Says one's own behaviour in other words, while it isn't accepted; who was behind it is asked anew."""

    type: Literal["reword_behaviour"] = "reword_behaviour"
    behaviour: Id
    text: Behaviour


class Endorse(Base):
    """Stands behind a behaviour."""

    type: Literal["endorse"] = "endorse"
    behaviour: Id


class Unendorse(Base):
    """Takes the endorsement back."""

    type: Literal["unendorse"] = "unendorse"
    behaviour: Id


class AcceptBehaviour(Base):
    """Takes a behaviour into the charter."""

    type: Literal["accept_behaviour"] = "accept_behaviour"
    behaviour: Id


class DropBehaviour(Base):
    """Takes an accepted behaviour out of the charter again; it stays proposed."""

    type: Literal["drop_behaviour"] = "drop_behaviour"
    behaviour: Id


class HideBehaviour(Base):
    """Takes a behaviour out of everyone's sight, for good."""

    type: Literal["hide_behaviour"] = "hide_behaviour"
    behaviour: Id


class AddCommitment(Base):
    """Notes who does what by when."""

    type: Literal["add_commitment"] = "add_commitment"
    text: Commitment
    owner: Id
    due: dt.date


class DropCommitment(Base):
    """Takes a commitment out."""

    type: Literal["drop_commitment"] = "drop_commitment"
    commitment: Id


class SetFollowUp(Base):
    """Sets the day of the follow-up, until which one can sign."""

    type: Literal["set_follow_up"] = "set_follow_up"
    date: dt.date


class Sign(Base):
    """Signs the present text, with or without one's name; again after it changed. With `digest`, the text that was read alone."""

    type: Literal["sign"] = "sign"
    named: bool
    reservation: Need = ""
    digest: Digest | None = None


class Unsign(Base):
    """Takes the signature back."""

    type: Literal["unsign"] = "unsign"


class Seal(Base):
    """Closes the room with the charter as it is; final."""

    type: Literal["seal"] = "seal"
