"""Somebody who sends ten thousand commands a second: too fast for them alone, and little is kept for it."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import orjson
import pytest

from tests.faults.raw import PING, TEXT, RawSocket, framed
from tests.web.people import bearer, open_door, phone, visited

FLOOD = 10_000
BURST = 300
ROUNDS, MOST_ROUNDS = 20, 200
MOST_TAKEN = BURST + 10 * 120
"""At once, and then by the second as long as a test may take."""


def command(number: int) -> bytes:
    return orjson.dumps([{"type": "rename_me", "id": f"id-{number:08}", "name": f"Loud {number}"}])


NOISE: dict[str, Callable[[int], bytes]] = {
    "commands": lambda n: command(n),
    "heaps of commands": lambda n: b"[" + b",".join(command(n * 99 + k)[1:-1] for k in range(99)) + b"]",
    "unknown commands": lambda n: b'[{"type":"shout"}]',
    "heartbeats": lambda n: b"[]",
}


@pytest.mark.parametrize(("noise", "reads"), [*((noise, True) for noise in NOISE), ("commands", False)])
async def test_FAULT_9_a_flood_is_too_fast_for_its_sender_alone(
    tmp_path: Path, noise: str, reads: bool
) -> None:
    """Others say things and see them meanwhile."""
    async with visited(tmp_path, command_burst=BURST) as (site, http), AsyncExitStack() as lines:
        door = await open_door(site, http)
        quiet = await lines.enter_async_context(phone(door, bearer(await door.member("Quiet"))))
        host = await lines.enter_async_context(phone(door, bearer(door.host)))
        loud = await RawSocket.open(door, await door.member("Loud"), receives=None if reads else 2_048)
        flooding = asyncio.create_task(flood(loud, noise))
        told: Counter[str] = Counter()
        reading = asyncio.create_task(tally(loud, told) if reads else asyncio.sleep(0))
        while not loud.sent:
            await asyncio.sleep(0)
        rounds = 0
        while rounds < ROUNDS or (rounds < MOST_ROUNDS and not flooding.done()):
            rounds += 1
            ack = await quiet.does("rename_me", name=f"Quiet {rounds}")
            assert ack["type"] == "ack", "nobody else is too fast"
            await host.sees(lambda view, seq=ack["seq"]: host.seq >= seq)  # type: ignore[misc]
        for task in (flooding, reading):
            task.cancel()
        await asyncio.gather(flooding, reading, return_exceptions=True)
        assert (await host.does("blank", on=True))["type"] == "ack"
        loud.close()
        assert told["ack"] <= MOST_TAKEN, "no more than the bucket gives"
        assert told["unknown_command"] <= MOST_TAKEN, "what can't be read counts too"
        assert told["heartbeat"] <= MOST_TAKEN
        assert not told["internal"]


async def flood(loud: RawSocket, noise: str) -> None:
    """As fast as the line takes it."""
    with suppress(ConnectionError):
        for number in range(FLOOD // 10 if noise == "heaps of commands" else FLOOD):
            await loud.write(framed(TEXT, NOISE[noise](number)))


async def tally(loud: RawSocket, told: Counter[str]) -> None:
    """Count what it is told until the line ends, by kind."""
    async for opcode, payload in loud.frames():
        if opcode == TEXT:
            frames = orjson.loads(payload)
            told.update(str(frame.get("code", frame["type"])) for frame in frames)
            told["heartbeat"] += not frames


async def test_FAULT_9_a_flood_of_pings_that_reads_no_pong_is_cut_off(tmp_path: Path) -> None:
    async with visited(tmp_path, send_buffer=4_096) as (site, http):
        door = await open_door(site, http)
        async with phone(door, bearer(door.host)) as host:
            await host.read()
            before = site.connections
            loud = await RawSocket.open(door, await door.member("Loud"), receives=2_048)
            with suppress(ConnectionError):
                while True:
                    await loud.write(framed(PING, b"p" * 125) * 100)
            loud.close()
            while site.connections > before:
                await asyncio.sleep(0)
            assert (await host.does("blank", on=True))["type"] == "ack"
