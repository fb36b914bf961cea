"""How many requests begin in one round of the event loop: people's sockets have their turn between two rounds."""

import asyncio
from collections import deque

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.address import client_key

EACH = 4
"""Requests of half a millisecond or so. All that came at once would be answered in one round otherwise, a second's work
for a thousand connections, and whoever is in a room would wait for it at each step of a command's way."""


class Rounds:
    """Around the application: what comes on top waits for the next round, the addresses taking turns.

    Nobody is refused for it, and nothing slower: what waits here waits for the processor in any case.
    """

    def __init__(self, app: ASGIApp, each: int = EACH) -> None:
        self._app, self._each = app, each
        self._left = each
        self._goes_on = False
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}
        """By address, the one whose turn is next first."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._turn(client_key(HTTPConnection(scope)))
        await self._app(scope, receive, send)

    async def _turn(self, address: str) -> None:
        loop = asyncio.get_running_loop()
        if not self._goes_on:
            self._goes_on = True
            loop.call_soon(self._next_round, loop)
        if self._left:
            self._left -= 1
            return
        turn: asyncio.Future[None] = loop.create_future()
        self._waiting.setdefault(address, deque()).append(turn)
        await turn

    def _next_round(self, loop: asyncio.AbstractEventLoop) -> None:
        self._left = self._each
        while self._left and self._waiting:
            address, turns = next(iter(self._waiting.items()))
            del self._waiting[address]
            turn = turns.popleft()
            if turns:
                self._waiting[address] = turns
            if not turn.done():  # whoever asked may have given up
                turn.set_result(None)
                self._left -= 1
        self._goes_on = self._left < self._each
        if self._goes_on:
            loop.call_soon(self._next_round, loop)
