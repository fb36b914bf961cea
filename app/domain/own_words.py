"""All that is stored of what one member said: for them alone, and not a word of anybody else."""

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any, TypedDict

from app.domain import events as e
from app.domain.ballots import Keys
from app.domain.erasing import selves_of
from app.domain.state import State
from app.domain.times import iso
from app.domain.views.mine import mine

_FORMAT = "touchstone-mine/1"
_IN_WORDS = frozenset({"name", "word", "label", "story", "statement", "behaviour", "text", "reservation"})
"""Parts that people wrote; the others say how it was meant."""


class Said(TypedDict):
    """One thing that is stored, as it was said: `what` names the kind of it, `words` and the rest are its parts."""

    at: str
    what: str
    said: dict[str, Any]


class OwnWords(TypedDict):
    """`now`: what one sees of oneself. `stored`: everything that still stands in the room's log in one's own words,
    what was taken out or said otherwise before included. Answers in closed ballots are nobody's any more."""

    format: str
    room: str
    title: str
    now: dict[str, Any]
    stored: list[Said]


class LeftBehind(TypedDict):
    """The same of somebody who was taken out of the room: nothing of what it has come to since."""

    format: str
    room: str
    stored: list[Said]


_PARTS: dict[type, tuple[str, ...]] = {
    e.MemberJoined: ("name",),
    e.HostJoined: ("name",),
    e.GuestAdded: ("name",),
    e.MemberRenamed: ("name",),
    e.Knocked: ("name",),
    e.CheckedIn: ("word",),
    e.ValueAdded: ("label", "story", "show_story"),
    e.ValueEdited: ("label", "story", "show_story"),
    e.WordingProposed: ("name", "statement"),
    e.DraftSaved: ("statement", "behaviour"),
    e.BehaviourAdded: ("text", "kind"),
    e.BehaviourReworded: ("text",),
    e.ThoughtParked: ("text", "named"),
    e.LateVoiced: ("text", "fine"),
    e.Signed: ("named", "reservation"),
    e.ClusterAdded: ("name",),
    e.ClusterRenamed: ("name",),
    e.ValueWorded: ("name", "statement"),
    e.CommitmentAdded: ("text", "due"),
    e.QuestionShown: ("text",),
}
"""Of each kind of entry that holds words, which of its fields they are; an entry is a member's when it names them, or
else when they sent it."""
HOLD_WORDS = tuple(_PARTS)


def own_words(state: State, member: str, keys: Keys, log: Iterable[e.Entry]) -> OwnWords:
    return {
        "format": _FORMAT,
        "room": state.code,
        "title": state.facts.title,
        "now": dict(mine(state, member, keys)),
        "stored": list(_said(log, selves_of(state, member))),
    }


def left_behind(state: State, member: str, log: Iterable[e.Entry]) -> LeftBehind:
    return {
        "format": _FORMAT,
        "room": state.code,
        "stored": list(_said(log, selves_of(state, member))),
    }


def texts(stored: Iterable[Said]) -> list[str]:
    """The words themselves, each once."""
    said = ((name, words) for one in stored for name, words in one["said"].items())
    return list(dict.fromkeys(words for name, words in said if name in _IN_WORDS and words))


def _said(log: Iterable[e.Entry], selves: frozenset[str]) -> Iterator[Said]:
    for entry in log:
        fields = _PARTS.get(type(entry.event))
        if fields is None or getattr(entry.event, "member", entry.actor) not in selves:
            continue
        said = {name: value for name, value in dataclasses.asdict(entry.event).items() if name in fields}
        if any(isinstance(value, str) and value for value in said.values()):
            yield {"at": iso(entry.at), "what": _kind(entry.event), "said": said}


def _kind(event: e.Event) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in type(event).__name__).lstrip("_")
