"""Reflecting, and the wall."""

from typing import Literal

from app.domain.commands.base import Base, Id
from app.domain.text import Label, Story


class StartReflecting(Base):
    """Says that this person has begun to write; the words themselves stay on the phone."""

    type: Literal["start_reflecting"] = "start_reflecting"


class AddValue(Base):
    """Puts in a value; its story is shown only if `show_story`."""

    type: Literal["add_value"] = "add_value"
    label: Label
    story: Story = ""
    show_story: bool = False


class EditValue(Base):
    """Changes what is named of one's own value; the rest stays."""

    type: Literal["edit_value"] = "edit_value"
    value: Id
    label: Label | None = None
    story: Story | None = None
    show_story: bool | None = None


class RemoveValue(Base):
    """Takes one's own value out."""

    type: Literal["remove_value"] = "remove_value"
    value: Id


# Share
class LiftCurtain(Base):
    """Shows everyone what the lead has seen first: the wall at `share`, waiting texts at `agree`."""

    type: Literal["lift_curtain"] = "lift_curtain"


class HideCard(Base):
    """Takes a card off the wall; the lead can bring it back."""

    type: Literal["hide_card"] = "hide_card"
    card: Id


class UnhideCard(Base):
    """Brings a hidden card back."""

    type: Literal["unhide_card"] = "unhide_card"
    card: Id


class Spotlight(Base):
    """Shows one card large on the screen, or none."""

    type: Literal["spotlight"] = "spotlight"
    card: Id | None = None
