"""Taking back for good what one put in."""

from typing import Annotated, Literal

from pydantic import Field

from app.domain.commands.base import Base, Id
from app.domain.text import Name

Part = Literal["word", "signature", "everything"]


class EraseMine(Base):
    """Erases things of one's own, here and in what is stored: for good. `name`: what one is called from then on; every earlier name goes."""

    type: Literal["erase_mine"] = "erase_mine"
    ids: Annotated[list[Id], Field(max_length=500, default_factory=list)]
    parts: Annotated[list[Part], Field(max_length=3, default_factory=list)]
    name: Name | None = None
