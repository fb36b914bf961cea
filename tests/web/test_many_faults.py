"""What holds thousands of faults is refused for being so, and not for each of them."""

import pytest
from pydantic import ValidationError

from app.domain import commands as c
from app.domain.refusal import Refused
from app.web.door import NewRoom


@pytest.mark.parametrize("faults", [1, 5_000])
def test_LIMIT_12_a_command_with_thousands_of_faults_is_refused_as_one_with_one(faults: int) -> None:
    more = {f"k{number}": 1 for number in range(faults)}
    told = c.parse({"type": "park", "id": "0" * 20, "text": "On-call pay", **more})
    assert told == Refused("bad_field", {"field": "k0" if faults == 1 else ""})


def test_LIMIT_12_minutes_for_more_than_there_are_stages_are_one_fault() -> None:
    with pytest.raises(ValidationError) as wrong:
        NewRoom.model_validate({"title": "Us", "minutes": {f"k{number}": 1 for number in range(5_000)}})
    assert wrong.value.error_count() == 1
