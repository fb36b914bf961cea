"""Many rooms in one process on one core."""

from benchmarks.measuring import watched
from benchmarks.rows import Bench, Row
from benchmarks.stats import percentile
from benchmarks.town import Town

SECONDS, WARM = 20.0, 10.0


async def measure(bench: Bench, rooms: int = 200, people: int = 25) -> None:
    """The row of many rooms; not in a quick run, which has no time for five thousand people to come in."""
    if bench.quick:
        bench.left_out.append(f"{rooms} rooms × {people} people")
        return
    ours = bench.ours()
    async with bench.running(ours):
        town = Town(ours)
        await town.gather(rooms, people)
        await town.talk(WARM, WARM, lambda _: None)
        await town.settle()
        town.times.clear()
        with watched(ours.server) as usage:
            await town.talk(SECONDS, 5.0, lambda _: None)
        await town.close()
    share = usage.server_ns / usage.wall_ns
    times = town.times or [float("nan")]
    p99 = percentile(times, 99)
    bench.figures["rooms"] = town.times
    bench.add(
        Row(
            key="rooms",
            what=f"{rooms} rooms × {people} people, each a command every 10 s, one process on one core",
            target="p99 command to visible ≤ 100 ms, CPU ≤ 50 %",
            figure=f"p50 {percentile(times, 50):.3g} ms, p99 {p99:.3g} ms; CPU {share:.0%}",
            met=p99 <= 100 and share <= 0.5,
            client=usage.client_share,
            faults=town.faults,
        )
    )
