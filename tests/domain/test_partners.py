"""Story partners in a room: who is drawn, what each is told, and what becomes of a group when people come and go."""

import json
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from app.domain import events as e
from tests.domain.vocabulary import HOST, Workshop, code_of


def sharing(people: int, **settings: Any) -> Workshop:
    room = Workshop(min(people, 12), **settings)
    room.people += [room.joins(f"Person {number}") for number in range(12, people)]
    room.goes_to("reflect", "share")
    return room


def groups(room: Workshop) -> list[set[str]]:
    return [set(group) for group in room.state.partners or ()]


def everyone_has_partners(room: Workshop) -> bool:
    here = sorted(m.id for m in room.state.members.values() if m.counts)
    seated = sorted(one for group in groups(room) for one in group)
    return seated == (here if len(here) > 1 else []) and all(len(group) in (2, 3) for group in groups(room))


@pytest.mark.parametrize("people", [2, 3, 5, 12, 40])
@pytest.mark.parametrize("size", [2, 3])
def test_PARTNER_1_everyone_who_takes_part_has_partners(people: int, size: int) -> None:
    room = sharing(people)
    room.lead("draw_partners", size=size)
    assert everyone_has_partners(room)
    assert all(room.mine(who)["partners"] for who in room.people)


def test_PARTNER_1_in_a_room_of_one_there_is_nobody_to_draw() -> None:
    room = sharing(1)
    assert code_of(room.say(HOST, "draw_partners")) == "too_few_people"


def test_PARTNER_1_guests_and_a_host_who_takes_part_are_drawn_and_those_away_are_not() -> None:
    room = sharing(3, host_takes_part=True)
    guest = room.does(HOST, "add_guest", name="Opa")
    room.lead("mark_away", member=room.people[0], away=True)
    room.lead("draw_partners")
    assert set().union(*groups(room)) == {HOST, guest, *room.people[1:]}
    assert room.mine(guest)["partners"]
    assert "partners" not in room.mine(room.people[0])


def test_PARTNER_3_drawing_again_brings_other_pairs_together() -> None:
    room = sharing(6)
    pairs: set[frozenset[str]] = set()
    for _ in range(3):
        room.lead("draw_partners")
        pairs |= {frozenset(group) for group in groups(room)}
    assert len(pairs) == 9
    assert set(room.state.met.values()) == {1}


def test_PARTNER_3_where_no_other_draw_is_possible_nothing_changes() -> None:
    room = sharing(2)
    room.lead("draw_partners")
    before = room.state.seq
    room.lead("draw_partners")
    assert room.state.seq == before


def test_PARTNER_4_who_says_so_is_remote_and_talks_with_others_who_are() -> None:
    room = sharing(8)
    far = {room.people[1], room.people[6]}
    for who in far:
        room.does(who, "set_remote", on=True)
    guest = room.does(HOST, "add_guest", name="Opa")
    room.does(HOST, "speak_for", member=guest, command={"type": "set_remote", "on": True})
    room.does(HOST, "speak_for", member=guest, command={"type": "set_remote", "on": False})
    room.lead("draw_partners")
    assert far in groups(room)
    assert {id for id, member in room.shared["members"].items() if member.get("remote")} == far
    assert room.mine(room.people[1])["remote"] is True
    assert "remote" not in room.mine(guest)


def test_PARTNER_6_who_is_left_behind_joins_others_and_the_rest_stay() -> None:
    room = sharing(6)
    room.lead("draw_partners")
    before = groups(room)
    gone, left = (one for one in room.state.partners[0])  # type: ignore[index]
    room.does(HOST, "remove_member", member=gone)
    assert everyone_has_partners(room)
    assert len([group for group in groups(room) if group in before]) == 1
    assert len(room.mine(left)["partners"]) == 2


def test_PARTNER_6_who_comes_back_or_in_finds_partners() -> None:
    room = sharing(4)
    room.lead("draw_partners")
    late = room.joins("Late")
    assert len(room.mine(late)["partners"]) == 2
    guest = room.does(HOST, "add_guest", name="Opa")
    assert sorted(map(len, groups(room))) == [3, 3]
    late_again = room.joins("Later")
    assert sorted(map(len, groups(room))) == [2, 2, 3]
    room.does(late_again, "take_part", on=False)
    room.does(HOST, "remove_member", member=guest)
    room.does(late_again, "take_part", on=True)
    assert everyone_has_partners(room)


@settings(max_examples=60)
@given(st.integers(1, 6), st.lists(st.tuples(st.integers(0, 11), st.sampled_from("jgraptd")), max_size=25))
def test_PARTNER_6_whoever_comes_and_goes_nobody_is_alone(people: int, moves: list[tuple[int, str]]) -> None:
    room = sharing(people, host_takes_part=True)
    room.lead("draw_partners")
    for place, move in moves:
        who = list(room.state.members)[place % len(room.state.members)]
        met = dict(room.state.met)
        match move:
            case "j":
                room.joins("Late")
            case "g":
                room.does(HOST, "add_guest", name="Opa")
            case "r":
                room.say(HOST, "remove_member", member=who)
            case "a":
                room.say(HOST, "mark_away", member=who, away=True)
            case "p":
                room.say(who, "take_part", on=False)
            case "t":
                room.say(who, "take_part", on=True)
            case _:
                room.say(HOST, "draw_partners", size=3)
        assert everyone_has_partners(room)
        assert all(room.state.met[pair] >= times for pair, times in met.items())


def test_PARTNER_6_who_stays_together_has_not_met_anew() -> None:
    room = sharing(2)
    room.lead("draw_partners")
    room.joins("Late")
    assert sorted(room.state.met.values()) == [1, 1, 1]


def test_PARTNER_7_a_phone_is_sent_its_own_partners_alone() -> None:
    room = sharing(7)
    room.lead("draw_partners")
    for group in groups(room):
        for who in group:
            assert room.mine(who)["partners"] == sorted(group - {who})
    assert room.shared["partners"] == 3
    assert {tuple(group) for group in room.lead_view["partners"]} == {tuple(sorted(g)) for g in groups(room)}
    assert "partners" not in room.mine(HOST)


def test_PARTNER_7_two_rooms_drawn_differently_look_the_same_to_all() -> None:
    one, other = sharing(8), sharing(8)
    other.new_id()
    for room in (one, other):
        room.lead("draw_partners")
    assert set(map(frozenset, groups(one))) != set(map(frozenset, groups(other)))
    assert json.dumps(one.shared) == json.dumps(other.shared)


def test_PARTNER_8_partners_go_with_the_stage_and_that_they_met_is_kept() -> None:
    room = sharing(4)
    room.lead("draw_partners")
    room.goes_to("cluster")
    room.lead("go_to", stage="share")
    assert "partners" not in room.shared
    assert "partners" not in room.mine(room.people[0])
    room.lead("draw_partners")
    assert set(room.state.met.values()) == {1}


def test_PARTNER_8_the_lead_ends_the_talk() -> None:
    room = sharing(4)
    room.lead("draw_partners")
    room.lead("clear_partners")
    assert room.state.partners is None
    late = room.joins("Late")
    assert "partners" not in room.mine(late)
    before = room.state.seq
    room.lead("clear_partners")
    assert room.state.seq == before
    assert isinstance(room.log[-2].event, e.PartnersCleared)
