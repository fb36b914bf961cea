"""Undo and redo: how many steps, which ones, when not, and what the lead reads of them."""

import pytest

from app.domain.clusters import card_id
from app.domain.history import MOST
from app.domain.steps import STEPS
from tests.domain.vocabulary import HOST, agreeing, clustered, code_of, committing
from tests.domain.what_shows import redoes, shown, undoes


def test_UNDO_8_leaving_a_stage_leaves_its_steps() -> None:
    room, clusters = clustered()
    moved = room.lead("move_card", card=room.card("Fun"), cluster=clusters["Rest"])
    undoes(room)
    room.goes_to("vote", "cluster")
    assert "undo" not in room.lead_view
    assert "redo" not in room.lead_view
    assert code_of(room.say(HOST, "undo", step=moved)) == "not_the_last_step"


def test_UNDO_8_a_hundred_steps_are_remembered() -> None:
    room, clusters = clustered(people=1, labels=("Fun", "Rest"))
    homes = (clusters["Rest"], clusters["Fun"])
    for turn in range(MOST + 6):
        room.lead("move_card", card=room.card("Fun"), cluster=homes[turn % 2])
    for _ in range(MOST):
        undoes(room)
    assert "undo" not in room.lead_view
    for _ in range(MOST):
        redoes(room)
    assert "redo" not in room.lead_view


@pytest.mark.parametrize("type", ["go_to", "lift_curtain", "close_vote", "add_value", "spotlight", "seal"])
def test_UNDO_9_what_is_no_step_is_not_undone(type: str) -> None:
    assert type not in STEPS


def test_UNDO_9_signing_and_answers_are_no_steps() -> None:
    room, clusters = committing()
    room.lead("set_follow_up", date="2027-03-01")
    behaviour = room.does(room.people[0], "add_behaviour", cluster=clusters["Craft"], text="we will review")
    room.does(room.people[1], "endorse", behaviour=behaviour)
    room.does(room.people[1], "sign", named=True)
    assert room.lead_view["undo"]["did"] == "follow_up_set"
    undoes(room)
    assert room.shared["charter"]["signers"] == ["Jonas"]
    assert room.shared["charter"]["behaviours"][behaviour]["endorsed"] == 1


def test_UNDO_9_behaviours_and_commitments_are_undone() -> None:
    room, clusters = committing()
    behaviour = room.does(room.people[0], "add_behaviour", cluster=clusters["Craft"], text="we will review")
    before = shown(room)
    room.lead("accept_behaviour", behaviour=behaviour)
    assert room.lead_view["undo"]["params"] == {"behaviour": "we will review"}
    room.lead("hide_behaviour", behaviour=behaviour)
    made = room.lead("add_commitment", text="Ask Ana", owner=room.people[0], due="2027-01-09")
    room.lead("drop_commitment", commitment=made)
    assert room.lead_view["undo"]["params"] == {"text": "Ask Ana"}
    undoes(room)
    assert made in room.shared["charter"]["commitments"]
    for _ in range(3):
        undoes(room)
    assert shown(room) == before


def test_UNDO_10_nothing_is_undone_under_an_open_vote() -> None:
    room, _ = clustered()
    room.goes_to("vote")
    room.lead("hide_card", card=room.card("Fun"))
    hidden = room.lead_view["undo"]["step"]
    room.lead("open_vote", k=2)
    assert "undo" not in room.lead_view
    assert code_of(room.say(HOST, "undo", step=hidden)) == "ballot_open"
    room.lead("close_vote")
    undoes(room)
    assert room.card("Fun") in room.shared["cards"]


def test_UNDO_10_no_wording_changes_and_no_value_goes_under_an_open_round() -> None:
    room, clusters = agreeing()
    craft, courage = clusters["Craft"], clusters["Courage"]
    room.lead("choose_set", clusters=[craft])
    chosen = room.lead("choose_set", clusters=[craft, courage])
    worded = room.lead("word_value", cluster=craft, name="Craft", statement="We finish.")
    room.lead("open_rounds", clusters=[craft])
    assert "undo" not in room.lead_view
    assert code_of(room.say(HOST, "undo", step=worded)) == "round_open"
    room.lead("close_rounds")
    undoes(room)
    room.lead("open_rounds", clusters=[courage])
    assert code_of(room.say(HOST, "undo", step=chosen)) == "round_open"
    room.lead("close_rounds")
    undoes(room)
    assert room.shared["set"] == [craft]


def test_UNDO_10_no_card_is_taken_out_of_somebodys_hand() -> None:
    room, clusters = clustered()
    merged = room.lead("merge_clusters", cluster=clusters["Fun"], into=clusters["Rest"])
    room.held[room.card("Fun")] = room.people[0]
    assert code_of(room.say(HOST, "undo", step=merged)) == "card_held"
    room.held.clear()
    room.lead("undo", step=merged)


def test_UNDO_9_a_split_is_undone() -> None:
    room, clusters = agreeing()
    before = shown(room)
    room.lead("split_value", cluster=clusters["Craft"], name="Care", other_name="Skill")
    assert room.lead_view["undo"]["did"] == "split"
    undoes(room)
    assert shown(room) == before


def test_UNDO_10_frozen_clusters_stay_as_they_are() -> None:
    room, clusters = clustered()
    moved = room.lead("move_card", card=room.card("Fun"), cluster=clusters["Rest"])
    room.lead("set_clustering", step="freeze")
    assert "undo" not in room.lead_view
    assert code_of(room.say(HOST, "undo", step=moved)) == "frozen"
    room.lead("hide_card", card=room.card("Rest"))
    undoes(room)
    assert room.card("Rest") in room.shared["cards"]


def test_UNDO_10_nothing_is_undone_in_a_pause() -> None:
    room, clusters = clustered()
    moved = room.lead("move_card", card=room.card("Fun"), cluster=clusters["Rest"])
    room.lead("pause")
    assert "undo" not in room.lead_view
    assert code_of(room.say(HOST, "undo", step=moved)) == "paused"
    room.lead("resume")
    undoes(room)


def test_UNDO_11_steps_are_told_without_who_and_with_labels_as_they_are_now() -> None:
    room, clusters = clustered()
    nameless = room.does(room.people[3], "add_cluster")
    assert room.lead_view["undo"]["params"] == {"cluster": ""}
    room.does(room.people[3], "merge_clusters", cluster=nameless, into=clusters["Fun"])
    assert room.lead_view["undo"]["params"] == {"cluster": "", "into": "Fun"}
    room.does(room.people[3], "move_card", card=room.card("Rest"))
    assert (room.lead_view["undo"]["did"], room.lead_view["undo"]["params"]) == (
        "taken_out",
        {"card": "Rest"},
    )
    assert room.people[3] not in str(room.lead_view)
    for label in ("REST", "REST"):
        late = room.joins("Zoe")
        room.does(late, "add_value", label=label)
    assert card_id(room.state.facts.salt, "REST") == room.card("Rest")
    assert room.lead_view["undo"]["params"] == {"card": "REST"}


def test_UNDO_11_who_gets_the_lead_gets_the_steps() -> None:
    room, clusters = clustered()
    moved = room.lead("move_card", card=room.card("Fun"), cluster=clusters["Rest"])
    room.lead("hand_lead_to", member=room.people[0])
    room.does(room.people[0], "undo", step=moved)
    assert room.shared["cards"][room.card("Fun")]["cluster"] == clusters["Fun"]
