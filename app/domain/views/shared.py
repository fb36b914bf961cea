"""What everyone in the room sees."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, cast

from app.domain.ballots import privacy_now
from app.domain.immutable import Map
from app.domain.own_deck import as_csv
from app.domain.shapes import (
    CountsView,
    MemberView,
    OwnDeckView,
    PauseView,
    Progress,
    SettingsView,
    SharedView,
)
from app.domain.so_far import so_far
from app.domain.state import Member, Pause, State
from app.domain.terms import at_least
from app.domain.times import iso
from app.domain.views import agree, ballots, wall
from app.domain.views.ballots import progress
from app.domain.views.groups import drafting
from app.domain.views.parts import Part, composed, following

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


def _members(state: State) -> Map[MemberView]:
    return Map({id: view for id, member in state.members.items() if (view := _member(member)) is not None})


def _members_after(state: State, before: State, old: Mapping[str, MemberView]) -> Mapping[str, MemberView]:
    return following(before.members, state.members, old, _member)


def _member(member: Member) -> MemberView | None:
    if member.removed:
        return None
    view: MemberView = {"name": member.name, "kind": member.kind, "takes_part": member.takes_part}
    if member.checked_in:
        view["checked_in"] = True
    if member.word:
        view["word"] = member.word
    if member.away:
        view["away"] = True
    if member.remote:
        view["remote"] = True
    return view


def _counts(state: State) -> CountsView:
    now = so_far(state)
    begun, done = (_of_all(count, now.here) for count in (now.begun, now.done))
    view: CountsView = {"taking_part": now.here, "begun": begun, "done": done, "moved": len(state.movers)}
    if wall.is_up(state):
        view["contributors"] = len(state.put_in)
    if wall.is_up(state) or "count" in done:
        view["values"] = len(state.values)
    return view


def _of_all(count: int, of: int) -> Progress:
    """When nobody is missing nobody stands out, and it can be told."""
    return {"of": of, "count": count} if count == of else progress(count, of)


def _pause(pause: Pause) -> PauseView:
    view: PauseView = {"since": iso(pause.since)}
    if pause.until:
        view["until"] = pause.until
    return view


def _when(shown: bool, part: Callable[[State], Any], state: State) -> Any:
    return part(state) if shown else None


_PARTS: dict[str, Part] = {
    "code": Part(("facts",), lambda s: s.facts.code),
    "title": Part(("facts",), lambda s: s.facts.title),
    "purpose": Part(("facts",), lambda s: s.facts.purpose or None),
    "language": Part(("facts",), lambda s: s.facts.language),
    "stage": Part(("stage",), lambda s: s.stage),
    "settings": Part(("facts",), _settings),
    "deck": Part(("deck",), _deck),
    "host": Part(("host",), lambda s: s.host),
    "lead": Part(("lead",), lambda s: s.lead),
    "members": Part(("members",), _members, _members_after),
    "counts": Part(
        ("members", "values", "put_in", "begun", "ready", "movers", "facts", "stage", "revealed"), _counts
    ),
    "privacy": Part(("members",), privacy_now),
    "question": Part(("question",), lambda s: s.question),
    "timer": Part(
        ("timer", "pause"),
        lambda s: (s.timer and not s.pause and {"ends": s.timer.ends, "seconds": s.timer.seconds}) or None,
    ),
    "pause": Part(("pause",), lambda s: s.pause and _pause(s.pause)),
    "last_call": Part(("last_call",), lambda s: s.last_call),
    "blank": Part(("blank",), lambda s: s.blank or None),
    "curtain": Part(
        ("stage", "revealed"),
        lambda s: _when(s.stage == "share", lambda s: "up" if s.revealed else "down", s),
    ),
    "spotlight": Part(
        ("spotlight", "stage", "revealed"),
        lambda s: _when(wall.is_up(s), lambda s: s.spotlight, s),
    ),
    "step": Part(("stage", "step"), lambda s: _when(s.stage == "cluster", lambda s: s.step, s)),
    "clusters": Part(("stage", "clusters"), lambda s: _when(at_least(s.stage, "cluster"), wall.clusters, s)),
    "vote": Part(
        _VOTING,
        lambda s: ballots.vote(s, s.vote) if s.vote and at_least(s.stage, "vote") else None,
    ),
    "set": Part(
        ("stage", "chosen"),
        lambda s: list(s.chosen) if s.chosen and at_least(s.stage, "vote") else None,
    ),
    "own_reach": Part(
        ("stage", "vote", "chosen", "clusters", "values", "cards", "facts"),
        lambda s: _when(at_least(s.stage, "vote"), ballots.own_reach, s),
    ),
    "partners": Part(("partners",), lambda s: len(s.partners) if s.partners else None),
    "drafting": Part(("drafts",), drafting),
    "agree": Part(_AGREEING, lambda s: _when(at_least(s.stage, "agree"), agree.agree, s)),
    "charter": Part(
        (*_COMMITTING, "signatures", "parked", "follow_up", "sealed", "members", "facts"),
        lambda s: _when(at_least(s.stage, "commit"), agree.charter, s),
    ),
    "parked": Part(
        ("stage", "parked", "shown", "members"),
        lambda s: _when(s.stage == "commit", agree.parked, s),
    ),
    "cards": Part(
        ("stage", "revealed", "cards", "members", "facts"),
        lambda s: _when(wall.is_up(s), wall.cards, s),
        lambda s, before, old: wall.cards_after(s, before, old) if wall.is_up(s) else None,
    ),
}


def shared(state: State, before: State | None = None) -> SharedView:
    """The shared view of `state`, kept with it. From that of a room `before` it, parts that did not change are the
    same objects."""
    return cast(SharedView, composed("shared", _PARTS, state, before))
