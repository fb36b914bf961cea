"""A refusal is a value: what is expected to happen isn't an exception."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a command was not done: a code and its parameters, worded where people read it.

    `retry_after_ms`, where given, means: keep it and send it again with the same id.
    """

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    retry_after_ms: int | None = None
