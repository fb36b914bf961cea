"""The people of the story, over real sockets; each remembers everything they were ever sent."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import httpx
import orjson

from app.rehearse.person import Person, Refusal


class Actor(Person):
    """A phone, a laptop or the screen."""

    def __init__(self, url: str, code: str, token: str, name: str, *, screen: bool = False) -> None:
        super().__init__(url, code, token, name, screen=screen)
        self._heard: list[str] = []

    def take(self, frames: list[dict[str, Any]], at: float) -> None:
        self._heard.append(orjson.dumps(frames).decode())
        super().take(frames, at)

    def has_heard(self, words: str) -> bool:
        """Whether these words were in anything that this device was sent, shown or not."""
        return any(words in message for message in self._heard)

    async def is_refused(self, type: str, **fields: Any) -> str:
        """Do what the room won't have; gives the code of the refusal."""
        try:
            await self.does(type, **fields)
        except Refusal as refusal:
            return refusal.code
        raise AssertionError(f"{self.name} could {type}")


class Company:
    """One room and who is in it; people are found by name."""

    def __init__(self, client: httpx.AsyncClient, url: str, stack: AsyncExitStack) -> None:
        self.client, self.url = client, url
        self._stack = stack
        self._made: dict[str, Any] = {}
        self.devices: dict[str, Actor] = {}
        self.asleep: set[str] = set()

    def __getitem__(self, name: str) -> Actor:
        return self.devices[name]

    @property
    def code(self) -> str:
        return str(self._made["code"])

    @property
    def room(self) -> dict[str, Any]:
        """What everyone sees, as the screen has it."""
        return self["the screen"].shared

    async def open(self, **fields: Any) -> None:
        """Greta makes a room, and puts it on the big screen."""
        answer = await self.client.post("/api/v1/rooms", json={"host_name": "Greta", **fields})
        self._made = answer.raise_for_status().json()
        await self._comes("Greta", self._made["host_token"])
        link = self._made["screen_url"]
        await self._comes("the screen", link.partition("?t=")[2], screen=True)

    async def joins(self, name: str) -> Actor:
        """By the code, as from a phone."""
        answer = await self.client.post(f"/api/v1/rooms/{self.code}/members", json={"name": name})
        return await self._comes(name, answer.raise_for_status().json()["token"])

    async def _comes(self, name: str, token: str, *, screen: bool = False) -> Actor:
        actor = Actor(self.url, self.code, token, name, screen=screen)
        self._stack.push_async_callback(actor.leave)
        await actor.arrive()
        self.devices[name] = actor
        return actor

    async def does(self, name: str, type: str, /, **fields: Any) -> str:
        """Someone does something, and every device shows what theirs does; gives the id of what was made."""
        actor = self[name]
        _, id = await actor.makes(type, **fields)
        await self.all_see_what(actor)
        return id

    async def all_see_what(self, actor: Actor) -> None:
        for device in self.devices.values():
            if device.name not in self.asleep:
                await device.until(lambda d=device: d.shared == actor.shared)  # type: ignore[misc]

    async def falls_asleep(self, name: str) -> None:
        self.asleep.add(name)
        await self[name].leave()

    async def wakes_up(self, name: str) -> None:
        await self[name].arrive()
        self.asleep.remove(name)

    def who_heard(self, words: str) -> set[str]:
        return {name for name, device in self.devices.items() if device.has_heard(words)}


@asynccontextmanager
async def company(url: str) -> AsyncIterator[Company]:
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(httpx.AsyncClient(base_url=url, timeout=30))
        yield Company(client, url, stack)
