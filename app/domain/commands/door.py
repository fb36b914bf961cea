"""Who comes in: the door, those who wait at it, and those who are kept out."""

from typing import Annotated, Literal

from pydantic import Field

from app.domain.commands.base import Base, Id
from app.domain.terms import DoorStands

Newcomers = Annotated[list[Id], Field(max_length=500)]


class SetDoor(Base):
    """Says whether newcomers come in (`open`), wait to be let in (`waiting`) or aren't taken in (`locked`). Who waits comes in
    when the door opens."""

    type: Literal["set_door"] = "set_door"
    door: DoorStands


class LetIn(Base):
    """Takes in people who wait at the door, as far as there are places."""

    type: Literal["let_in"] = "let_in"
    newcomers: Newcomers


class TurnAway(Base):
    """Sends people who wait away: they may ask again, unless it's for good."""

    type: Literal["turn_away"] = "turn_away"
    newcomers: Newcomers
    for_good: bool = False


class LetBack(Base):
    """Someone who was kept out may join again, as a new person."""

    type: Literal["let_back"] = "let_back"
    person: Id
