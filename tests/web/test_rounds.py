"""However many requests come at once, a few begin in each round of the event loop."""

import asyncio
from collections import Counter
from typing import Any

from app.web.rounds import EACH, Rounds
from tests.served import Served


class Site:
    """Notes who was answered, and in which round."""

    def __init__(self) -> None:
        self.round = 0
        self.answered: list[tuple[int, str]] = []
        self.asked = Rounds(self._answer)

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:
        self.answered.append((self.round, scope["path"]))

    def counts(self, loop: asyncio.AbstractEventLoop) -> None:
        self.round += 1
        loop.call_soon(self.counts, loop)

    def ask(self, address: str, path: str, type: str = "http") -> "asyncio.Task[None]":
        scope = {"type": type, "client": (address, 5), "headers": [], "path": path}
        asked: Any = self.asked(scope, None, None)  # type: ignore[arg-type]
        return asyncio.create_task(asked)

    @property
    def order(self) -> list[str]:
        return [path for _, path in self.answered]


async def test_LIMIT_11_a_few_requests_begin_in_each_round_and_all_are_answered_in_their_order() -> None:
    site = Site()
    site.counts(asyncio.get_running_loop())
    for _ in range(2):
        site.answered.clear()
        await asyncio.gather(*(site.ask("198.51.100.7", str(number)) for number in range(30)))
        assert site.order == [str(number) for number in range(30)]
        assert max(Counter(round for round, _ in site.answered).values()) == EACH


async def test_LIMIT_11_addresses_take_turns_so_one_that_floods_keeps_nobody_waiting() -> None:
    site = Site()
    flood = [site.ask("198.51.100.7", "flood") for _ in range(200)]
    others = [site.ask(f"192.0.2.{number}", "other") for number in range(3)]
    await asyncio.gather(*others)
    assert site.order.index("other") <= 2 * EACH
    assert not all(one.done() for one in flood)
    await asyncio.gather(*flood)
    assert Counter(site.order) == {"flood": 200, "other": 3}


async def test_LIMIT_11_a_socket_waits_for_no_request_and_who_gave_up_takes_no_turn() -> None:
    site = Site()
    flood = [site.ask("198.51.100.7", "flood") for _ in range(20)]
    socket = site.ask("198.51.100.7", "socket", "websocket")
    await asyncio.sleep(0)
    assert socket.done()
    for one in flood[EACH:]:
        one.cancel()
    await asyncio.gather(*flood, return_exceptions=True)
    await site.ask("198.51.100.7", "after")
    assert Counter(site.order) == {"flood": EACH, "socket": 1, "after": 1}


async def test_LIMIT_11_the_application_is_served_so(site: Served) -> None:
    around: Any = site.app.middleware_stack
    while not isinstance(around, Rounds):
        around = around._app
