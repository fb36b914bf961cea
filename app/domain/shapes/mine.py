"""What one member is sent of themselves."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # Pydantic asks for it before Python 3.12

from app.domain.shapes.shared import Yes
from app.domain.terms import (
    CameBy,
    Level,
    MemberKind,
    Stage,
)


class MyValueView(TypedDict):
    label: str
    story: NotRequired[str]
    show_story: bool
    card: str


class MyAnswerView(TypedDict):
    ballot: str
    level: Level
    need: NotRequired[str]


class MySignatureView(TypedDict):
    named: bool
    reservation: NotRequired[str]
    current: bool
    """False after the text changed: it is asked for again."""


class MyDraftView(TypedDict):
    """What my group drafts, as it was saved last."""

    draft: str
    cluster: str
    others: list[str]
    """Member ids of those who draft it with me."""
    statement: str
    behaviour: str
    base: NotRequired[str]
    """The save that this text came with; absent before the first. Whoever saves over it names it."""


class MyDeviceView(TypedDict):
    """Another browser that is me, beside the one that I came with."""

    came_by: CameBy
    at: str


class MineView(TypedDict):
    """What one member sees of themselves, and nobody else does."""

    member: str
    name: str
    kind: MemberKind
    takes_part: bool
    lead: bool
    host: bool
    late: NotRequired[Stage]
    """The stage in which they came in, when it was after `reflect`."""
    checked_in: bool
    ready: bool
    values: dict[str, MyValueView]
    may_add: bool
    """Whether a value can still be put in now."""
    voted: bool
    dots: dict[str, Yes]
    """Of the open vote or run-off, by cluster."""
    answers: dict[str, MyAnswerView]
    """Of the open rounds, by cluster."""
    may_voice: dict[str, Yes]
    """Adopted values whose round I wasn't there for: each can be answered once."""
    voiced: dict[str, Literal["fine", "concern"]]
    """What I said to such values."""
    can_live: dict[str, Yes]
    endorsed: dict[str, Yes]
    proposed: dict[str, str]
    """My own proposed wordings and behaviours, by id, with their text: mine are shown to me at once."""
    parked: dict[str, str]
    """Thoughts that I parked and that aren't settled, by id: their texts."""
    signed: NotRequired[MySignatureView]
    own_in_set: NotRequired[bool]
    """Whether one of my own values is in the chosen set."""
    remote: NotRequired[Yes]
    partners: NotRequired[list[str]]
    """Member ids of those I'm to talk with."""
    draft: NotRequired[MyDraftView]
    devices: NotRequired[dict[str, MyDeviceView]]
    """Each can be signed out. Absent for none."""
    screen_link: NotRequired[str]
    """When the present link for screens was made, if it isn't the first; the host's."""
