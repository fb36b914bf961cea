"""Undo and redo: what is a step, what comes back with it, and what stays as it is."""

from app.domain.turn import Turn
from tests.domain.test_suggestions import suggested
from tests.domain.vocabulary import HOST, agreeing, clustered, code_of, committing
from tests.domain.what_shows import redoes, shown, undoes, voted


def test_UNDO_1_the_lead_takes_back_the_last_step_whoever_made_it_and_brings_it_again() -> None:
    room, clusters = clustered()
    moved = room.does(room.people[2], "move_card", card=room.card("Fun"), cluster=clusters["Rest"])
    assert room.lead_view["undo"] == {
        "step": moved,
        "did": "moved",
        "params": {"card": "Fun", "cluster": "Rest"},
    }
    undoes(room)
    assert room.shared["cards"][room.card("Fun")]["cluster"] == clusters["Fun"]
    assert room.lead_view["redo"]["step"] == moved
    redoes(room)
    assert room.shared["cards"][room.card("Fun")]["cluster"] == clusters["Rest"]


def test_UNDO_1_nobody_but_the_lead_undoes_or_sees_the_steps() -> None:
    room, clusters = clustered()
    moved = room.lead("move_card", card=room.card("Fun"), cluster=clusters["Rest"])
    for type in ("undo", "redo"):
        assert code_of(room.say(room.people[0], type, step=moved)) == "lead_only"
    assert "undo" not in room.shared
    assert "undo" not in room.mine(room.people[0])


def test_UNDO_1_a_new_step_takes_what_could_have_come_again() -> None:
    room, clusters = clustered()
    first = room.lead("move_card", card=room.card("Fun"), cluster=clusters["Rest"])
    undoes(room)
    room.does(room.people[1], "move_card", card=room.card("Craft"), cluster=clusters["Rest"])
    assert "redo" not in room.lead_view
    assert code_of(room.say(HOST, "redo", step=first)) == "not_the_last_step"


def test_UNDO_2_undo_while_someone_else_moves_is_refused_and_changes_nothing() -> None:
    room, clusters = clustered()
    mine = room.lead("merge_clusters", cluster=clusters["Fun"], into=clusters["Rest"])
    room.does(room.people[0], "move_card", card=room.card("Craft"), cluster=clusters["Rest"])
    before = room.state
    assert code_of(room.say(HOST, "undo", step=mine)) == "not_the_last_step"
    assert code_of(room.say(HOST, "redo", step=mine)) == "not_the_last_step"
    assert room.state == before


def test_UNDO_2_a_repeated_undo_undoes_once() -> None:
    room, clusters = clustered()
    first = room.lead("move_card", card=room.card("Fun"), cluster=clusters["Rest"])
    second = room.lead("move_card", card=room.card("Craft"), cluster=clusters["Rest"])
    undone = room.lead("undo", step=second)
    assert not isinstance(room.say(HOST, "undo", id=undone, step=second), Turn)
    assert code_of(room.say(HOST, "undo", step=second)) == "not_the_last_step"
    assert room.lead_view["undo"]["step"] == first


def test_UNDO_3_what_undo_found_changed_redo_leaves_as_it_is() -> None:
    room, suggestions = suggested()
    room.lead("accept_suggestion", suggestion=suggestions["Honesty"])
    writer, value = next((v.member, v.id) for v in room.state.values.values() if v.label == "candour")
    room.does(writer, "remove_value", value=value)
    room.does(writer, "add_value", label="candour")
    before = shown(room)
    undoes(room)
    redoes(room)
    assert shown(room) == before
    assert "cluster" not in room.shared["cards"][room.card("candour")]


def test_UNDO_4_all_suggestions_accepted_at_once_are_one_step_and_are_offered_again() -> None:
    room, _ = suggested()
    before = shown(room)
    room.lead("accept_all_suggestions")
    assert room.lead_view["undo"]["did"] == "suggestions_accepted"
    undoes(room)
    assert shown(room) == before
    one = next(iter(room.lead_view["suggestions"]))
    name = room.lead_view["suggestions"][one]["name"]
    for type, did in (
        ("accept_suggestion", "suggestion_accepted"),
        ("reject_suggestion", "suggestion_rejected"),
    ):
        room.lead(type, suggestion=one)
        assert (room.lead_view["undo"]["did"], room.lead_view["undo"]["params"]) == (
            did,
            {"suggestion": name},
        )
        undoes(room)
        assert shown(room) == before


def test_UNDO_5_a_merge_comes_back_with_mark_cards_approvers_and_the_chosen_set() -> None:
    room, clusters = clustered()
    fun, rest, craft = clusters["Fun"], clusters["Rest"], clusters["Craft"]
    voted(room, {0: (fun, rest), 1: (fun,), 2: (rest,), 3: (craft,), 4: (craft,), 5: (craft,)})
    room.lead("choose_set", clusters=[fun, craft])
    room.goes_to("agree", "cluster")
    before = shown(room)
    answers = room.state.vote.ballot.answers  # type: ignore[union-attr]
    room.lead("merge_clusters", cluster=fun, into=rest)
    room.lead("merge_clusters", cluster=rest, into=craft)
    assert room.lead_view["undo"]["params"] == {"cluster": "Rest", "into": "Craft"}
    undoes(room)
    undoes(room)
    assert shown(room) == before
    assert room.state.vote.ballot.answers == answers  # type: ignore[union-attr]
    room.goes_to("vote")
    assert room.shared["set"] == [fun, craft]
    assert room.shared["vote"]["results"][rest] == 2
    room.goes_to("agree")
    assert room.shared["agree"]["values"].keys() == {fun, craft}


def test_UNDO_5_a_dissolved_cluster_comes_back_with_what_was_agreed_on_it() -> None:
    room, clusters = committing()
    room.does(room.people[0], "add_behaviour", cluster=clusters["Craft"], text="we will review")
    before = shown(room)
    room.goes_to("cluster")
    room.lead("dissolve_cluster", cluster=clusters["Craft"])
    undoes(room)
    room.goes_to("commit")
    assert shown(room) == before


def test_UNDO_5_what_is_made_after_an_undo_gets_a_mark_of_its_own() -> None:
    room, clusters = clustered(labels=("Honesty", "Craft"))
    third = room.lead("add_cluster")
    undoes(room)
    assert third not in room.shared["clusters"]
    new = room.lead("add_cluster")
    assert room.shared["clusters"][new]["mark"] == 4
    assert clusters.keys() == {"Honesty", "Craft"}


def test_UNDO_6_a_value_that_was_taken_out_meanwhile_is_not_brought_back() -> None:
    room, clusters = clustered()
    card = room.card("Fun")
    room.lead("move_card", card=room.card("Craft"), cluster=clusters["Rest"])
    room.lead("merge_clusters", cluster=clusters["Fun"], into=clusters["Rest"])
    writer = next(v.member for v in room.state.values.values() if v.card == card)
    room.does(writer, "remove_value", value=next(v.id for v in room.state.values.values() if v.card == card))
    undoes(room)
    assert clusters["Fun"] in room.shared["clusters"]
    assert card not in room.state.cards
    redoes(room)
    undoes(room)
    undoes(room)
    assert room.shared["cards"][room.card("Craft")]["cluster"] == clusters["Craft"]


def test_UNDO_6_a_step_about_a_card_that_has_gone_is_neither_offered_nor_named() -> None:
    room, clusters = clustered()
    first = room.lead("move_card", card=room.card("Craft"), cluster=clusters["Rest"])
    writer, value = next((v.member, v.id) for v in room.state.values.values() if v.label == "Fun")
    moved = room.lead("move_card", card=room.card("Fun"), cluster=clusters["Rest"])
    room.does(writer, "remove_value", value=value)
    assert room.lead_view["undo"]["step"] == first
    assert code_of(room.say(HOST, "undo", step=moved)) == "not_the_last_step"
    undoes(room)
    assert room.card("Craft") in room.shared["cards"]
    assert room.lead_view["redo"]["step"] == first


def test_UNDO_6_a_latecomers_value_stays_through_undo_and_redo() -> None:
    room, clusters = clustered()
    room.lead("merge_clusters", cluster=clusters["Fun"], into=clusters["Rest"])
    late = room.joins("Zoe")
    room.does(late, "add_value", label="Fun")
    room.does(late, "add_value", label="Grace")
    undoes(room)
    fun = room.shared["cards"][room.card("Fun")]
    assert (fun["count"], fun["cluster"]) == (2, clusters["Fun"])
    redoes(room)
    assert room.shared["cards"][room.card("Fun")]["count"] == 2
    assert "cluster" not in room.shared["cards"][room.card("Grace")]


def test_UNDO_6_a_removed_member_stays_removed_and_what_they_moved_can_be_undone() -> None:
    room, clusters = clustered()
    gone = room.people[0]
    room.does(gone, "move_card", card=room.card("Fun"), cluster=clusters["Rest"])
    room.lead("remove_member", member=gone)
    undoes(room)
    assert room.shared["cards"][room.card("Fun")]["cluster"] == clusters["Fun"]
    assert gone not in room.shared["members"]


def test_UNDO_6_the_screen_looks_at_no_card_that_redo_hides() -> None:
    room, _ = clustered()
    card = room.card("Fun")
    room.lead("hide_card", card=card)
    undoes(room)
    room.lead("spotlight", card=card)
    before = shown(room)
    redoes(room)
    assert "spotlight" not in room.shared
    undoes(room)
    assert shown(room) == before


def test_UNDO_6_what_was_settled_and_then_taken_back_by_its_writer_stays_out() -> None:
    room, _ = committing()
    parked = room.does(room.people[1], "park", text="On-call pay, again")
    owner = {"owner": room.people[0], "due": "2027-01-09"}
    room.lead("settle_parked", item=parked, into="commitment", **owner)
    undoes(room)
    assert room.shared["charter"]["commitments"] == {}
    room.does(room.people[1], "unpark", item=parked)
    assert "redo" not in room.lead_view


def test_UNDO_7_a_restored_wording_needs_a_round_of_its_own() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    first = room.state.shared[craft].wording
    room.lead("word_value", cluster=craft, name="Craft", statement="We finish what we start.")
    room.lead("open_rounds", clusters=[craft])
    room.answers(craft, *([1] * 6))
    room.lead("close_rounds")
    undoes(room)
    assert room.shared["agree"]["values"][craft]["wording"] == first
    assert code_of(room.say(HOST, "adopt", cluster=craft)) == "wording_changed"
    redoes(room)
    room.lead("adopt", cluster=craft)


def test_UNDO_7_an_adopted_value_is_adopted_again_unless_there_was_a_round_since() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    room.lead("open_rounds", clusters=[craft])
    room.answers(craft, *([1] * 6))
    room.lead("close_rounds")
    room.lead("adopt", cluster=craft)
    before = shown(room)
    room.lead("word_value", cluster=craft, name="Craft", statement="We finish what we start.")
    undoes(room)
    assert shown(room) == before
    redoes(room)
    room.lead("open_rounds", clusters=[craft])
    room.answers(craft, *([8] * 6))
    room.lead("close_rounds")
    undoes(room)
    assert room.shared["agree"]["values"][craft]["status"] == "proposed"
    assert "undo" not in room.lead_view
