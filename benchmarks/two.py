"""Two processes over one PostgreSQL and one Redis: how much more they carry than one, and how fast a change crosses over."""

import asyncio
import os
import secrets
import time
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import asyncpg
import orjson
from redis.asyncio import Redis

from benchmarks.client import Crowd, Ticket
from benchmarks.measuring import BUSY
from benchmarks.ours import OurRoom, Ours, join, ticket
from benchmarks.posting import Poster
from benchmarks.rows import Bench, Row, ratio, shown
from benchmarks.stats import percentile, spread
from benchmarks.traces import Trace, seen_by_all, strays

POSTGRES = os.environ.get("BENCH_POSTGRES", "postgresql://postgres@127.0.0.1:5432")
REDIS = os.environ.get("BENCH_REDIS", "redis://127.0.0.1:6379")
ROOMS, PEOPLE = 40, 5
SECONDS = 4.0
CROSSING_PEOPLE, CHANGES, REST = 20, 100, 0.05
ACK = b'"type":"ack"'


async def measure(bench: Bench) -> None:
    """The row of several processes; not in a quick run. Everyone says the next thing when the last is stored."""
    if bench.quick:
        bench.left_out.append("two processes with PostgreSQL and Redis")
        return
    async with _database() as database:
        environment = {"DATABASE_URL": database, "REDIS_URL": REDIS}
        one, two, beside = (bench.ours(pinned=False, environment=environment) for _ in range(3))
        rates: list[tuple[float, float]] = []
        client = 0.0
        faults = 0
        async with bench.running(one, two, beside):
            for _ in range(bench.repeats):
                alone, both = await _rate([one]), await _rate([two, beside])
                rates.append((alone.per_second, both.per_second))
                client = max(client, alone.client_share, both.client_share)
                faults += alone.faults + both.faults
            crossing = await _cross(two, beside)
            trip = await _round_trip()
    gain = ratio([both for _, both in rates], [alone for alone, _ in rates])
    across, within = percentile(crossing.across, 99), percentile(crossing.within, 99)
    figure = (
        f"{shown(gain)} × ({shown(spread([both for _, both in rates]))} to"
        f" {shown(spread([alone for alone, _ in rates]))} commands a second);"
        f" across p50 {percentile(crossing.across, 50):.3g}, p99 {across:.3g} ms;"
        f" within p50 {percentile(crossing.within, 50):.3g}, p99 {within:.3g} ms; round trip {trip:.2g} ms"
    )
    bench.add(
        Row(
            key="two-processes",
            what="two processes with PostgreSQL and Redis",
            target="≥ 1.7 × the command rate of one; across with p99 ≤ 2 × the in-process p99 + one round trip",
            figure=figure,
            met=gain.median >= 1.7 and across <= 2 * within + trip,
            client=client,
            faults=faults + crossing.faults,
            why=f"the load client takes {client:.0%} of a core" if client > BUSY else "",
        )
    )


@dataclass(frozen=True, slots=True)
class Rate:
    per_second: float
    client_share: float
    faults: int


async def _rate(systems: Sequence[Ours]) -> Rate:
    """Of rooms spread over these processes, all people of a room at one of them, as a proxy would do."""
    acks = 0

    def next_word(payload: bytes) -> bytes | None:
        nonlocal acks
        if ACK not in payload:
            return None
        acks += 1
        return _word()

    crowds = []
    for place in range(ROOMS):
        system = systems[place % len(systems)]
        crowd = Crowd("127.0.0.1", system.server.port, next_word)
        await crowd.connect((await _invite(system, PEOPLE)).tickets)
        crowds.append(crowd)
    for crowd in crowds:
        for line in crowd.lines:
            line.write(_word())
    await asyncio.sleep(1.0)  # warm
    before, cpu, begun = acks, time.process_time(), time.monotonic()
    await asyncio.sleep(SECONDS)
    wall = time.monotonic() - begun
    rate, share = (acks - before) / wall, (time.process_time() - cpu) / wall
    faults = sum(len(crowd.lost) for crowd in crowds)
    faults += sum(
        b'"type":"refused"' in payload for crowd in crowds for line in crowd.lines for _, payload in line.got
    )
    for crowd in crowds:
        crowd.close()
    return Rate(rate, share, faults)


@dataclass(frozen=True, slots=True)
class Crossing:
    """ms from sending until the last has it: of those at the sender's process, and of those at the other."""

    within: list[float]
    across: list[float]
    faults: int


async def _cross(here: Ours, there: Ours) -> Crossing:
    """One room whose people are half here, half there; one of those here says something, again and again."""
    room = await _invite(here, CROSSING_PEOPLE)
    ports = [system.server.port for system in (here, there)]
    one, other = (OurRoom(Crowd("127.0.0.1", port), port, room.code, room.host) for port in ports)
    half = CROSSING_PEOPLE // 2
    await one.crowd.connect(room.tickets[:half])
    await other.crowd.connect(room.tickets[half:])
    await asyncio.gather(*(side.crowd.quiet(0.5) for side in (one, other)))
    said: list[tuple[str, int]] = []
    for number in range(CHANGES):
        begun = time.monotonic_ns()
        said.append((one.command(0, "check_in", word=f"Word {number}"), begun))
        await asyncio.sleep(REST)
    await asyncio.gather(*(side.crowd.quiet(1.0) for side in (one, other)))
    ours, theirs = one.traces(), other.traces()
    right = await one.right_view()
    faults = strays((trace.view for trace in (*ours, *theirs)), right)
    within, across = _times(said, ours[0], ours, 0), _times(said, ours[0], theirs, -1)
    faults += 2 * CHANGES - len(within) - len(across)
    for side in (one, other):
        faults += len(side.crowd.lost)
        side.crowd.close()
    return Crossing(within, across, faults)


def _times(said: Sequence[tuple[str, int]], sender: Trace, traces: Sequence[Trace], but: int) -> list[float]:
    acked = [(sender.acks[id][1], at) for id, at in said if id in sender.acks]
    seen = [(seen_by_all(traces, mark, but=but), at) for mark, at in acked]
    return [(moment - at) / 1e6 for moment, at in seen if moment is not None]


@dataclass(frozen=True, slots=True)
class Invited:
    code: str
    host: str
    tickets: list[Ticket]


async def _invite(system: Ours, people: int) -> Invited:
    """A room in its lobby; the host isn't among the people."""
    async with Poster(system.server.port) as api:
        made = await api.post("/api/v1/rooms", {"title": "Bench"})
        tokens = await join(api, made["code"], people)
    return Invited(made["code"], made["host_token"], [ticket(made["code"], token) for token in tokens])


def _word() -> bytes:
    id = str(uuid.uuid4())
    return orjson.dumps([{"type": "check_in", "id": id, "word": id[-12:]}])


async def _round_trip() -> float:
    """p99 in ms of a ping to Redis and back."""
    times = []
    async with Redis.from_url(REDIS) as client:
        for _ in range(300):
            begun = time.perf_counter()
            await client.ping()
            times.append((time.perf_counter() - begun) * 1e3)
    return percentile(times[10:], 99)


@asynccontextmanager
async def _database() -> AsyncIterator[str]:
    """One of its own, dropped at the end."""
    name = f"touchstone_bench_{secrets.token_hex(4)}"
    admin = await asyncpg.connect(f"{POSTGRES}/postgres", timeout=5)
    try:
        await admin.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{POSTGRES}/{name}"
        finally:
            await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await admin.close()
