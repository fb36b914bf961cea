"""Whoever goes on putting something in: of all that can be put into a room there is a bound, and it is told."""

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.ballots import MOST_ANSWERS
from app.domain.clusters import MOST_CLUSTERS
from app.domain.decide.agree import MOST_WORDINGS
from app.domain.decide.commit import MOST_BEHAVIOURS, MOST_COMMITMENTS
from app.domain.decide.parked import MOST_PARKED, MOST_PARKED_BY_ONE
from app.domain.refusal import Refused
from tests.domain.vocabulary import HOST, Workshop, agreeing, clustered, committing
from tests.figures import TRIED

Filling = tuple[Workshop, Callable[[int], Any], str, int]
"""A room, what is said the nth time, how one more is refused, and how many there may be."""


def people(code: str = "room_full", door: str = "open") -> Filling:
    """The host is there already."""
    room = Workshop(0, capacity=12, door=door)
    return room, lambda n: room.try_join(f"Person {n}"), code, 11


def guests() -> Filling:
    room = Workshop(0, capacity=12)
    return room, lambda n: room.say(HOST, "add_guest", name=f"Guest {n}"), "room_full", 11


def values() -> Filling:
    room = Workshop(1, values_per_person=3)
    room.goes_to("reflect")
    return room, lambda n: room.say(room.people[0], "add_value", label=f"Value {n}"), "enough_values", 3


def clusters() -> Filling:
    room, made = clustered()
    return room, lambda n: room.say(HOST, "add_cluster"), "enough_clusters", MOST_CLUSTERS - len(made)


def answers() -> Filling:
    room, made = agreeing()
    craft = made["Craft"]
    room.lead("open_rounds", clusters=[craft])

    def says(n: int) -> Any:
        return room.say(room.people[0], "respond", ballot=room.round(craft), cluster=craft, level=1 + n % 2)

    return room, says, "enough_answers", MOST_ANSWERS


def wordings() -> Filling:
    room, made = agreeing()

    def says(n: int) -> Any:
        who = room.people[n % len(room.people)]
        return room.say(who, "propose_wording", cluster=made["Craft"], statement=f"As {n}")

    return room, says, "enough_wordings", MOST_WORDINGS


def behaviours() -> Filling:
    room, made = committing()

    def says(n: int) -> Any:
        who = room.people[n % len(room.people)]
        return room.say(
            who, "add_behaviour", cluster=[*made.values()][n % 3], text=f"We ask {n}", kind="will"
        )

    return room, says, "enough_behaviours_here", MOST_BEHAVIOURS


def commitments() -> Filling:
    room, _ = committing()
    owner = room.people[0]
    return (
        room,
        lambda n: room.say(HOST, "add_commitment", text=f"We try {n}", owner=owner, due="2027-01-31"),
        "enough_commitments",
        MOST_COMMITMENTS,
    )


def parked_by_one() -> Filling:
    room = Workshop(1)
    return (
        room,
        lambda n: room.say(room.people[0], "park", text=f"{n}"),
        "enough_parked_by_you",
        MOST_PARKED_BY_ONE,
    )


def parked() -> Filling:
    room = Workshop(MOST_PARKED // MOST_PARKED_BY_ONE + 1)
    return (
        room,
        lambda n: room.say(room.people[n // MOST_PARKED_BY_ONE], "park", text=f"{n}"),
        "enough_parked",
        MOST_PARKED,
    )


FILLINGS: dict[str, Callable[[], Filling]] = {
    "people": people,
    "guests": guests,
    "newcomers who wait": lambda: people("waiting_full", "waiting"),
    "values of a person": values,
    "clusters": clusters,
    "answers of a person in a ballot": answers,
    "wordings of a value": wordings,
    "behaviours": behaviours,
    "commitments": commitments,
    "parked thoughts of a person": parked_by_one,
    "parked thoughts": parked,
}


@pytest.mark.parametrize("what", FILLINGS)
def test_ATTACK_15_of_what_is_put_in_there_is_a_bound(what: str) -> None:
    room, says, code, limit = FILLINGS[what]()
    room.checked = False
    for n in range(limit):
        came = says(n)
        assert not isinstance(came, Refused), (n, came)
    before = room.state
    refused = says(limit)
    assert isinstance(refused, Refused)
    assert refused.code == code
    assert room.state is before
    TRIED["things put into a room until it took no more"] += limit
