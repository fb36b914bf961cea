"""How a room costs as it grows: opening it from a long log, and one change among many values."""

import time
from statistics import median

from app.domain.ports import AddRoom, AddToken, Also
from app.store.log import SqlLog
from app.web.identity import digest
from benchmarks.cost import curve
from benchmarks.grown import workshop
from benchmarks.ours import Ours, bearer
from benchmarks.posting import Poster
from benchmarks.rows import Bench, Row, shown
from benchmarks.stats import spread
from benchmarks.systems import database

EVENTS = 10_000
TOKEN = "a-host-of-a-benchmark"
TOGETHER = 500
"""Entries in one append."""
PEOPLE = 500
SHARE = 1 / 5


async def measure_opening(bench: Bench) -> None:
    """The row of a long log: a server that has just started is asked for the room, and asked again."""
    ours = bench.ours()
    async with bench.running(ours):
        pass  # so that its database is there
    code, events = await store_workshop(ours)
    found = []
    for _ in range(bench.repeats):
        async with bench.running(ours):
            found.append(await opened(ours, code))
    took = spread(found)
    bench.add(
        Row(
            key="opening",
            what=f"a room of {events:,} events opens",
            target="≤ 200 ms",
            figure=f"{shown(took)} ms",
            met=took.median <= 200,
        )
    )


async def store_workshop(ours: Ours) -> tuple[str, int]:
    """A whole workshop in the server's database; gives its code, and of how many events it is."""
    room = workshop(EVENTS)
    log = SqlLog(database(ours.database.parent))
    try:
        also: list[Also] = [AddRoom(room.state.code), AddToken(digest(TOKEN), room.state.host, "host")]
        for begin in range(0, len(room.log), TOGETHER):
            await log.append("grown", begin, room.log[begin : begin + TOGETHER], also)
            also = []
    finally:
        await log.close()
    return room.state.code, len(room.log)


async def opened(ours: Ours, code: str) -> float:
    """Milliseconds that the first look at the room takes longer than later ones."""
    async with Poster(ours.server.port, 1) as api:
        await api.get("/api/openapi.json")  # so that the line and the routes are warm
        took = []
        for _ in range(6):
            begun = time.monotonic()
            await api.get(f"/api/v1/rooms/{code}", bearer(TOKEN))
            took.append((time.monotonic() - begun) * 1000)
    return took[0] - median(took[1:])


async def measure_change(bench: Bench) -> None:
    """The row of a change among 5,000 values, beside what the fan-out to 500 people was measured to cost."""
    what, target = "a change in a room of 5,000 values", "≤ 1/5 of sending it to 500 people"
    if bench.quick:
        bench.left_out.append(f"{what} (decide, views, diff, encode)")
        return
    curves: dict[str, list[tuple[int, float]]] = {}
    for kind, size, one in curve(("add_value late", "move_card", "place_dot", "respond")):
        curves.setdefault(kind, []).append((size, one.whole))
    bench.figures["cost"] = curves
    largest = {kind: points[-1][1] for kind, points in curves.items()}
    fan = bench.figures.get(f"fanout-{PEOPLE}")
    sending = median(one.cpu_us for one in fan["ours"]) * PEOPLE if fan else None
    share = (
        f"{max(largest.values()) / sending:.2f} of the {sending / 1000:.1f} ms of sending" if sending else "?"
    )
    bench.add(
        Row(
            key="change",
            what=f"{what} (decide, views, diff, encode)",
            target=target,
            figure="; ".join(f"{kind} {us:,.0f} µs" for kind, us in largest.items()) + f"; at most {share}",
            met=max(largest.values()) <= SHARE * sending if sending else None,
            why="" if sending else "it needs the fan-out measured in the same run",
        )
    )
