"""The door: who comes in, who waits, who is kept out."""

from typing import Any

import pytest

from app.domain import commands as c, events as e, ports as p, views
from app.domain.refusal import Refused
from app.domain.turn import Turn
from tests.domain.vocabulary import HOST, Workshop, clustered, code_of, committing


def asked(people: int = 2, **settings: Any) -> Workshop:
    """A room at whose door newcomers wait."""
    room = Workshop(people, **settings)
    room.does(HOST, "set_door", door="waiting")
    return room


def knocks(room: Workshop, name: str = "Noor") -> str:
    came = room.try_join(name)
    assert isinstance(came, Turn), came
    (entry,) = came.entries
    assert isinstance(entry.event, e.Knocked)
    return entry.event.newcomer


def waiting(room: Workshop) -> list[str]:
    view = views.door(room.state, HOST)
    assert view is not None
    return [one["name"] for one in view["waiting"].values()]


def also_of(came: object) -> list[p.Also]:
    assert isinstance(came, Turn), came
    return list(came.also)


def test_DOOR_5_newcomers_come_in_unless_the_room_says_otherwise() -> None:
    room = Workshop(2)
    assert views.door(room.state, HOST) == {"stands": "open", "waiting": {}, "kept_out": {}}
    assert room.joins("Noor") in room.shared["members"]


def test_DOOR_5_a_newcomer_waits_and_is_let_in_as_who_they_are() -> None:
    room = asked()
    noor, ivo = knocks(room, "Noor"), knocks(room, "Ivo")
    assert waiting(room) == ["Noor", "Ivo"]
    room.does(HOST, "let_in", newcomers=[noor])
    assert room.shared["members"][noor]["name"] == "Noor"
    assert waiting(room) == ["Ivo"]
    room.does(noor, "check_in")
    assert code_of(room.say(ivo, "check_in")) == "not_in_room"


def test_DOOR_6_who_waits_is_in_no_view_but_host_s_and_lead_s() -> None:
    room = asked(3)
    room.does(HOST, "hand_lead_to", member=room.people[0])
    before = room.shared, room.lead_view, {who: room.mine(who) for who in (HOST, *room.people)}
    knocks(room)
    assert (room.shared, room.lead_view, {who: room.mine(who) for who in (HOST, *room.people)}) == before
    assert [views.door(room.state, who) is not None for who in (HOST, *room.people)] == [
        True,
        True,
        False,
        False,
    ]
    lead = views.door(room.state, room.people[0])
    assert lead is not None
    assert [one["name"] for one in lead["waiting"].values()] == ["Noor"]
    assert "kept_out" not in lead


def test_DOOR_6_who_waits_counts_in_no_ballot_and_takes_no_place() -> None:
    room, clusters = clustered(5)
    room.does(HOST, "set_door", door="waiting")
    room.goes_to("vote")
    room.lead("open_vote", k=2)
    knocks(room)
    for who in room.people:
        room.does(who, "place_dot", ballot=room.ballot(), cluster=clusters["Fun"])
    room.lead("close_vote")
    assert room.shared["vote"]["n"] == 5
    full = asked(2, capacity=4)
    knocks(full)
    full.does(HOST, "add_guest", name="Opa")


def test_DOOR_7_no_more_wait_than_there_are_places() -> None:
    room = asked(2, capacity=5)
    first = [knocks(room, name) for name in ("Noor", "Ivo")]
    refused = room.try_join("Sam")
    assert isinstance(refused, Refused)
    assert (refused.code, refused.params) == ("waiting_full", {"waiting": 2})
    room.does(HOST, "turn_away", newcomers=first[:1])
    knocks(room, "Sam")


def test_DOOR_7_those_are_let_in_who_fit_and_the_others_wait_on() -> None:
    room = asked(2, capacity=5)
    both = [knocks(room, name) for name in ("Noor", "Ivo")]
    room.does(HOST, "add_guest", name="Opa")
    room.does(HOST, "let_in", newcomers=both)
    assert (both[0] in room.shared["members"], waiting(room)) == (True, ["Ivo"])
    assert code_of(room.say(HOST, "let_in", newcomers=both[1:])) == "room_full"


def test_DOOR_7_a_repeated_knock_is_the_same_newcomer() -> None:
    room = asked()
    noor = knocks(room)
    again = room._take(noor, c.Join(id=noor, name="Noor"))
    assert isinstance(again, Turn)
    assert again.entries == ()
    assert code_of(room.say(HOST, "add_guest", id=noor, name="Opa")) == "id_in_use"


def test_DOOR_8_host_and_lead_see_to_the_door_and_nobody_else_does() -> None:
    room = asked(3)
    room.does(HOST, "hand_lead_to", member=room.people[0])
    noor = knocks(room)
    for type, fields in (
        ("let_in", {"newcomers": [noor]}),
        ("turn_away", {"newcomers": [noor]}),
        ("set_door", {"door": "open"}),
    ):
        assert code_of(room.say(room.people[1], type, **fields)) == "lead_only"
        assert code_of(room.say(noor, type, **fields)) == "not_in_room"
    room.does(room.people[0], "let_in", newcomers=[noor])
    assert code_of(room.say(room.people[0], "let_back", person=noor)) == "host_only"


def test_DOOR_8_two_who_let_the_same_person_in_do_it_once() -> None:
    room = asked()
    noor, ivo = knocks(room), knocks(room, "Ivo")
    room.does(HOST, "let_in", newcomers=[noor])
    came = room.say(HOST, "let_in", newcomers=[noor])
    assert isinstance(came, Turn)
    assert came.entries == ()
    room.does(HOST, "turn_away", newcomers=[ivo])
    assert code_of(room.say(HOST, "let_in", newcomers=[ivo])) == "not_waiting"
    assert code_of(room.say(HOST, "turn_away", newcomers=[noor, ivo])) == "not_waiting"


def test_DOOR_8_opening_the_door_lets_in_those_who_wait() -> None:
    room = asked(2, capacity=4)
    noor = knocks(room)
    room.does(HOST, "set_door", door="locked")
    assert waiting(room) == ["Noor"]
    room.does(HOST, "set_door", door="open")
    assert (waiting(room), noor in room.shared["members"]) == ([], True)


def test_DOOR_9_a_locked_room_takes_in_nobody_new_but_guests() -> None:
    room = Workshop(2)
    room.does(HOST, "set_door", door="locked")
    assert code_of(room.try_join("Noor")) == "room_locked"
    room.does(HOST, "add_guest", name="Opa")
    room.does(room.people[0], "check_in")


def test_DOOR_10_who_is_turned_away_may_ask_again_and_their_name_is_erased() -> None:
    room = asked()
    noor = knocks(room)
    also = also_of(room.say(HOST, "turn_away", newcomers=[noor]))
    assert also == [p.MarkTokens(noor, "turned_away"), p.EraseActor(noor)]
    assert waiting(room) == []
    knocks(room, "Noor B.")
    assert waiting(room) == ["Noor B."]


def test_DOOR_10_the_log_replays_after_the_erasure() -> None:
    room = asked()
    noor = knocks(room)
    room.does(HOST, "turn_away", newcomers=[noor])
    room.log = [
        e.Entry(x.seq, x.at, x.actor, x.command, x.command_type, e.Erased()) if x.actor == noor else x
        for x in room.log
    ]
    knocks(room, "Ivo")  # `Workshop` compares the replayed log with the room


def test_DOOR_10_who_is_turned_away_for_good_is_kept_out_until_the_host_lifts_it() -> None:
    room = asked()
    noor = knocks(room)
    also = also_of(room.say(HOST, "turn_away", newcomers=[noor], for_good=True))
    assert also == [p.MarkTokens(noor, "kept_out")]
    seen = views.door(room.state, HOST)
    assert seen is not None
    assert seen["kept_out"] == {noor: "Noor"}
    also = also_of(room.say(HOST, "let_back", person=noor))
    assert also == [p.RevokeTokens(noor), p.EraseActor(noor)]
    assert views.door(room.state, HOST) == {"stands": "waiting", "waiting": {}, "kept_out": {}}


def test_DOOR_16_who_waits_can_go_again_and_ask_anew() -> None:
    room = asked()
    noor, ivo = knocks(room, "Noor"), knocks(room, "Ivo")
    assert also_of(room.shell(c.TakeBackKnock, newcomer=noor)) == [p.RevokeTokens(noor), p.EraseActor(noor)]
    room.log = [
        e.Entry(x.seq, x.at, x.actor, x.command, x.command_type, e.Erased()) if x.actor == noor else x
        for x in room.log
    ]
    assert waiting(room) == ["Ivo"]
    assert code_of(room.shell(c.TakeBackKnock, newcomer=noor)) == "not_waiting"
    assert isinstance(room._take(noor, c.Join(id=noor, name="Noor")), Turn), "the form of before, once more"
    assert waiting(room) == ["Ivo", "Noor"]
    room.does(HOST, "let_in", newcomers=[ivo])
    assert code_of(room.shell(c.TakeBackKnock, newcomer=ivo)) == "not_waiting"
    assert ivo in room.shared["members"]


def test_DOOR_11_a_removed_person_can_be_kept_out() -> None:
    room = Workshop(2)
    amara, jonas = room.people
    assert p.MarkTokens(amara, "kept_out") in also_of(
        room.say(HOST, "remove_member", member=amara, keep_out=True)
    )
    assert p.MarkTokens(jonas, "removed") in also_of(room.say(HOST, "remove_member", member=jonas))
    seen = views.door(room.state, HOST)
    assert seen is not None
    assert seen["kept_out"] == {amara: "Amara"}
    assert also_of(room.say(HOST, "let_back", person=amara)) == [p.MarkTokens(amara, "removed")]
    assert code_of(room.say(amara, "check_in")) == "not_in_room"


def test_DOOR_11_a_guest_has_no_device_to_be_kept_out_by() -> None:
    room = Workshop()
    opa = room.does(HOST, "add_guest", name="Opa")
    room.does(HOST, "remove_member", member=opa, keep_out=True)
    seen = views.door(room.state, HOST)
    assert seen is not None
    assert seen["kept_out"] == {}


def test_DOOR_12_nobody_waits_at_the_door_of_a_sealed_room() -> None:
    room, _ = committing()
    room.does(HOST, "set_door", door="waiting")
    noor = knocks(room)
    assert p.EraseActor(noor) in also_of(room.say(HOST, "seal"))
    assert waiting(room) == []
    assert code_of(room.try_join("Ivo")) == "sealed"


def test_DOOR_3_that_there_is_a_passcode_is_host_s_and_lead_s_to_know_and_what_it_is_nobody_s() -> None:
    room = Workshop(2, passcode=True)
    seen = views.door(room.state, HOST)
    assert seen is not None
    assert seen["passcode"] is True
    assert "passcode" not in repr((room.shared, room.lead_view, room.mine(room.people[0])))
    changed = room._take(HOST, c.SetPasscode(id=room.new_id(), on=True))
    assert isinstance(changed, Turn)
    assert [entry.event for entry in changed.entries] == [e.PasscodeSet(True)], (
        "what's written along needs an entry"
    )
    room._take(HOST, c.SetPasscode(id=room.new_id(), on=False))
    assert "passcode" not in (views.door(room.state, HOST) or {})
    assert code_of(room._take(room.people[0], c.SetPasscode(id=room.new_id(), on=True))) == "host_only"


@pytest.mark.parametrize("door", ["open", "waiting"])
def test_DOOR_5_a_room_can_be_opened_with_its_door_so(door: str) -> None:
    room = Workshop(door=door)
    seen = views.door(room.state, HOST)
    assert seen is not None
    assert seen["stands"] == door
