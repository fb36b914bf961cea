"""Two entries of one person become one: what both put in, who sees what of it, and what is refused."""

import json
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from app.domain import commands as c, ports as p, views
from app.domain.evolve import replay
from app.domain.turn import Already, Turn
from tests.domain.vocabulary import HOST, Workshop, agreeing, clustered, code_of, committing
from tests.live.anything import anything


def join(room: Workshop, member: str, into: str) -> Turn:
    came = room.say(HOST, "join_members", member=member, into=into)
    assert isinstance(came, Turn), came
    return came


def test_SELF_9_values_of_both_are_the_ones() -> None:
    room = Workshop(3)
    one, other, third = room.people
    room.goes_to("reflect")
    mine = room.does(other, "add_value", label="Craft")
    theirs = room.does(one, "add_value", label="Honesty", story="A day", show_story=True)
    came = join(room, one, other)
    assert came.also == (p.MoveTokens(one, other),)
    assert list(room.mine(other)["values"]) == [mine, theirs]
    room.does(other, "edit_value", value=theirs, label="Candour")
    assert code_of(room.say(one, "add_value", label="Fun")) == "not_in_room"
    assert code_of(room.say(third, "edit_value", value=theirs, label="Mine")) == "no_such_value"


def test_SELF_9_wordings_behaviours_endorsements_signatures_and_parked_thoughts_are_the_ones() -> None:
    room, clusters = committing()
    one, other = room.people[:2]
    craft = clusters["Craft"]
    room.lead("go_to", stage="agree")
    wording = room.does(one, "propose_wording", cluster=craft, statement="We finish")
    room.lead("go_to", stage="commit")
    behaviour = room.does(one, "add_behaviour", cluster=craft, text="we release, we look", kind="will")
    elsewhere = room.does(room.people[2], "add_behaviour", cluster=craft, text="we ask", kind="will")
    room.does(one, "endorse", behaviour=elsewhere)
    parked = room.does(one, "park", text="The budget", named=True)
    room.lead("add_commitment", text="Write it down", owner=one, due="2027-01-01")
    room.does(one, "sign", named=True)
    join(room, one, other)
    mine = room.mine(other)
    assert mine["proposed"] == {wording: "We finish", behaviour: "we release, we look"}
    assert mine["endorsed"] == {elsewhere: True}
    assert mine["can_live"] == {wording: True}
    assert mine["parked"] == {parked: "The budget"}
    assert mine["signed"]["named"]
    charter = room.shared["charter"]
    assert [c["owner"] for c in charter["commitments"].values()] == [other]
    assert charter["signers"] == [room.state.members[other].name]
    assert room.lead_view["parked"][parked]["name"] == room.state.members[other].name


def test_SELF_9_who_had_their_say_with_either_entry_has_had_it() -> None:
    room, clusters = agreeing()
    one, other = room.people[:2]
    craft = clusters["Craft"]
    room.lead("open_rounds", clusters=[craft])
    room.answers(craft, 1, 1, 1, 1, 1, 1)
    room.lead("mark_away", member=other, away=True)
    room.lead("close_rounds")
    room.lead("adopt", cluster=craft)
    room.lead("mark_away", member=other, away=False)
    assert craft in room.mine(other)["may_voice"]
    join(room, one, other)
    assert room.mine(other)["may_voice"] == {}


def test_SELF_9_a_late_voice_of_either_is_the_ones() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    room.lead("open_rounds", clusters=[craft])
    room.answers(craft, 1, 1, 1, 1, 1, 1)
    room.lead("close_rounds")
    room.lead("adopt", cluster=craft)
    one, other = room.joins("Amara again"), room.joins("Amara once more")
    room.does(one, "voice_late", cluster=craft, fine=True)
    join(room, one, other)
    assert room.mine(other)["voiced"] == {craft: "fine"}
    assert room.mine(other)["may_voice"] == {}


def test_SELF_9_whoever_has_begun_and_moved_with_both_has_done_so_once() -> None:
    room, clusters = clustered()
    one, other = room.people[:2]
    for who, label in ((one, "Fun"), (other, "Rest")):
        room.does(who, "start_reflecting")
        room.does(who, "move_card", card=room.card(label), cluster=clusters["Craft"])
    before, begun_before = room.shared["counts"], room.lead_view["counts"]["begun"]
    join(room, one, other)
    assert room.shared["counts"]["moved"] == before["moved"] - 1
    assert room.lead_view["counts"]["begun"] == begun_before - 1
    assert room.state.coach.moves[-2:] == (other, other)
    third = room.people[2]
    room.does(third, "move_card", card=room.card("Courage"), cluster=clusters["Craft"])
    begun, moved = len(room.state.begun), len(room.state.movers)
    join(room, third, other)
    assert (len(room.state.begun), len(room.state.movers)) == (begun - 1, moved - 1)


def test_SELF_9_what_one_entry_alone_has_begun_and_moved_the_other_has() -> None:
    room, clusters = clustered()
    one, late = room.people[0], room.joins("Amara again")
    room.does(one, "move_card", card=room.card("Fun"), cluster=clusters["Craft"])
    join(room, one, late)
    assert late in room.state.begun & room.state.movers


def test_SELF_9_devices_of_both_are_the_ones() -> None:
    room = Workshop(2)
    one, other = room.people
    device = room._take(one, c.AdmitDevice(id=room.new_id()))
    assert isinstance(device, Turn)
    join(room, one, other)
    assert list(room.mine(other)["devices"]) == [device.entries[0].command]
    room.does(other, "revoke_device", device=device.entries[0].command)


def test_SELF_9_steps_before_it_are_not_undone_any_more() -> None:
    room, clusters = clustered()
    room.lead("rename_cluster", cluster=clusters["Fun"], name="Play")
    assert "undo" in room.lead_view
    join(room, *room.people[:2])
    assert "undo" not in room.lead_view
    room.lead("rename_cluster", cluster=clusters["Fun"], name="Fun")
    assert "undo" in room.lead_view


def test_SELF_9_who_signed_twice_has_signed_once() -> None:
    room, _ = committing()
    one, other = room.people[:2]
    room.does(one, "sign", named=False)
    room.does(other, "sign", named=True, reservation="For a year")
    join(room, one, other)
    assert (room.shared["charter"]["signed"], room.mine(other)["signed"]["named"]) == (1, True)


def test_SELF_9_readiness_the_check_in_and_the_stage_one_came_at_are_the_ones() -> None:
    room = Workshop(2)
    early = room.people[0]
    room.does(early, "check_in", word="awake")
    room.goes_to("reflect", "share")
    late = room.joins("Amara again")
    room.does(early, "set_ready", ready=True)
    assert room.mine(late)["late"] == "share"
    join(room, early, late)
    mine = room.mine(late)
    assert "late" not in mine
    assert mine["ready"]
    assert mine["checked_in"]
    assert room.shared["members"][late]["word"] == "awake"
    assert early not in room.shared["members"]
    assert room.lead_view["counts"]["ready"] == 1


def test_SELF_9_partners_and_drafts_go_on_and_nobody_is_left_alone() -> None:
    room, _ = agreeing(people=5)
    room.lead("draft_in_groups")
    one = room.people[0]
    draft = next(d for d in (room.state.drafts or {}).values() if one in d.members)
    room.does(one, "save_draft", draft=draft.id, statement="We finish", behaviour="")
    other = next(who for who in room.people if who not in draft.members)
    join(room, one, other)
    drafts = (room.state.drafts or {}).values()
    assert all(one not in d.members for d in drafts)
    assert sum(other in d.members for d in drafts) == 1
    assert (room.state.drafts or {})[draft.id].statement == "We finish"
    room.lead("end_drafting")
    assert "We finish" in room.mine(other)["proposed"].values()


def test_SELF_9_the_one_who_was_away_or_took_no_part_takes_the_others_place() -> None:
    for type, fields in (("mark_away", {"away": True}), ("take_part", {"on": False})):
        room = Workshop(5)
        one, other = room.people[:2]
        whom = {"member": other} if type == "mark_away" else {}
        room.does(HOST if whom else other, type, **whom, **fields)
        room.goes_to("reflect", "share")
        room.lead("draw_partners", size=2)
        place = [tuple(other if who == one else who for who in group) for group in room.state.partners or ()]
        join(room, one, other)
        assert list(room.state.partners or ()) == place
        assert room.state.members[other].counts


def test_SELF_9_a_card_that_both_moved_has_been_moved_by_one_who_moves_it_again() -> None:
    room, clusters = clustered()
    one, other, third = room.people[:3]
    card = room.card("Fun")
    for who, label in ((one, "Craft"), (third, "Rest")):
        room.does(who, "move_card", card=card, cluster=clusters[label])
    join(room, one, other)
    room.does(other, "move_card", card=card, cluster=clusters["Craft"])
    assert room.state.cards[card].movers == {other, third}


def test_SELF_9_story_partners_are_drawn_on_from_what_is_left() -> None:
    room = Workshop(4)
    room.goes_to("reflect", "share")
    room.lead("draw_partners", size=2)
    for member, into in (room.people[:2], room.people[1:3]):
        join(room, member, into)
        groups = room.state.partners or ()
        seated = [who for group in groups for who in group]
        assert sorted(seated) == sorted(who for who in room.people if room.state.member(who))
        assert all(len(group) > 1 for group in groups)


def test_SELF_9_whom_either_has_met_the_one_has_met() -> None:
    room = Workshop(4)
    room.goes_to("reflect", "share")
    room.lead("draw_partners", size=2)
    first = [tuple(sorted(group)) for group in room.state.partners or ()]
    (one, met_one), (other, met_other) = first
    room.lead("clear_partners")
    join(room, one, other)
    pairs = {tuple(sorted((other, met))) for met in (met_one, met_other)}
    assert room.state.met == dict.fromkeys(pairs, 1)


def test_SELF_9_a_guest_who_got_a_phone_is_that_person() -> None:
    room = Workshop(1)
    guest = room.does(HOST, "add_guest", name="Opa")
    room.goes_to("reflect")
    words = {"type": "add_value", "label": "Patience"}
    room.does(HOST, "speak_for", member=guest, command=words)
    phone = room.joins("Opa on a phone")
    join(room, guest, phone)
    assert [value["label"] for value in room.mine(phone)["values"].values()] == ["Patience"]
    assert code_of(room.say(HOST, "speak_for", member=guest, command=words)) == "not_a_guest"
    assert code_of(room.say(HOST, "join_members", member=phone, into=guest)) == "no_such_member"


def test_SELF_9_what_was_done_by_one_phone_is_not_done_again_under_the_other_name() -> None:
    room = Workshop(2)
    one, other = room.people
    room.goes_to("reflect")
    id = room.does(one, "add_value", label="Honesty")
    join(room, one, other)
    assert isinstance(room.say(other, "add_value", label="Honesty", id=id), Already)
    assert len(room.mine(other)["values"]) == 1


def test_SELF_9_one_after_the_other_all_become_the_last() -> None:
    room = Workshop(3)
    one, two, three = room.people
    room.goes_to("reflect")
    for who in room.people:
        room.does(who, "add_value", label="Honesty")
    join(room, one, two)
    join(room, two, three)
    assert len(room.mine(three)["values"]) == 3
    assert list(room.state.put_in) == [three]


def test_SELF_10_answers_in_open_ballots_drop_and_those_of_closed_ones_stay() -> None:
    room, clusters = clustered()
    one, other = room.people[:2]
    room.goes_to("vote")
    room.lead("open_vote", k=2, dots=3)
    for who in room.people:
        room.does(who, "place_dot", ballot=room.ballot(), cluster=clusters["Fun"])
    came = join(room, one, other)
    assert [type(row) for row in came.also] == [p.MoveTokens, p.EraseActor]
    assert room.state.vote
    assert len(room.state.vote.ballot.answers) == 5
    assert room.mine(other)["dots"] == {clusters["Fun"]: True}
    room.lead("close_vote")
    join(room, other, room.people[2])
    assert room.shared["vote"]["results"][clusters["Fun"]] == 5


def test_SELF_10_no_entry_beside_the_join_tells_what_somebody_answers() -> None:
    room, clusters = clustered()
    one, other = room.people[:2]
    room.goes_to("vote")
    room.lead("open_vote", k=2, dots=3)
    room.does(one, "place_dot", ballot=room.ballot(), cluster=clusters["Fun"])
    came = join(room, one, other)
    assert {type(entry.event).__name__ for entry in came.entries} == {"MembersJoined", "AnswersDropped"}


def test_SELF_10_counts_of_what_both_have_marked_do_not_fall() -> None:
    room, clusters = committing()
    one, other, third = room.people[:3]
    craft = clusters["Craft"]
    behaviour = room.does(third, "add_behaviour", cluster=craft, text="we ask", kind="will")
    for who in (one, other):
        room.does(who, "endorse", behaviour=behaviour)
    before = json.dumps([room.shared["cards"], room.shared["agree"], room.shared["charter"]["behaviours"]])
    join(room, one, other)
    after = json.dumps([room.shared["cards"], room.shared["agree"], room.shared["charter"]["behaviours"]])
    assert after == before


@pytest.mark.parametrize("revealed", [False, True])
@pytest.mark.parametrize("open_names", [False, True])
def test_SELF_10_equal_values_of_both_stay_two(revealed: bool, open_names: bool) -> None:
    room = Workshop(2, open_names=open_names)
    one, other = room.people
    room.goes_to("reflect")
    for who in room.people:
        room.does(who, "add_value", label="Honesty")
    room.goes_to("share")
    if revealed:
        room.lead("lift_curtain")
    join(room, one, other)
    card = room.card("Honesty")
    seen: Any = room.shared["cards"] if revealed else room.lead_view["cards"]
    assert seen[card]["count"] == 2
    assert seen[card].get("by") == ([other] if open_names else None)


def test_SELF_11_the_hosts_own_entry_stays_apart() -> None:
    room = Workshop(1)
    for member, into in ((HOST, room.people[0]), (room.people[0], HOST)):
        assert code_of(room.say(HOST, "join_members", member=member, into=into)) == "host_stays_apart"


def test_SELF_11_what_can_not_be_one_is_refused_with_its_reason() -> None:
    room = Workshop(2)
    one, other = room.people
    guest = room.does(HOST, "add_guest", name="Opa")
    assert code_of(room.say(HOST, "join_members", member=one, into=one)) == "same_member"
    assert code_of(room.say(HOST, "join_members", member=one, into=guest)) == "guest_goes_into_phone"
    assert code_of(room.say(HOST, "join_members", member=one, into="nobody-00")) == "no_such_member"
    assert code_of(room.say(one, "join_members", member=one, into=other)) == "host_only"
    room.lead("hand_lead_to", member=one)
    assert code_of(room.say(one, "join_members", member=one, into=other)) == "host_only"


def test_SELF_11_more_values_than_the_room_takes_are_taken_out_first_while_they_can_be() -> None:
    room, _ = clustered(people=2, labels=("Honesty", "Craft", "Fun", "Rest"))
    one, other = room.people
    came = room.say(HOST, "join_members", member=one, into=other)
    assert code_of(came) == "joined_values"
    room.goes_to("vote")
    room.lead("open_vote", k=2)
    join(room, one, other)
    assert len(room.mine(other)["values"]) == 4
    assert room.mine(other)["may_add"] is False


def test_SELF_12_the_lead_goes_along_with_whom_it_was_given_to() -> None:
    room = Workshop(3)
    one, other, third = room.people
    room.lead("hand_lead_to", member=one)
    join(room, one, other)
    assert room.state.lead == other
    join(room, third, other)
    assert room.state.lead == other


@settings(max_examples=60)
@given(st.sampled_from(["reflect", "cluster", "agree", "commit"]), st.booleans(), st.integers(0, 2**32))
def test_SELF_13_whatever_was_done_before_and_after_no_view_knows_the_other_entry(
    start: str, open_names: bool, seed: int
) -> None:
    """And views are as if made anew, as the replayed log has them."""
    rng = Random(seed)
    starts: dict[str, Any] = {
        "reflect": lambda: Workshop(5, open_names=open_names),
        "cluster": lambda: clustered(open_names=open_names)[0],
        "agree": lambda: agreeing(open_names=open_names)[0],
        "commit": lambda: committing()[0],
    }
    room = starts[start]()
    room.checked = False
    gone: set[str] = set()
    for turn in range(30):
        state = room.state
        here = [member for member in state.members if state.member(member)]
        who = state.lead if rng.random() < 0.4 else rng.choice(here)
        room._take(who, anything(rng, state, who))
        here = [who for who in here if room.state.member(who) and who != HOST]
        if turn % 10 == 9 and len(here) > 2:
            member, into = rng.sample(here, 2)
            before = room.state
            if isinstance(room.say(HOST, "join_members", member=member, into=into), Turn):
                gone.add(member)
                made = views.shared(room.state, before), views.lead(room.state, before)
                anew = replay(room.log)
                assert made == (views.shared(anew), views.lead(anew))
        assert replay(room.log) == room.state
        seen = [room.shared, room.lead_view]
        seen += [room.mine(member) for member in room.state.members if room.state.member(member)]
        assert not any(f'"{member}"' in json.dumps(seen) for member in gone)
