"""Any command of the protocol, drawn with fields that mostly fit the room as it is."""

import datetime as dt
from collections.abc import Callable
from random import Random
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AwareDatetime

from app.domain import commands as c
from app.domain.history import last_step, next_step
from app.domain.minutes import Minutes
from app.domain.policy import POLICY, WHILE_PAUSED
from app.domain.state import State
from app.domain.terms import STAGES
from tests.live.vocabulary import HOST, new_id

RARE: dict[type[c.Base], float] = {
    c.RemoveMember: 0.2,
    c.JoinMembers: 0.3,
    c.Seal: 0.02,
    c.TakePart: 0.1,
    c.MarkAway: 0.2,
    c.HandLeadTo: 0.3,
    c.CloseVote: 0.2,
    c.AddGuest: 0.3,
    c.GoTo: 0.6,
    c.Pause: 0.1,
    c.Resume: 6.0,
    c.LandIt: 0.3,
    c.EraseMine: 0.5,
}
"""Weights of commands that would otherwise end or empty the room; the others' come from their stages."""

_WORDS = ["Honesty", "Craft", "Courage", "Fun", "Rest", "Curiosity", "Candour", "Care"]

_IN_ROOM: dict[str, Callable[[State], list[str]]] = {
    "cluster": lambda s: [*s.clusters, *s.shared],
    "into": lambda s: [*s.clusters],
    "one": lambda s: [*s.clusters, *s.cards],
    "two": lambda s: [*s.clusters, *s.cards],
    "card": lambda s: [*s.cards],
    "value": lambda s: [*s.values],
    "ballot": lambda s: [b.id for b in s.ballots()] + [b.id for b in s.ballots() if b.is_open] * 9,
    "wording": lambda s: [*s.wordings],
    "base": lambda s: [*s.wordings],
    "item": lambda s: [*s.wordings, *sorted(s.shown), *s.parked],
    "behaviour": lambda s: [*s.behaviours],
    "commitment": lambda s: [*s.commitments],
    "member": lambda s: [*s.members],
    "nudge": lambda s: [s.coach.nudge.id] if s.coach.nudge else [],
    "suggestion": lambda s: [*(s.suggestions or {})],
    "draft": lambda s: [*(s.drafts or {})],
    "owner": lambda s: [*s.members],
    "device": lambda s: [*s.devices],
    "person": lambda s: [*s.door.kept_out],
}


def anything(rng: Random, state: State, sender: str) -> c.PublicCommand:
    """A command for `sender`: usually one that they may send now."""
    kinds = list(POLICY)
    fitting = [kind for kind in kinds if _fits(kind, state, sender)]
    return made(rng, state, _drawn(rng, fitting if fitting and rng.random() < 0.9 else kinds), sender)


def made(
    rng: Random, state: State, kind: type[c.Base], sender: str, new_id: Callable[[], str] = new_id
) -> c.PublicCommand:
    """A command of this kind for `sender`."""
    for _ in range(20):
        fields = {name: field(rng, state, name, f.annotation) for name, f in kind.model_fields.items()}
        if "ballot" in fields and kind is c.Respond and rng.random() < 0.9:
            fields |= _open_round(rng, state)
        if kind is c.SaveDraft and rng.random() < 0.9:
            fields |= _own_draft(state, sender)
        if kind is c.SpeakFor:
            fields["member"] = rng.choice(
                [m for m, who in state.members.items() if who.kind == "guest"] or [HOST]
            )
            fields["command"] = _for_a_guest(rng, state)
        if kind in (c.Undo, c.Redo):
            step = last_step(state) if kind is c.Undo else next_step(state)
            fields["step"] = step.id if step and rng.random() < 0.9 else new_id()
        if kind is c.JoinMembers:
            fields["into"] = rng.choice([*state.members])
        if kind is c.SettleParked:
            fields["into"] = rng.choice(["waiting", "commitment", "follow_up", "let_go"])
        if kind is c.GoTo and rng.random() < 0.8:
            fields["stage"] = STAGES[min(STAGES.index(state.stage) + 1, len(STAGES) - 1)]
        command = c.parse({**fields, "type": kind.model_fields["type"].default, "id": new_id()})
        if isinstance(command, c.Base):
            return command
    raise AssertionError(f"no fitting fields for {kind.__name__}")


def _drawn(rng: Random, kinds: list[type[c.Base]]) -> type[c.Base]:
    """What belongs to few stages is said more often in them."""
    weights = [RARE.get(kind, 2.0 if len(POLICY[kind][1]) < 5 else 0.4) for kind in kinds]
    return rng.choices(kinds, weights)[0]


def _fits(kind: type[c.Base], state: State, sender: str) -> bool:
    who, stages = POLICY[kind]
    lead, host = state.lead == sender, state.host == sender
    roles = {"lead": lead, "host": host, "host_or_lead": host or lead}
    rests = (state.pause is not None and kind not in WHILE_PAUSED) or (not state.pause and kind is c.Resume)
    return state.stage in stages and roles.get(who, True) and not rests


def _open_round(rng: Random, state: State) -> dict[str, str]:
    rounds = [(cluster, v.open_round.ballot.id) for cluster, v in state.shared.items() if v.open_round]
    return dict(zip(("cluster", "ballot"), rng.choice(rounds), strict=True)) if rounds else {}


def _own_draft(state: State, sender: str) -> dict[str, Any]:
    own = [draft for draft in (state.drafts or {}).values() if sender in draft.members]
    return {"draft": own[0].id, "base": own[0].saved} if own else {}


def _for_a_guest(rng: Random, state: State) -> dict[str, Any]:
    said: list[type[c.Base]] = [
        c.CheckIn,
        c.AddValue,
        c.PlaceDot,
        c.LiftDot,
        c.Respond,
        c.VoiceLate,
        c.Endorse,
        c.MoveCard,
        c.RenameMe,
        c.SetRemote,
        c.Park,
        c.EraseMine,
    ]
    kind = rng.choice(said)
    fields = {
        name: field(rng, state, name, f.annotation) for name, f in kind.model_fields.items() if name != "id"
    }
    if kind is c.Respond:
        fields |= _open_round(rng, state)
    return {**fields, "type": kind.model_fields["type"].default}


def field(rng: Random, state: State, name: str, kind: Any) -> Any:
    """Something for the field of this name: mostly what is in the room."""
    if name in _IN_ROOM:
        known = _IN_ROOM[name](state)
        return rng.choice(known) if known and rng.random() < 0.95 else new_id()
    if name == "ids":
        known = [
            *state.values,
            *state.wordings,
            *state.behaviours,
            *state.parked,
            *state.late,
            *(state.drafts or {}),
        ]
        return rng.sample(known, rng.randint(0, min(6, len(known))))
    if name == "parts":
        return rng.sample(["word", "signature", "everything"], rng.choice([0, 0, 0, 1, 2]))
    if name == "newcomers":
        waiting = [*state.door.waiting]
        return rng.sample(waiting, rng.randint(1, len(waiting))) if waiting else [new_id()]
    if name == "clusters":
        known = [*state.clusters, *state.shared]
        return None if rng.random() < 0.3 else rng.sample(known, rng.randint(0, min(4, len(known))))
    return _of(rng, kind)


def _of(rng: Random, kind: Any) -> Any:
    origin = get_origin(kind)
    if origin is Annotated:
        return _of(rng, get_args(kind)[0])
    if origin is Literal:
        return rng.choice(get_args(kind))
    if origin in (Union, UnionType):
        return _of(rng, rng.choice(get_args(kind)))
    drawn: dict[Any, Callable[[], Any]] = {
        type(None): lambda: None,
        bool: lambda: rng.random() < 0.6,
        int: lambda: rng.randint(1, 9),
        str: lambda: rng.choice(_WORDS),
        dt.date: lambda: dt.date(2027, 1, rng.randint(1, 28)),
        AwareDatetime: lambda: dt.datetime(2026, 12, 1, rng.randint(0, 23), tzinfo=dt.UTC),
        Minutes: lambda: {stage: rng.randint(1, 60) for stage in STAGES[:-1]},
        dict[str, Any]: dict,
    }
    return drawn[kind]()
