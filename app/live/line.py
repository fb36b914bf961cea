"""A way to write to one receiver at once, where the server offers one; else a task pulls its messages."""

from collections.abc import Callable
from typing import Protocol


class Line(Protocol):
    """One socket. What is written is handed to the system at once, in the order of the calls."""

    @property
    def writer(self) -> Callable[[bytes], None] | None:
        """Takes what is framed. None while it takes nothing: it's over, or what was written still waits."""

    def framed(self, message: bytes) -> bytes:
        """`message` as it goes over the wire: the same bytes for every line, so made once for all."""

    def on_taking(self, again: Callable[[], None]) -> None:
        """Call `again` whenever it takes something after it took nothing."""
