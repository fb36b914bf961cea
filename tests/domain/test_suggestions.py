"""Suggested clusters in a room: who asks, what accepting does, and what has become of the cards meanwhile."""

import pytest

from app.data.lexicon import lexicon
from app.domain import commands as c
from app.domain.clusters import alone
from app.domain.method.suggest import suggest
from app.domain.turn import Context, Turn, take
from tests.domain.vocabulary import HOST, Workshop, code_of

LABELS = ("Honesty", "truth", "candour", "Kindness", "caring", "Zeppelin")


def at_cluster() -> Workshop:
    room = Workshop(6)
    room.goes_to("reflect")
    for who, label in zip(room.people, LABELS, strict=True):
        room.does(who, "add_value", label=label)
    room.goes_to("share", "cluster")
    return room


def worked_out(room: Workshop, request: str) -> c.RecordSuggestions:
    made = tuple(suggest(alone(room.state), lexicon()))
    return c.RecordSuggestions(id=room.new_id(), request=request, basis_seq=room.state.seq, suggestions=made)


def fails(room: Workshop, request: str) -> None:
    records(room, c.FailSuggestions(id=room.new_id(), request=request))


def records(room: Workshop, command: c.RecordSuggestions | c.FailSuggestions) -> None:
    came = take(room.state, command, Context(room.at, "", frozenset(), room.keys, b"-" * 32))
    assert isinstance(came, Turn)
    room.state, room.log = came.state, [*room.log, *came.entries]


def suggested() -> tuple[Workshop, dict[str, str]]:
    """A room with its suggestions, and their ids by name."""
    room = at_cluster()
    records(room, worked_out(room, room.lead("suggest_clusters")))
    return room, {one["name"]: id for id, one in room.lead_view["suggestions"].items()}


def clusters(room: Workshop) -> dict[str, set[str]]:
    names = {id: cluster["name"] for id, cluster in room.shared["clusters"].items()}
    held: dict[str, set[str]] = {name: set() for name in names.values()}
    for card in room.shared["cards"].values():
        if "cluster" in card:
            held[names[card["cluster"]]].add(card["label"])
    return held


def test_SUGGEST_7_the_lead_sees_them_once_they_are_there() -> None:
    room = at_cluster()
    assert "suggestions" not in room.lead_view
    request = room.lead("suggest_clusters")
    assert room.lead_view.get("suggesting") is True
    records(room, worked_out(room, request))
    assert "suggesting" not in room.lead_view
    shown = room.lead_view["suggestions"].values()
    assert {one["name"]: len(one["cards"]) for one in shown} == {"Honesty": 3, "Kindness": 2}
    why = {card: reason for one in shown for card, reason in one["cards"].items()}
    assert why[room.card("truth")] == {"kind": "named", "text": "Honesty"}


@pytest.mark.parametrize("type", ["suggest_clusters", "accept_all_suggestions"])
def test_SUGGEST_7_they_are_the_leads_and_the_stages(type: str) -> None:
    room, _ = suggested()
    assert code_of(room.say(room.people[0], type)) == "lead_only"
    room.goes_to("vote")
    assert code_of(room.say(HOST, type)) == "wrong_stage"
    assert "suggestions" not in room.lead_view
    room.goes_to("cluster")
    assert "suggestions" not in room.lead_view


def test_SUGGEST_7_a_rejected_one_is_gone() -> None:
    room, ids = suggested()
    room.lead("reject_suggestion", suggestion=ids["Honesty"])
    assert [one["name"] for one in room.lead_view["suggestions"].values()] == ["Kindness"]
    assert code_of(room.say(HOST, "accept_suggestion", suggestion=ids["Honesty"])) == "no_such_suggestion"
    assert code_of(room.say(HOST, "reject_suggestion", suggestion=ids["Honesty"])) == "no_such_suggestion"
    assert clusters(room) == {}


def test_SUGGEST_8_accepting_makes_the_cluster() -> None:
    room, ids = suggested()
    room.lead("accept_suggestion", suggestion=ids["Honesty"])
    assert clusters(room) == {"Honesty": {"Honesty", "truth", "candour"}}
    assert list(room.lead_view["suggestions"]) == [ids["Kindness"]]
    assert room.shared["counts"]["moved"] == 0


def test_SUGGEST_8_all_at_once() -> None:
    room, _ = suggested()
    room.lead("accept_all_suggestions")
    assert clusters(room) == {"Honesty": {"Honesty", "truth", "candour"}, "Kindness": {"Kindness", "caring"}}
    assert room.lead_view["suggestions"] == {}


def test_SUGGEST_8_cards_that_moved_or_were_hidden_are_skipped() -> None:
    room, ids = suggested()
    other = room.lead("add_cluster", name="Other")
    room.does(room.people[0], "move_card", card=room.card("truth"), cluster=other)
    room.lead("hide_card", card=room.card("caring"))
    assert list(room.lead_view["suggestions"]) == [ids["Honesty"]]
    assert code_of(room.say(HOST, "accept_suggestion", suggestion=ids["Kindness"])) == "no_such_suggestion"
    room.lead("accept_suggestion", suggestion=ids["Honesty"])
    assert clusters(room) == {"Other": {"truth"}, "Honesty": {"Honesty", "candour"}}


def test_SUGGEST_8_a_cluster_of_the_same_name_takes_them_in() -> None:
    room, ids = suggested()
    room.lead("add_cluster", name="HONESTY")
    room.lead("accept_suggestion", suggestion=ids["Honesty"])
    assert clusters(room) == {"HONESTY": {"Honesty", "truth", "candour"}}


def test_SUGGEST_8_nothing_is_accepted_when_frozen() -> None:
    room, ids = suggested()
    room.lead("set_clustering", step="freeze")
    for type, fields in (
        ("suggest_clusters", {}),
        ("accept_suggestion", {"suggestion": ids["Honesty"]}),
        ("accept_all_suggestions", {}),
    ):
        assert code_of(room.say(HOST, type, **fields)) == "frozen"


def test_SUGGEST_9_what_is_not_waited_for_changes_nothing() -> None:
    room = at_cluster()
    first = worked_out(room, room.lead("suggest_clusters"))
    second = worked_out(room, room.lead("suggest_clusters"))
    records(room, first)
    assert "suggestions" not in room.lead_view
    records(room, second)
    before = room.state
    records(room, second)
    assert room.state == before
    late = worked_out(room, room.lead("suggest_clusters"))
    room.goes_to("vote", "cluster")
    records(room, late)
    assert "suggestions" not in room.lead_view


def test_CLUSTER_8_a_suggestion_leaves_out_what_someone_holds() -> None:
    room, ids = suggested()
    room.held = {room.card("truth"): room.people[0], room.card("caring"): room.people[1]}
    assert code_of(room.say(HOST, "accept_suggestion", suggestion=ids["Kindness"])) == "card_held"
    room.lead("accept_all_suggestions")
    assert clusters(room) == {"Honesty": {"Honesty", "candour"}}
    room.held = {}
    room.lead("accept_suggestion", suggestion=ids["Kindness"])
    assert clusters(room)["Kindness"] == {"Kindness", "caring"}


def test_SUGGEST_15_when_they_could_not_be_worked_out_the_lead_is_told_and_can_ask_again() -> None:
    room = at_cluster()
    fails(room, room.lead("suggest_clusters"))
    assert room.lead_view.get("suggestions_failed")
    assert "suggesting" not in room.lead_view
    again = room.lead("suggest_clusters")
    assert "suggestions_failed" not in room.lead_view
    records(room, worked_out(room, again))
    assert room.lead_view["suggestions"]
    fails(room, room.lead("suggest_clusters"))
    assert room.lead_view["suggestions"], "those there were stay"


def test_SUGGEST_15_a_failure_that_is_not_waited_for_changes_nothing() -> None:
    room = at_cluster()
    first, second = room.lead("suggest_clusters"), room.lead("suggest_clusters")
    fails(room, first)
    assert "suggestions_failed" not in room.lead_view
    fails(room, second)
    room.goes_to("vote", "cluster")
    assert "suggestions_failed" not in room.lead_view
