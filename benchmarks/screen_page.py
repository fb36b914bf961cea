"""How long the screen's page holds up its own thread while 300 values come in within ten seconds.

`python -m benchmarks.screen_page` prints the figures as JSON.
"""

import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page

from benchmarks.pages import Served, chromium, served, slow

RUNS = 3
VALUES = 300
SECONDS = 10.0
PEOPLE = 100
"""Each puts in three values, as many as a person may."""
STAGES = ("reflect", "share", "cluster")
_WORDS = (
    "Honesty",
    "Courage",
    "Time to think",
    "Saying no early",
    "Care for the people who call us",
    "Craft",
)
_WATCH = """(() => {
  window.__tasks = [];
  new PerformanceObserver((list) => window.__tasks.push(...list.getEntries().map((entry) => entry.duration)))
    .observe({ type: 'longtask' });
})()"""


def figures(runs: int = RUNS) -> dict[str, Any]:
    """For each stage the longest task in milliseconds (0: none over 50), how many were over 50, and over 100.

    The page is as large as a projector, its processor slowed down. At `share` and `cluster` the values come from
    people who are late.
    """
    with served() as server, chromium() as browser:
        return {stage: _summed([_once(browser, server, stage) for _ in range(runs)]) for stage in STAGES}


def _summed(runs: list[list[float]]) -> dict[str, Any]:
    longest = [max(tasks, default=0.0) for tasks in runs]
    return {
        "longest_ms": median(longest),
        "spread_ms": [min(longest), max(longest)],
        "over_50": median(len(tasks) for tasks in runs),
        "over_100": median(sum(task > 100 for task in tasks) for tasks in runs),
    }


def _once(browser: Browser, server: str, stage: str) -> list[float]:
    room = Served(server)
    people = [room.joins(f"Person {number}") for number in range(PEOPLE)]
    room.lead("go_to", stage="reflect")
    if stage != "reflect":
        for at in ("share", "cluster")[: 1 + (stage == "cluster")]:
            room.lead("go_to", stage=at)
            if at == "share":
                room.lead("lift_curtain")
    with _screen(browser, room) as page:
        _let_in(room, people)
        # Slips still land for a while after the last value came.
        page.wait_for_timeout(4_000)
        found: list[float] = page.evaluate("window.__tasks")
    return found


@contextmanager
def _screen(browser: Browser, room: Served) -> Iterator[Page]:
    context = browser.new_context(base_url=room.server, viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.add_init_script(_WATCH)
    slow(page, network=False)
    page.goto(f"/r/{room.code}/screen?{room.screen.partition('?')[2]}", wait_until="networkidle")
    page.wait_for_timeout(1_000)
    page.evaluate("window.__tasks.length = 0")
    yield page
    context.close()


def _let_in(room: Served, people: list[str]) -> None:
    """The values, one after the other, evenly over the time; the page's own clock isn't waited for."""

    def put_in() -> None:
        begun = time.perf_counter()
        for number in range(VALUES):
            time.sleep(max(0.0, begun + number * SECONDS / VALUES - time.perf_counter()))
            label = f"{_WORDS[number % len(_WORDS)]} {number}"
            room.does(people[number % PEOPLE], "add_value", label=label)

    sender = threading.Thread(target=put_in)
    sender.start()
    sender.join()


if __name__ == "__main__":
    json.dump(figures(*map(int, sys.argv[1:])), sys.stdout, indent=2)
    print()
