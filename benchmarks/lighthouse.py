"""What Lighthouse says of a participant's page, as on a phone. `python -m benchmarks.lighthouse` prints it as JSON.

It isn't among the dependencies: npm fetches it for this alone.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.pages import FLAGS, Served, served
from hatch_build import node_tools
from tools.browser import MISSING, find

VERSION = "13.5.0"
CATEGORIES = ("performance", "accessibility", "best-practices")
RUNS = 3


def figures(runs: int = RUNS) -> dict[str, dict[str, float]]:
    """Medians of the scores, 0 to 100, of the door and of a participant's page at `lobby` and at `reflect`."""
    with served() as server:
        waiting, writing = Served(server), Served(server)
        writing.lead("go_to", stage="reflect")
        pages = {
            "door": (f"/j/{writing.code}", writing, ""),
            "lobby": (f"/r/{waiting.code}", waiting, waiting.joins("Amara")),
            "reflect": (f"/r/{writing.code}", writing, writing.joins("Amara")),
        }
        return {
            name: _medians([_once(server, path, room, token) for _ in range(runs)])
            for name, (path, room, token) in pages.items()
        }


def _medians(scores: list[dict[str, float]]) -> dict[str, float]:
    return {category: median(each[category] for each in scores) for category in CATEGORIES}


def _once(server: str, path: str, room: Served, token: str) -> dict[str, float]:
    """A browser with nothing cached, that holds this member's cookie."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    browser = find()
    if not browser:
        raise SystemExit(MISSING)
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        flags = [*FLAGS, f"--remote-debugging-port={port}"]
        context = playwright.chromium.launch_persistent_context(profile, executable_path=browser, args=flags)
        if token:
            context.add_cookies([{"name": f"ts-member-{room.code}", "value": token, "url": server}])
        report = _report(f"{server}{path}", port, Path(profile) / "report.json")
        context.close()
    return {name: 100 * report["categories"][name]["score"] for name in CATEGORIES}


def _report(url: str, port: int, into: Path) -> dict[str, Any]:
    node, npm = node_tools()
    command = [*npm, "exec", "--yes", f"--package=lighthouse@{VERSION}", "--", "lighthouse", url]
    asked = [f"--port={port}", "--disable-storage-reset", "--quiet", "--output=json", f"--output-path={into}"]
    environment = {**os.environ, "PATH": f"{Path(node[0]).parent}{os.pathsep}{os.environ['PATH']}"}
    only = f"--only-categories={','.join(CATEGORIES)}"
    subprocess.run([*command, *asked, only], env=environment, check=True, capture_output=True, timeout=180)
    found: dict[str, Any] = json.loads(into.read_text("utf-8"))
    return found


if __name__ == "__main__":
    json.dump(figures(), sys.stdout)
