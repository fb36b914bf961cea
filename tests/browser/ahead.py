"""What a phone fetches ahead, so that a test takes the network away from a page that has it all."""

import json
from functools import cache

from app.web.assets import BASE, BUILD


@cache
def files() -> list[str]:
    """The addresses of every page and part of the phone, with what each of them needs."""
    manifest = json.loads((BUILD / "phone" / ".vite" / "manifest.json").read_text("utf-8"))
    left = [key for key, chunk in manifest.items() if chunk.get("isDynamicEntry")]
    assert left
    seen = set()
    while left:
        if (key := left.pop()) not in seen:
            seen.add(key)
            left += manifest[key].get("imports", ())
    found = [manifest[key] for key in seen]
    return sorted(
        f"{BASE}/phone/{file}" for chunk in found for file in (chunk["file"], *chunk.get("css", ()))
    )


ALL_HERE = """(files) => {
  const here = new Set(performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname));
  return files.every((file) => here.has(file));
}"""
"""Whether all of `files` have come to this page."""
