"""Ballots are secret: pseudonyms in the log, keys that go with the close, nothing hidden in any view."""

import json

import pytest

from app.domain import commands as c, events as e, ports as p
from app.domain.ballots import pseudonym
from app.domain.turn import Turn
from tests.domain.vocabulary import HOST, Workshop, agreeing, clustered

ANSWERS = (e.DotPlaced, e.DotLifted, e.Responded)


def voted(people: int = 6) -> tuple[Workshop, dict[str, str]]:
    room, clusters = clustered(people)
    room.goes_to("vote")
    room.lead("open_vote", k=2, dots=3)
    for who in room.people:
        room.does(who, "place_dot", ballot=room.ballot(), cluster=clusters["Fun"])
    return room, clusters


def test_SECRET_1_no_entry_of_a_ballot_names_a_member_or_a_moment() -> None:
    room, clusters = voted()
    room.does(room.people[0], "lift_dot", ballot=room.ballot(), cluster=clusters["Fun"])
    opened = next(entry.at for entry in room.log if isinstance(entry.event, e.VoteOpened))
    answers = [entry for entry in room.log if isinstance(entry.event, ANSWERS)]
    assert len(answers) == 7
    for entry in answers:
        assert entry.actor not in room.state.members
        assert not any(member in repr(entry) for member in room.state.members)
        assert entry.at == opened


def test_SECRET_1_the_pseudonym_is_a_keyed_hash_of_the_member() -> None:
    room, _ = voted(3)
    key = room.keys[room.ballot()]
    assert room.state.vote
    assert set(room.state.vote.ballot.answers) == {pseudonym(key, who) for who in room.people}
    assert pseudonym(b"another", room.people[0]) != pseudonym(key, room.people[0])


def test_SECRET_1_command_ids_of_a_ballot_are_not_remembered_under_members() -> None:
    room, clusters = clustered()
    room.goes_to("vote")
    room.lead("open_vote", k=2)
    dot = room.does(room.people[0], "place_dot", ballot=room.ballot(), cluster=clusters["Fun"])
    assert not any(dot in ids for ids in room.state.done.values())


@pytest.mark.parametrize("stage", ["vote", "agree"])
def test_SECRET_2_the_key_goes_with_the_close(stage: str) -> None:
    if stage == "vote":
        room, _ = voted()
        came = room.say(HOST, "close_vote")
    else:
        room, clusters = agreeing()
        room.lead("open_rounds", clusters=[clusters["Craft"]])
        room.answers(clusters["Craft"], *[1] * 6)
        came = room.say(HOST, "close_rounds")
    assert isinstance(came, Turn)
    assert [type(row) for row in came.also] == [p.DropKey, p.CountAnswers]
    assert room.keys == {}


def test_SECRET_2_afterwards_nobody_can_tell_ones_own_answers_not_even_to_oneself() -> None:
    room, _ = voted()
    assert room.mine(room.people[0])["voted"]
    room.lead("close_vote")
    mine = room.mine(room.people[0])
    assert mine["dots"] == {}
    assert not mine["voted"]


@pytest.mark.parametrize(("people", "privacy"), [(4, "confidential"), (5, "anonymous")])
def test_SECRET_3_under_five_a_ballot_is_called_confidential(people: int, privacy: str) -> None:
    room, _ = clustered(people)
    assert room.shared["privacy"] == privacy
    room.goes_to("vote")
    room.lead("open_vote", k=2)
    assert room.shared["vote"]["privacy"] == privacy


def test_SECRET_3_it_stays_what_it_was_called_at_its_opening() -> None:
    room, _ = clustered(4)
    room.goes_to("vote")
    room.lead("open_vote", k=2)
    room.joins("Late")
    assert room.shared["privacy"] == "anonymous"
    assert room.shared["vote"]["privacy"] == "confidential"


def test_SECRET_4_two_rooms_that_differ_in_their_answers_look_the_same_until_the_close() -> None:
    one, clusters = agreeing()
    other, _ = agreeing()
    for room, levels in ((one, [1, 2, 3, 4, 5]), (other, [8, 7, 6, 5, 1])):
        room.lead("open_rounds")
        for cluster in clusters.values():
            room.answers(cluster, *levels, need=f"What {levels[0]} needs")
    assert json.dumps(one.shared) == json.dumps(other.shared)
    assert json.dumps(one.lead_view) == json.dumps(other.lead_view)
    assert json.dumps(one.mine(one.people[5])) == json.dumps(other.mine(other.people[5]))
    one.lead("close_rounds")
    assert "spread" in one.shared["agree"]["values"][clusters["Craft"]]["rounds"][0]


def test_SECRET_4_no_view_holds_a_pseudonym_a_salt_or_a_null() -> None:
    room, clusters = voted()
    room.lead("close_vote")
    room.goes_to("agree")
    room.lead("open_rounds")
    room.answers(next(iter(room.state.shared)), *[2] * 6, need="More time")
    secrets = [room.state.facts.salt, *(who for ballot in room.state.ballots() for who in ballot.answers)]
    for view in (room.shared, room.lead_view, *(room.mine(who) for who in (*room.people, HOST))):
        text = json.dumps(view)
        assert not any(f'"{secret}"' in text for secret in secrets)
        assert "null" not in text
    assert clusters


def test_SECRET_21_rounds_that_were_left_open_close_as_by_the_lead() -> None:
    room, clusters = agreeing()
    room.lead("open_rounds")
    craft = clusters["Craft"]
    for who in room.people[:5]:
        room.does(
            who, "respond", ballot=room.state.shared[craft].rounds[-1].ballot.id, cluster=craft, level=1
        )
    room.connected.clear()
    came = room.shell(c.CloseForsaken)
    assert isinstance(came, Turn)
    assert room.keys == {}
    rounds = {id: value.rounds[-1].ballot for id, value in room.state.shared.items() if value.rounds}
    assert not any(ballot.is_open for ballot in rounds.values())
    assert len(rounds[craft].answers) == 5
    again = room.shell(c.CloseForsaken)
    assert isinstance(again, Turn)
    assert not again.entries
