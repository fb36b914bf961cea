"""What everyone in the room sees."""

import hashlib
from collections.abc import Callable
from typing import Any, cast

from app.domain.ballots import privacy_now, taking_part
from app.domain.own_deck import as_csv
from app.domain.shapes import CountsView, MemberView, OwnDeckView, PauseView, SettingsView, SharedView
from app.domain.state import Pause, State
from app.domain.terms import at_least
from app.domain.times import iso
from app.domain.views import agree, ballots, wall
from app.domain.views.groups import drafting

Part = tuple[tuple[str, ...], Callable[[State], Any]]
"""Which fields of the state a part of the view rests on, and how it's made; None: the part isn't there."""

_VOTING = ("stage", "vote", "chosen", "clusters", "members", "facts")
_AGREEING = ("stage", "shared", "wordings", "shown", "hidden", "chosen", "focus", "members", "facts")
_COMMITTING = (
    "stage",
    "shared",
    "wordings",
    "shown",
    "hidden",
    "chosen",
    "clusters",
    "behaviours",
    "commitments",
)


def _settings(state: State) -> SettingsView:
    facts = state.facts
    return {
        "pick_up_to": facts.pick_up_to,
        "keep_up_to": facts.keep_up_to,
        "values_per_person": facts.values_per_person,
        "open_names": facts.open_names,
        "theme": facts.theme,
        "scale": facts.scale,
    }


def _deck(state: State) -> OwnDeckView | None:
    if not state.deck:
        return None
    mark = hashlib.sha256(as_csv(state.deck).encode()).hexdigest()[:16]
    return {"values": len(state.deck), "mark": mark}


def _members(state: State) -> dict[str, MemberView]:
    seen: dict[str, MemberView] = {}
    for member in state.members.values():
        if member.removed:
            continue
        view: MemberView = {"name": member.name, "kind": member.kind, "takes_part": member.takes_part}
        if member.checked_in:
            view["checked_in"] = True
        if member.word:
            view["word"] = member.word
        if member.away:
            view["away"] = True
        if member.remote:
            view["remote"] = True
        seen[member.id] = view
    return seen


def _counts(state: State) -> CountsView:
    put_in: dict[str, int] = {}
    for value in state.values.values():
        put_in[value.member] = put_in.get(value.member, 0) + 1
    here = {member.id for member in state.members.values() if member.counts}
    full = {member for member, count in put_in.items() if count >= state.facts.values_per_person}
    return {
        "taking_part": taking_part(state),
        "begun": len(here & (state.begun | full | state.ready)),
        "done": len(here & (full | state.ready)),
        "values": len(state.values),
        "contributors": len(put_in),
        "ready": len(here & state.ready),
        "moved": len(state.movers),
    }


def _pause(pause: Pause) -> PauseView:
    view: PauseView = {"since": iso(pause.since)}
    if pause.until:
        view["until"] = pause.until
    return view


def _when(shown: bool, part: Callable[[State], Any], state: State) -> Any:
    return part(state) if shown else None


_PARTS: dict[str, Part] = {
    "code": (("facts",), lambda s: s.facts.code),
    "title": (("facts",), lambda s: s.facts.title),
    "purpose": (("facts",), lambda s: s.facts.purpose or None),
    "language": (("facts",), lambda s: s.facts.language),
    "stage": (("stage",), lambda s: s.stage),
    "settings": (("facts",), _settings),
    "deck": (("deck",), _deck),
    "host": (("host",), lambda s: s.host),
    "lead": (("lead",), lambda s: s.lead),
    "members": (("members",), _members),
    "counts": (("members", "values", "begun", "ready", "movers", "facts"), _counts),
    "privacy": (("members",), privacy_now),
    "question": (("question",), lambda s: s.question),
    "timer": (
        ("timer", "pause"),
        lambda s: (s.timer and not s.pause and {"ends": s.timer.ends, "seconds": s.timer.seconds}) or None,
    ),
    "pause": (("pause",), lambda s: s.pause and _pause(s.pause)),
    "last_call": (("last_call",), lambda s: s.last_call),
    "blank": (("blank",), lambda s: s.blank or None),
    "curtain": (
        ("stage", "revealed"),
        lambda s: _when(s.stage == "share", lambda s: "up" if s.revealed else "down", s),
    ),
    "spotlight": (
        ("spotlight", "stage", "revealed"),
        lambda s: _when(wall.is_up(s), lambda s: s.spotlight, s),
    ),
    "step": (("stage", "step"), lambda s: _when(s.stage == "cluster", lambda s: s.step, s)),
    "clusters": (("stage", "clusters"), lambda s: _when(at_least(s.stage, "cluster"), wall.clusters, s)),
    "vote": (
        _VOTING,
        lambda s: ballots.vote(s, s.vote) if s.vote and at_least(s.stage, "vote") else None,
    ),
    "set": (
        ("stage", "chosen"),
        lambda s: list(s.chosen) if s.chosen and at_least(s.stage, "vote") else None,
    ),
    "own_reach": (
        (*_VOTING, "values", "cards"),
        lambda s: _when(at_least(s.stage, "vote"), ballots.own_reach, s),
    ),
    "partners": (("partners",), lambda s: len(s.partners) if s.partners else None),
    "drafting": (("drafts",), drafting),
    "agree": (_AGREEING, lambda s: _when(at_least(s.stage, "agree"), agree.agree, s)),
    "charter": (
        (*_COMMITTING, "signatures", "parked", "follow_up", "sealed", "members", "facts"),
        lambda s: _when(at_least(s.stage, "commit"), agree.charter, s),
    ),
    "parked": (
        ("stage", "parked", "shown", "members"),
        lambda s: _when(s.stage == "commit", agree.parked, s),
    ),
}


def shared(state: State, before: tuple[State, SharedView] | None = None) -> SharedView:
    """The shared view of `state`; from the one `before` it, parts that did not change are the same objects."""
    old_state, old = before if before else (None, None)
    view: dict[str, Any] = {}
    for name, (ground, make) in _PARTS.items():
        if old_state and old and all(getattr(state, f) is getattr(old_state, f) for f in ground):
            part = old.get(name)
        else:
            part = make(state)
        if part is not None:
            view[name] = part
    if wall.is_up(state):
        view["cards"] = _cards(state, old_state, old)
    return cast(SharedView, view)


def _cards(state: State, before: State | None, old: SharedView | None) -> Any:
    seen = old.get("cards") if old else None
    ground = ("cards", "members", "facts")
    if before and seen is not None and all(getattr(state, f) is getattr(before, f) for f in ground):
        return seen
    return wall.cards(state, before, seen)
