"""An agenda as it comes in and goes out: minutes for each stage."""

from typing import Annotated

from pydantic import ConfigDict, Field
from typing_extensions import TypedDict  # Pydantic asks for it before Python 3.12

from app.domain.refusal import Refused

FEWEST, MOST = 1, 240
Minute = Annotated[int, Field(ge=FEWEST, le=MOST)]


class Minutes(TypedDict):
    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]

    lobby: Minute
    reflect: Minute
    share: Minute
    cluster: Minute
    vote: Minute
    agree: Minute
    commit: Minute


def refused(stage: str) -> Refused:
    """Why what stands for this stage is no agenda's."""
    return Refused("minutes_out_of_range", {"field": stage, "least": FEWEST, "most": MOST})
