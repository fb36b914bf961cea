"""The coach."""

from typing import Literal

from app.domain.commands.base import Base, Id


class DismissNudge(Base):
    """Let the coach's question go: it isn't asked again for the same thing."""

    type: Literal["dismiss_nudge"] = "dismiss_nudge"
    nudge: Id
