"""The rows of pages, measured in a real browser by processes that aren't pinned to the client's core."""

import asyncio
import json
import os
import sys
from typing import Any

from benchmarks.processes import CORES
from benchmarks.rows import Bench, Row

LIGHT_KB, USABLE_MS = 25.0, 1500
LONGEST_MS = 100
LIGHTHOUSE = 95


async def figures(module: str, *arguments: str, within: float = 240.0) -> Any:
    """What `python -m module` prints as JSON. Raises RuntimeError when it fails or takes longer."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    os.sched_setaffinity(process.pid, set(CORES))
    try:
        async with asyncio.timeout(within):
            out, err = await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
        raise RuntimeError(f"{module} took longer than {within:.0f} s") from None
    if process.returncode:
        raise RuntimeError(f"{module}: {err.decode()[-500:]}")
    return json.loads(out)


async def measure_phone(bench: Bench) -> None:
    """Weight and time to use; the heaviest and the slowest of a participant's pages count."""
    if bench.quick:
        bench.left_out.append("the phone's page in a browser")
        return
    found = await figures("benchmarks.phone_page")
    bench.figures["phone"] = found
    weight = {
        name: page["script_and_style"] / 1000 for name, page in found.items() if name != "phone_after_join"
    }
    bench.add(
        Row(
            key="phone-weight",
            what="phone page: script and style, gzip",
            target="≤ 25 kB",
            figure=", ".join(f"{name} {kb:.1f} kB" for name, kb in weight.items()),
            met=max(weight.values()) <= LIGHT_KB,
        )
    )
    usable = {name: page["usable_ms"] for name, page in found.items()}
    bench.add(
        Row(
            key="phone-usable",
            what="phone page: usable on 1.6 Mbit/s, 150 ms, CPU ÷ 4",
            target="within 1.5 s",
            figure=", ".join(f"{name.replace('_', ' ')} {ms / 1000:.2f} s" for name, ms in usable.items()),
            met=max(usable.values()) <= USABLE_MS,
        )
    )


async def measure_lighthouse(bench: Bench) -> None:
    """The lowest score of a participant's pages counts, in each category."""
    if bench.quick:
        bench.left_out.append("Lighthouse")
        return
    found = await figures("benchmarks.lighthouse", within=600.0)
    bench.figures["lighthouse"] = found
    told = (
        f"{page} {', '.join(f'{score:.0f}' for score in scores.values())}" for page, scores in found.items()
    )
    bench.add(
        Row(
            key="lighthouse",
            what="phone page: Lighthouse mobile performance, accessibility, best practices",
            target=f"≥ {LIGHTHOUSE}",
            figure="; ".join(told),
            met=min(score for scores in found.values() for score in scores.values()) >= LIGHTHOUSE,
        )
    )


async def measure_screen(bench: Bench) -> None:
    """The longest task of the screen, at the stage where it is longest."""
    what, target = "screen with 300 values arriving in 10 s, CPU ÷ 4", "no task longer than 100 ms"
    if bench.quick:
        bench.left_out.append("the screen in a browser")
        return
    found = await figures("benchmarks.screen_page", "1")
    longest = {stage: at["longest_ms"] for stage, at in found.items()}
    told = ", ".join(
        f"{stage} {ms:.0f} ms" if ms else f"{stage} none over 50" for stage, ms in longest.items()
    )
    bench.add(Row("screen", what, target, told, max(longest.values()) <= LONGEST_MS))
