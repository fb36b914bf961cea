"""Agreeing on each value: the sweep, rounds as ballots, the curtain over concerns, what becomes of a value."""

import json

import pytest

from tests.domain.vocabulary import HOST, Workshop, agreeing, asked, code_of


def value(room: Workshop, cluster: str) -> dict[str, object]:
    view: dict[str, object] = room.shared["agree"]["values"][cluster]  # type: ignore[assignment]
    return view


def test_AGREE_1_the_sweep_opens_a_round_on_every_value_that_is_not_settled() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    asked(room, craft, *[1] * 6)
    room.lead("adopt", cluster=craft)
    room.lead("set_aside", cluster=clusters["Courage"])
    room.lead("open_rounds")
    opened = {c for c, v in room.state.shared.items() if v.open_round}
    assert opened == {clusters["Honesty"]}
    assert code_of(room.say(HOST, "open_rounds")) == "nothing_to_ask"
    assert code_of(room.say(HOST, "open_rounds", clusters=[craft])) == "round_not_possible"


def test_AGREE_1_a_value_that_left_the_set_is_not_asked() -> None:
    room, clusters = agreeing()
    craft, others = clusters["Craft"], [c for name, c in clusters.items() if name != "Craft"]
    room.lead("choose_set", clusters=others)
    assert code_of(room.say(HOST, "open_rounds", clusters=[craft])) == "round_not_possible"
    room.lead("open_rounds")
    assert {c for c, v in room.state.shared.items() if v.open_round} == set(others)


def test_AGREE_1_all_close_together_as_ballots_do() -> None:
    room, clusters = agreeing()
    room.lead("open_rounds")
    for cluster in clusters.values():
        room.answers(cluster, *[1] * 6)
    assert "spread" not in json.dumps(room.shared)
    room.lead("close_rounds")
    assert all(value(room, c)["rounds"][0]["state"] == "closed" for c in clusters.values())  # type: ignore[index]


def test_AGREE_2_an_answer_counts_for_the_round_it_names() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    asked(room, craft, *[1] * 6)
    first = room.round(craft)
    room.lead("open_rounds", clusters=[craft])
    late = room.say(room.people[0], "respond", ballot=first, cluster=craft, level=8)
    assert code_of(late) == "round_closed"
    assert room.lead_view["voices"] == {craft: 0}


def test_AGREE_2_answering_again_replaces_it_while_the_round_is_open() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    room.lead("open_rounds", clusters=[craft])
    room.answers(craft, 8, need="Everything")
    room.answers(craft, 1)
    assert room.mine(room.people[0])["answers"][craft] == {"ballot": room.round(craft), "level": 1}
    room.answers(craft, *[1] * 6)
    room.lead("close_rounds")
    assert room.shared["agree"]["values"][craft]["rounds"][0]["spread"] == {"full": 6}


def test_AGREE_3_a_round_says_its_state_and_no_average() -> None:
    room, clusters = agreeing()
    asked(room, clusters["Craft"], 1, 1, 2, 1, 1, 2)
    asked(room, clusters["Honesty"], 1, 1, 1, 1, 1, 7)
    rounds = {label: value(room, clusters[label])["rounds"][0] for label in ("Craft", "Honesty")}  # type: ignore[index]
    assert rounds["Craft"]["result"] == "consensus"
    assert rounds["Honesty"]["result"] == "needs_discussion"
    assert not {"mean", "average", "median"} & set(rounds["Craft"])


def test_AGREE_4_split_is_a_flag_beside_the_state() -> None:
    room, clusters = agreeing()
    asked(room, clusters["Craft"], 1, 1, 1, 8, 8, 8)
    asked(room, clusters["Honesty"], 1, 1, 1, 1, 1, 2)
    assert value(room, clusters["Craft"])["rounds"][0]["split"] is True  # type: ignore[index]
    assert "split" not in value(room, clusters["Honesty"])["rounds"][0]  # type: ignore[index]


def test_AGREE_5_adopting_needs_a_closed_round_on_the_present_wording_that_is_not_blocked() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    assert code_of(room.say(HOST, "adopt", cluster=craft)) == "no_round_yet"
    room.lead("open_rounds", clusters=[craft])
    assert code_of(room.say(HOST, "adopt", cluster=craft)) == "round_open"
    room.answers(craft, 1, 1, 1, 1, 1, 8)
    room.lead("close_rounds")
    assert code_of(room.say(HOST, "adopt", cluster=craft)) == "not_agreed_yet"
    room.lead("word_value", cluster=craft, name="Craft", statement="We leave it better.")
    assert code_of(room.say(HOST, "adopt", cluster=craft)) == "wording_changed"
    asked(room, craft, *[1] * 6)
    room.lead("adopt", cluster=craft)
    assert value(room, craft)["status"] == "adopted"
    assert value(room, craft)["result"] == "consensus"


def test_AGREE_5_a_veto_blocks_also_where_too_few_answered_to_show_it() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    asked(room, craft, 8)
    assert value(room, craft)["rounds"][0].get("too_few")  # type: ignore[index]
    assert "spread" not in value(room, craft)["rounds"][0]  # type: ignore[index]
    assert code_of(room.say(HOST, "adopt", cluster=craft)) == "not_agreed_yet"


def test_AGREE_6_no_wording_changes_while_a_round_on_it_is_open() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    wording = room.does(room.people[0], "propose_wording", cluster=craft, statement="We leave it better.")
    room.lead("open_rounds", clusters=[craft])
    for type, fields in (
        ("word_value", {"cluster": craft, "name": "Craft", "statement": "New"}),
        ("use_wording", {"wording": wording}),
        ("set_aside", {"cluster": craft}),
        ("leave_open", {"cluster": craft}),
    ):
        assert code_of(room.say(HOST, type, **fields)) == "round_open"


def test_AGREE_6_a_changed_wording_puts_an_adopted_value_back_on_the_table() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    asked(room, craft, *[1] * 6)
    room.lead("adopt", cluster=craft)
    room.lead("word_value", cluster=craft, name="Craft", statement="Another")
    assert value(room, craft)["status"] == "proposed"


def test_AGREE_7_concerns_are_the_leads_to_see_first_without_authors() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    asked(room, craft, 1, 2, 1, 1, 1, 1, need="Time to learn it")
    assert "Time to learn it" not in json.dumps(room.shared)
    assert room.shared["agree"]["waiting"]
    behind = room.lead_view["behind"]
    assert {text["text"] for text in behind.values()} == {"Time to learn it"}
    assert not any(member in json.dumps(behind) for member in room.state.members)
    room.lead("lift_curtain")
    assert value(room, craft)["rounds"][0]["needs"] == ["Time to learn it"] * 6  # type: ignore[index]
    assert "waiting" not in room.shared["agree"]


def test_AGREE_7_a_hidden_text_is_never_shown() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    wording = room.does(room.people[0], "propose_wording", cluster=craft, statement="Something hurtful")
    room.lead("hide_text", item=wording)
    room.lead("lift_curtain")
    assert "hurtful" not in json.dumps(room.shared)
    assert code_of(room.say(HOST, "use_wording", wording=wording)) == "no_such_wording"
    assert code_of(room.say(HOST, "hide_text", item="never-there-0")) == "no_such_text"


def test_AGREE_7_an_open_rounds_needs_are_behind_no_curtain_yet() -> None:
    room, clusters = agreeing()
    room.lead("open_rounds")
    room.answers(clusters["Craft"], *[2] * 6, need="Not so fast")
    assert room.lead_view["behind"] == {}
    room.lead("lift_curtain")
    assert "Not so fast" not in json.dumps(room.shared)


def test_AGREE_8_everyone_marks_what_they_could_live_with_and_only_the_count_shows() -> None:
    room, clusters = agreeing()
    craft, amara = clusters["Craft"], room.people[0]
    wording = room.does(amara, "propose_wording", cluster=craft, statement="We leave it better.")
    unseen = room.say(room.people[1], "can_live_with", wording=wording, yes=True)
    assert code_of(unseen) == "no_such_wording"
    assert room.mine(amara)["proposed"] == {wording: "We leave it better."}
    room.lead("lift_curtain")
    for who in room.people[1:4]:
        room.does(who, "can_live_with", wording=wording, yes=True)
    room.does(room.people[3], "can_live_with", wording=wording, yes=False)
    shown = value(room, craft)["wordings"][wording]  # type: ignore[index]
    assert shown == {"name": "Craft", "statement": "We leave it better.", "can_live": 3}


@pytest.mark.parametrize("date", [None, "2027-01-15"])
def test_AGREE_9_a_value_is_set_aside_left_open_and_brought_back(date: str | None) -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    room.lead("set_aside", cluster=craft)
    assert value(room, craft)["status"] == "set_aside"
    assert code_of(room.say(HOST, "adopt", cluster=craft)) == "not_on_the_table"
    room.lead("bring_back", cluster=craft)
    assert value(room, craft)["status"] == "proposed"
    room.lead("leave_open", cluster=craft, **({"date": date} if date else {}))
    assert value(room, craft)["status"] == "left_open"
    assert value(room, craft).get("date") == date


def test_AGREE_10_the_two_strongest_levels_are_one_to_everyone() -> None:
    one, clusters = agreeing()
    other, _ = agreeing()
    asked(one, clusters["Craft"], 1, 1, 1, 1, 7, 7)
    asked(other, clusters["Craft"], 1, 1, 1, 1, 8, 7)
    spreads = [value(room, clusters["Craft"])["rounds"][0]["spread"] for room in (one, other)]  # type: ignore[index]
    assert spreads[0] == spreads[1] == {"full": 4, "against": 2}


def test_AGREE_11_refusals_without_a_reason_are_counted() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    room.lead("open_rounds", clusters=[craft])
    room.answers(craft, 1, 2, 7, 8)
    for who, need in zip(room.people[4:], ("", "Not for clients"), strict=True):
        room.does(who, "respond", ballot=room.round(craft), cluster=craft, level=7, need=need)
    assert "unsaid" not in json.dumps(room.shared)
    room.lead("close_rounds")
    assert value(room, craft)["rounds"][0]["unsaid"] == 3  # type: ignore[index]
    asked(room, clusters["Honesty"], 1, 1, 5, 6, 4, 3)
    assert "unsaid" not in value(room, clusters["Honesty"])["rounds"][0]  # type: ignore[index]


def test_AGREE_11_too_few_answers_tell_no_count_of_silence() -> None:
    room, clusters = agreeing()
    asked(room, clusters["Craft"], 7, 8)
    assert "unsaid" not in json.dumps(room.shared)


def split(room: Workshop, cluster: str, **fields: str) -> str:
    """The value becomes Saying it and Trying it; gives the second one's cluster."""
    names = {"name": "Saying it", "other_name": "Trying it"}
    return room.lead("split_value", cluster=cluster, **(names | fields))


def test_AGREE_12_a_split_value_is_two_in_the_set_with_wordings_of_their_own() -> None:
    room, clusters = agreeing()
    honesty, craft, courage = clusters.values()
    asked(room, craft, 1, 1, 1, 1, 1, 8)
    other = split(room, craft, statement="We say it early.", other_statement="We try it small.")
    assert room.shared["set"] == [honesty, craft, other, courage]
    first, second = value(room, craft), value(room, other)
    assert (first["name"], first["statement"]) == ("Saying it", "We say it early.")
    assert (second["name"], second["statement"]) == ("Trying it", "We try it small.")
    assert first["status"] == second["status"] == "proposed"
    assert len(first["rounds"]) == 1  # type: ignore[arg-type]
    assert second["rounds"] == []
    assert code_of(room.say(HOST, "adopt", cluster=craft)) == "wording_changed"
    assert code_of(room.say(HOST, "adopt", cluster=other)) == "no_round_yet"
    room.lead("open_rounds")
    assert {c for c, v in room.state.shared.items() if v.open_round} == {*clusters.values(), other}


def test_AGREE_12_its_cards_stay_with_the_first_and_can_be_moved_at_cluster() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    other = split(room, craft)
    assert room.shared["clusters"][other]["mark"] == len(clusters) + 1
    assert room.shared["cards"][room.card("Craft")].get("cluster") == craft
    room.goes_to("cluster")
    room.lead("move_card", card=room.card("Craft"), cluster=other)
    room.lead("merge_clusters", cluster=other, into=craft)
    assert room.state.chosen == tuple(clusters.values())


def test_AGREE_12_an_adopted_value_that_is_split_is_asked_about_anew() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    asked(room, craft, *[1] * 6)
    room.lead("adopt", cluster=craft)
    split(room, craft, name="Craft")
    assert value(room, craft)["status"] == "proposed"


def test_AGREE_12_what_cannot_be_split_is_refused() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    names = {"name": "One", "other_name": "Two"}
    assert code_of(room.say(HOST, "split_value", cluster="never-there-0", **names)) == "no_such_shared_value"
    same = room.say(HOST, "split_value", cluster=craft, name="Craft", other_name="  craft ")
    assert code_of(same) == "same_name"
    assert code_of(room.say(HOST, "split_value", cluster=craft, name="", other_name="Two")) == "empty"
    room.lead("open_rounds", clusters=[craft])
    assert code_of(room.say(HOST, "split_value", cluster=craft, **names)) == "round_open"
    room.lead("close_rounds")
    room.lead("set_aside", cluster=craft)
    assert code_of(room.say(HOST, "split_value", cluster=craft, **names)) == "not_on_the_table"


def test_AGREE_14_when_everyone_stays_out_there_are_not_enough_voices() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    asked(room, craft, *[4] * 6)
    round = value(room, craft)["rounds"][0]  # type: ignore[index]
    assert (round["result"], round["spread"]) == ("not_enough_voices", {"out": 6})
    assert "split" not in round


def test_AGREE_14_vetoes_by_everyone_block_and_are_no_split() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    asked(room, craft, *[8] * 6)
    round = value(room, craft)["rounds"][0]  # type: ignore[index]
    assert (round["result"], round["spread"], round["unsaid"]) == ("blocked", {"against": 6}, 6)
    assert "split" not in round
    assert code_of(room.say(HOST, "adopt", cluster=craft)) == "not_agreed_yet"


@pytest.mark.parametrize(
    ("levels", "state"),
    [([1], "consensus"), ([8], "blocked"), ([4], "not_enough_voices"), ([1, 2], "consensus"),
     ([1, 3], "reservations"), ([1, 8], "blocked"), ([1, 4], "not_enough_voices"), ([6, 6], "going_along")],
)  # fmt: skip
def test_AGREE_14_a_room_of_one_or_two_agrees_as_any_other(levels: list[int], state: str) -> None:
    room, clusters = agreeing(len(levels), ("Honesty", "Craft"))
    craft = clusters["Craft"]
    asked(room, craft, *levels)
    assert value(room, craft)["rounds"][0]["result"] == state  # type: ignore[index]


def test_AGREE_15_a_proposed_wording_names_one_of_its_own_value_as_its_start() -> None:
    room, clusters = agreeing()
    craft, amara = clusters["Craft"], room.people[0]
    present = str(value(room, craft)["wording"])
    wording = room.does(amara, "propose_wording", cluster=craft, statement="We finish.", base=present)
    room.lead("lift_curtain")
    assert value(room, craft)["wordings"][wording]["base"] == present  # type: ignore[index]
    elsewhere = {"cluster": clusters["Honesty"], "statement": "We say it.", "base": present}
    assert code_of(room.say(amara, "propose_wording", **elsewhere)) == "no_such_wording"


def test_AGREE_16_every_round_stays_on_record_with_the_wording_it_was_on() -> None:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    for number in range(5):
        room.lead("word_value", cluster=craft, name="Craft", statement=f"Wording {number}")
        asked(room, craft, *[1] * 5, 8)
    rounds = value(room, craft)["rounds"]
    assert [r["statement"] for r in rounds] == [f"Wording {number}" for number in range(5)]  # type: ignore[attr-defined]
    assert [r["number"] for r in rounds] == [1, 2, 3, 4, 5]  # type: ignore[attr-defined]
