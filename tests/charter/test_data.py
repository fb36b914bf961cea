import json

import pytest

from app.charter.data import charter_json
from tests.charter.samples import MARKUP, bare, long, named, whole


def test_CHARTER_12_data_holds_the_whole_digest_and_the_moment_of_the_seal() -> None:
    data = json.loads(charter_json(whole()))
    assert data["digest"] == whole().digest
    assert data["sealed"] == "2026-11-22T12:30:00.000Z"
    assert data["follow_up"] == "2026-12-22"


def test_CHARTER_2_data_says_what_the_charter_holds() -> None:
    data = json.loads(charter_json(whole()))
    assert data["format"] == "touchstone-charter/1"
    assert [value["name"] for value in data["values"]] == ["Honesty, early", "Craft"]
    assert data["values"][0]["behaviours"][2] == {"text": "We won’t wait until we are asked.", "kind": "wont"}
    assert data["values"][1]["needs"] == ["not at the price of every deadline"]
    assert data["signatures"] == {
        "names": ["Amara", "Jonas", "Mei-Lin"],
        "without_name": 1,
        "reservations": [
            {"text": "counts for calls too", "name": "Jonas"},
            {"text": "I’d rather have three"},
        ],
    }


def test_CHARTER_3_what_isnt_there_is_absent_and_never_null() -> None:
    data = json.loads(charter_json(bare()))
    assert not {"purpose", "sealed", "follow_up"} & data.keys()
    assert "null" not in charter_json(bare()).decode()


@pytest.mark.parametrize("name", MARKUP)
def test_CHARTER_7_names_come_back_as_they_were(name: str) -> None:
    assert json.loads(charter_json(named(name)))["values"][0]["name"] == name


def test_CHARTER_9_data_holds_all_of_a_long_charter() -> None:
    assert len(json.loads(charter_json(long()))["signatures"]["names"]) == 200
