"""Being oneself on another device: codes, devices, the link for screens; and the lead, which stays where it was put."""

import datetime as dt
import json
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from app.domain import commands as c, events as e, ports as p
from app.domain.decide.devices import MOST_DEVICES
from app.domain.refusal import Refused
from app.domain.turn import Already, Turn
from tests.domain.vocabulary import HOST, Workshop, agreeing, clustered, code_of
from tests.live.anything import anything


def shell(room: Workshop, who: str, kind: type[c.Base], **fields: Any) -> Turn | Refused | Already:
    command: Any = kind(id=fields.pop("id", None) or room.new_id(), **fields)
    return room._take(who, command)


def offered(room: Workshop, by: str, to: str = "") -> str:
    came = shell(room, by, c.OfferCode, member=to or by)
    assert isinstance(came, Turn), came
    return came.entries[-1].command


def comes_in(room: Workshop, who: str, offer: str | None = None) -> str:
    came = shell(room, who, c.AdmitDevice, offer=offer)
    assert isinstance(came, Turn), came
    return came.entries[-1].command


def test_SELF_1_a_code_makes_one_browser_the_person() -> None:
    room = Workshop(2)
    amara = room.people[0]
    offer = offered(room, amara)
    came = shell(room, amara, c.AdmitDevice, offer=offer)
    assert isinstance(came, Turn)
    assert came.also == (p.RevokeHandle(offer),)
    assert [type(entry.event) for entry in came.entries] == [e.CodeEnded, e.DeviceAdmitted]
    assert code_of(shell(room, amara, c.AdmitDevice, offer=offer)) == "code_over"


def test_SELF_1_a_code_ends_after_five_minutes() -> None:
    room = Workshop(1)
    offer = offered(room, room.people[0])
    room.at += dt.timedelta(minutes=4, seconds=58)
    late = offered(room, HOST)
    assert comes_in(room, room.people[0], offer)
    room.at += dt.timedelta(minutes=5)
    assert code_of(shell(room, HOST, c.AdmitDevice, offer=late)) == "code_over"


def test_SELF_1_the_newest_code_takes_the_place_of_the_one_before() -> None:
    room = Workshop(2)
    amara, jonas = room.people
    other = offered(room, jonas)
    first = offered(room, amara)
    came = shell(room, amara, c.OfferCode, member=amara)
    assert isinstance(came, Turn)
    assert came.also == (p.RevokeHandle(first),)
    assert code_of(shell(room, amara, c.AdmitDevice, offer=first)) == "code_over"
    assert comes_in(room, jonas, other)


def test_SELF_1_a_code_is_nobody_elses() -> None:
    room = Workshop(2)
    amara, jonas = room.people
    assert code_of(shell(room, jonas, c.AdmitDevice, offer=offered(room, amara))) == "code_over"


def test_SELF_1_no_code_and_no_device_of_somebody_removed() -> None:
    room = Workshop(1)
    amara = room.people[0]
    comes_in(room, amara, offered(room, amara))
    offer = offered(room, amara)
    room.does(HOST, "remove_member", member=amara)
    assert not room.state.offers
    assert not room.state.devices
    assert code_of(shell(room, amara, c.AdmitDevice, offer=offer)) == "not_in_room"
    assert code_of(shell(room, amara, c.OfferCode, member=amara)) == "not_in_room"


def test_SELF_2_one_makes_codes_for_oneself_and_the_host_for_whoever_is_not_here() -> None:
    room = Workshop(2)
    amara, jonas = room.people
    room.connected.discard(jonas)
    assert code_of(shell(room, amara, c.OfferCode, member=jonas)) == "host_only"
    assert code_of(shell(room, HOST, c.OfferCode, member=amara)) == "shows_their_own_code"
    comes_in(room, jonas, offered(room, HOST, jonas))
    assert room.mine(jonas)["devices"].popitem()[1]["came_by"] == "host"
    guest = room.does(HOST, "add_guest", name="Opa")
    assert code_of(shell(room, HOST, c.OfferCode, member=guest)) == "guest_has_no_device"
    assert code_of(shell(room, HOST, c.OfferCode, member="nobody-00")) == "no_such_member"


def test_SELF_2_a_code_of_the_host_is_none_once_the_person_is_here_again() -> None:
    room = Workshop(1)
    amara = room.people[0]
    room.connected.discard(amara)
    offer = offered(room, HOST, amara)
    room.connected.add(amara)
    assert code_of(shell(room, amara, c.AdmitDevice, offer=offer)) == "code_over"
    room.connected.discard(amara)
    assert comes_in(room, amara, offer)


def test_SELF_2_the_lead_who_is_not_the_host_gives_nobody_a_code() -> None:
    room = Workshop(2)
    amara, jonas = room.people
    room.lead("hand_lead_to", member=amara)
    room.connected.discard(jonas)
    assert code_of(shell(room, amara, c.OfferCode, member=jonas)) == "host_only"


@pytest.mark.parametrize(("by_host", "left"), [(True, 0), (False, 1)])
def test_SELF_3_answers_in_open_ballots_are_not_shown_to_a_device_that_the_host_let_in(
    by_host: bool, left: int
) -> None:
    room, clusters = agreeing()
    amara = room.people[0]
    room.lead("open_rounds")
    cluster = clusters["Craft"]
    room.does(amara, "respond", ballot=room.round(cluster), cluster=cluster, level=8, need="Never")
    room.connected.discard(amara)
    offer = offered(room, HOST if by_host else amara, amara)
    came = shell(room, amara, c.AdmitDevice, offer=offer)
    assert isinstance(came, Turn)
    assert len(room.mine(amara)["answers"]) == left
    assert [type(row) for row in came.also].count(p.EraseActor) == 1 - left


def test_SELF_3_what_is_answered_after_the_drop_stands_under_a_pseudonym_that_nothing_names() -> None:
    room, clusters = clustered()
    amara = room.people[0]
    room.goes_to("vote")
    room.lead("open_vote", k=3)
    room.does(amara, "place_dot", ballot=room.ballot(), cluster=clusters["Fun"])
    room.connected.discard(amara)
    comes_in(room, amara, offered(room, HOST, amara))
    room.does(amara, "place_dot", ballot=room.ballot(), cluster=clusters["Rest"])
    assert room.mine(amara)["dots"] == {clusters["Rest"]: True}
    before, after = [entry.actor for entry in room.log if isinstance(entry.event, e.DotPlaced)]
    named = {event.pseudonym for entry in room.log if isinstance(event := entry.event, e.AnswersDropped)}
    assert named == {before}
    assert after not in named
    room.lead("close_vote")
    assert room.shared["vote"]["answered"] == 1


def test_SELF_6_devices_are_told_to_their_owner_alone() -> None:
    room = Workshop(2)
    amara, jonas = room.people
    device = comes_in(room, amara, offered(room, amara))
    comes_in(room, HOST, offered(room, HOST))
    told = room.mine(amara)["devices"]
    assert told == {device: {"came_by": "code", "at": told[device]["at"]}}
    assert "devices" not in room.mine(jonas)
    for view in (room.shared, room.lead_view, room.mine(jonas), room.mine(HOST)):
        assert device not in json.dumps(view)


def test_SELF_6_ones_own_devices_are_signed_out_one_by_one() -> None:
    room = Workshop(2)
    amara, jonas = room.people
    one, other = (comes_in(room, amara, offered(room, amara)) for _ in range(2))
    for who in (jonas, HOST):
        assert code_of(room.say(who, "revoke_device", device=one)) == "no_such_device"
    came = room.say(amara, "revoke_device", device=one)
    assert isinstance(came, Turn)
    assert came.also == (p.RevokeHandle(one),)
    assert list(room.mine(amara)["devices"]) == [other]


def test_SELF_6_the_oldest_device_makes_way_for_one_more() -> None:
    room = Workshop(1)
    amara = room.people[0]
    came = [comes_in(room, amara, offered(room, amara)) for _ in range(MOST_DEVICES + 1)]
    assert list(room.mine(amara)["devices"]) == came[1:]


def test_SELF_6_devices_come_and_go_in_a_pause_and_after_the_seal() -> None:
    room = Workshop(1)
    room.lead("pause")
    device = comes_in(room, room.people[0], offered(room, room.people[0]))
    room.does(room.people[0], "revoke_device", device=device)


def alone(room: Workshop, who: str, offer: str) -> Turn | Refused | Already:
    return shell(room, who, c.AdmitDevice, offer=offer, alone=True)


@pytest.mark.parametrize("by_host", [True, False])
def test_SELF_16_whoever_comes_in_signs_out_what_was_them_until_now(by_host: bool) -> None:
    room = Workshop(2)
    amara, jonas = room.people
    lost, others = comes_in(room, amara, offered(room, amara)), comes_in(room, jonas, offered(room, jonas))
    room.connected.discard(amara)
    offer = offered(room, HOST if by_host else amara, amara)
    came = alone(room, amara, offer)
    assert isinstance(came, Turn)
    assert came.also == (p.RevokeHandle(offer), p.RevokeTokens(amara))
    device = came.entries[-1].command
    assert list(room.mine(amara)["devices"]) == [device]
    assert lost not in room.state.devices
    assert others in room.state.devices
    assert room.state.members[amara].first_ended
    assert not room.state.members[jonas].first_ended


def test_SELF_16_a_co_host_signs_out_the_hosts_own_browser_by_no_code_of_the_room() -> None:
    room = Workshop(0)
    offer = offered(room, HOST)
    assert code_of(alone(room, HOST, offer)) == "first_browser_stays"
    assert comes_in(room, HOST, offer)


def test_SELF_16_the_operator_lets_the_host_in_and_signs_out_the_lost_browser() -> None:
    room = Workshop(1)
    came = shell(room, "", c.OfferCode, member=HOST)
    assert isinstance(came, Turn)
    assert isinstance(alone(room, HOST, came.entries[-1].command), Turn)
    assert room.state.members[HOST].first_ended
    assert [device["came_by"] for device in room.mine(HOST)["devices"].values()] == ["operator"]


def test_SELF_16_who_was_joined_brings_along_the_browser_that_they_have() -> None:
    room = Workshop(2)
    one, other = room.people
    alone(room, other, offered(room, other))
    room.does(HOST, "join_members", member=one, into=other)
    assert not room.state.members[other].first_ended


def test_SELF_8_a_new_link_for_screens_takes_the_place_of_the_one_before() -> None:
    room = Workshop(1)
    assert "screen_link" not in room.mine(HOST)
    assert code_of(shell(room, room.people[0], c.RenewScreenLink)) == "host_only"
    came = shell(room, HOST, c.RenewScreenLink)
    assert isinstance(came, Turn)
    assert came.also == (p.RevokeScreens(),)
    assert room.state.screen_link == came.entries[0].command
    assert room.mine(HOST)["screen_link"]
    assert "screen_link" not in room.mine(room.people[0])


MOVES_THE_LEAD = ("hand_lead_to", "take_lead_back", "remove_member", "join_members")


@settings(max_examples=40)
@given(st.sampled_from(["lobby", "cluster"]), st.integers(0, 2**32))
def test_LEAD_7_whatever_is_done_the_lead_moves_only_where_somebody_moves_it(start: str, seed: int) -> None:
    """Away, offline, without taking part, on another device: the lead stays. Only the removal of their entry, or its
    being joined with their other one, takes it along."""
    rng = Random(seed)
    room = clustered()[0] if start == "cluster" else Workshop(5)
    room.checked = False
    room.lead("hand_lead_to", member=room.people[0])
    for _ in range(40):
        state = room.state
        here = [member for member in state.members if state.member(member)]
        room.connected = {HOST, *rng.sample(here, rng.randint(0, len(here)))}
        who = rng.choice([state.lead, HOST, rng.choice(here)])
        done = rng.random()
        if done < 0.1:
            offer = shell(room, who, c.OfferCode, member=who)
            if isinstance(offer, Turn):
                shell(room, who, c.AdmitDevice, offer=offer.entries[-1].command)
            command = "shell"
        else:
            said = anything(rng, state, who)
            command = said.type
            room._take(who, said)
        lead = room.state.member(room.state.lead)
        assert lead, "nobody leads"
        if room.state.lead != state.lead:
            assert command in MOVES_THE_LEAD
            gone = state.members[state.lead].id
            if command in ("remove_member", "join_members"):
                after = room.state.members[gone]
                assert after.removed
                assert room.state.lead == (after.into or HOST)


def test_LEAD_7_the_lead_stays_with_an_entry_that_is_away_offline_or_on_another_device() -> None:
    room = Workshop(2)
    amara = room.people[0]
    room.lead("hand_lead_to", member=amara)
    room.does(amara, "mark_away", member=amara, away=True)
    room.does(amara, "take_part", on=False)
    room.connected = {HOST}
    device = comes_in(room, amara, offered(room, HOST, amara))
    room.does(amara, "revoke_device", device=device)
    comes_in(room, HOST, offered(room, HOST))
    assert room.state.lead == amara
