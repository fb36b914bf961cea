"""What the product says, as it is set."""

import json
from pathlib import Path

import pytest

CATALOGUES = sorted((Path(__file__).parents[2] / "app" / "locales").glob("*/*.json"))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_sentence_has_an_apostrophe_of_a_typewriter(path: Path) -> None:
    """One page had both kinds."""
    sentences = json.loads(path.read_text("utf-8"))
    assert {key: said for key, said in sentences.items() if set("'\"`") & set(said)} == {}
