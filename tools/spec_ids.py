"""Checks that every rule of SPEC.md is carried by a test, and every id in a test by a rule."""

import re
from collections import Counter
from pathlib import Path

RULE = re.compile(r"^- \*\*([A-Z]+-\d+)\*\* ", re.MULTILINE)
IN_PYTHON = re.compile(r"def test_([A-Z]+)_(\d+)_")
IN_TITLE = re.compile(r"(?:test|it|describe)\(\s*['\"`]([A-Z]+-\d+)")


def rules(spec: str) -> list[str]:
    """The ids of the rules, in order."""
    return RULE.findall(spec)


def carried(root: Path) -> set[str]:
    """The ids that tests carry, in Python and in TypeScript."""
    found: set[str] = set()
    for path in (root / "tests").rglob("*.py"):
        found |= {f"{area}-{number}" for area, number in IN_PYTHON.findall(path.read_text("utf-8"))}
    for path in (root / "frontend" / "src").rglob("*.test.ts"):
        found |= set(IN_TITLE.findall(path.read_text("utf-8")))
    return found


def faults(root: Path) -> list[str]:
    """What is wrong, a line each."""
    ids = rules((root / "SPEC.md").read_text("utf-8"))
    tested = carried(root)
    return [
        *(f"{id} stands in SPEC.md twice" for id, count in Counter(ids).items() if count > 1),
        *(f"{id} has no test" for id in ids if id not in tested),
        *(f"{id} is in a test and not in SPEC.md" for id in sorted(tested - set(ids))),
    ]


if __name__ == "__main__":
    if found := faults(Path(__file__).parents[1]):
        raise SystemExit("\n".join(found))
