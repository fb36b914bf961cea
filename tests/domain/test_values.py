"""Reflecting and sharing: values of one's own, the cards they make, the curtain before the wall."""

import json
from typing import Any

import pytest

from app.domain.turn import Turn
from tests.domain.vocabulary import HOST, Workshop, clustered, code_of


def writing(people: int = 3, **settings: Any) -> Workshop:
    room = Workshop(people, **settings)
    room.goes_to("reflect")
    return room


def shown(room: Workshop) -> Workshop:
    """The same room, with the curtain lifted."""
    if room.shared["stage"] != "share":
        room.goes_to("share")
    room.lead("lift_curtain")
    return room


def labels(room: Workshop) -> dict[str, int]:
    """What the wall shows: label → count."""
    return {card["label"]: card["count"] for card in room.shared.get("cards", {}).values()}


def test_REFLECT_1_one_value_more_than_the_room_allows_is_refused() -> None:
    room = writing(values_per_person=2)
    amara = room.people[0]
    first = room.does(amara, "add_value", label="Honesty")
    room.does(amara, "add_value", label="Craft")
    assert not room.mine(amara)["may_add"]
    assert code_of(room.say(amara, "add_value", label="Rest")) == "enough_values"
    room.does(amara, "remove_value", value=first)
    room.does(amara, "add_value", label="Rest")
    assert len(room.mine(amara)["values"]) == 2


def test_REFLECT_2_before_the_curtain_nobody_else_is_sent_a_word() -> None:
    room = writing()
    amara, jonas, _ = room.people
    room.does(amara, "add_value", label="Honesty", story="The date was wrong.", show_story=True)
    for stage in ("reflect", "share"):
        if stage == "share":
            room.goes_to("share")
        for view in (room.shared, room.mine(jonas), room.mine(HOST)):
            assert "Honesty" not in json.dumps(view)
            assert "wrong" not in json.dumps(view)
    assert "Honesty" in json.dumps(room.mine(amara))


def test_REFLECT_2_while_people_write_the_lead_sees_nothing_either() -> None:
    room = writing()
    room.does(room.people[0], "add_value", label="Honesty")
    assert "Honesty" not in json.dumps(room.lead_view)


def test_REFLECT_2_two_rooms_that_differ_in_what_is_hidden_send_the_same() -> None:
    one, other = writing(), writing()
    for room, label in ((one, "Honesty"), (other, "Craft, and a good night's sleep")):
        room.does(room.people[0], "add_value", label=label, story=label, show_story=True)
        room.goes_to("share")
    assert json.dumps(one.shared) == json.dumps(other.shared)
    assert json.dumps(one.mine(one.people[1])) == json.dumps(other.mine(other.people[1]))


def test_REFLECT_3_values_change_until_a_vote_has_been_opened() -> None:
    room, _ = clustered()
    amara = room.people[0]
    value = next(iter(room.mine(amara)["values"]))
    room.does(amara, "edit_value", value=value, story="Once")
    room.goes_to("vote")
    room.does(amara, "edit_value", value=value, story="Twice")
    room.lead("open_vote", k=3)
    assert code_of(room.say(amara, "edit_value", value=value, story="Late")) == "values_closed"
    assert code_of(room.say(amara, "add_value", label="Late")) == "values_closed"
    assert code_of(room.say(amara, "remove_value", value=value)) == "values_closed"
    assert not room.mine(amara)["may_add"]


def test_REFLECT_4_somebody_elses_value_is_as_unknown_as_none() -> None:
    room = writing()
    value = room.does(room.people[0], "add_value", label="Honesty")
    for id in (value, "never-there-0"):
        assert code_of(room.say(room.people[1], "edit_value", value=id, label="Mine")) == "no_such_value"
        assert code_of(room.say(room.people[1], "remove_value", value=id)) == "no_such_value"


def test_REFLECT_5_the_room_counts_who_has_begun_and_who_is_done() -> None:
    room = writing(values_per_person=1)
    amara, jonas, mei = room.people
    room.does(amara, "add_value", label="Honesty")
    room.does(jonas, "start_reflecting")
    assert room.shared["counts"] == {
        "taking_part": 3,
        "begun": {"of": 3, "count": 2},
        "done": {"of": 3, "count": 1},
        "values": 1,
        "moved": 0,
    }
    room.does(mei, "set_ready", ready=True)
    assert room.lead_view["counts"] == {"begun": 3, "done": 2, "ready": 1, "values": 1}


def test_LEAD_6_while_people_write_nobody_but_the_lead_is_sent_how_few_are_missing() -> None:
    room = Workshop(9, values_per_person=1)
    room.goes_to("reflect")
    *early, last = room.people
    for place, member in enumerate(early):
        room.does(member, "add_value", label=f"Value {place}")
    assert room.shared["counts"] == {
        "taking_part": 9,
        "begun": {"of": 9, "nearly": True},
        "done": {"of": 9, "nearly": True},
        "moved": 0,
    }
    assert room.lead_view["counts"] == {"begun": 8, "done": 8, "ready": 0, "values": 8}
    room.does(last, "add_value", label="The last")
    counts = room.shared["counts"]
    assert (counts["done"], counts["values"]) == ({"of": 9, "count": 9}, 9)
    room.goes_to("share")
    assert "contributors" not in room.shared["counts"]
    room.lead("lift_curtain")
    assert room.shared["counts"]["contributors"] == 9


def test_REFLECT_6_a_latecomers_values_land_not_yet_placed() -> None:
    room, clusters = clustered()
    late = room.joins("Late")
    assert room.mine(late)["late"] == "cluster"
    assert room.mine(late)["may_add"]
    room.does(late, "add_value", label="Wonder")
    assert "cluster" not in room.shared["cards"][room.card("Wonder")]
    room.does(late, "add_value", label="honesty")
    assert room.shared["cards"][room.card("Honesty")]["cluster"] == clusters["Honesty"]


@pytest.mark.parametrize("same", ["honesty", "  HONESTY ", "Ｈonesty", "Honesty\u00a0"])
def test_CARD_1_equal_folded_labels_are_one_card(same: str) -> None:
    room = writing()
    room.does(room.people[0], "add_value", label="Honesty")
    room.does(room.people[1], "add_value", label=same)
    assert list(labels(shown(room)).values()) == [2]


def test_CARD_1_the_most_frequent_spelling_shows() -> None:
    room = writing()
    for who, label in zip(room.people, ("honesty", "Honesty", "Honesty"), strict=True):
        room.does(who, "add_value", label=label)
    assert labels(shown(room)) == {"Honesty": 3}


def test_CARD_1_near_equal_labels_stay_apart() -> None:
    room = writing()
    room.does(room.people[0], "add_value", label="Honesty")
    room.does(room.people[1], "add_value", label="Honest")
    assert labels(shown(room)) == {"Honesty": 1, "Honest": 1}


def test_CARD_2_an_edited_label_leaves_its_card_and_an_empty_one_disappears() -> None:
    room = writing()
    one = room.does(room.people[0], "add_value", label="Honesty")
    other = room.does(room.people[1], "add_value", label="Honesty")
    shown(room)
    room.does(room.people[0], "edit_value", value=one, label="Craft")
    assert labels(room) == {"Honesty": 1, "Craft": 1}
    room.does(room.people[1], "remove_value", value=other)
    assert labels(room) == {"Craft": 1}


def test_CARD_2_a_card_that_disappears_takes_the_spotlight_with_it() -> None:
    room = writing()
    value = room.does(room.people[0], "add_value", label="Honesty")
    room.does(room.people[1], "add_value", label="Craft")
    shown(room)
    room.lead("spotlight", card=room.card("Honesty"))
    room.does(room.people[0], "remove_value", value=value)
    assert "spotlight" not in room.shared


def test_CARD_3_a_cards_id_follows_from_the_salt_and_the_label_alone() -> None:
    one, other, elsewhere = writing(), writing(), writing(salt="another")
    one.does(one.people[0], "add_value", label="Rest")
    one.does(one.people[0], "add_value", label="Honesty")
    other.does(other.people[2], "add_value", label="honesty ")
    elsewhere.does(elsewhere.people[0], "add_value", label="Honesty")
    assert one.card("Honesty") == other.card("honesty")
    assert one.card("Honesty") != elsewhere.card("Honesty")


def test_CARD_3_no_order_tells_when_or_by_whom() -> None:
    orders = []
    for words in (("Honesty", "Craft", "Fun"), ("Fun", "Craft", "Honesty")):
        room = writing()
        for who, label in zip(room.people, words, strict=True):
            room.does(who, "add_value", label=label)
        room.goes_to("share")
        behind = list(room.lead_view["cards"])
        assert list(shown(room).shared["cards"]) == behind
        orders.append(behind)
    assert orders[0] == orders[1]


def test_CARD_4_a_story_shows_only_when_its_writer_said_so() -> None:
    room = writing()
    room.does(room.people[0], "add_value", label="Honesty", story="Kept to myself.")
    room.does(room.people[1], "add_value", label="Honesty", story="For everyone.", show_story=True)
    card = shown(room).shared["cards"][room.card("Honesty")]
    assert card["stories"] == ["For everyone."]
    assert card["more_stories"] == 1
    assert "myself" not in json.dumps(room.shared)


def test_CARD_5_with_open_names_a_card_names_its_authors() -> None:
    for open_names in (True, False):
        room = writing(open_names=open_names)
        room.does(room.people[1], "add_value", label="Honesty")
        card = shown(room).shared["cards"][room.card("Honesty")]
        assert card.get("by") == ([room.people[1]] if open_names else None)


def test_SHARE_1_behind_the_curtain_the_lead_alone_sees_the_wall_without_authors() -> None:
    room = writing(open_names=False)
    room.does(room.people[0], "add_value", label="Honesty", story="Kept.", show_story=False)
    room.goes_to("share")
    assert "cards" not in room.shared
    assert room.shared["curtain"] == "down"
    (card,) = room.lead_view["cards"].values()
    assert (card["label"], card["count"]) == ("Honesty", 1)
    assert room.people[0] not in json.dumps(room.lead_view)
    assert "Kept." not in json.dumps(room.lead_view)


def test_SHARE_2_a_hidden_card_is_the_leads_alone_and_comes_back_unharmed() -> None:
    room = writing()
    for who in room.people[:2]:
        room.does(who, "add_value", label="Hurtful")
    room.goes_to("share")
    card = room.card("Hurtful")
    room.lead("hide_card", card=card)
    room.lead("lift_curtain")
    assert "Hurtful" not in json.dumps(room.shared)
    assert room.lead_view["hidden"] == {card: {"label": "Hurtful", "count": 2}}
    room.lead("unhide_card", card=card)
    assert labels(room) == {"Hurtful": 2}


def test_SHARE_2_its_writer_cannot_lift_it_by_taking_it_out_and_putting_it_in_again() -> None:
    room = writing()
    value = room.does(room.people[0], "add_value", label="Hurtful")
    shown(room)
    room.lead("hide_card", card=room.card("Hurtful"))
    room.does(room.people[0], "remove_value", value=value)
    room.does(room.people[0], "add_value", label="hurtful")
    assert labels(room) == {}
    room.lead("unhide_card", card=room.card("hurtful"))
    assert labels(room) == {"hurtful": 1}


def test_SHARE_3_the_spotlight_lies_on_a_visible_card_or_on_none() -> None:
    room = writing()
    for who, label in zip(room.people, ("Honesty", "Hidden"), strict=False):
        room.does(who, "add_value", label=label)
    shown(room)
    room.lead("hide_card", card=room.card("Hidden"))
    assert code_of(room.say(HOST, "spotlight", card=room.card("Hidden"))) == "no_such_card"
    room.lead("spotlight", card=room.card("Honesty"))
    assert room.shared["spotlight"] == room.card("Honesty")
    room.lead("hide_card", card=room.card("Honesty"))
    assert "spotlight" not in room.shared
    came = room.say(HOST, "spotlight", card=None)
    assert isinstance(came, Turn)
