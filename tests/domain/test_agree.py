"""Agreeing on each value: rounds, wordings, the curtain over texts, and what becomes of the value."""

from typing import Any

from tests.domain.vocabulary import HOST, Workshop, agreeing, code_of


def asked(*levels: int, people: int = 6, need: str = "") -> tuple[Workshop, str]:
    """A room in which Honesty has had one round, with these answers."""
    room, clusters = agreeing(people)
    honesty = clusters["Honesty"]
    room.lead("open_rounds", clusters=[honesty])
    room.answers(honesty, *levels, need=need)
    room.lead("close_rounds")
    return room, honesty


def test_AGREE_1_the_sweep_opens_a_round_on_every_unsettled_value() -> None:
    room, clusters = agreeing()
    room.lead("set_aside", cluster=clusters["Craft"])
    room.lead("open_rounds")
    values = room.shared["agree"]["values"]
    open_now = {c for c, v in values.items() if v["rounds"] and v["rounds"][-1]["state"] == "open"}
    assert open_now == {clusters["Honesty"], clusters["Courage"]}
    assert code_of(room.say(HOST, "open_rounds")) == "nothing_to_ask"
    assert code_of(room.say(HOST, "open_rounds", clusters=[clusters["Craft"]])) == "round_not_possible"


def test_AGREE_2_an_answer_counts_for_the_round_it_names_and_replaces_ones_own() -> None:
    room, honesty = asked(1, 1, 1, 1, 1, 1)
    first, amara = room.round(honesty), room.people[0]
    answer: dict[str, Any] = {"type": "respond", "cluster": honesty, "level": 8}
    assert code_of(room.say(amara, ballot=first, **answer)) == "round_closed"
    room.lead("open_rounds", clusters=[honesty])
    assert code_of(room.say(amara, ballot=first, **answer)) == "round_closed"
    room.does(amara, ballot=room.round(honesty), **answer)
    room.answers(honesty, 2)
    assert room.lead_view["voices"] == {honesty: 1}
    assert room.mine(amara)["answers"][honesty]["level"] == 2


def test_AGREE_3_the_state_shows_after_the_close_and_never_a_mean() -> None:
    room, clusters = agreeing()
    honesty = clusters["Honesty"]
    room.lead("open_rounds", clusters=[honesty])
    room.answers(honesty, 1, 1, 1, 1, 1, 3)
    assert not {"spread", "result"} & room.shared["agree"]["values"][honesty]["rounds"][0].keys()
    room.lead("close_rounds")
    round = room.shared["agree"]["values"][honesty]["rounds"][0]
    assert (round["result"], round["spread"]) == ("consensus", {"full": 5, "reservations": 1})


def test_AGREE_4_split_is_a_flag_beside_the_state() -> None:
    room, honesty = asked(1, 1, 1, 7, 7, 7)
    round = room.shared["agree"]["values"][honesty]["rounds"][0]
    assert (round["result"], round["split"]) == ("needs_discussion", True)
    room, honesty = asked(1, 1, 1, 1, 1, 7)
    assert "split" not in room.shared["agree"]["values"][honesty]["rounds"][0]


def test_AGREE_5_adopting_needs_a_closed_round_on_the_present_wording() -> None:
    room, clusters = agreeing()
    honesty = clusters["Honesty"]
    assert code_of(room.say(HOST, "adopt", cluster=honesty)) == "no_round_yet"
    room.lead("open_rounds", clusters=[honesty])
    assert code_of(room.say(HOST, "adopt", cluster=honesty)) == "round_open"
    room.answers(honesty, 1, 1, 1, 1, 1, 1)
    room.lead("close_rounds")
    room.lead("word_value", cluster=honesty, name="Honesty", statement="We say what is.")
    assert code_of(room.say(HOST, "adopt", cluster=honesty)) == "wording_changed"
    room.lead("open_rounds", clusters=[honesty])
    room.answers(honesty, 1, 1, 1, 1, 1, 1)
    room.lead("close_rounds")
    room.lead("adopt", cluster=honesty)
    assert room.shared["agree"]["values"][honesty]["status"] == "adopted"


def test_AGREE_5_a_veto_blocks_also_where_too_few_answered_to_show_it() -> None:
    room, honesty = asked(8, 1)
    round = room.shared["agree"]["values"][honesty]["rounds"][0]
    assert round["too_few"] is True
    assert not {"spread", "result", "split", "needs"} & round.keys()
    assert code_of(room.say(HOST, "adopt", cluster=honesty)) == "not_agreed_yet"


def test_AGREE_6_no_wording_changes_while_a_round_on_it_is_open() -> None:
    room, clusters = agreeing()
    honesty = clusters["Honesty"]
    room.lead("open_rounds", clusters=[honesty])
    words = {"type": "word_value", "cluster": honesty, "name": "Candour", "statement": "We say what is."}
    assert code_of(room.say(HOST, **words)) == "round_open"
    room.answers(honesty, 1, 1, 1, 1, 1, 1)
    room.lead("close_rounds")
    room.lead("adopt", cluster=honesty)
    room.does(HOST, **words)
    value = room.shared["agree"]["values"][honesty]
    assert (value["status"], value["name"], value["rounds"][0]["name"]) == ("proposed", "Candour", "Honesty")


def test_AGREE_7_concerns_and_wordings_are_the_leads_first_without_authors() -> None:
    room, honesty = asked(2, 1, 1, 1, 1, 1, need="Say it kindly")
    amara = room.people[0]
    proposal = room.does(amara, "propose_wording", cluster=honesty, statement="We say what is.")
    assert room.shared["agree"]["waiting"] is True
    assert "wordings" not in room.shared["agree"]["values"][honesty]
    assert room.mine(amara)["proposed"] == {proposal: "We say what is."}
    behind = room.lead_view["behind"]
    assert behind[proposal] == {"text": "We say what is.", "cluster": honesty, "kind": "wording"}
    needs = [id for id, text in behind.items() if text["kind"] == "need"]
    room.lead("hide_text", item=needs[0])
    room.lead("lift_curtain")
    assert "waiting" not in room.shared["agree"]
    value = room.shared["agree"]["values"][honesty]
    assert list(value["wordings"]) == [proposal]
    assert value["rounds"][0]["needs"] == ["Say it kindly"] * 5
    room.lead("hide_text", item=proposal)
    assert "wordings" not in room.shared["agree"]["values"][honesty]


def test_AGREE_7_a_proposal_behind_the_curtain_changes_nothing_others_are_sent() -> None:
    rooms = []
    for statement in ("We say what is.", "We are kind."):
        room, clusters = agreeing()
        room.does(room.people[0], "propose_wording", cluster=clusters["Honesty"], statement=statement)
        rooms.append(room)
    one, other = rooms
    assert one.shared == other.shared
    assert one.mine(one.people[1]) == other.mine(other.people[1])


def test_AGREE_8_who_could_live_with_a_wording_is_counted() -> None:
    room, clusters = agreeing()
    amara, jonas = room.people[:2]
    wording = room.does(amara, "propose_wording", cluster=clusters["Honesty"], statement="We say what is.")
    assert code_of(room.say(jonas, "can_live_with", wording=wording, yes=True)) == "no_such_wording"
    room.lead("lift_curtain")
    for yes, count in ((True, 2), (True, 2), (False, 1)):
        room.say(jonas, "can_live_with", wording=wording, yes=yes)
        shown = room.shared["agree"]["values"][clusters["Honesty"]]["wordings"][wording]
        assert shown == {"name": "Honesty", "statement": "We say what is.", "can_live": count}


def test_AGREE_9_a_value_is_set_aside_brought_back_or_left_open_with_a_date() -> None:
    room, clusters = agreeing()
    honesty = clusters["Honesty"]
    room.lead("set_aside", cluster=honesty)
    assert code_of(room.say(HOST, "adopt", cluster=honesty)) == "not_on_the_table"
    room.lead("bring_back", cluster=honesty)
    assert room.shared["agree"]["values"][honesty]["status"] == "proposed"
    room.lead("leave_open", cluster=honesty, date="2027-01-15")
    value = room.shared["agree"]["values"][honesty]
    assert (value["status"], value["date"]) == ("left_open", "2027-01-15")


def test_AGREE_10_levels_7_and_8_are_one_in_the_spread() -> None:
    room, honesty = asked(1, 1, 1, 1, 7, 8)
    assert room.shared["agree"]["values"][honesty]["rounds"][0]["spread"] == {"full": 4, "against": 2}
