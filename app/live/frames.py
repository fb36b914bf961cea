"""The frames a server sends. Every text message, either way, is a JSON array of frames."""

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict  # Pydantic asks for it before Python 3.12

from app.domain.shapes import DoorView, LeadView, MineView, SharedView

MergePatch = dict[str, Any]
"""RFC 7396."""


class Snapshot(TypedDict):
    """Parts that are there are replaced whole, absent ones kept; `lead` or `door` null drops it."""

    type: Literal["snapshot"]
    seq: int
    now: str
    shared: NotRequired[SharedView]
    mine: NotRequired[MineView]
    lead: NotRequired[LeadView | None]
    door: NotRequired[DoorView | None]
    """Who waits to be let in: for host and lead."""
    guests: NotRequired[dict[str, MineView]]
    """For the host: `mine` of each guest."""


class Patch(TypedDict):
    """A merge patch of each part that is there, leading to `seq`."""

    type: Literal["patch"]
    seq: int
    shared: NotRequired[MergePatch]
    mine: NotRequired[MergePatch]
    lead: NotRequired[MergePatch | None]
    """Null when the lead went to someone else; whole to the one it went to."""
    door: NotRequired[MergePatch | None]
    """As `lead`."""
    guest: NotRequired[dict[str, MergePatch | None]]
    """For the host: patches of each guest's `mine`. Null for a guest who was removed."""


class Ack(TypedDict):
    type: Literal["ack"]
    id: str
    seq: int


class RefusedFrame(TypedDict):
    type: Literal["refused"]
    id: NotRequired[str]
    code: str
    params: dict[str, str | int]
    message: str
    retry_after_ms: NotRequired[int]


class Presence(TypedDict):
    """How many people are connected; a person with two devices is there once, a screen isn't there."""

    type: Literal["presence"]
    present: int
    members: NotRequired[list[str]]
    """Their ids, for the lead and the host alone: a list of everyone to everyone would grow with n²."""


ByeReason = Literal[
    "removed", "room_deleted", "restart", "replaced", "unread", "revoked", "screen_revoked", "joined"
]
"""`replaced`: by a newer connection of the same person. `unread`: too many answers weren't read.
`revoked`: this device was signed out; `screen_revoked`: the link it was opened with opens nothing any more. `joined`: this
person's other entry stays, and coming back one is that one."""


class Bye(TypedDict):
    """The last frame before a close."""

    type: Literal["bye"]
    reason: ByeReason


ServerFrame = Snapshot | Patch | Ack | RefusedFrame | Presence | Bye
