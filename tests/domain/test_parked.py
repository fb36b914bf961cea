"""Parked thoughts: from any stage, on the lead's list, shown and settled at `commit`."""

import json
from typing import Any

import pytest

from app.domain import events as e
from app.domain.decide.parked import MOST_PARKED, MOST_PARKED_BY_ONE
from app.domain.terms import STAGES, Stage
from app.domain.turn import Turn
from tests.domain.vocabulary import HOST, Workshop, code_of, committing


def parked(*texts: str, named: bool = False) -> tuple[Workshop, list[str]]:
    """A workshop at `commit`, with a thought of the first person's for each text."""
    room, _ = committing()
    return room, [room.does(room.people[0], "park", text=text, named=named) for text in texts]


def shown(room: Workshop) -> dict[str, Any]:
    return {**room.shared.get("parked", {})}


@pytest.mark.parametrize("stage", STAGES[:-1])
def test_PARK_1_a_thought_is_parked_at_every_stage_and_is_on_the_leads_list_at_once(stage: Stage) -> None:
    room, _ = committing()
    room.lead("go_to", stage=stage)
    item = room.does(room.people[1], "park", text="On-call pay, again.")
    assert room.lead_view["parked"] == {item: {"text": "On-call pay, again.", "parking": "waiting"}}


def test_PARK_1_who_only_leads_parks_as_well_and_a_guest_through_the_host() -> None:
    room = Workshop(1)
    own = room.does(HOST, "park", text="Ask about the budget")
    guest = room.does(HOST, "add_guest", name="Opa")
    item = room.does(HOST, "speak_for", member=guest, command={"type": "park", "text": "Stairs"})
    assert set(room.lead_view["parked"]) == {own, item}
    assert room.mine(guest)["parked"] == {item: "Stairs"}


def test_PARK_1_a_sealed_room_an_empty_and_an_overlong_thought_are_refused() -> None:
    room, _ = parked()
    amara = room.people[0]
    assert code_of(room.say(amara, "park", text=" \u202e ")) == "unseen"
    assert code_of(room.say(amara, "park", text="x" * 281)) == "too_long"
    room.lead("seal")
    assert code_of(room.say(amara, "park", text="Too late")) == "sealed"


def test_PARK_2_until_it_is_shown_nobody_but_the_lead_and_its_author_is_sent_a_thought() -> None:
    room, (item,) = parked("Zanzibar")
    for view in (room.shared, *(room.mine(who) for who in (*room.people[1:], HOST))):
        assert "Zanzibar" not in json.dumps(view)
    assert room.mine(room.people[0])["parked"] == {item: "Zanzibar"}
    assert room.people[0] not in json.dumps(room.lead_view["parked"])


def test_PARK_2_its_author_alone_takes_it_back_until_it_is_settled() -> None:
    room, (one, other) = parked("Stairs", "Budget")
    amara, jonas = room.people[:2]
    assert code_of(room.say(jonas, "unpark", item=one)) == "no_such_parked"
    assert code_of(room.say(HOST, "unpark", item=one)) == "no_such_parked"
    room.does(amara, "unpark", item=one)
    assert set(room.lead_view["parked"]) == {other}
    room.lead("settle_parked", item=other, into="follow_up")
    assert room.mine(amara)["parked"] == {}
    assert code_of(room.say(amara, "unpark", item=other)) == "parked_settled"


def test_PARK_3_a_name_stands_beside_it_only_where_its_author_said_so_and_is_still_here() -> None:
    room, (item,) = parked("Stairs", named=True)
    room.does(room.people[1], "park", text="Budget")
    room.lead("lift_curtain")
    assert sorted(one.get("name", "") for one in shown(room).values()) == ["", "Amara"]
    assert room.lead_view["parked"][item]["name"] == "Amara"
    room.does(HOST, "remove_member", member=room.people[0])
    assert shown(room)[item] == {"text": "Stairs"}
    assert "name" not in room.lead_view["parked"][item]


def test_PARK_4_one_person_and_one_room_have_a_bound_that_settling_frees() -> None:
    room = Workshop(MOST_PARKED // MOST_PARKED_BY_ONE + 1)
    first = [room.does(room.people[0], "park", text=f"{n}") for n in range(MOST_PARKED_BY_ONE)]
    assert code_of(room.say(room.people[0], "park", text="more")) == "enough_parked_by_you"
    for who in room.people[1:-1]:
        for n in range(MOST_PARKED_BY_ONE):
            room.does(who, "park", text=f"{n}")
    assert code_of(room.say(room.people[-1], "park", text="more")) == "enough_parked"
    room.does(room.people[0], "unpark", item=first[0])
    room.does(room.people[-1], "park", text="more")


def test_PARK_5_everyone_sees_thoughts_at_commit_alone_once_the_lead_has_shown_them() -> None:
    room, (item,) = parked("Stairs")
    assert shown(room) == {}
    room.lead("lift_curtain")
    assert shown(room) == {item: {"text": "Stairs"}}
    later = room.does(room.people[1], "park", text="Budget")
    assert set(shown(room)) == {item}, "what comes later waits for the lead as well"
    room.lead("lift_curtain")
    assert set(shown(room)) == {item, later}
    room.goes_to("agree")
    assert shown(room) == {}


def test_PARK_5_a_hidden_thought_is_the_leads_alone_and_its_author_is_not_told() -> None:
    room, (item,) = parked("That Jonas is lazy")
    before = room.mine(room.people[0])
    room.lead("hide_parked", item=item, hidden=True)
    room.lead("lift_curtain")
    assert shown(room) == {}
    assert room.mine(room.people[0]) == before
    assert room.lead_view["parked"][item]["parking"] == "hidden"
    assert code_of(room.say(HOST, "settle_parked", item=item, into="follow_up")) == "no_such_parked"
    room.lead("hide_parked", item=item, hidden=False)
    room.lead("lift_curtain")
    assert set(shown(room)) == {item}
    room.lead("hide_parked", item=item, hidden=True)
    assert shown(room) == {}


def test_PARK_6_a_thought_becomes_a_commitment_with_owner_date_and_its_own_text_or_another() -> None:
    room, (one, other) = parked("x" * 280, "Stairs")
    room.lead("lift_curtain")
    jonas = room.people[1]
    assert code_of(room.say(HOST, "settle_parked", item=one, into="commitment")) == "commitment_incomplete"
    due = {"into": "commitment", "due": "2027-01-01"}
    assert code_of(room.say(HOST, "settle_parked", item=one, owner="nobody-here", **due)) == "no_such_member"
    room.lead("settle_parked", item=one, owner=jonas, **due)
    room.lead("settle_parked", item=other, owner=jonas, text="Ask for a lift", **due)
    made = room.shared["charter"]["commitments"].values()
    assert [item["text"] for item in made] == ["x" * 280, "Ask for a lift"]
    assert shown(room) == {}
    assert room.lead_view["parked"] == {}
    assert code_of(room.say(HOST, "settle_parked", item=one, into="let_go")) == "parked_settled"


def test_PARK_6_what_is_let_go_disappears_and_can_be_put_back() -> None:
    room, (item,) = parked("Stairs")
    room.lead("lift_curtain")
    room.lead("settle_parked", item=item, into="let_go")
    assert shown(room) == {}
    assert "Stairs" not in json.dumps(room.shared)
    assert room.lead_view["parked"][item]["parking"] == "let_go"
    again = room.say(HOST, "settle_parked", item=item, into="let_go")
    assert isinstance(again, Turn)
    assert again.entries == ()
    room.lead("settle_parked", item=item, into="waiting")
    assert set(shown(room)) == {item}


def test_PARK_6_the_lead_alone_settles_at_commit_alone() -> None:
    room, (item,) = parked("Stairs")
    assert code_of(room.say(room.people[0], "settle_parked", item=item, into="let_go")) == "lead_only"
    room.goes_to("agree")
    assert code_of(room.say(HOST, "settle_parked", item=item, into="let_go")) == "wrong_stage"


def test_PARK_7_sealing_carries_what_still_waits_to_the_follow_up_and_nothing_hidden() -> None:
    room, (waits, hidden, gone) = parked("Stairs", "Hurtful", "Budget")
    room.lead("hide_parked", item=hidden, hidden=True)
    room.lead("settle_parked", item=gone, into="let_go")
    room.lead("seal")
    assert room.shared["charter"]["for_follow_up"] == {waits: "Stairs"}
    assert "Hurtful" not in json.dumps([room.shared, room.lead_view])


def test_PARK_8_what_goes_to_the_follow_up_is_no_part_of_the_signed_text() -> None:
    room, (item,) = parked("Stairs", named=True)
    before = room.shared["charter"]["digest"]
    room.does(room.people[0], "sign", named=True)
    room.lead("settle_parked", item=item, into="follow_up")
    charter = room.shared["charter"]
    assert charter["for_follow_up"] == {item: "Stairs"}
    assert (charter["digest"], charter["signed"]) == (before, 1)


def test_PARK_2_an_unnamed_thought_of_one_looks_as_if_it_were_anybodys() -> None:
    """Two rooms that differ in who parked it send the same, to everyone but these two."""
    rooms = [committing()[0] for _ in range(2)]
    for room, who in zip(rooms, (0, 1), strict=True):
        room.does(room.people[who], "park", text="Stairs")
        room.lead("lift_curtain")
    one, other = rooms
    assert json.dumps([one.shared, one.lead_view]) == json.dumps([other.shared, other.lead_view])
    assert one.mine(one.people[2]) == other.mine(other.people[2])


def test_PARK_2_the_log_knows_who_parked_it() -> None:
    """Confidential: others see it without a name, and the server can tell."""
    room, (item,) = parked("Stairs")
    assert e.ThoughtParked(item, room.people[0], "Stairs", False) in [entry.event for entry in room.log]
