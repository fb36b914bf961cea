"""Agreeing and the charter as everyone sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from app.domain.charter_text import adopted, digest, left_open
from app.domain.immutable import once
from app.domain.late import adopting_round
from app.domain.method.visible import visible
from app.domain.outcome import result_of
from app.domain.parking import for_follow_up, name_of, waiting
from app.domain.shapes import (
    AgreeValueView,
    AgreeView,
    BehaviourView,
    CharterView,
    ParkedView,
    ReservationView,
    WordingView,
)
from app.domain.state import (
    Adopted,
    Behaviour,
    LeftOpen,
    Member,
    Parked,
    Proposed,
    Round,
    SetAside,
    Shared,
    Signature,
    State,
    Wording,
)
from app.domain.texts import concerns, waiting_texts
from app.domain.times import iso
from app.domain.views.ballots import round_view


def agree(state: State) -> AgreeView:
    view: AgreeView = {
        "values": {
            id: value_view(state, value) for id, value in state.shared.items() if _on_table(state, value)
        }
    }
    if state.focus and state.focus in view["values"]:
        view["focus"] = state.focus
    if waiting_texts(state):
        view["waiting"] = True
    return view


def _on_table(state: State, value: Shared) -> bool:
    """Those of the chosen set, and those with a fate of their own."""
    return value.cluster in state.chosen or not isinstance(value.status, Proposed)


def value_view(state: State, value: Shared) -> AgreeValueView:
    wording = state.wordings[value.wording]
    rounds = [round_view(state, round, number) for number, round in enumerate(value.rounds, 1)]
    view: AgreeValueView = {
        "status": "proposed",
        "wording": wording.id,
        "name": wording.name,
        "statement": wording.statement,
        "rounds": rounds,
    }
    match value.status:
        case Adopted():
            view["status"] = "adopted"
            latest = view["rounds"][-1]
            if "result" in latest:
                view["result"] = latest["result"]
        case SetAside():
            view["status"] = "set_aside"
        case LeftOpen(date):
            view["status"] = "left_open"
            if date:
                view["date"] = date
        case Proposed():
            pass
    if wordings := _proposals(state, value.cluster):
        view["wordings"] = wordings
    return view


def _proposals(state: State, cluster: str) -> dict[str, WordingView]:
    made = (wording for wording in _proposed(state.wordings) if wording.cluster == cluster)
    return {wording.id: _wording(wording) for wording in made if wording.id in state.shown}


@once
def _proposed(wordings: Mapping[str, Wording]) -> list[Wording]:
    """By people and not as a value's first one; by id."""
    return sorted((wording for wording in wordings.values() if wording.member), key=attrgetter("id"))


@once
def _wording(wording: Wording) -> WordingView:
    view: WordingView = {
        "name": wording.name,
        "statement": wording.statement,
        "can_live": len(wording.lives),
    }
    if wording.base:
        view["base"] = wording.base
    return view


def charter(state: State) -> CharterView:
    now = digest(state)
    signed = _signed(state.signatures, now, state.members)
    view: CharterView = {
        "adopted": adopted(state),
        "open": left_open(state),
        "on_record": _on_record(state),
        "behaviours": _behaviours(state),
        "commitments": {
            id: {"text": c.text, "owner": c.owner, "due": c.due} for id, c in state.commitments.items()
        },
        "digest": now,
        "signed": signed.count,
        "signers": signed.names,
        "reservations": signed.reservations,
        "for_follow_up": {item.id: item.text for item in for_follow_up(state)},
    }
    if state.follow_up:
        view["follow_up"] = state.follow_up
    if state.sealed:
        view["sealed"] = {"at": iso(state.sealed.at), "digest": state.sealed.digest}
    return view


def parked(state: State) -> dict[str, ParkedView] | None:
    """What is to be settled and was shown; None: nothing."""
    shown = sorted((item for item in waiting(state) if item.id in state.shown), key=lambda item: item.id)
    return {item.id: _parked(state, item) for item in shown} or None


def _parked(state: State, item: Parked) -> ParkedView:
    name = name_of(state, item)
    return {"text": item.text, "name": name} if name else {"text": item.text}


def _behaviours(state: State) -> dict[str, BehaviourView]:
    """Of the adopted values; what groups drafted for others waits."""
    agreed = set(adopted(state))
    return {
        id: _behaviour(behaviour)
        for id, behaviour in sorted(state.behaviours.items(), key=itemgetter(0))
        if not behaviour.hidden and behaviour.cluster in agreed
    }


@once
def _behaviour(behaviour: Behaviour) -> BehaviourView:
    view: BehaviourView = {
        "text": behaviour.text,
        "kind": behaviour.kind,
        "cluster": behaviour.cluster,
        "endorsed": len(behaviour.endorsers),
    }
    if visible(behaviour.text):
        view["visible"] = True
    if behaviour.accepted:
        view["accepted"] = True
    return view


def _on_record(state: State) -> dict[str, list[str]]:
    """Needs of levels 2 and 3 in the round a value was adopted on, where it came to consensus or to reservations."""
    rounds = ((cluster, adopting_round(state.shared[cluster])) for cluster in adopted(state))
    found = ((cluster, _reserved(round, state.shown)) for cluster, round in rounds if round)
    return {cluster: needs for cluster, needs in found if needs}


@once
def _reserved(round: Round, shown: frozenset[str]) -> list[str]:
    if result_of(round.ballot) not in ("consensus", "reservations"):
        return []
    return [c.text for c in concerns(round) if c.level in (2, 3) and c.id in shown]


@dataclass(frozen=True, slots=True)
class _Signed:
    """What the signatures under the present text come to. Sorted, so that the order doesn't tell who."""

    count: int
    names: list[str]
    reservations: list[ReservationView]


@once
def _signed(signatures: Mapping[str, Signature], now: str, members: Mapping[str, Member]) -> _Signed:
    valid = [(members[member].name, one) for member, one in signatures.items() if one.digest == now]
    reservations: list[ReservationView] = []
    for name, one in valid:
        if one.reservation:
            said: ReservationView = {"text": one.reservation}
            if one.named:
                said["name"] = name
            reservations.append(said)
    return _Signed(
        len(valid),
        sorted(name for name, one in valid if one.named),
        sorted(reservations, key=itemgetter("text")),
    )
