"""The rules beside what the package abcvoting said of the same profiles. `make check-method` compares many more."""

import json
from pathlib import Path

import pytest

from tools.check_method import drawn, faults

SAMPLE = json.loads((Path(__file__).parent / "abcvoting.json").read_text("utf-8"))


@pytest.mark.parametrize("they", SAMPLE, ids=lambda they: str(they["seed"]))
def test_VOTE_20_the_rules_agree_with_abcvoting(they: dict[str, object]) -> None:
    assert faults(*drawn(int(str(they["seed"]))), they) == []
