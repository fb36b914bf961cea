"""What a phone fetches ahead, so that a test takes the network away from a page that has it all."""

import json
from functools import cache

from app.web.assets import BUILD, entry


@cache
def files() -> list[str]:
    """The addresses of every page and part of the phone, with what each of them needs."""
    manifest = json.loads((BUILD / "phone" / ".vite" / "manifest.json").read_text("utf-8"))
    pieces = [key for key, chunk in manifest.items() if chunk.get("isDynamicEntry")]
    found = [entry("participant", piece.removeprefix("src/participant/")) for piece in pieces]
    assert found
    return sorted({url for one in found for url in (*one.styles, *one.preloads)})


ALL_HERE = """(files) => {
  const here = new Set(performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname));
  return files.every((file) => here.has(file));
}"""
"""Whether all of `files` have come to this page."""
