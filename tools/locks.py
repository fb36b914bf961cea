"""Checks that lock files name no addresses; `--mend` takes out what npm writes of them."""

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
NPM_LOCK = ROOT / "frontend" / "package-lock.json"
ADDRESS = re.compile(r"https?://|--(?:extra-)?index-url|--find-links")


def mend() -> None:
    """Remove `funding` and `resolved` from npm's lock."""
    lock: dict[str, Any] = json.loads(NPM_LOCK.read_text())
    for package in lock["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    NPM_LOCK.write_text(json.dumps(lock, indent=2) + "\n")


def faults() -> list[str]:
    """Lines of lock files in which an address stands."""
    files = [NPM_LOCK, *sorted(ROOT.glob("requirements*.txt"))]
    return [
        f"{path.relative_to(ROOT)}:{number}: an address in a lock file"
        for path in files
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if ADDRESS.search(line)
    ]


if __name__ == "__main__":
    if "--mend" in sys.argv:
        mend()
    if found := faults():
        raise SystemExit("\n".join(found))
