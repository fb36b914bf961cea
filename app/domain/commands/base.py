"""What every command is made of."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.domain.terms import MOST_PICKED, MOST_PUT_IN

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
"""Ids are the clients' own (a UUID); the pattern keeps them harmless wherever they're printed."""

PutIn = Annotated[int, Field(ge=1, le=MOST_PUT_IN)]
Picked = Annotated[int, Field(ge=1, le=MOST_PICKED)]
Clusters = Annotated[list[Id], Field(max_length=200)]


class Base(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)
    id: Id
