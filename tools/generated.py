"""A file that is written from the code."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def keep(target: Path, text: str) -> None:
    """Write it; with `--check`, only see whether it says this already.

    Raises:
        SystemExit: it's stale.
    """
    if "--check" not in sys.argv:
        target.write_text(text, "utf-8")
    elif not target.exists() or target.read_text("utf-8") != text:
        raise SystemExit(f"{target.relative_to(ROOT)} is stale: run `make types`")
