"""Bytes on a socket that no client would write: each line ends or goes on by itself, and nobody else notices."""

import asyncio
import logging
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from app.web.wire import MOST_ASIDES
from tests.faults.heavy import BUSY
from tests.faults.raw import BINARY, CLOSE, CONT, PING, PONG, TEXT, RawSocket, framed
from tests.figures import TRIED
from tests.web.people import bearer, limited, open_door, phone, visited

WHOLE = b'[{"type":"check_in","id":"id-0000-0001"}]'
PAYLOADS = (
    b"",
    b"[]",
    b"[",
    WHOLE,
    WHOLE * 3,
    b'["\xff\xfe"]',
    b"\xed\xa0\x80",
    b"\xc3",
    b"\x00" * 125,
    b"a" * 126,
    b"[" * 5_000,
    b" " * 20_000,
    b"\x78\x9c\xed\xc1\x01\x01" + b"\x00" * 40,
    b"\x03\xe8",
    b"\x00\x00",
    b"\x03\xed",
    b"\x13\x88",
    b"\x03\xe8\xff\xfe",
    b"\x03",
)
OPCODES = (TEXT, TEXT, TEXT, CONT, CONT, BINARY, PING, PONG, CLOSE, 0x3, 0x7, 0xB, 0xF)


def anything(rng: Random) -> bytes:
    """One frame; now and then cut short, with a letter changed, or no frame at all."""
    if rng.random() < 0.05:
        return rng.randbytes(rng.randrange(1, 400))
    made = framed(
        rng.choice(OPCODES),
        rng.choice(PAYLOADS),
        fin=rng.random() < 0.7,
        masked=rng.random() < 0.95,
        reserved=rng.choice([0] * 12 + [1, 2, 4, 7]),
    )
    if rng.random() < 0.1:
        made = made[: rng.randrange(1, len(made) + 1)]
    if rng.random() < 0.1:
        at = rng.randrange(min(len(made), 14))
        made = made[:at] + rng.randbytes(1) + made[at + 1 :]
    return made


async def in_pieces(rng: Random, line: RawSocket, data: bytes) -> None:
    """At once, or over several packets."""
    cuts = sorted(rng.randrange(len(data) + 1) for _ in range(rng.choice([0, 0, 1, 5])))
    for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True):
        await line.may_send(data[start:end])
        await asyncio.sleep(0)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("lines", [150, pytest.param(5_000, marks=pytest.mark.siege)])
async def test_ATTACK_8_whatever_bytes_come_their_own_line_ends_at_most(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, lines: int
) -> None:
    rng = Random(8)
    async with visited(tmp_path, **BUSY) as (site, http):
        door = await open_door(site, http)
        token, before = await door.member(), resident()
        async with phone(door, bearer(door.host)) as host:
            await host.read()
            for number in range(lines):
                line = await RawSocket.open(door, token)
                for _ in range(rng.choice([1, 2, 4, 12])):
                    await in_pieces(rng, line, anything(rng))
                    TRIED["raw frames on sockets"] += 1
                line.close()
                if number % 50 == 0:
                    assert (await host.does("blank", on=number % 100 == 0))["type"] == "ack"
            assert not any(frame["type"] == "bye" for frame in host.frames)
            async with asyncio.timeout(60):
                while site.connections > 2:  # the host's, and the client's own
                    await asyncio.sleep(0.05)
            fresh = await door.view(door.host)
            await host.sees(lambda view: host.seq >= fresh["seq"])
            assert host.view["shared"] == fresh["shared"]
        assert resident() - before < 100 * 2**20
    assert not [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize("opcode", [PING, PONG])
async def test_ATTACK_16_whoever_pings_without_end_loses_their_line(tmp_path: Path, opcode: int) -> None:
    async with visited(tmp_path) as (site, http):
        door = await open_door(site, http)
        line = await RawSocket.open(door, await door.member())
        with suppress(ConnectionError):
            for _ in range(2 * MOST_ASIDES):
                await line.write(framed(opcode, b""))
        assert await line.closed() in (1008, None)
        assert (await limited(http))["pings"] == 1.0


async def test_ATTACK_16_nor_is_a_stranger_heard_who_was_told_to_go(tmp_path: Path) -> None:
    """Their close is waited for, ten seconds long."""
    async with visited(tmp_path) as (site, http):
        door = await open_door(site, http)
        line = await RawSocket.open(door, "no-token-of-any-room")
        coming = line.frames()
        assert (await anext(coming))[0] == CLOSE
        with suppress(ConnectionError):
            for _ in range(2 * MOST_ASIDES):
                await line.write(framed(PING, b""))
        assert {opcode async for opcode, _ in coming} <= {PONG}
        assert (await limited(http))["pings"] == 1.0


@pytest.mark.parametrize("opcode", [TEXT, BINARY, CONT, PONG])
async def test_ATTACK_16_nor_whatever_else_they_say_without_end(tmp_path: Path, opcode: int) -> None:
    async with visited(tmp_path) as (site, http):
        door = await open_door(site, http)
        line = await RawSocket.open(door, "no-token-of-any-room")
        coming = line.frames()
        assert (await anext(coming))[0] == CLOSE
        await line.may_send(framed(TEXT, b"", fin=False) if opcode == CONT else b"")
        flood = framed(opcode, b"", fin=opcode != CONT) * 40_000
        with suppress(ConnectionError):
            for _ in range(8):
                await line.write(flood)
        assert not [opcode async for opcode, _ in coming]
        held_back = await limited(http)
        assert held_back["messages_ahead"] or held_back["pings"]


async def test_ATTACK_16_whoever_pings_now_and_then_is_answered(tmp_path: Path) -> None:
    async with visited(tmp_path, ping_seconds=0.05) as (site, http):
        door = await open_door(site, http)
        line = await RawSocket.open(door, await door.member())
        answered = sent = 0
        async for opcode, payload in line.frames():
            if opcode == PING:  # it asks anew whether we are here, and so may we
                await line.write(framed(PONG, payload) + framed(PING, b"here") * (MOST_ASIDES // 4))
                sent += MOST_ASIDES // 4
            answered += opcode == PONG
            if answered > 2 * MOST_ASIDES:
                break
        line.close()
        assert not (await limited(http))["pings"]


def resident() -> int:
    """Bytes of memory that this process has now; 0 where the system doesn't tell so."""
    told = Path("/proc/self/statm")
    return int(told.read_text("ascii").split()[1]) * 4_096 if told.exists() else 0
