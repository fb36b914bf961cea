"""Pairs and trios: story partners at `share`, drafts in groups at `agree`."""

from typing import Literal

from app.domain.commands.base import Base, Id
from app.domain.text import DraftBehaviour, Statement


class SetRemote(Base):
    """Says that this person isn't in the room with the others, or is."""

    type: Literal["set_remote"] = "set_remote"
    on: bool


class DrawPartners(Base):
    """Draws all who take part into pairs or trios, other ones than before where it can be helped."""

    type: Literal["draw_partners"] = "draw_partners"
    size: Literal[2, 3] = 2


class ClearPartners(Base):
    """Ends the talk in pairs; that they have met is kept."""

    type: Literal["clear_partners"] = "clear_partners"


class DraftInGroups(Base):
    """Gives each pair or trio a value to draft a statement and a behaviour for, all at once."""

    type: Literal["draft_in_groups"] = "draft_in_groups"


class SaveDraft(Base):
    """Puts this text in the place of one's group's draft, if that is still what the command `base` saved (none: nothing)."""

    type: Literal["save_draft"] = "save_draft"
    draft: Id
    base: Id | None = None
    statement: Statement
    behaviour: DraftBehaviour = ""


class EndDrafting(Base):
    """Makes what was drafted proposals: wordings behind the curtain, behaviours for `commit`."""

    type: Literal["end_drafting"] = "end_drafting"
