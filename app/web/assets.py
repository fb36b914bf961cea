"""Where the built client's files are: names with a digest, from the manifests of the two builds."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

BUILD = Path(__file__).parent.parent / "static" / "build"
BASE = "/static/build"
FOLDERS = {"participant": "phone", "pages": "phone", "door": "phone", "facilitator": "desk", "screen": "desk"}
"""Which build an entry is of: phones load nothing that only the console or the screen needs."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a page has to load, as addresses."""

    script: str
    styles: tuple[str, ...]
    preloads: tuple[str, ...]


@cache
def _manifest(folder: str, written: float) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((BUILD / folder / ".vite" / "manifest.json").read_text("utf-8"))
    return found


def entry(name: str, piece: str = "") -> Entry:
    """The files of src/`name`/main.ts, and of the piece of it (src/`name`/`piece`) that is needed first.

    Read again when the build is newer (`make dev`).

    Raises:
        FileNotFoundError: the client isn't built.
        KeyError: it has no such entry or piece.
    """
    folder = FOLDERS[name]
    manifest = _manifest(folder, (BUILD / folder / ".vite" / "manifest.json").stat().st_mtime)
    seen: dict[str, Any] = {}
    _follow(manifest, f"src/{name}/main.ts", seen)
    if piece:
        _follow(manifest, f"src/{name}/{piece}", seen)
    main, *imported = seen.values()
    # The manifest names an entry's own sheet before those it shares, which would let the shared ones win.
    own = [css for css in main.get("css", ()) if css.startswith(f"assets/{name}-")]
    shared = [css for css in main.get("css", ()) if css not in own]
    of_parts = [css for chunk in imported for css in chunk.get("css", ())]
    styles = dict.fromkeys([*shared, *of_parts, *own])
    at = f"{BASE}/{folder}/"
    return Entry(
        at + main["file"],
        tuple(at + css for css in styles),
        tuple(at + chunk["file"] for chunk in imported),
    )


def _follow(manifest: dict[str, Any], key: str, seen: dict[str, Any]) -> None:
    if key not in seen:
        seen[key] = manifest[key]
        for imported in manifest[key].get("imports", ()):
            _follow(manifest, imported, seen)
