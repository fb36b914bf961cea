"""An agenda as it comes in and goes out: minutes for each stage."""

from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field
from typing_extensions import TypedDict  # Pydantic asks for it before Python 3.12

from app.domain.refusal import Refused
from app.domain.terms import STAGES

FEWEST, MOST = 1, 240
Minute = Annotated[int, Field(ge=FEWEST, le=MOST)]


def _of_stages(value: object) -> object:
    """Raises ValueError for more than there are stages: each of thousands would be a fault of its own."""
    if isinstance(value, dict) and len(value) > len(STAGES):
        raise ValueError("more than there are stages")
    return value


class Minutes(TypedDict):
    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]

    lobby: Minute
    reflect: Minute
    share: Minute
    cluster: Minute
    vote: Minute
    agree: Minute
    commit: Minute


GivenMinutes = Annotated[Minutes, BeforeValidator(_of_stages)]


def refused(stage: str) -> Refused:
    """Why what stands for this stage is no agenda's."""
    return Refused("minutes_out_of_range", {"field": stage, "least": FEWEST, "most": MOST})
