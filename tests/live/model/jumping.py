"""An event loop whose time stands still while there's something to do, and jumps to the next timer when there isn't."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, TypeVar

T = TypeVar("T")

A_MOMENT = 1e-6
"""Seconds: shorter than any floor or bound of a room, and longer than the resolution of the loop's clock."""

TOO_LONG = 100_000.0
"""Seconds after which somebody waits for something that never comes."""


class _Jumping(selectors.BaseSelector):
    """Waits for nothing: what a loop would have waited is added to its `now`."""

    def __init__(self) -> None:
        self._real = selectors.DefaultSelector()
        self.now = 1_000.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        assert timeout is not None, "everybody waits for something that nobody will do"
        self.now += max(0.0, timeout)
        return self._real.select(0)

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._real.register(fileobj, events, data)

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return self._real.unregister(fileobj)

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        return self._real.get_map()

    def close(self) -> None:
        self._real.close()


class JumpingLoop(asyncio.SelectorEventLoop):
    """Deterministic: no thread, no file and no clock has a part in it."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now

    def does(self, what: Coroutine[Any, Any, T]) -> T:
        """What it gives, and it comes to an end."""
        return self.run_until_complete(asyncio.wait_for(what, TOO_LONG))

    def calls(self, what: Callable[[], T]) -> T:
        """The same for what needs a running loop, and doesn't wait."""

        async def calling() -> T:
            return what()

        return self.run_until_complete(calling())

    def settles(self) -> None:
        """Until nobody can do anything without time passing, or somebody outside doing their part."""
        self.does(asyncio.sleep(A_MOMENT))

    def passes(self, seconds: float) -> None:
        """Time passes; whoever waits for a moment in it is run then."""
        self.does(asyncio.sleep(seconds))
        self.settles()

    def turns(self, number: int) -> None:
        """So many turns of the loop, whatever is left to do."""

        async def turning() -> None:
            for _ in range(number):
                await asyncio.sleep(0)

        self.does(turning())
