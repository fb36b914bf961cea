"""When the coach speaks and when it is silent, and to whom."""

import dataclasses
import datetime as dt

import pytest

from app.domain import events as e, views
from app.domain.evolve import replay
from tests.domain.coached import asks, blocked, nudge, nudges
from tests.domain.vocabulary import HOST, Workshop, clustered, code_of, committing


def test_COACH_12_three_minutes_between_two() -> None:
    room, _ = blocked((1, 1, 1, 8, 8))
    began = room.at
    assert nudge(room, 1) == "split"
    first = room.state.coach.last
    assert first
    while (came := nudge(room, 1)) is None:
        pass
    assert came == "blocked"
    assert room.state.coach.last
    assert dt.timedelta(seconds=180) <= room.state.coach.last - first <= dt.timedelta(seconds=182)
    assert room.lead_view["nudge"]["trigger"] == "blocked", "it takes the other's place"
    assert room.at - began < dt.timedelta(minutes=4)
    assert nudges(room) == []


def test_COACH_12_a_clock_that_is_behind_gives_none() -> None:
    room, _ = blocked((1, 1, 1, 8, 8))
    assert nudge(room, 1) == "split"
    assert nudge(room, -600) is None


def test_COACH_13_the_lead_lets_it_go_and_it_does_not_come_back() -> None:
    room, _ = blocked()
    assert nudge(room) == "blocked"
    id = room.lead_view["nudge"]["id"]
    assert code_of(room.say(room.people[0], "dismiss_nudge", nudge=id)) == "lead_only"
    room.lead("dismiss_nudge", nudge=id)
    assert "nudge" not in room.lead_view
    assert nudges(room) == []
    before = len(room.log)
    room.lead("dismiss_nudge", nudge=id)
    room.lead("dismiss_nudge", nudge="never-there")
    assert len(room.log) == before


def test_COACH_13_letting_go_of_the_one_before_leaves_the_one_that_is_there() -> None:
    room, _ = blocked((1, 1, 1, 8, 8))
    assert nudge(room) == "split"
    id = room.lead_view["nudge"]["id"]
    assert nudge(room) == "blocked"
    room.lead("dismiss_nudge", nudge=id)
    assert room.lead_view["nudge"]["trigger"] == "blocked"


def test_COACH_13_a_new_round_is_a_new_occasion_and_ends_the_old_one() -> None:
    room, courage = blocked()
    assert nudge(room) == "blocked"
    room.lead("open_rounds", clusters=[courage])
    assert "nudge" not in room.lead_view
    room.at += dt.timedelta(minutes=1)
    room.answers(courage, 1, 2, 2, 2, 8)
    room.lead("close_rounds")
    assert nudge(room) == "blocked"


@pytest.mark.parametrize("settles", ["set_aside", "leave_open"])
def test_COACH_13_it_goes_when_the_value_is_settled(settles: str) -> None:
    room, courage = blocked()
    assert nudge(room) == "blocked"
    room.lead(settles, cluster=courage)
    assert "nudge" not in room.lead_view


def test_COACH_13_it_goes_with_the_stage() -> None:
    room, courage = blocked()
    assert nudge(room) == "blocked"
    room.goes_to("cluster")
    assert "nudge" not in room.lead_view
    room.goes_to("agree")
    assert nudges(room) == [], "and was said"
    asks(room, courage, 1, 1, 1, 1, 8)
    assert nudge(room) == "blocked"
    assert room.state.coach.nudge
    assert room.state.coach.nudge.cluster == courage


def test_COACH_14_nobody_but_the_lead_sees_it() -> None:
    room, _ = blocked()
    before = (room.shared, [room.mine(who) for who in (*room.people, HOST)])
    assert nudge(room) == "blocked"
    assert (room.shared, [room.mine(who) for who in (*room.people, HOST)]) == before
    assert views.touched(room.log[-1]) == frozenset()
    room.lead("hand_lead_to", member=room.people[0])
    assert "nudge" in views.lead(room.state), "it is the lead's, whoever leads"


def test_COACH_14_no_nudge_holds_anybodys_id() -> None:
    fields = {field.name for field in dataclasses.fields(e.Nudged)}
    assert fields == {"nudge", "trigger", "occasion", "cluster", "behaviour", "count", "of"}
    room, clusters = clustered()
    for place in range(12):
        home = clusters[("Fun", "Rest")[place % 2]]
        room.does(room.people[0], "move_card", card=room.card("Craft"), cluster=home)
    assert nudge(room) == "one_moves"
    assert not {room.people[0]} & set(map(str, room.lead_view["nudge"].values()))


def test_COACH_14_two_rooms_that_differ_in_who_are_told_the_same() -> None:
    said = []
    for author in (0, 1):
        room, clusters = committing()
        for _ in range(6):
            room.does(room.people[author], "add_behaviour", cluster=clusters["Craft"], text="We ask first")
        said.append(
            [(n.trigger, n.count, n.of) for _ in range(9) for n in room.ticks(180) if isinstance(n, e.Nudged)]
        )
    assert said[0] == said[1] != []


def test_COACH_15_a_tick_that_leads_to_nothing_leaves_no_entry() -> None:
    room = Workshop(5)
    assert room.ticks(600) == []
    room.goes_to("reflect")
    before = (len(room.log), room.state)
    assert room.ticks(10) == []
    assert (len(room.log), room.state) == before


def test_COACH_15_nothing_is_noticed_once_it_is_sealed() -> None:
    room, clusters = committing()
    room.does(room.people[0], "add_behaviour", cluster=clusters["Craft"], text="We value quality")
    room.lead("seal")
    assert nudges(room) == []


def test_COACH_16_the_same_log_and_times_give_the_same() -> None:
    def whole() -> Workshop:
        room, courage = blocked((1, 1, 1, 8, 8))
        nudges(room, 10)
        asks(room, courage, 1, 1, 1, 1, 1)
        nudges(room, 10)
        return room

    one, other = whole(), whole()
    assert one.log == other.log
    assert replay(one.log) == one.state
    halfway = replay(one.log[: len(one.log) // 2])
    assert replay(one.log[len(one.log) // 2 :], halfway) == one.state


def test_COACH_17_a_room_of_one_and_of_two() -> None:
    for people, expected in ((1, []), (2, ["stall"])):
        room = Workshop(people)
        room.goes_to("reflect")
        came = nudges(room, 10)
        room.goes_to("share", "cluster")
        assert came + nudges(room, 10) == expected


def test_COACH_19_ones_own_behaviour_in_other_words() -> None:
    room, clusters = committing()
    author, friend = room.people[:2]
    id = room.does(author, "add_behaviour", cluster=clusters["Craft"], text="We value quality")
    room.does(friend, "endorse", behaviour=id)
    assert "visible" not in room.shared["charter"]["behaviours"][id]
    assert code_of(room.say(friend, "reword_behaviour", behaviour=id, text="No")) == "no_such_behaviour"
    assert code_of(room.say(HOST, "reword_behaviour", behaviour=id, text="No")) == "no_such_behaviour"
    assert code_of(room.say(author, "reword_behaviour", behaviour=id, text=" ")) == "empty"
    room.does(author, "reword_behaviour", behaviour=id, text="We show each other drafts")
    shown = room.shared["charter"]["behaviours"][id]
    assert (shown["text"], shown["endorsed"], shown.get("visible")) == ("We show each other drafts", 0, True)
    assert room.mine(friend)["endorsed"] == {}
    assert room.mine(author)["proposed"][id] == "We show each other drafts"
    before = len(room.log)
    room.does(author, "reword_behaviour", behaviour=id, text="We show each other drafts")
    assert len(room.log) == before
    room.lead("accept_behaviour", behaviour=id)
    refused = room.say(author, "reword_behaviour", behaviour=id, text="We show nothing")
    assert code_of(refused) == "accepted_already"


def test_COACH_19_a_guests_through_the_host() -> None:
    room, clusters = committing()
    guest = room.does(HOST, "add_guest", name="Ada")
    text = {"type": "add_behaviour", "cluster": clusters["Craft"], "text": "We value quality"}
    id = room.does(HOST, "speak_for", member=guest, command=text)
    again = {"type": "reword_behaviour", "behaviour": id, "text": "We ask first"}
    room.does(HOST, "speak_for", member=guest, command=again)
    assert room.state.behaviours[id].text == "We ask first"
