"""What every command is made of."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from app.domain.terms import MOST_PICKED, MOST_PUT_IN

_OF_EVERY_OBJECT = frozenset(
    [
        "__proto__",
        "__defineGetter__",
        "__defineSetter__",
        "__lookupGetter__",
        "__lookupSetter__",
        "constructor",
        "hasOwnProperty",
        "isPrototypeOf",
        "propertyIsEnumerable",
        "toLocaleString",
        "toString",
    ]
)


def _own(id: str) -> str:
    if id in _OF_EVERY_OBJECT:
        raise PydanticCustomError("reserved", "every object of a script has this")
    return id


Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$"), AfterValidator(_own)]
"""Ids are the clients' own (a UUID); the pattern keeps them harmless wherever they're printed. They are keys of the
views as well, and so none that a script would find in any object: with it a cluster would vanish from every page."""

PutIn = Annotated[int, Field(ge=1, le=MOST_PUT_IN)]
Picked = Annotated[int, Field(ge=1, le=MOST_PICKED)]
Clusters = Annotated[list[Id], Field(max_length=200)]


class Base(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)
    id: Id
