import json
import re
from pathlib import Path
from typing import Any

import pytest

from app.charter import room_shapes
from app.charter.room import room_data, room_json
from app.charter.room_shapes import RoomData
from app.charter.table import COLUMNS, room_csv
from app.domain.terms import STAGES
from tests.domain.vocabulary import HOST, Workshop, agreeing, clustered


def exported(room: Workshop) -> RoomData:
    return room_data(room.shared)


def both(room: Workshop) -> str:
    """Data and table, as text."""
    data = exported(room)
    return room_json(data).decode() + room_csv(data).decode()


def told() -> Workshop:
    """A workshop at `commit` that has something of everything."""
    room, clusters = agreeing(host_takes_part=False)
    honesty, craft = clusters["Honesty"], clusters["Craft"]
    room.lead("open_rounds", clusters=[honesty, craft])
    room.answers(honesty, 2, 1, 1, 1, 1, 1, need="not on Fridays")
    room.answers(craft, 8, 8)
    room.does(room.people[3], "propose_wording", cluster=honesty, statement="We say it early.")
    room.lead("close_rounds")
    room.lead("lift_curtain")
    room.lead("adopt", cluster=honesty)
    room.goes_to("commit")
    behaviour = room.does(room.people[1], "add_behaviour", cluster=honesty, text="When late, we say so.")
    room.lead("accept_behaviour", behaviour=behaviour)
    room.does(room.people[2], "endorse", behaviour=behaviour)
    room.does(room.people[2], "add_behaviour", cluster=honesty, text="No gossip", kind="wont")
    room.lead("add_commitment", text="A Friday note", owner=room.people[0], due="2026-12-01")
    room.does(room.people[0], "sign", named=True, reservation="counts for calls too")
    room.does(room.people[1], "sign", named=False, reservation="three would do")
    return room


def test_EXPORT_2_at_each_stage_it_has_what_everyone_is_shown_there() -> None:
    room = told()
    seen = {}
    for stage in STAGES[:-1]:
        room.lead("go_to", stage=stage)
        seen[stage] = exported(room).keys() - {"format", "room", "title", "language", "stage", "scale"}
    bare = {"open_names", "people"}
    assert seen["lobby"] == seen["reflect"] == bare
    assert seen["share"] == bare | {"cards"}
    assert seen["cluster"] == seen["vote"] == bare | {"cards", "clusters"}
    assert seen["agree"] == seen["vote"] | {"values"}
    assert seen["commit"] == seen["agree"] | {"behaviours", "charter"}


def test_EXPORT_2_nothing_from_behind_a_curtain_hidden_or_kept_is_in_it() -> None:
    room = Workshop(3)
    room.goes_to("reflect")
    first, second, third = room.people
    room.does(first, "add_value", label="Unseen", story="Unshown")
    room.does(second, "add_value", label="Hurtful")
    room.does(third, "park", text="Unparked")
    assert not any(word in both(room) for word in ("Unseen", "Unshown", "Hurtful", "Unparked"))
    assert exported(room)["people"] == {"taking_part": 3}
    room.goes_to("share")
    room.lead("hide_card", card=room.card("Hurtful"))
    assert "Unseen" not in both(room)
    room.lead("lift_curtain")
    assert "Unseen" in both(room)
    assert not any(word in both(room) for word in ("Unshown", "Hurtful", "Unparked"))
    assert exported(room)["cards"] == [{"label": "Unseen", "count": 1, "stories": [], "more_stories": 1}]


def test_EXPORT_2_what_was_erased_is_in_it_no_more() -> None:
    room = told()
    room.does(room.people[0], "erase_mine", parts=["everything"], name="Someone")
    room.does(room.people[1], "erase_mine", parts=["everything"], name="Someone else")
    for word in ("Amara", "counts for calls too", "three would do"):
        assert word not in both(room)
    assert exported(room)["charter"]["signatures"] == {"names": [], "without_name": 0, "reservations": []}


def test_EXPORT_2_of_an_open_ballot_there_is_nothing_not_even_how_many_answered() -> None:
    room, clusters = clustered()
    room.goes_to("vote")
    before = exported(room)
    room.lead("open_vote", k=2)
    room.does(room.people[0], "place_dot", ballot=room.ballot(), cluster=clusters["Fun"])
    assert exported(room) == before

    room, clusters = agreeing()
    room.lead("open_rounds")
    open_ = exported(room)
    room.answers(clusters["Honesty"], 8, need="Not this")
    assert exported(room) == open_
    assert open_["values"][0]["rounds"] == []


@pytest.mark.parametrize(("answers", "shows"), [(4, False), (5, True)])
def test_EXPORT_2_of_a_closed_ballot_with_too_few_answers_there_is_their_number_alone(
    answers: int, shows: bool
) -> None:
    room, clusters = clustered()
    room.goes_to("vote")
    room.lead("open_vote", k=2)
    for who in room.people[:answers]:
        room.does(who, "place_dot", ballot=room.ballot(), cluster=clusters["Fun"])
    room.lead("close_vote")
    vote: dict[str, Any] = dict(exported(room)["vote"])
    assert (vote.pop("answered"), vote.pop("of")) == (answers, 6)
    assert ("results" in vote) == ("reach" in vote) == shows
    assert (
        "dots" in [line.split('"')[1] for line in room_csv(exported(room)).decode().split("\r\n")[1:-1]]
    ) == shows

    room, clusters = agreeing()
    room.lead("open_rounds")
    room.answers(clusters["Honesty"], *[8] * answers, need="Not this")
    room.lead("close_rounds")
    room.lead("lift_curtain")
    round = next(value for value in exported(room)["values"] if value["name"] == "Honesty")["rounds"][0]
    assert (round["answered"], round["of"]) == (answers, 6)
    assert ("spread" in round) == ("result" in round) == bool(round["needs"]) == shows


def test_EXPORT_3_no_id_is_in_it_and_no_name_but_of_those_who_spoke_with_theirs() -> None:
    room = told()
    text = both(room)
    cards = list(room.state.cards)
    assert not any(id in text for id in ("id-0", HOST, *cards))
    assert [name for name in ("Amara", "Jonas", "Mei-Lin", "Tobias", "Henrik") if name in text] == ["Amara"]
    charter = exported(room)["charter"]
    assert charter["signatures"]["names"] == ["Amara"]
    assert [item["owner"] for item in charter["commitments"]] == ["Amara"]


@pytest.mark.parametrize("open_names", [True, False])
def test_EXPORT_3_cards_name_their_authors_in_open_rooms_alone(open_names: bool) -> None:
    room, _ = clustered(2, ("Honesty", "Craft"), open_names=open_names)
    authors = {card["label"]: card.get("by") for card in exported(room)["cards"]}
    assert authors == ({"Honesty": ["Amara"], "Craft": ["Jonas"]} if open_names else dict.fromkeys(authors))
    assert ("Amara" in both(room)) == open_names


def test_EXPORT_3_its_order_tells_neither_who_came_first_nor_who_wrote_what() -> None:
    labels = ["Honesty", "Craft", "Rest", "Fun"]

    def shared_by(order: list[str], people: list[int]) -> str:
        room = Workshop(4)
        room.goes_to("reflect")
        for label, place in zip(order, people, strict=True):
            who = room.people[place]
            room.does(who, "add_value", label=label, story=f"Of {label}", show_story=True)
            room.does(who, "add_value", label="Courage", story=f"When {label}", show_story=True)
        room.goes_to("share")
        room.lead("lift_curtain")
        return both(room)

    assert shared_by(labels, [0, 1, 2, 3]) == shared_by(labels[::-1], [2, 3, 1, 0])


def test_EXPORT_5_table_and_data_say_the_same() -> None:
    room = told()
    data, table = exported(room), room_csv(exported(room)).decode()

    def words(part: Any) -> set[str]:
        if isinstance(part, dict):
            return {word for value in part.values() for word in words(value)}
        if isinstance(part, list):
            return {word for value in part for word in words(value)}
        return {part} if isinstance(part, str) else set()

    settings = {data["format"], data["room"], data["language"], data["scale"]}
    of_charter = {data["charter"]["format"], data["charter"]["digest"]}
    assert {
        word for word in words(json.loads(room_json(data))) - settings - of_charter if word not in table
    } == set()


def test_EXPORT_5_every_field_column_and_part_is_described() -> None:
    described = set(
        re.findall(r"`([^`]+)`", (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8"))
    )
    shapes = [
        shape for name, shape in vars(room_shapes).items() if name.endswith("Data") and name != "CharterData"
    ]
    fields = {field for shape in shapes for field in shape.__annotations__}
    parts = {line.split('"')[1] for line in room_csv(exported(told())).decode("utf-8-sig").split("\r\n")[:-1]}
    assert fields | set(COLUMNS) | parts <= described
