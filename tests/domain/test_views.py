"""Views made step by step: what is reused, what is touched, what is never null."""

from collections.abc import Callable, Iterable
from random import Random
from typing import Any

import orjson
from hypothesis import given, settings, strategies as st

from app.domain import views
from app.domain.evolve import replay
from app.domain.state import State
from app.domain.turn import Turn
from app.domain.views.mine import touched
from app.live.diff import diff, merge
from tests.domain.vocabulary import HOST, Workshop, agreeing, clustered, committing
from tests.live.anything import anything

SORTED = orjson.OPT_SORT_KEYS


def _no_null(view: Any) -> bool:
    if isinstance(view, dict):
        return all(_no_null(part) for part in view.values())
    return all(_no_null(part) for part in view) if isinstance(view, list) else view is not None


def _something(room: Workshop, draw: st.DataObject) -> tuple[str, dict[str, Any]]:
    """Someone and something they may try, with ids that are there (or were, or never)."""
    state = room.state

    def one_of(things: Iterable[str]) -> str:
        return draw.draw(st.sampled_from([*things, "never-there-00"]))

    cluster, card = one_of(state.clusters), one_of(state.cards)
    vote = state.vote.ballot.id if state.vote else "never-there-00"
    rounds = [r.ballot.id for v in state.shared.values() for r in v.rounds]
    yes = draw.draw(st.booleans())
    level = draw.draw(st.integers(1, 8))
    stage = draw.draw(st.sampled_from(["reflect", "share", "cluster", "vote", "agree", "commit"]))
    word = draw.draw(st.sampled_from(["Honesty", "honesty", "Play", "Care"]))
    moves: list[dict[str, Any]] = [
        {"type": "go_to", "stage": stage},
        {"type": "add_value", "label": word, "story": "A day", "show_story": yes},
        {"type": "edit_value", "value": one_of(state.values), "label": word},
        {"type": "remove_value", "value": one_of(state.values)},
        {"type": "lift_curtain"},
        {"type": "start_timer", "seconds": 60},
        {"type": "pause"},
        {"type": "resume"},
        {"type": "resume"},
        {"type": "land_it"},
        {"type": "hide_card", "card": card},
        {"type": "unhide_card", "card": card},
        {"type": "spotlight", "card": card},
        {"type": "move_card", "card": card, "cluster": cluster},
        {"type": "merge_clusters", "cluster": cluster, "into": one_of(state.clusters)},
        {"type": "dissolve_cluster", "cluster": cluster},
        {"type": "open_vote", "k": 2},
        {"type": "place_dot", "ballot": vote, "cluster": cluster},
        {"type": "close_vote"},
        {"type": "choose_set", "clusters": [cluster]},
        {"type": "open_rounds"},
        {"type": "respond", "ballot": one_of(rounds), "cluster": cluster, "level": level, "need": "Time"},
        {"type": "close_rounds"},
        {"type": "propose_wording", "cluster": cluster, "statement": word},
        {"type": "use_wording", "wording": one_of(state.wordings)},
        {"type": "can_live_with", "wording": one_of(state.wordings), "yes": yes},
        {"type": "adopt", "cluster": cluster},
        {"type": "set_aside", "cluster": cluster},
        {"type": "split_value", "cluster": cluster, "name": word, "other_name": "Trust"},
        {"type": "voice_late", "cluster": cluster, "fine": yes, "text": "Time"},
        {"type": "leave_open", "cluster": cluster},
        {"type": "add_behaviour", "cluster": cluster, "text": word},
        {"type": "accept_behaviour", "behaviour": one_of(state.behaviours)},
        {"type": "endorse", "behaviour": one_of(state.behaviours)},
        {"type": "add_commitment", "text": word, "owner": one_of(state.members), "due": "2027-01-01"},
        {"type": "sign", "named": yes},
        {"type": "draw_partners", "size": 2 + yes},
        {"type": "draft_in_groups"},
        {"type": "save_draft", "draft": one_of(state.drafts or {}), "statement": word},
        {"type": "end_drafting"},
        {"type": "set_remote", "on": yes},
        {"type": "park", "text": word, "named": yes},
        {"type": "unpark", "item": one_of(state.parked)},
        {"type": "hide_parked", "item": one_of(state.parked), "hidden": yes},
        {"type": "settle_parked", "item": one_of(state.parked), "into": "follow_up" if yes else "let_go"},
        {"type": "take_part", "on": yes},
        {"type": "mark_away", "member": one_of(state.members), "away": yes},
        {"type": "remove_member", "member": one_of(state.members)},
        {"type": "change_settings", "title": word},
        {"type": "rename_me", "name": word},
    ]
    return draw.draw(st.sampled_from([HOST, HOST, *room.people])), draw.draw(st.sampled_from(moves))


_STARTS: dict[str, Callable[..., Workshop]] = {
    "share": lambda **settings: _sharing(**settings),
    "drafting": lambda **settings: _drafting(**settings),
    "reflect": lambda **settings: _reflecting(**settings),
    "cluster": lambda **settings: clustered(**settings)[0],
    "agree": lambda **settings: agreeing(**settings)[0],
    "commit": lambda **settings: committing()[0],
}


def _sharing(**settings: Any) -> Workshop:
    room = Workshop(5, **settings)
    room.goes_to("reflect", "share")
    room.lead("draw_partners")
    return room


def _drafting(**settings: Any) -> Workshop:
    room, _ = agreeing(**settings)
    room.lead("draft_in_groups")
    return room


def _reflecting(**settings: Any) -> Workshop:
    room = Workshop(4, **settings)
    room.goes_to("reflect")
    return room


def _as_if_made_anew(room: Workshop, before: State) -> None:
    """The views made from those of the room `before` are, byte for byte, those of a replay, and a patch leads there."""
    old = {"shared": views.shared(before), "lead": views.lead(before)}
    now = {"shared": views.shared(room.state, before), "lead": views.lead(room.state, before)}
    anew = replay(room.log)
    assert orjson.dumps(now) == orjson.dumps({"shared": views.shared(anew), "lead": views.lead(anew)})
    assert orjson.dumps(merge(old, diff(old, now)), option=SORTED) == orjson.dumps(now, option=SORTED)


@settings(max_examples=60)
@given(st.sampled_from(sorted(_STARTS)), st.booleans(), st.integers(0, 2**32))
def test_SECRET_4_whatever_is_done_views_are_as_if_made_anew(start: str, open_names: bool, seed: int) -> None:
    """Any commands, some of them between two views, as with a tick."""
    room, rng = _STARTS[start](open_names=open_names), Random(seed)
    room.checked = False
    _as_if_made_anew(room, room.state)
    for _ in range(15):
        before = room.state
        for _ in range(rng.choice((1, 1, 1, 2, 5))):
            here = [member for member in room.state.members if room.state.member(member)]
            who = room.state.lead if rng.random() < 0.4 else rng.choice(here)
            room._take(who, anything(rng, room.state, who))
        _as_if_made_anew(room, before)


@settings(max_examples=40)
@given(st.sampled_from(sorted(_STARTS)), st.data())
def test_SECRET_4_views_made_from_the_one_before_equal_fresh_ones(start: str, draw: st.DataObject) -> None:
    """After every command of a random workshop: incremental = fresh, no null, and only the touched see a change."""
    room = _STARTS[start]()
    for _ in range(12):
        state = room.state
        mine = {who: room.mine(who) for who in room.state.members}
        who, words = _something(room, draw)
        came = room.say(who, **words)
        _as_if_made_anew(room, state)
        assert _no_null([room.shared, room.lead_view, *(room.mine(m) for m in room.state.members)])
        if isinstance(came, Turn):
            named = [touched(entry) for entry in came.entries]
            if None not in named:
                seen = {who}.union(*(part for part in named if part is not None))
                others = [m for m in mine if m not in seen and room.state.member(m)]
                assert [m for m in others if room.mine(m) != mine[m]] == []
