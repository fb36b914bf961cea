"""Values that people put in, the cards they stand on, and the wall."""

from typing import Any

import pytest

from tests.domain.vocabulary import HOST, Workshop, clustered, code_of


def reflecting(people: int = 3, **settings: Any) -> Workshop:
    room = Workshop(people, **settings)
    room.goes_to("reflect")
    return room


def labels(room: Workshop) -> list[str]:
    return sorted(card["label"] for card in room.shared["cards"].values())


def test_REFLECT_1_one_more_than_the_rooms_number_is_refused() -> None:
    room = reflecting(values_per_person=2)
    for label in ("Honesty", "Craft"):
        room.does(room.people[0], "add_value", label=label)
    assert room.mine(room.people[0])["may_add"] is False
    assert code_of(room.say(room.people[0], "add_value", label="Fun")) == "enough_values"


@pytest.mark.parametrize("stage", ["reflect", "share"])
def test_REFLECT_2_what_someone_wrote_changes_nothing_that_others_are_sent(stage: str) -> None:
    rooms = []
    for label, story in (("Honesty", "A day in May"), ("Craft", "Another day")):
        room = reflecting()
        room.does(room.people[0], "add_value", label=label, story=story, show_story=True)
        if stage == "share":
            room.goes_to("share")
        rooms.append(room)
    one, other = rooms
    assert one.shared == other.shared
    assert one.mine(one.people[1]) == other.mine(other.people[1])
    assert one.mine(HOST) == other.mine(HOST)
    assert "cards" not in one.shared
    assert (one.lead_view == other.lead_view) is (stage == "reflect")


def test_REFLECT_3_values_change_until_a_vote_has_been_opened() -> None:
    room, _ = clustered()
    amara = room.people[0]
    (value,) = room.mine(amara)["values"]
    room.does(amara, "edit_value", value=value, label="Candour")
    added = room.does(amara, "add_value", label="Play")
    room.does(amara, "remove_value", value=added)
    room.goes_to("vote")
    room.lead("open_vote", k=3)
    assert code_of(room.say(amara, "edit_value", value=value, label="Honesty")) == "values_closed"
    assert code_of(room.say(amara, "remove_value", value=value)) == "values_closed"
    assert code_of(room.say(amara, "add_value", label="Play")) == "values_closed"
    room.lead("close_vote")
    room.goes_to("reflect")
    room.does(amara, "edit_value", value=value, label="Honesty")


def test_REFLECT_4_somebody_elses_value_is_as_unknown_as_none() -> None:
    room = reflecting()
    theirs = room.does(room.people[0], "add_value", label="Honesty")
    for value in (theirs, "never-there-00"):
        assert code_of(room.say(room.people[1], "edit_value", value=value, label="X")) == "no_such_value"
        assert code_of(room.say(room.people[1], "remove_value", value=value)) == "no_such_value"


def test_REFLECT_5_begun_and_done_are_counted() -> None:
    room = reflecting(values_per_person=1)
    room.does(room.people[0], "start_reflecting")
    room.does(room.people[1], "add_value", label="Honesty")
    counts = room.shared["counts"]
    assert (counts["begun"], counts["done"], counts["values"]) == (2, 1, 1)


def test_REFLECT_6_a_latecomers_value_lands_on_the_wall_not_yet_placed() -> None:
    room, _ = clustered()
    late = room.joins("Noor")
    room.does(late, "add_value", label="Patience")
    assert room.mine(late)["late"] == "cluster"
    assert "cluster" not in room.shared["cards"][room.card("Patience")]
    assert "late" not in room.mine(room.people[0])


def test_CARD_1_equal_folded_labels_are_one_card_under_its_most_frequent_spelling() -> None:
    room = reflecting()
    for who, label in zip(room.people, ("honesty", "Honesty", "ＨONESTY  "), strict=True):
        room.does(who, "add_value", label=label)
    room.does(room.people[0], "add_value", label="Honesty")
    room.goes_to("share")
    room.lead("lift_curtain")
    assert [(c["label"], c["count"]) for c in room.shared["cards"].values()] == [("Honesty", 4)]


def test_CARD_2_an_edited_label_leaves_its_card_and_an_empty_card_disappears() -> None:
    room = reflecting()
    value = room.does(room.people[0], "add_value", label="Honesty")
    room.goes_to("share")
    room.lead("lift_curtain")
    room.lead("spotlight", card=room.card("Honesty"))
    room.does(room.people[0], "edit_value", value=value, label="Candour")
    assert labels(room) == ["Candour"]
    assert "spotlight" not in room.shared
    room.does(room.people[0], "remove_value", value=value)
    assert room.shared["cards"] == {}


def test_CARD_3_no_order_tells_when_or_by_whom() -> None:
    orders = []
    for words in (("Honesty", "Craft", "Fun", "Rest"), ("Rest", "Fun", "Craft", "Honesty")):
        room = reflecting(4)
        for who, label in zip(room.people, words, strict=True):
            room.does(who, "add_value", label=label)
        room.goes_to("share")
        behind = list(room.lead_view["cards"])
        room.lead("lift_curtain")
        assert list(room.shared["cards"]) == behind
        orders.append(behind)
    assert orders[0] == orders[1]


def test_CARD_4_a_story_is_shown_only_when_its_writer_said_so() -> None:
    room = reflecting()
    room.does(room.people[0], "add_value", label="Honesty", story="Told", show_story=True)
    room.does(room.people[1], "add_value", label="Honesty", story="Kept")
    room.goes_to("share")
    card = room.lead_view["cards"][room.card("Honesty")]
    assert (card["stories"], card["more_stories"]) == (["Told"], 1)


@pytest.mark.parametrize("open_names", [True, False])
def test_CARD_5_only_with_open_names_a_card_names_its_authors(open_names: bool) -> None:
    room = reflecting(open_names=open_names)
    for who in room.people[:2]:
        room.does(who, "add_value", label="Honesty")
    room.goes_to("share")
    room.lead("lift_curtain")
    room.does(HOST, "remove_member", member=room.people[0])
    assert room.shared["cards"][room.card("Honesty")].get("by") == ([room.people[1]] if open_names else None)


def test_SHARE_1_before_the_curtain_is_lifted_the_lead_alone_sees_the_wall() -> None:
    room = reflecting()
    room.does(room.people[0], "add_value", label="Honesty")
    room.goes_to("share")
    assert room.shared["curtain"] == "down"
    assert "cards" not in room.shared
    assert list(room.lead_view["cards"]) == [room.card("Honesty")]
    room.lead("lift_curtain")
    assert labels(room) == ["Honesty"]
    assert "cards" not in room.lead_view


def test_SHARE_2_a_hidden_card_is_the_leads_alone_and_comes_back_unharmed() -> None:
    room, _ = clustered()
    card, before = room.card("Fun"), room.shared
    room.goes_to("share")
    room.lead("hide_card", card=card)
    assert card not in room.shared["cards"]
    assert room.lead_view["hidden"] == {card: {"label": "Fun", "count": 1}}
    assert code_of(room.say(HOST, "spotlight", card=card)) == "no_such_card"
    room.lead("unhide_card", card=card)
    assert room.shared["cards"] == before["cards"]


def test_SHARE_3_the_spotlight_leaves_a_card_that_is_hidden() -> None:
    room = reflecting()
    room.does(room.people[0], "add_value", label="Honesty")
    room.goes_to("share")
    room.lead("spotlight", card=room.card("Honesty"))
    assert "spotlight" not in room.shared
    room.lead("lift_curtain")
    assert room.shared["spotlight"] == room.card("Honesty")
    room.lead("hide_card", card=room.card("Honesty"))
    assert "spotlight" not in room.shared
