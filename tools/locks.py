"""Checks that lock files pin every package to a version and a digest, let none run anything as it's installed, agree
with each other, and name no addresses; `--mend` takes out what npm writes of them."""

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
NPM_LOCK = ROOT / "frontend" / "package-lock.json"
PINNED = re.compile(r"([\w.-]+)(?:\[[\w,-]+\])?==([\w.+!-]+)(?= ).*--hash=sha256:")
ADDRESS = re.compile(r"https?://|--(?:extra-)?index-url|--find-links")


def mend() -> None:
    """Remove `funding` and `resolved` from npm's lock."""
    lock: dict[str, Any] = json.loads(NPM_LOCK.read_text())
    for package in lock["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    NPM_LOCK.write_text(json.dumps(lock, indent=2) + "\n")


def faults() -> list[str]:
    """What is wrong with them, a line each."""
    return [*_addresses(), *_loose_in_npm(), *_loose_in_python(), *_disagreeing()]


def _loose_in_npm() -> list[str]:
    packages: dict[str, dict[str, Any]] = json.loads(NPM_LOCK.read_text())["packages"]
    return [
        f"{NPM_LOCK.relative_to(ROOT)}: {name.removeprefix('node_modules/')} {why}"
        for name, package in packages.items()
        if name
        for why, so in (
            ("has no SHA-512", not str(package.get("integrity", "")).startswith("sha512-")),
            ("runs a script when it's installed", package.get("hasInstallScript", False)),
        )
        if so
    ]


def _loose_in_python() -> list[str]:
    return [
        f"{path.name}: {entry.split()[0]} has no version or no SHA-256"
        for path in _python()
        for entry in _entries(path)
        if not PINNED.match(entry)
    ]


def _disagreeing() -> list[str]:
    """What is tested and measured is what runs."""
    versions: dict[str, dict[str, str]] = {}
    for path in _python():
        for entry in _entries(path):
            if pinned := PINNED.match(entry):
                versions.setdefault(pinned[1], {})[path.name] = pinned[2]
    return [
        f"{name}: {', '.join(f'{version} in {file}' for file, version in found.items())}"
        for name, found in versions.items()
        if len(set(found.values())) > 1
    ]


def _python() -> list[Path]:
    return sorted(ROOT.glob("requirements*.txt"))


def _entries(path: Path) -> list[str]:
    """A package each, with its digests, on one line; options aren't any."""
    text = re.sub(r"\s*\\\n\s*", " ", path.read_text())
    return [line for line in text.splitlines() if line and not line.startswith(("#", " ", "-"))]


def _addresses() -> list[str]:
    files = [NPM_LOCK, *_python()]
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
