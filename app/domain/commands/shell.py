"""From the shell alone: never parsed from a frame."""

from typing import Annotated, Literal

from pydantic import Field

from app.domain.commands.base import Base, Id
from app.domain.method.suggest import Suggested
from app.domain.minutes import Minutes
from app.domain.terms import Scale
from app.domain.text import Name, Purpose, Title


class OpenRoom(Base):
    """The first command of a room; its sender is the host."""

    type: Literal["open_room"] = "open_room"
    code: str
    salt: str
    title: Title
    purpose: Purpose = ""
    host_name: Name
    host_takes_part: bool = False
    values_per_person: Annotated[int, Field(ge=1, le=10)] = 3
    open_names: bool = False
    capacity: int = 500
    language: str = "en"
    scale: Scale = "kaner"
    minutes: Minutes | None = None


class Join(Base):
    """A new member, whose id is the command's."""

    type: Literal["join"] = "join"
    name: Name


class RecordSuggestions(Base):
    """What was worked out for the cards as they were at `basis_seq`, asked for by the command `request`."""

    type: Literal["record_suggestions"] = "record_suggestions"
    request: Id
    basis_seq: int
    suggestions: tuple[Suggested, ...]
