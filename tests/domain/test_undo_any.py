"""Undo and redo, whatever people do: what is taken back and brought again is as if nothing had been."""

from copy import copy
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from app.domain.policy import POLICY
from app.domain.turn import Turn
from tests.domain.test_suggestions import at_cluster, records, worked_out
from tests.domain.vocabulary import Workshop, agreeing, clustered, committing
from tests.domain.what_shows import shown, voted

NEVER = "never-there-00"
_STAGES = {kind.model_fields["type"].default: stages for kind, (_, stages) in POLICY.items()}

Said = dict[str, Any]


def _sharing() -> Workshop:
    room = Workshop(3)
    room.goes_to("reflect")
    for who, label in zip(room.people, ("Honesty", "Craft", "Fun"), strict=True):
        room.does(who, "add_value", label=label)
    room.goes_to("share")
    room.lead("lift_curtain")
    return room


def _clustering() -> Workshop:
    """With suggestions."""
    room = at_cluster()
    homes = [room.lead("add_cluster", name=name) for name in ("Craft", "Fun", "Rest")]
    room.lead("move_card", card=min(room.state.cards), cluster=homes[0])
    room.goes_to("vote", "cluster")
    records(room, worked_out(room, room.lead("suggest_clusters")))
    return room


def _clustering_again() -> Workshop:
    room, clusters = clustered()
    fun, rest, craft = clusters["Fun"], clusters["Rest"], clusters["Craft"]
    voted(room, {0: (fun, rest), 1: (fun,), 2: (rest,), 3: (craft,), 4: (craft,), 5: (craft, fun)})
    room.lead("choose_set", clusters=[fun, craft])
    room.goes_to("agree")
    room.lead("open_rounds")
    for cluster in (fun, craft):
        room.answers(cluster, 1, 2, 1, 3, 1, 2, need="Time")
    room.lead("close_rounds")
    room.lead("adopt", cluster=fun)
    room.goes_to("cluster")
    return room


def _voting() -> Workshop:
    room, clusters = clustered()
    voted(room, dict.fromkeys(range(6), (clusters["Fun"], clusters["Rest"])))
    return room


def _on_values() -> Workshop:
    room, clusters = agreeing()
    craft = clusters["Craft"]
    room.does(room.people[1], "propose_wording", cluster=craft, statement="We finish what we start.")
    room.lead("open_rounds", clusters=[craft])
    room.answers(craft, 1, 2, 1, 3, 1, 2, need="Time")
    room.lead("close_rounds")
    room.lead("lift_curtain")
    return room


def _on_behaviours() -> Workshop:
    room, clusters = committing()
    for place, cluster in enumerate(clusters.values()):
        room.does(room.people[place], "add_behaviour", cluster=cluster, text="we will review")
        room.does(room.people[place + 1], "add_behaviour", cluster=cluster, text="we won't rush", kind="wont")
        room.does(room.people[place], "park", text="On-call pay, again")
    return room


ROOMS = {
    "share": _sharing,
    "cluster": _clustering,
    "cluster again": _clustering_again,
    "vote": _voting,
    "agree": _on_values,
    "commit": _on_behaviours,
}


@cache
def _made(start: str) -> Workshop:
    return ROOMS[start]()


def _at(start: str) -> Workshop:
    """A room of its own that is there, without saying again all that led to it."""
    room = copy(_made(start))
    room.log, room.connected, room._ids = [*room.log], {*room.connected}, copy(room._ids)
    return room


def _steps(room: Workshop, draw: st.DataObject) -> list[Said]:
    """What undo takes back, with ids that are there."""
    state = room.state

    def one(things: Any) -> str:
        drawn: str = draw.draw(st.sampled_from(sorted(things) or [NEVER]))
        return drawn

    some = draw.draw(st.lists(st.sampled_from(sorted(state.clusters) or [NEVER]), max_size=4))
    cluster, card, behaviour = one(state.clusters), one(state.cards), one(state.behaviours)
    word = draw.draw(st.sampled_from(["Play", "Care", "Grace"]))
    return [
        {"type": "hide_card", "card": card},
        {"type": "unhide_card", "card": card},
        {"type": "move_card", "card": card, "cluster": cluster},
        {"type": "move_card", "card": card},
        {"type": "add_cluster", "name": word},
        {"type": "rename_cluster", "cluster": cluster, "name": word},
        {"type": "merge_clusters", "cluster": cluster, "into": one(state.clusters)},
        {"type": "dissolve_cluster", "cluster": cluster},
        {"type": "settle_card", "card": card},
        {"type": "accept_suggestion", "suggestion": one(state.suggestions or {})},
        {"type": "reject_suggestion", "suggestion": one(state.suggestions or {})},
        {"type": "accept_all_suggestions"},
        {"type": "break_tie", "clusters": some},
        {"type": "choose_set", "clusters": some},
        {"type": "word_value", "cluster": cluster, "name": word, "statement": word},
        {"type": "split_value", "cluster": cluster, "name": word, "other_name": word * 2},
        {"type": "use_wording", "wording": one(state.wordings)},
        {"type": "hide_text", "item": one(state.shown)},
        {"type": "adopt", "cluster": cluster},
        {"type": "set_aside", "cluster": cluster},
        {"type": "bring_back", "cluster": cluster},
        {"type": "leave_open", "cluster": cluster, "date": "2027-01-09"},
        {"type": "accept_behaviour", "behaviour": behaviour},
        {"type": "drop_behaviour", "behaviour": behaviour},
        {"type": "hide_behaviour", "behaviour": behaviour},
        {"type": "add_commitment", "text": word, "owner": one(state.members), "due": "2027-01-09"},
        {"type": "drop_commitment", "commitment": one(state.commitments)},
        {"type": "hide_parked", "item": one(state.parked), "hidden": draw.draw(st.booleans())},
        {"type": "settle_parked", "item": one(state.parked), "into": draw.draw(st.sampled_from(["follow_up", "waiting"]))},
        {"type": "settle_parked", "item": one(state.parked), "into": "commitment", "owner": one(state.members), "due": "2027-01-09"},
        {"type": "set_follow_up", "date": "2027-03-01"},
    ]  # fmt: skip


def _others(room: Workshop, draw: st.DataObject) -> list[Said]:
    """What undo leaves as it is."""
    state = room.state

    def one(things: Any) -> str:
        drawn: str = draw.draw(st.sampled_from(sorted(things) or [NEVER]))
        return drawn

    cluster, word = one(state.clusters), draw.draw(st.sampled_from(["Honesty", "Fun", "Grace"]))
    value, level = one(state.values), draw.draw(st.integers(1, 8))
    round = state.shared[cluster].open_round if cluster in state.shared else None
    return [
        {"type": "add_value", "label": word},
        {"type": "edit_value", "value": value, "label": word},
        {"type": "remove_value", "value": value},
        {"type": "spotlight", "card": one(state.cards)},
        {"type": "focus", "cluster": one(state.shared)},
        {"type": "remove_member", "member": one(state.members)},
        {"type": "open_vote", "k": 2},
        {"type": "close_vote"},
        {"type": "adjust_vote", "k": 3},
        {"type": "open_rounds", "clusters": [cluster]},
        {"type": "respond", "ballot": round.ballot.id if round else NEVER, "cluster": cluster, "level": level},
        {"type": "close_rounds"},
        {"type": "propose_wording", "cluster": cluster, "statement": word},
        {"type": "lift_curtain"},
        {"type": "add_behaviour", "cluster": cluster, "text": word},
        {"type": "park", "text": word},
        {"type": "unpark", "item": one(state.parked)},
        {"type": "land_it"},
        {"type": "endorse", "behaviour": one(state.behaviours)},
        {"type": "sign", "named": True},
        {"type": "suggest_clusters"},
        {"type": "set_clustering", "step": "name"},
    ]  # fmt: skip


def _says(room: Workshop, draw: st.DataObject, moves: list[Said]) -> None:
    """Someone says one of what has its place in this stage."""
    moves = [
        said for said in moves if room.state.stage in _STAGES[said["type"]] and NEVER not in said.values()
    ]
    who = draw.draw(st.sampled_from([room.state.lead, room.state.lead, *room.people]))
    room.say(who, **draw.draw(st.sampled_from(moves)))


def _all(room: Workshop, type: str, limit: int = 100) -> int:
    """Undo or redo until there is nothing left; how many there were."""
    for count in range(limit):
        lead: Said = {**room.lead_view}
        step = lead.get(type)
        if step is None:
            return count
        assert isinstance(room.say(room.state.lead, type, step=step["step"]), Turn)
    return limit


@pytest.mark.parametrize("start", ROOMS)
@settings(max_examples=25)
@given(draw=st.data())
def test_UNDO_3_undoing_all_leads_to_the_stages_start_and_redoing_all_leads_back(
    start: str, draw: st.DataObject
) -> None:
    room = _at(start)
    before = shown(room)
    for _ in range(8):
        _says(room, draw, _steps(room, draw))
    after = room.shared, shown(room)
    undone = _all(room, "undo")
    assert shown(room) == before
    assert _all(room, "redo") == undone
    assert (room.shared, shown(room)) == after


@pytest.mark.parametrize("start", ROOMS)
@settings(max_examples=40)
@given(draw=st.data())
def test_UNDO_3_undo_then_redo_is_as_if_nothing_had_been_whatever_happens_between_steps(
    start: str, draw: st.DataObject
) -> None:
    room = _at(start)
    for _ in range(10):
        what = draw.draw(st.sampled_from(["step", "step", "other", "other", "undo", "redo"]))
        if what in ("undo", "redo"):
            _all(room, what, draw.draw(st.integers(1, 2)))
        else:
            _says(room, draw, (_steps if what == "step" else _others)(room, draw))
        whole(room)
    _all(room, "redo")
    before = room.shared, shown(room)
    undone = _all(room, "undo", draw.draw(st.integers(1, 4)))
    whole(room)
    for _ in range(undone):
        _all(room, "redo", 1)
    assert (room.shared, shown(room)) == before


def whole(room: Workshop) -> None:
    """What the room's rules rest on, undo or not."""
    state = room.state
    assert all(card.cluster is None or card.cluster in state.clusters for card in state.cards.values())
    assert all(cluster in state.clusters for cluster in (*state.chosen, *state.shared))
    assert state.spotlight is None or not state.cards[state.spotlight].hidden
    marks = [cluster.mark for cluster in state.clusters.values()]
    assert len(marks) == len(set(marks))
    for value in state.shared.values():
        assert value.wording in state.wordings
        assert not value.open_round or value.cluster in state.chosen
    shown(room)
