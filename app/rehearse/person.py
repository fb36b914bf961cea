"""One simulated person: a websocket, a merged view, and an outbox that survives a lost connection."""

import asyncio
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

T = TypeVar("T")

GIVE_UP_AFTER = 60.0
"""Seconds without a connection until a person leaves for good."""
SENT_AWAY = ("removed", "room_deleted")
NOT_LET_IN = (4401, 4403, 4404)


class Refusal(Exception):
    """The room said no to a command, in its own words."""

    def __init__(self, frame: dict[str, Any]) -> None:
        super().__init__(f"{frame['code']}: {frame['message']}")
        self.code: str = frame["code"]


class Person:
    """Sends commands and holds the view.

    A `screen` has the shared part alone, and says nothing. `arrivals` are the moments at which each seq came, in
    order; `acks` the seq of each command's id, as told.
    """

    def __init__(self, url: str, code: str, token: str, name: str, *, screen: bool = False) -> None:
        self.name, self.member = name, ""
        self.shared: dict[str, Any] = {}
        self.mine: dict[str, Any] = {}
        self.lead: dict[str, Any] = {}
        self.seq = 0
        self.arrivals: list[tuple[int, float]] = []
        self.acks: dict[str, int] = {}
        self.reconnects = -1
        self._uri = f"{url.replace('http', 'ws', 1)}/ws/{code}?as={'screen' if screen else 'member'}"
        self.credentials = {"Authorization": f"Bearer {token}"}
        self._socket: ClientConnection | None = None
        self._outbox: dict[str, bytes] = {}
        self._answers: dict[str, asyncio.Future[int]] = {}
        self._changed = asyncio.Event()
        self._over = False
        self._task: asyncio.Task[None] | None = None

    async def arrive(self) -> None:
        """Connect, and wait for the first view.

        Raises:
            ConnectionError: no server took the connection for GIVE_UP_AFTER seconds.
        """
        self._task = asyncio.create_task(self._stay())
        await self.until(lambda: bool(self.shared))
        self.member = self.mine.get("member", "")

    async def leave(self) -> None:
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError, ConnectionError):
                await self._task

    async def does(self, type: str, **fields: Any) -> int:
        """Send a command, wait for its ack and for the view that holds it; gives its seq.

        Sent again, with the same id, after a reconnect or when the room says "later".

        Raises:
            Refusal: the room refused it for good.
        """
        seq, _ = await self.makes(type, **fields)
        return seq

    async def makes(self, type: str, **fields: Any) -> tuple[int, str]:
        """The same; gives the command's id too, which is the id of what it made."""
        id = str(uuid.uuid4())
        self._outbox[id] = orjson.dumps([{"type": type, "id": id, **fields}])
        answer = self._answers[id] = asyncio.get_running_loop().create_future()
        await self._send(id)
        try:
            seq = await self._or_gone(answer)
        finally:
            self._outbox.pop(id, None)
            self._answers.pop(id, None)
        await self.until(lambda: self.seq >= seq)
        return seq, id

    async def until(self, seen: Callable[[], bool]) -> None:
        """Wait until the view is so."""
        while not seen():
            self._changed.clear()
            await self._or_gone(asyncio.ensure_future(self._changed.wait()))

    async def _or_gone(self, future: "asyncio.Future[T]") -> T:
        assert self._task
        either: set[asyncio.Future[Any]] = {future, self._task}
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if future.done():
            return future.result()
        future.cancel()
        self._task.result()
        raise ConnectionError(f"{self.name} was sent away")

    async def _stay(self) -> None:
        """Connected, or on the way back with growing pauses, until the room says goodbye."""
        lost = time.monotonic()
        attempt = 0
        while not self._over:
            with suppress(OSError, ConnectionClosed, InvalidHandshake, TimeoutError):
                async with connect(
                    f"{self._uri}&since={self.seq}" if self.seq else self._uri,
                    additional_headers=self.credentials,
                    subprotocols=["touchstone.v1"],  # type: ignore[list-item]
                    compression=None,
                    proxy=None,
                    max_size=None,
                ) as self._socket:
                    self.reconnects += 1
                    for id in list(self._outbox):
                        await self._send(id)
                    async for message in self._socket:
                        lost, attempt = time.monotonic(), 0
                        self.take(orjson.loads(message), lost)
            self._over |= self._socket is not None and self._socket.close_code in NOT_LET_IN
            self._socket = None
            if time.monotonic() - lost > GIVE_UP_AFTER:
                raise ConnectionError(f"{self.name} could not reach the room for {GIVE_UP_AFTER:.0f} s")
            await asyncio.sleep(min(0.05 * 2**attempt, 1.0))
            attempt += 1

    async def _send(self, id: str) -> None:
        if self._socket and id in self._outbox:
            with suppress(ConnectionClosed):
                await self._socket.send(self._outbox[id].decode())

    def take(self, frames: list[dict[str, Any]], at: float) -> None:
        """What a message held, which came at this moment (`time.monotonic`)."""
        for frame in frames:
            match frame["type"]:
                case "snapshot" | "patch":
                    self._see(frame, at)
                case "ack":
                    self._answer(frame["id"], frame["seq"])
                case "refused":
                    self._refused(frame)
                case "bye":
                    self._over = frame["reason"] in SENT_AWAY
                case _:
                    pass
        self._changed.set()

    def _see(self, frame: dict[str, Any], at: float) -> None:
        whole = frame["type"] == "snapshot"
        for part in ("shared", "mine", "lead"):
            if part in frame:
                now = {} if whole or frame[part] is None else getattr(self, part)
                setattr(self, part, merge(now, frame[part] or {}))
        self.seq = frame["seq"]
        self.arrivals.append((self.seq, at))

    def _answer(self, id: str, seq: int) -> None:
        self.acks[id] = seq
        answer = self._answers.get(id)
        if answer and not answer.done():
            answer.set_result(seq)

    def _refused(self, frame: dict[str, Any]) -> None:
        answer = self._answers.get(frame.get("id", ""))
        if answer is None or answer.done():
            return
        if wait := frame.get("retry_after_ms"):
            later = asyncio.get_running_loop().call_later
            later(wait / 1000, lambda: asyncio.ensure_future(self._send(frame["id"])))
        else:
            answer.set_exception(Refusal(frame))


def merge(target: Any, patch: Any) -> Any:
    """RFC 7396."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = merge(merged.get(key), value)
    return merged
