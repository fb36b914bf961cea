"""What host and lead are sent of the door, and nobody else."""

from typing import NotRequired

from typing_extensions import TypedDict  # Pydantic asks for it before Python 3.12

from app.domain.shapes.shared import Yes
from app.domain.terms import DoorStands


class NewcomerView(TypedDict):
    """Somebody who waits to be let in."""

    name: str
    since: str


class DoorView(TypedDict):
    stands: DoorStands
    passcode: NotRequired[Yes]
    """There is one."""
    waiting: dict[str, NewcomerView]
    """By the id that they'll have as members."""
    kept_out: NotRequired[dict[str, str]]
    """Names of those whose devices aren't let in, by the id they had. For the host alone."""
