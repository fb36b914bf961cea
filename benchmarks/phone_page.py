"""How heavy a participant's page is, and how soon it can be used on a slow network and a slow processor.

`python -m benchmarks.phone_page` prints the figures as JSON.
"""

import gzip
import json
import sys
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, Response

from benchmarks.pages import Served, chromium, served, slow

RUNS = 5
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
BLOCKING = ("script", "stylesheet")
_WATCH = """(() => {
  const look = () => {
    const control = document.querySelector(%s);
    if (control && !control.disabled && control.getClientRects().length) window.__usable ??= performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""


class _Visit:
    """One opening of a page, up to its first control that can be used."""

    def __init__(self, browser: Browser, server: str, control: str, page: Page | None = None) -> None:
        self.page = page or browser.new_context(base_url=server, **PHONE).new_page()
        self.control = control
        self.page.add_init_script(_WATCH % json.dumps(control))
        self.answers: list[Response] = []
        self.page.on("response", lambda answer: self.answers.append(answer))
        slow(self.page, network=True)

    def usable(self) -> float:
        """Milliseconds from the navigation's start (redirects included) to the first usable control."""
        self.page.wait_for_function("() => window.__usable !== undefined", timeout=20_000)
        found: float = self.page.evaluate("window.__usable")
        return found

    def weight(self) -> dict[str, int]:
        """Bytes, gzipped at level 9, of script and style that were asked for before the page could be used."""
        before = self.page.evaluate("performance.timeOrigin + window.__usable")
        weighed = dict.fromkeys(BLOCKING, 0)
        for answer in self.answers:
            request = answer.request
            if request.resource_type in weighed and request.timing["startTime"] < before:
                weighed[request.resource_type] += len(gzip.compress(answer.body(), 9, mtime=0))
        return weighed

    def close(self) -> None:
        self.page.context.close()


def figures(runs: int = RUNS) -> dict[str, Any]:
    """Medians of `runs`: milliseconds to the first usable control, and bytes of script and style, gzipped.

    `join`: the door. `phone`: a participant's page at `reflect`, nothing cached. `phone_after_join`: the same,
    from the press of the door's button on. `lobby`: the first page of all, nothing cached.
    """
    with served() as server, chromium() as browser:
        waiting, writing = Served(server), Served(server)
        writing.lead("go_to", stage="reflect")
        seen = [_once(browser, server, waiting, writing) for _ in range(runs)]
    return {
        name: {figure: median(run[name][figure] for run in seen) for figure in seen[0][name]}
        | {
            "spread_ms": [
                min(run[name]["usable_ms"] for run in seen),
                max(run[name]["usable_ms"] for run in seen),
            ]
        }
        for name in seen[0]
    }


def _once(browser: Browser, server: str, waiting: Served, writing: Served) -> dict[str, dict[str, float]]:
    door = _Visit(browser, server, "#name, #label")
    door.page.goto(f"/j/{writing.code}", wait_until="commit")
    join = _figures(door)
    door.page.locator("#name").fill("Amara")
    door.page.wait_for_load_state("networkidle")
    door.answers.clear()
    door.page.evaluate("window.__usable = undefined")
    door.page.locator("footer button").click(no_wait_after=True)
    door.page.wait_for_url(f"**/r/{writing.code}", wait_until="commit")
    after = _figures(door)
    door.close()
    return {
        "join": join,
        "phone_after_join": after,
        "phone": _cold(browser, writing, "#label"),
        "lobby": _cold(browser, waiting, "button.here"),
    }


def _cold(browser: Browser, room: Served, control: str) -> dict[str, float]:
    visit = _Visit(browser, room.server, control)
    room.lets_in(visit.page.context, room.joins("Amara"))
    visit.page.goto(f"/r/{room.code}", wait_until="commit")
    found = _figures(visit)
    visit.close()
    return found


def _figures(visit: _Visit) -> dict[str, float]:
    usable = visit.usable()
    weighed = visit.weight()
    return {"usable_ms": round(usable), **weighed, "script_and_style": sum(weighed.values())}


if __name__ == "__main__":
    json.dump(figures(), sys.stdout, indent=2)
    print()
