"""Erasing one's own input: what goes, what stays as the group's, and that it doesn't come back."""

import orjson
import pytest

from app.domain.decide.erasing import NAMELESS
from app.domain.events import AnswersDropped, ClusterSuggested
from app.domain.evolve import repeats, replay
from app.domain.turn import Already, Turn
from app.store.codec import encode
from tests.domain.test_door import knocks
from tests.domain.test_drafts import drafting
from tests.domain.test_suggestions import records, suggested, worked_out
from tests.domain.vocabulary import HOST, Workshop, agreeing, clustered, code_of, committing


def _log(room: Workshop) -> str:
    """All that is stored of it."""
    return "\n".join(f"{row['actor']} {row['data'].decode()}" for row in map(encode, room.log))


def _sent(room: Workshop) -> str:
    everybody = [room.mine(who) for who in [HOST, *room.people]]
    return orjson.dumps([room.shared, room.lead_view, everybody]).decode()


def gone(room: Workshop, *words: str) -> bool:
    """Whether these words are in nothing that is stored, sent or known."""
    return not any(word in kept for word in words for kept in (_log(room), _sent(room), repr(room.state)))


def _everything(room: Workshop, who: str) -> None:
    room.does(who, "erase_mine", parts=["everything"])


def test_LIFE_1_a_value_goes_with_its_story_at_any_stage() -> None:
    room, _ = agreeing(3)
    value = min(room.mine(room.people[1])["values"])
    card = room.state.values[value].card
    assert code_of(room.say(room.people[1], "remove_value", value=value)) == "wrong_stage"
    room.does(room.people[1], "erase_mine", ids=[value])
    assert (value in room.state.values, card in room.state.cards) == (False, False)
    assert room.mine(room.people[1])["values"] == {}
    assert room.shared["counts"]["values"] == 2


def test_LIFE_1_wordings_behaviours_and_parked_thoughts_go() -> None:
    room, clusters = committing()
    who, craft = room.people[0], clusters["Craft"]
    behaviour = room.does(who, "add_behaviour", cluster=craft, text="we will zebra")
    room.does(room.people[1], "endorse", behaviour=behaviour)
    parked = room.does(who, "park", text="okapi", named=True)
    room.does(who, "erase_mine", ids=[behaviour, parked])
    assert gone(room, "zebra", "okapi")
    assert (behaviour in room.state.behaviours, parked in room.state.parked) == (False, False)


def test_LIFE_1_a_proposed_wording_goes_and_what_began_from_it_stays() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    mine = room.does(room.people[0], "propose_wording", cluster=craft, statement="zebra")
    room.lead("lift_curtain")
    theirs = room.does(room.people[1], "propose_wording", cluster=craft, statement="Ours", base=mine)
    room.does(room.people[1], "can_live_with", wording=mine, yes=True)
    room.does(room.people[0], "erase_mine", ids=[mine])
    room.lead("lift_curtain")
    assert gone(room, "zebra")
    assert list(room.shared["agree"]["values"][craft]["wordings"]) == [theirs]
    assert code_of(room.say(room.people[1], "can_live_with", wording=mine, yes=False)) == "no_such_wording"


def test_LIFE_1_the_word_of_the_check_in_and_every_earlier_name_go() -> None:
    room = Workshop(2)
    who = room.people[0]
    room.does(who, "check_in", word="zebra")
    room.does(who, "rename_me", name="Okapi")
    room.does(who, "erase_mine", parts=["word"], name="Someone")
    assert gone(room, "zebra", "Okapi", "Amara")
    assert room.shared["members"][who] == {
        "name": "Someone", "kind": "participant", "takes_part": True, "checked_in": True,
    }  # fmt: skip


def test_LIFE_1_a_signature_goes_with_its_reservation_also_after_the_seal() -> None:
    room, _ = committing()
    who = room.people[0]
    room.lead("seal")
    room.does(who, "sign", named=True, reservation="zebra")
    room.does(who, "unsign")
    room.does(who, "sign", named=True, reservation="okapi")
    room.does(who, "erase_mine", parts=["signature"])
    assert gone(room, "zebra", "okapi")
    assert (room.shared["charter"]["signed"], room.shared["charter"]["signers"]) == (0, [])


def test_LIFE_1_it_goes_in_a_pause_too() -> None:
    room = Workshop(2)
    parked = room.does(room.people[0], "park", text="zebra")
    room.lead("pause")
    room.does(room.people[0], "erase_mine", ids=[parked])
    assert gone(room, "zebra")


def test_LIFE_1_what_a_guest_said_is_erased_through_the_host() -> None:
    room = Workshop(1)
    guest = room.does(HOST, "add_guest", name="Okapi")
    room.goes_to("reflect")
    told = {"type": "add_value", "label": "Zebra", "story": "okapi"}
    room.does(HOST, "speak_for", member=guest, command=told)
    erase = {"type": "erase_mine", "parts": ["everything"], "name": "A guest"}
    room.does(HOST, "speak_for", member=guest, command=erase)
    assert gone(room, "Zebra", "okapi", "Okapi")
    assert room.shared["members"][guest]["name"] == "A guest"


def test_LIFE_2_a_card_that_others_stand_on_keeps_its_place() -> None:
    room = Workshop(3)
    room.goes_to("reflect")
    mine = room.does(room.people[0], "add_value", label="zebra", story="okapi", show_story=True)
    room.goes_to("share", "cluster")
    cluster = room.lead("add_cluster", name="Us")
    card = room.card("zebra")
    room.lead("move_card", card=card, cluster=cluster)
    room.does(room.people[1], "add_value", label="Zebra")
    room.does(room.people[0], "erase_mine", ids=[mine])
    assert room.shared["cards"] == {card: {"label": "Zebra", "count": 1, "cluster": cluster}}
    assert "okapi" not in _log(room)
    assert "zebra" not in _log(room)


def test_LIFE_2_so_does_one_that_a_value_taken_out_had_stood_on() -> None:
    room = Workshop(3)
    room.goes_to("reflect")
    mine = room.does(room.people[0], "add_value", label="zebra")
    room.goes_to("share", "cluster")
    cluster, card = room.lead("add_cluster", name="Us"), room.card("zebra")
    room.lead("move_card", card=card, cluster=cluster)
    room.does(room.people[1], "add_value", label="Zebra")
    room.does(room.people[0], "remove_value", value=mine)
    _everything(room, room.people[0])
    assert room.shared["cards"] == {card: {"label": "Zebra", "count": 1, "cluster": cluster}}
    assert "zebra" not in _log(room)


def test_LIFE_3_nothing_of_somebody_elses_goes_and_the_answer_does_not_tell() -> None:
    room = Workshop(2)
    room.goes_to("reflect")
    theirs = room.does(room.people[1], "add_value", label="Craft")
    before = room.state
    there = room.say(room.people[0], "erase_mine", ids=[theirs])
    never = room.say(room.people[0], "erase_mine", ids=["never-there"])
    assert isinstance(there, Turn)
    assert isinstance(never, Turn)
    assert (there.entries, never.entries, room.state) == ((), (), before)


def test_LIFE_3_a_repeat_erases_nothing_that_came_since() -> None:
    room = Workshop(2)
    room.goes_to("reflect")
    room.does(room.people[0], "add_value", label="Zebra")
    id = room.does(room.people[0], "erase_mine", parts=["everything"])
    since = room.does(room.people[0], "add_value", label="Craft")
    assert isinstance(room.say(room.people[0], "erase_mine", id=id, parts=["everything"]), Already)
    assert list(room.mine(room.people[0])["values"]) == [since]


def test_LIFE_3_what_was_erased_is_not_put_in_again_by_a_repeat() -> None:
    room = Workshop(2)
    room.goes_to("reflect")
    value = room.does(room.people[0], "add_value", label="Zebra")
    room.does(room.people[0], "erase_mine", ids=[value])
    assert isinstance(room.say(room.people[0], "add_value", id=value, label="Zebra"), Already)
    assert gone(room, "Zebra")


def test_LIFE_4_a_wording_that_was_in_force_stays_without_its_author() -> None:
    room, clusters = agreeing()
    craft, who = clusters["Craft"], room.people[0]
    mine = room.does(who, "propose_wording", cluster=craft, statement="We finish what we start.")
    room.lead("use_wording", wording=mine)
    room.lead("word_value", cluster=craft, name="Craft", statement="We finish.")
    _everything(room, who)
    assert mine not in room.mine(who)["proposed"]
    room.lead("use_wording", wording=mine)
    assert room.shared["agree"]["values"][craft]["statement"] == "We finish what we start."
    told = [line for line in _log(room).splitlines() if "We finish what we start." in line]
    assert len(told) == 2
    assert not any(who in line for line in told)


@pytest.mark.parametrize("remembered", range(1, 9))
def test_ROOM_10_where_authors_go_from_the_log_it_remembers_no_more_commands_than_the_room(
    remembered: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`Workshop` compares them after each."""
    monkeypatch.setattr(repeats, "REMEMBERED", remembered)
    room, clusters = agreeing()
    craft, who = clusters["Craft"], room.people[0]
    for n in range(2):
        room.does(who, "rename_me", name=f"First {n}")
        room.lead("use_wording", wording=room.does(who, "propose_wording", cluster=craft, statement=f"{n}."))
    room.does(who, "rename_me", name="Calm")
    _everything(room, who)
    last = [room.does(who, "rename_me", name=f"Again {n}") for n in range(remembered + 1)]
    assert set(room.state.done[who]) == set(last[1:])


def test_LIFE_4_an_accepted_behaviour_stays_as_it_is_now_without_its_author() -> None:
    room, clusters = committing()
    who = room.people[0]
    kept = room.does(who, "add_behaviour", cluster=clusters["Craft"], text="zebra")
    room.does(who, "reword_behaviour", behaviour=kept, text="we will review")
    room.lead("accept_behaviour", behaviour=kept)
    signed = room.shared["charter"]["digest"]
    _everything(room, who)
    assert room.shared["charter"]["behaviours"][kept]["text"] == "we will review"
    assert room.shared["charter"]["digest"] == signed
    assert room.mine(who)["proposed"] == {}
    assert gone(room, "zebra")
    told = [line for line in _log(room).splitlines() if "we will review" in line]
    assert told
    assert not any(who in line for line in told)
    again = room.say(who, "reword_behaviour", behaviour=kept, text="other")
    assert code_of(again) == "no_such_behaviour"


def test_LIFE_4_what_the_seal_carried_to_the_follow_up_stays_and_before_it_goes() -> None:
    room, _ = committing()
    who = room.people[0]
    early = room.does(who, "park", text="zebra")
    room.lead("settle_parked", item=early, into="follow_up")
    room.does(who, "erase_mine", ids=[early])
    late = room.does(who, "park", text="On-call pay", named=True)
    room.lead("seal")
    _everything(room, who)
    assert room.shared["charter"]["for_follow_up"] == {late: "On-call pay"}
    assert gone(room, "zebra")
    assert not any(who in line for line in _log(room).splitlines() if "On-call pay" in line)


def test_LIFE_4_a_cluster_left_empty_loses_the_very_word_that_named_it() -> None:
    room = Workshop(6)
    room.goes_to("reflect")
    labels = ("Zebra", "Craft", "Courage", "Fun", "Rest", "Play")
    for who, label in zip(room.people, labels, strict=True):
        room.does(who, "add_value", label=label)
    room.goes_to("share", "cluster", "vote")
    room.lead("open_vote", dots=2, k=3)
    zebra = next(id for id, cluster in room.state.clusters.items() if cluster.name == "Zebra")
    room.does(room.people[1], "place_dot", ballot=room.ballot(), cluster=zebra)
    _everything(room, room.people[0])
    assert room.shared["clusters"][zebra]["name"] == ""
    assert gone(room, "Zebra")
    assert room.mine(room.people[1])["dots"] == {zebra: True}


def test_LIFE_4_what_the_server_had_made_of_values_goes_with_them() -> None:
    room, _ = suggested()
    made = [entry.event for entry in room.log if isinstance(entry.event, ClusterSuggested)]
    assert {one.name for one in made} == {"Honesty", "Kindness"}
    assert any(text for one in made for text in one.texts)
    asked = room.lead("suggest_clusters")
    late = worked_out(room, asked)
    who = room.people[1]
    room.does(who, "erase_mine", ids=list(room.mine(who)["values"]))
    left = [entry.event for entry in room.log if isinstance(entry.event, ClusterSuggested)]
    assert [(one.name, set(one.texts)) for one in left] == [("", {""})] * len(made)
    assert replay(room.log) == room.state
    assert "suggestions" not in room.lead_view
    assert room.lead_view["suggestions_failed"]
    records(room, late)
    assert "suggestions" not in room.lead_view


def test_LIFE_4_suggestions_stay_when_no_value_is_erased() -> None:
    room, ids = suggested()
    parked = room.does(room.people[1], "park", text="The heating.")
    room.does(room.people[1], "erase_mine", ids=[parked])
    assert set(room.lead_view["suggestions"]) == set(ids.values())
    assert replay(room.log) == room.state


def test_LIFE_5_everything_takes_what_was_taken_out_and_said_otherwise_before() -> None:
    room = Workshop(2)
    who = room.people[0]
    room.does(who, "check_in", word="Quokka")
    room.goes_to("reflect")
    room.does(who, "remove_value", value=room.does(who, "add_value", label="Zebra", story="Okapi"))
    value = room.does(who, "add_value", label="Numbat")
    room.does(who, "edit_value", value=value, label="Craft")
    room.does(who, "unpark", item=room.does(who, "park", text="Gharial"))
    room.does(who, "rename_me", name="Dingo")
    _everything(room, who)
    assert gone(room, "Zebra", "Okapi", "Quokka", "Numbat", "Craft", "Gharial", "Dingo", "Amara")
    assert room.shared["members"][who]["name"] == NAMELESS


def test_LIFE_5_it_takes_what_groups_drafted_in_ones_own_hand() -> None:
    room, _ = drafting(4)
    who = room.people[0]
    draft = room.mine(who)["draft"]["draft"]
    room.does(who, "save_draft", draft=draft, statement="zebra", behaviour="okapi", base=None)
    _everything(room, who)
    assert room.mine(who)["draft"]["statement"] == ""
    base = room.mine(who)["draft"]["base"]
    room.does(who, "save_draft", draft=draft, statement="zebra", behaviour="okapi", base=base)
    room.lead("end_drafting")
    _everything(room, who)
    assert gone(room, "zebra", "okapi")


def test_LIFE_5_answers_in_open_ballots_drop_and_those_of_closed_ones_cannot_be_found() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    room.lead("open_rounds")
    room.answers(craft, *[2] * 6, need="kept")
    room.lead("close_rounds", clusters=[craft])
    courage = clusters["Courage"]
    room.answers(courage, *[3] * 6, need="dropped")
    _everything(room, room.people[0])
    assert len(room.state.shared[courage].rounds[-1].ballot.answers) == 5
    assert len(room.state.shared[craft].rounds[-1].ballot.answers) == 6


def test_LIFE_5_what_is_answered_after_that_stands_under_a_pseudonym_that_no_entry_names_beside_its_member() -> (
    None
):
    room, clusters = agreeing()
    courage, who = clusters["Courage"], room.people[0]
    room.lead("open_rounds")
    room.answers(courage, *[3] * 6)
    _everything(room, who)
    (dropped,) = [entry.event.pseudonym for entry in room.log if isinstance(entry.event, AnswersDropped)]
    room.does(who, "respond", ballot=room.round(courage), cluster=courage, level=1)
    assert room.mine(who)["answers"][courage]["level"] == 1
    assert dropped not in room.state.shared[courage].rounds[-1].ballot.answers
    assert len(room.state.shared[courage].rounds[-1].ballot.answers) == 6


def test_LIFE_6_undo_does_not_bring_it_back() -> None:
    room, clusters = clustered()
    who = room.people[0]
    value = min(room.mine(who)["values"])
    card = room.state.values[value].card
    room.lead("hide_card", card=card)
    room.lead("unhide_card", card=card)
    room.lead("move_card", card=card, cluster=clusters["Fun"])
    room.does(who, "erase_mine", ids=[value])
    assert "undo" not in room.lead_view
    room.lead("rename_cluster", cluster=clusters["Fun"], name="Joy")
    room.lead("undo", step=room.lead_view["undo"]["step"])
    assert card not in room.state.cards


def test_LIFE_6_nor_a_step_about_a_behaviour_or_a_thought_that_went() -> None:
    room, clusters = committing()
    who = room.people[0]
    behaviour = room.does(who, "add_behaviour", cluster=clusters["Craft"], text="zebra")
    room.lead("accept_behaviour", behaviour=behaviour)
    room.lead("drop_behaviour", behaviour=behaviour)
    parked = room.does(who, "park", text="okapi")
    room.lead("hide_parked", item=parked, hidden=True)
    _everything(room, who)
    assert "undo" not in room.lead_view
    assert gone(room, "zebra", "okapi")


def test_LIFE_5_everything_is_also_what_was_said_from_an_entry_that_was_joined_with_this_one() -> None:
    room = Workshop(3)
    old, now = room.people[0], room.people[1]
    room.does(old, "check_in", word="Quokka")
    room.goes_to("reflect")
    room.does(old, "remove_value", value=room.does(old, "add_value", label="Numbat"))
    room.does(old, "add_value", label="Zebra", story="Okapi")
    room.does(HOST, "join_members", member=old, into=now)
    _everything(room, now)
    assert gone(room, "Quokka", "Numbat", "Zebra", "Okapi", "Amara", "Jonas")


def test_LIFE_1_two_who_took_their_names_back_are_told_apart() -> None:
    room = Workshop(2)
    for who in room.people:
        room.does(who, "erase_mine", parts=["everything"], name="Someone")
    names = [room.shared["members"][who]["name"] for who in room.people]
    assert names[0] == "Someone"
    assert names[1] != "Someone"


def test_LIFE_5_everything_is_also_the_name_that_one_knocked_at_the_door_with() -> None:
    room = Workshop(1)
    room.does(HOST, "set_door", door="waiting")
    noor = knocks(room, "Noorzebra")
    room.does(HOST, "let_in", newcomers=[noor])
    room.does(noor, "erase_mine", parts=["everything"], name="Someone")
    assert gone(room, "Noorzebra")
    assert room.shared["members"][noor]["name"] == "Someone"
