"""What a host brings to the reflecting: how many are picked, kept and put in, and a deck."""

import pytest
from hypothesis import given, strategies as st

from app.domain import commands as c
from app.domain.own_deck import DeckEntry
from app.domain.refusal import Refused
from app.domain.terms import MOST_PICKED, MOST_PUT_IN
from app.domain.turn import Turn
from tests.domain.vocabulary import HOST, Workshop, code_of

CRAFT, REST = DeckEntry("Craft", "We sign what we make.", "Quality"), DeckEntry("Rest")


def steps(room: Workshop) -> tuple[int, int, int]:
    asked = room.shared["settings"]
    return asked["pick_up_to"], asked["keep_up_to"], asked["values_per_person"]


def sets_deck(room: Workshop, *entries: DeckEntry, who: str = HOST) -> object:
    return room._take(who, c.SetDeck(id=room.new_id(), entries=entries))


def test_DECK_9_ten_are_picked_five_kept_and_three_put_in_unless_the_host_says_otherwise() -> None:
    room = Workshop()
    assert steps(room) == (10, 5, 3)
    room.lead("change_settings", pick_up_to=12, keep_up_to=6, values_per_person=4)
    assert steps(room) == (12, 6, 4)
    assert steps(Workshop(pick_up_to=8, keep_up_to=4, values_per_person=2)) == (8, 4, 2)


def test_DECK_9_what_is_not_named_makes_way() -> None:
    assert steps(Workshop(values_per_person=7)) == (10, 7, 7)
    room = Workshop()
    room.lead("change_settings", keep_up_to=12)
    assert steps(room) == (12, 12, 3)
    room.lead("change_settings", title="Us")
    assert steps(room) == (12, 12, 3)


@pytest.mark.parametrize("asked", [{"pick_up_to": 4}, {"keep_up_to": 2}, {"pick_up_to": 6, "keep_up_to": 7}])
def test_DECK_9_none_is_smaller_than_the_next(asked: dict[str, int]) -> None:
    room = Workshop()
    assert code_of(room.say(HOST, "change_settings", **asked)) == "narrowing_upwards"
    assert steps(room) == (10, 5, 3)


_NUMBER = st.none() | st.integers(1, MOST_PICKED)


@given(st.lists(st.tuples(_NUMBER, _NUMBER, st.none() | st.integers(1, MOST_PUT_IN)), max_size=5))
def test_DECK_9_whatever_is_asked_each_number_holds_the_next(
    asked: list[tuple[int | None, int | None, int | None]],
) -> None:
    room = Workshop()
    for pick, keep, put_in in asked:
        named = {"pick_up_to": pick, "keep_up_to": keep, "values_per_person": put_in}
        came = room.say(HOST, "change_settings", **{name: n for name, n in named.items() if n})
        first, middle, last = steps(room)
        assert first >= middle >= last
        if isinstance(came, Turn):
            assert all(now == n for now, n in zip(steps(room), (pick, keep, put_in), strict=True) if n)


def test_DECK_11_the_hosts_deck_is_saved_with_the_room_and_its_families_are_in_no_view() -> None:
    room = Workshop(1)
    assert "deck" not in room.shared
    sets_deck(room, CRAFT, REST)
    assert room.state.deck == (CRAFT, REST)
    seen = room.shared["deck"]
    assert seen["values"] == 2
    assert "Quality" not in str((room.shared, room.lead_view, room.mine(room.people[0])))
    sets_deck(room, CRAFT)
    assert room.shared["deck"]["mark"] != seen["mark"]
    sets_deck(room)
    assert "deck" not in room.shared


def test_DECK_11_a_room_opens_with_the_deck_it_is_given() -> None:
    assert Workshop(deck=(CRAFT,)).state.deck == (CRAFT,)


def test_DECK_11_the_host_alone_sets_it_and_not_once_values_are_looked_at() -> None:
    room = Workshop(1)
    room.lead("hand_lead_to", member=room.people[0])
    assert code_of(sets_deck(room, CRAFT, who=room.people[0])) == "host_only"
    room.goes_to("reflect")
    sets_deck(room, CRAFT)
    room.goes_to("share")
    assert code_of(sets_deck(room, REST)) == "deck_too_late"
    assert room.state.deck == (CRAFT,)


def test_DECK_11_no_frame_sets_a_deck() -> None:
    came = c.parse({"type": "set_deck", "id": "id-00000001", "entries": []})
    assert isinstance(came, Refused)
    assert came.code == "unknown_command"


def test_DECK_14_nothing_goes_in_by_itself() -> None:
    room = Workshop(2)
    room.goes_to("reflect")
    before = room.state.values
    room.does(room.people[0], "start_reflecting")
    room.lead("last_call")
    room.goes_to("share", "cluster")
    assert room.state.values == before == {}
    assert room.mine(room.people[0])["may_add"]


@pytest.mark.parametrize("story", ["", "   ", "\n \t\n"])
def test_DECK_15_an_empty_story_is_none(story: str) -> None:
    room = Workshop(2)
    room.goes_to("reflect")
    mei, jonas = room.people
    value = room.does(mei, "add_value", label="Craft", story=story, show_story=True)
    assert room.mine(mei)["values"][value] == {
        "label": "Craft",
        "show_story": False,
        "card": room.card("Craft"),
    }
    told = room.does(jonas, "add_value", label="Craft", story="That Tuesday.", show_story=True)
    room.goes_to("share")
    room.lead("lift_curtain")
    assert room.shared["cards"][room.card("Craft")]["stories"] == ["That Tuesday."]
    room.does(jonas, "edit_value", value=told, story=story)
    card = room.shared["cards"][room.card("Craft")]
    assert (card.get("stories"), card.get("more_stories")) == (None, None)
    assert room.mine(jonas)["values"][told]["show_story"] is False
