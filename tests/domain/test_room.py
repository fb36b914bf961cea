"""Rooms, people, the lead and the course of a workshop."""

import copy
from functools import cache
from typing import Any, get_args

import pytest

from app.domain import events as e, ports as p
from app.domain.commands import Base, PublicCommand, SettleParked, parse
from app.domain.evolve import _EVOLVERS, replay
from app.domain.policy import POLICY
from app.domain.refusal import Refused
from app.domain.terms import STAGES, Stage
from app.domain.turn import Already, Turn
from tests.domain.vocabulary import HOST, Workshop, agreeing, clustered, code_of, committing


def test_ROOM_1_the_host_leads_and_takes_part_only_when_they_said_so() -> None:
    assert Workshop().mine(HOST)["takes_part"] is False
    taking_part = Workshop(host_takes_part=True)
    assert taking_part.mine(HOST)["takes_part"] is True
    assert taking_part.shared["lead"] == HOST


def test_ROOM_2_a_full_room_takes_nobody_in() -> None:
    room = Workshop(2, capacity=3)
    assert code_of(room.try_join("Noor")) == "room_full"
    room.does(HOST, "remove_member", member=room.people[0])
    assert isinstance(room.try_join("Noor"), Turn)


def test_ROOM_2_a_sealed_room_takes_nobody_in() -> None:
    room, _ = committing()
    room.lead("seal")
    assert code_of(room.try_join("Noor")) == "sealed"


def test_ROOM_3_an_outsider_and_someone_removed_are_refused() -> None:
    room = Workshop(2)
    assert code_of(room.say("nobody-here", "check_in")) == "not_in_room"
    room.does(room.people[0], "check_in")
    room.does(HOST, "remove_member", member=room.people[0])
    assert code_of(room.say(room.people[0], "check_in")) == "not_in_room"


def _name(command: type[Base]) -> str:
    return command.__name__


COMMANDS: list[type[Base]] = sorted(POLICY, key=_name)


def test_ROOM_4_every_public_command_has_a_policy() -> None:
    assert set(POLICY) == set(get_args(get_args(PublicCommand)[0]))


@pytest.mark.parametrize("command", COMMANDS, ids=_name)
@pytest.mark.parametrize("stage", STAGES)
def test_ROOM_4_the_policy_table_is_kept(command: type[Base], stage: Stage) -> None:
    """A participant who isn't the lead sends each command in each stage; what isn't theirs changes nothing."""
    who, stages = POLICY[command]
    room = copy.copy(_at(stage))
    room.log = list(room.log)
    before = room.state
    came = room.say(room.people[0], **_fields(command))
    if who in ("lead", "host", "host_or_lead"):
        assert code_of(came) == ("host_only" if who == "host" else "lead_only")
    elif stage not in stages:
        assert code_of(came) in ("wrong_stage", "sealed")
    elif isinstance(came, Refused):
        assert came.code not in ("lead_only", "host_only", "takes_no_part", "wrong_stage", "sealed")
    if isinstance(came, Refused):
        assert room.state == before


@cache
def _at(stage: Stage) -> Workshop:
    if stage in ("lobby", "reflect", "share"):
        room = Workshop(6)
        room.goes_to(*STAGES[1 : STAGES.index(stage) + 1])
        return room
    if stage in ("cluster", "vote"):
        room, _ = clustered()
        room.goes_to(*STAGES[4 : STAGES.index(stage) + 1])
        return room
    if stage == "agree":
        return agreeing()[0]
    room, _ = committing()
    if stage == "closed":
        room.lead("seal")
    return room


_SAMPLES: dict[str, Any] = {
    "ready": True,
    "on": True,
    "away": True,
    "yes": True,
    "fine": True,
    "hidden": True,
    "named": True,
    "seconds": 30,
    "level": 1,
    "stage": "reflect",
    "SetClustering.step": "name",
    "due": "2027-01-01",
    "date": "2027-01-01",
    "clusters": ["some-text-00"],
    "newcomers": ["some-text-00"],
    "door": "waiting",
    "command": {"type": "check_in"},
}


def _fields(command: type[Base]) -> dict[str, Any]:
    required = [name for name, field in command.model_fields.items() if field.is_required() and name != "id"]
    samples = {name: _SAMPLES.get(f"{command.__name__}.{name}", _SAMPLES.get(name)) for name in required}
    fields = {name: "some-text-00" if sample is None else sample for name, sample in samples.items()}
    if command is SettleParked:
        fields["into"] = "let_go"
    fields["type"] = command.model_fields["type"].default
    assert not isinstance(parse({"id": "sample-00", **fields}), Refused), fields
    return fields


def test_ROOM_5_the_host_speaks_for_a_guest_and_the_guest_is_counted() -> None:
    room = Workshop(1)
    guest = room.does(HOST, "add_guest", name="Opa")
    room.goes_to("reflect")
    value = room.does(HOST, "speak_for", member=guest, command={"type": "add_value", "label": "Patience"})
    assert room.mine(guest)["values"][value]["label"] == "Patience"
    assert room.state.values[value].member == guest
    assert room.shared["counts"]["taking_part"] == 2


def test_ROOM_5_nobody_speaks_for_someone_with_a_phone_nor_anyone_but_the_host() -> None:
    room = Workshop(2)
    guest = room.does(HOST, "add_guest", name="Opa")
    words = {"type": "check_in", "word": "hello"}
    assert code_of(room.say(HOST, "speak_for", member=room.people[0], command=words)) == "not_a_guest"
    assert code_of(room.say(room.people[0], "speak_for", member=guest, command=words)) == "host_only"
    lead = {"type": "go_to", "stage": "share"}
    assert code_of(room.say(HOST, "speak_for", member=guest, command=lead)) == "lead_only"
    nested = {"type": "speak_for", "member": guest, "command": words}
    assert code_of(room.say(HOST, "speak_for", member=guest, command=nested)) == "not_for_a_guest"
    assert code_of(room.say(HOST, "speak_for", member=guest, command={"type": "?"})) == "unknown_command"


def test_ROOM_6_a_removed_persons_values_stay_and_their_open_answers_are_erased() -> None:
    room, clusters = clustered()
    gone = room.people[0]
    room.goes_to("vote")
    room.lead("open_vote", k=3)
    room.does(gone, "place_dot", ballot=room.ballot(), cluster=clusters["Fun"])
    who = next(iter(room.state.vote.ballot.answers))  # type: ignore[union-attr]
    came = room.say(HOST, "remove_member", member=gone)
    assert isinstance(came, Turn)
    assert came.also == (p.MarkTokens(gone, "removed"), p.EraseActor(who))
    assert room.state.vote
    assert room.state.vote.ballot.answers == {}
    assert "Honesty" in [card["label"] for card in room.shared["cards"].values()]
    assert gone not in room.shared["members"]


def test_ROOM_6_the_host_can_erase_what_they_put_in_as_they_are_removed() -> None:
    room, clusters = clustered()
    gone = room.people[0]
    value = next(iter(room.mine(gone)["values"].values()))
    room.does(gone, "park", text="The heating, again.")
    room.goes_to("vote")
    room.lead("open_vote", k=3)
    room.does(gone, "place_dot", ballot=room.ballot(), cluster=clusters["Fun"])
    name = room.shared["members"][gone]["name"]
    room.does(HOST, "remove_member", member=gone, keep_out=True, erase=True)
    kept = "".join(f"{entry.event}" for entry in room.log) + repr(room.state)
    for words in ("The heating, again.", name):
        assert words not in kept
    assert value["label"] not in [card["label"] for card in room.shared["cards"].values()]
    assert room.state.vote
    assert room.state.vote.ballot.answers == {}
    assert sum(isinstance(entry.event, e.AnswersDropped) for entry in room.log) == 1
    assert replay(room.log) == room.state


def test_ROOM_6_the_host_stays() -> None:
    room = Workshop()
    assert code_of(room.say(HOST, "remove_member", member=HOST)) == "host_stays"


def test_ROOM_7_a_command_that_changes_nothing_leaves_no_entry() -> None:
    room = Workshop(1)
    came = room.say(room.people[0], "set_ready", ready=False)
    assert isinstance(came, Turn)
    assert came.entries == ()


def test_ROOM_8_a_repeat_is_acknowledged_where_it_stands_and_does_nothing_twice() -> None:
    room = Workshop(2)
    room.goes_to("reflect")
    value = room.does(room.people[0], "add_value", label="Honesty")
    stored = room.state.seq
    room.does(room.people[1], "add_value", label="Craft")
    assert room.say(room.people[0], "add_value", id=value, label="Honesty") == Already(stored)
    assert len(room.state.values) == 2


def test_ROOM_8_an_id_that_names_something_else_is_refused() -> None:
    room = Workshop(2)
    room.goes_to("reflect")
    value = room.does(room.people[0], "add_value", label="Honesty")
    assert code_of(room.say(room.people[0], "remove_value", id=value, value=value)) == "id_in_use"
    assert code_of(room.say(room.people[1], "add_value", id=value, label="Mine")) == "id_in_use"
    assert code_of(room.say(room.people[1], "set_ready", id=value, ready=True)) == "id_in_use"


def test_ROOM_8_a_repeated_dot_is_acknowledged_after_the_close_too() -> None:
    room, clusters = clustered()
    room.goes_to("vote")
    room.lead("open_vote", k=3)
    ballot, fun = room.ballot(), clusters["Fun"]
    dot = room.does(room.people[0], "place_dot", ballot=ballot, cluster=fun)
    stored = room.state.seq
    assert room.say(room.people[0], "place_dot", id=dot, ballot=ballot, cluster=fun) == Already(stored)
    room.lead("close_vote")
    assert room.say(room.people[0], "place_dot", id=dot, ballot=ballot, cluster=fun) == Already(stored)


def test_ROOM_8_only_the_last_two_hundred_ids_are_remembered() -> None:
    room = Workshop(1)
    first = room.does(room.people[0], "check_in", word="0")
    for number in range(1, 200):
        room.does(room.people[0], "check_in", word=str(number))
    assert isinstance(room.say(room.people[0], "check_in", id=first, word="0"), Already)
    room.does(room.people[0], "check_in", word="last")
    assert isinstance(room.say(room.people[0], "check_in", id=first, word="0"), Turn)


@pytest.mark.parametrize(
    ("label", "code"), [("", "empty"), (" \t ", "empty"), ("\u202e", "unseen"), ("x" * 61, "too_long")]
)
def test_ROOM_9_empty_and_overlong_labels_are_refused(label: str, code: str) -> None:
    room = Workshop(1)
    room.goes_to("reflect")
    came = room.say(room.people[0], "add_value", label=label)
    assert code_of(came) == code
    assert isinstance(came, Refused)
    assert came.params["field"] == "label"


def test_ROOM_9_text_is_normalised_and_markup_stays_text() -> None:
    room = Workshop(1)
    room.goes_to("reflect")
    value = room.does(room.people[0], "add_value", label="  Cafe\u0301\u0000 <b>\n x ", story="a\r\nb\u0007")
    assert room.state.values[value].label == "Café <b> x"
    assert room.state.values[value].story == "a\nb"


def test_ROOM_10_every_event_can_be_evolved() -> None:
    """Workshop replays the log after each command; here: no event is without its place."""
    assert set(_EVOLVERS) == set(get_args(e.Event))


def test_LEAD_1_the_lead_is_handed_on_and_taken_back() -> None:
    room = Workshop(2)
    amara, jonas = room.people
    room.lead("hand_lead_to", member=amara)
    assert room.shared["lead"] == amara
    assert code_of(room.say(HOST, "go_to", stage="reflect")) == "lead_only"
    room.does(amara, "hand_lead_to", member=jonas)
    assert code_of(room.say(amara, "take_lead_back")) == "host_only"
    room.does(HOST, "take_lead_back")
    assert room.shared["lead"] == HOST


def test_LEAD_1_a_guest_cannot_lead() -> None:
    room = Workshop()
    guest = room.does(HOST, "add_guest", name="Opa")
    assert code_of(room.say(HOST, "hand_lead_to", member=guest)) == "guest_cannot_lead"
    assert code_of(room.say(HOST, "hand_lead_to", member="nobody-here")) == "no_such_member"


def test_LEAD_2_when_the_lead_is_removed_the_lead_returns_to_the_host() -> None:
    room = Workshop(2)
    room.lead("hand_lead_to", member=room.people[0])
    room.connected.discard(room.people[0])
    assert room.shared["lead"] == room.people[0]
    room.does(HOST, "remove_member", member=room.people[0])
    assert room.shared["lead"] == HOST


def test_COURSE_1_going_back_loses_nothing() -> None:
    room, _ = agreeing()
    before = room.state
    room.goes_to("reflect", "agree")
    assert (room.state.values, room.state.clusters, room.state.chosen, room.state.shared) == (
        before.values,
        before.clusters,
        before.chosen,
        before.shared,
    )


def test_COURSE_2_no_stage_is_left_while_a_ballot_is_open() -> None:
    room, _ = clustered()
    room.goes_to("vote")
    room.lead("open_vote", k=3)
    assert code_of(room.say(HOST, "go_to", stage="cluster")) == "ballot_open"


def test_COURSE_3_the_curtain_comes_first() -> None:
    room = Workshop(1)
    room.goes_to("share")
    assert code_of(room.say(HOST, "go_to", stage="cluster")) == "curtain_down"


def test_COURSE_4_closed_is_reached_by_sealing_alone() -> None:
    room, _ = committing()
    assert code_of(room.say(HOST, "go_to", stage="closed")) == "seal_first"
    room.lead("seal")
    assert room.shared["stage"] == "closed"
    assert code_of(room.say(HOST, "go_to", stage="agree")) == "sealed"


def test_COURSE_5_what_belongs_to_a_stage_goes_with_it() -> None:
    room = Workshop(1)
    room.does(room.people[0], "set_ready", ready=True)
    room.lead("show_question", text="What would make today worth your time?")
    room.lead("start_timer", seconds=60)
    room.lead("last_call")
    assert {"question", "timer", "last_call"} <= room.shared.keys()
    room.goes_to("reflect")
    assert not {"question", "timer", "last_call"} & room.shared.keys()
    assert room.lead_view["counts"]["ready"] == 0


def test_COURSE_6_a_timer_is_its_end() -> None:
    room = Workshop()
    room.lead("start_timer", seconds=90)
    assert room.shared["timer"] == {"ends": "2026-11-22T10:01:32.000Z", "seconds": 90}


def test_ROOM_11_someone_marked_away_is_back_by_taking_part() -> None:
    room = Workshop(2)
    away = room.people[0]
    room.lead("mark_away", member=away, away=True)
    assert room.shared["counts"]["taking_part"] == 1
    room.does(away, "take_part", on=True)
    assert room.shared["counts"]["taking_part"] == 2
    assert "away" not in room.shared["members"][away]
