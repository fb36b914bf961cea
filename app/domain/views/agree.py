"""Agreeing and the charter as everyone sees them."""

from operator import itemgetter

from app.domain.charter_text import adopted, digest, left_open
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
from app.domain.state import Adopted, LeftOpen, Parked, Proposed, SetAside, Shared, State
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
    view: AgreeValueView = {
        "status": "proposed",
        "wording": wording.id,
        "name": wording.name,
        "statement": wording.statement,
        "rounds": [round_view(state, round, number) for number, round in enumerate(value.rounds, 1)],
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
    shown: dict[str, WordingView] = {}
    for _, wording in sorted(state.wordings.items(), key=itemgetter(0)):
        if wording.member and wording.cluster == cluster and wording.id in state.shown:
            shown[wording.id] = {
                "name": wording.name,
                "statement": wording.statement,
                "can_live": len(wording.lives),
            }
            if wording.base:
                shown[wording.id]["base"] = wording.base
    return shown


def charter(state: State) -> CharterView:
    now = digest(state)
    valid = {member: s for member, s in state.signatures.items() if s.digest == now}
    view: CharterView = {
        "adopted": adopted(state),
        "open": left_open(state),
        "on_record": _on_record(state),
        "behaviours": _behaviours(state),
        "commitments": {
            id: {"text": c.text, "owner": c.owner, "due": c.due} for id, c in state.commitments.items()
        },
        "digest": now,
        "signed": len(valid),
        "signers": sorted(state.members[member].name for member, s in valid.items() if s.named),
        "reservations": _reservations(state, now),
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
    seen: dict[str, BehaviourView] = {}
    for _, behaviour in sorted(state.behaviours.items(), key=itemgetter(0)):
        if not behaviour.hidden and behaviour.cluster in agreed:
            seen[behaviour.id] = {
                "text": behaviour.text,
                "kind": behaviour.kind,
                "cluster": behaviour.cluster,
                "endorsed": len(behaviour.endorsers),
            }
            if visible(behaviour.text):
                seen[behaviour.id]["visible"] = True
            if behaviour.accepted:
                seen[behaviour.id]["accepted"] = True
    return seen


def _on_record(state: State) -> dict[str, list[str]]:
    """Needs of levels 2 and 3 in the round a value was adopted on, where it came to consensus or to reservations."""
    record: dict[str, list[str]] = {}
    for cluster in adopted(state):
        round = adopting_round(state.shared[cluster])
        if round and result_of(round.ballot) in ("consensus", "reservations"):
            needs = [c.text for c in concerns(round) if c.level in (2, 3) and c.id in state.shown]
            if needs:
                record[cluster] = needs
    return record


def _reservations(state: State, now: str) -> list[ReservationView]:
    """Sorted by their text, so that the order doesn't tell who."""
    made: list[ReservationView] = []
    for member, signature in state.signatures.items():
        if signature.reservation and signature.digest == now:
            view: ReservationView = {"text": signature.reservation}
            if signature.named:
                view["name"] = state.members[member].name
            made.append(view)
    return sorted(made, key=lambda reservation: reservation["text"])
