"""A way to write to one receiver at once, where the server offers one; else a task pulls its messages."""

from collections.abc import Callable
from typing import Protocol


class Line(Protocol):
    """One socket. What is written is handed to the system at once, in the order of the calls."""

    def framed(self, message: bytes) -> bytes:
        """`message` as it goes over the wire: the same bytes for every line, so made once for all."""

    def takes(self) -> bool:
        """Whether it can be written to now: it is open, and what was written before is mostly gone."""

    def write(self, framed: bytes) -> None: ...

    def on_taking(self, again: Callable[[], None]) -> None:
        """Call `again` whenever it can be written to after it couldn't."""
