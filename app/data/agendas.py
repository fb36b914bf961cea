"""The ready agendas: minutes for each stage. The console reads the same file."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from pydantic import TypeAdapter

from app.domain.minutes import Minutes

ReadyAgenda = Literal["45", "90", "half_day"]
READY: tuple[ReadyAgenda, ...] = get_args(ReadyAgenda)


@cache
def agendas() -> Mapping[ReadyAgenda, Minutes]:
    """The agendas that come with the product.

    Raises:
        ValidationError: the file was changed into something that no room would take.
    """
    text = (files("app.data") / "agendas.json").read_bytes()
    return TypeAdapter(dict[ReadyAgenda, Minutes]).validate_json(text)
