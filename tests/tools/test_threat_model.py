"""docs/threat-model.md holds what it says: each row has what stops the threat, and the rules whose tests show it."""

import re
from pathlib import Path

from tools.spec_ids import carried, rules

ROOT = Path(__file__).parents[2]
ID = re.compile(r"\b[A-Z]+-\d+\b")


def rows() -> list[list[str]]:
    lines = (ROOT / "docs" / "threat-model.md").read_text("utf-8").splitlines()
    table = [line for line in lines if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_ATTACK_9_each_threat_names_what_stops_it_and_rules_whose_tests_show_it() -> None:
    known = set(rules((ROOT / "SPEC.md").read_text("utf-8"))) & carried(ROOT)
    assert len(rows()) > 30
    for row in rows():
        assert len(row) == 4, row
        threat, stops, shown, _ = row
        assert threat, row
        assert stops, row
        named = ID.findall(shown)
        assert named, f"no rule shows it: {threat}"
        assert set(named) <= known, (threat, set(named) - known)
