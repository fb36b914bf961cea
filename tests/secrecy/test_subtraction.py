"""Nothing is learnt by subtraction, nor by making a ballot small."""

import json
from random import Random
from typing import Any

import pytest

from tests.domain.vocabulary import HOST, Workshop, agreeing, clustered


def voting(people: int) -> tuple[Workshop, list[str]]:
    room, clusters = clustered(people)
    room.goes_to("vote")
    room.lead("open_vote", k=2, dots=3)
    return room, list(clusters.values())


def shrinks(room: Workshop, how: str, but: int) -> None:
    """Everyone but the first `but` people isn't counted any more."""
    for who in room.people[but:]:
        if how == "sleeping":
            room.connected.discard(who)
        elif how == "marked as away":
            room.lead("mark_away", member=who, away=True)
        else:
            room.lead("remove_member", member=who)


@pytest.mark.parametrize("how", ["sleeping", "marked as away", "removed"])
@pytest.mark.parametrize(("people", "answers"), [(8, 1), (8, 4), (5, 3), (4, 1), (4, 3), (2, 1)])
def test_SECRET_5_nobody_makes_a_ballot_so_small_that_few_answers_show(
    how: str, people: int, answers: int
) -> None:
    room, options = voting(people)
    for who in room.people[:answers]:
        room.does(who, "place_dot", ballot=room.ballot(), cluster=options[0])
    shrinks(room, how, answers)
    room.lead("close_vote")
    assert room.shared["vote"]["too_few"]
    assert "results" not in room.shared["vote"]
    assert not {"fairness", "next"} & room.lead_view.keys()


@pytest.mark.parametrize("how", ["sleeping", "marked as away"])
def test_SECRET_5_a_ballot_opened_for_one_alone_does_not_show_their_answer(how: str) -> None:
    room, options = voting(4)
    room.lead("close_vote")
    one, *others = room.people
    if how == "sleeping":
        room.connected -= set(others)
    else:
        for other in others:
            room.lead("mark_away", member=other, away=True)
    room.lead("open_vote", k=2, dots=2)
    room.does(one, "place_dot", ballot=room.ballot(), cluster=options[0])
    room.lead("close_vote")
    assert room.shared["vote"]["too_few"]
    assert "results" not in room.shared["vote"]


@pytest.mark.parametrize("how", ["sleeping", "marked as away", "removed"])
def test_SECRET_5_in_a_round_neither_levels_nor_needs_show(how: str) -> None:
    room, clusters = agreeing(6)
    craft = clusters["Craft"]
    room.lead("open_rounds", clusters=[craft])
    room.answers(craft, 7, 2, need="Whispered words")
    shrinks(room, how, 2)
    room.lead("close_rounds")
    room.lead("lift_curtain")
    told = json.dumps([room.shared["agree"], room.lead_view])
    assert room.shared["agree"]["values"][craft]["rounds"][0]["too_few"]
    assert "Whispered" not in told


def test_SECRET_5_whoever_comes_to_an_open_ballot_raises_what_it_takes() -> None:
    room, options = voting(3)
    for who in room.people:
        room.does(who, "place_dot", ballot=room.ballot(), cluster=options[0])
    room.joins("Late")
    room.lead("close_vote")
    assert room.shared["vote"]["too_few"], "three of four"


def test_SECRET_5_a_small_team_that_answers_sees_its_result() -> None:
    room, options = voting(3)
    for who in room.people:
        room.does(who, "place_dot", ballot=room.ballot(), cluster=options[0])
    room.connected -= {room.people[0]}
    room.lead("close_vote")
    assert room.shared["vote"]["results"][options[0]] == 3


def _closed(seed: int) -> tuple[Workshop, Random]:
    """A vote and a round, each answered by as many as chance has it."""
    rng = Random(seed)
    room, options = voting(rng.randint(2, 8))
    for who in rng.sample(room.people, rng.randint(0, len(room.people))):
        for option in rng.sample(options, rng.randint(1, 3)):
            room.does(who, "place_dot", ballot=room.ballot(), cluster=option)
    room.lead("close_vote")
    room.lead("choose_set", clusters=options[:2])
    room.goes_to("agree")
    room.lead("open_rounds")
    for option in options[:2]:
        for who in rng.sample(room.people, rng.randint(0, len(room.people))):
            answer = {
                "ballot": room.round(option),
                "cluster": option,
                "level": rng.choice([1, 2, 3, 4, 5, 6, 7, 8]),
            }
            room.does(who, "respond", need=rng.choice(["", "More time."]), **answer)
    room.lead("close_rounds")
    return room, rng


def _told(room: Workshop) -> Any:
    """What closed ballots tell, to everyone and to the lead."""
    lead = {name: room.lead_view.get(name) for name in ("behind", "next", "fairness")}
    return json.dumps([room.shared["vote"], room.shared["agree"], lead])


@pytest.mark.parametrize("seed", range(25))
def test_SECRET_10_what_a_closed_ballot_tells_changes_with_nobodys_coming_or_going(seed: int) -> None:
    room, rng = _closed(seed)
    before = _told(room)
    for _ in range(6):
        who = rng.choice(room.people)
        match rng.choice(["join", "guest", "away", "back", "remove", "sleep", "out"]):
            case "join":
                room.people.append(room.joins("Late"))
            case "guest":
                room.lead("add_guest", name="Opa")
            case "away" | "back" as how:
                room.say(HOST, "mark_away", member=who, away=how == "away")
            case "remove":
                room.say(HOST, "remove_member", member=who)
            case "sleep":
                room.connected.discard(who)
            case "out":
                room.say(who, "take_part", on=False)
        assert _told(room) == before


@pytest.mark.parametrize("seed", range(10))
def test_SECRET_10_an_open_ballot_tells_a_count_and_nothing_when_someone_is_removed(seed: int) -> None:
    """Two rooms in which the removed person had answered something else."""
    told = []
    for level in (1, 8):
        room, clusters = agreeing(7)
        rng, craft = Random(seed), clusters["Craft"]
        room.lead("open_rounds", clusters=[craft])
        room.answers(craft, level, *(rng.choice([1, 2, 6, 7]) for _ in range(5)), need="What it needs")
        room.lead("remove_member", member=room.people[0])
        room.lead("close_rounds")
        told.append([json.dumps(view) for view in (room.shared, room.lead_view, room.mine(room.people[6]))])
    assert told[0] == told[1]
