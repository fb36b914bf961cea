"""Which commands are steps that undo takes back, and how each is told: a code and its parameters.

`card`, `behaviour` and `parked` are ids, to be read when they're shown: what was erased is in no step.
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.domain import events as e
from app.domain.state import State
from app.domain.terms import Deed

Told = tuple[Deed, Mapping[str, str]]


def _named(s: State, cluster: str) -> str:
    """ "" while it has no name: the labels of its cards may go."""
    return s.clusters[cluster].name


def _value(s: State, cluster: str) -> dict[str, str]:
    return {"value": s.wordings[s.shared[cluster].wording].name}


def _moved(s: State, ev: e.CardMoved) -> Told:
    if ev.cluster is None:
        return "taken_out", {"card": ev.card}
    return "moved", {"card": ev.card, "cluster": _named(s, ev.cluster)}


def _merged(s: State, ev: e.ClustersMerged) -> Told:
    return "merged", {"cluster": _named(s, ev.cluster), "into": _named(s, ev.into)}


def _accepted(s: State, ev: e.ClusterAdded | e.CardMoved) -> Told:
    name = ev.name if isinstance(ev, e.ClusterAdded) else _named(s, ev.cluster or "")
    return "suggestion_accepted", {"suggestion": name}


def _rejected(s: State, ev: e.SuggestionSettled) -> Told:
    return "suggestion_rejected", {"suggestion": (s.suggestions or {})[ev.suggestion].name}


def _settled(s: State, ev: e.CommitmentAdded | e.ParkingChanged) -> Told:
    if isinstance(ev, e.CommitmentAdded):
        return "commitment_added", {"text": ev.text}
    return "parked_back" if ev.parking == "waiting" else "parked_settled", {"parked": ev.item}


def _dropped(s: State, ev: e.CommitmentDropped) -> Told:
    return "commitment_dropped", {"text": s.commitments[ev.commitment].text}


STEPS: Mapping[str, Callable[[State, Any], Told]] = {
    "hide_card": lambda s, ev: ("card_hidden", {"card": ev.card}),
    "unhide_card": lambda s, ev: ("card_unhidden", {"card": ev.card}),
    "move_card": _moved,
    "add_cluster": lambda s, ev: ("added", {"cluster": ev.name}),
    "rename_cluster": lambda s, ev: ("renamed", {"cluster": _named(s, ev.cluster), "name": ev.name}),
    "settle_card": lambda s, ev: ("card_settled", {"card": ev.card}),
    "merge_clusters": _merged,
    "dissolve_cluster": lambda s, ev: ("dissolved", {"cluster": _named(s, ev.cluster)}),
    "accept_suggestion": _accepted,
    "accept_all_suggestions": lambda s, ev: ("suggestions_accepted", {}),
    "reject_suggestion": _rejected,
    "break_tie": lambda s, ev: ("tie_broken", {}),
    "choose_set": lambda s, ev: ("set_chosen", {}),
    "word_value": lambda s, ev: ("worded", _value(s, ev.cluster)),
    "use_wording": lambda s, ev: ("worded", _value(s, ev.cluster)),
    "split_value": lambda s, ev: ("split", _value(s, ev.cluster)),
    "hide_text": lambda s, ev: ("text_hidden", {}),
    "adopt": lambda s, ev: ("adopted", _value(s, ev.cluster)),
    "set_aside": lambda s, ev: ("set_aside", _value(s, ev.cluster)),
    "bring_back": lambda s, ev: ("brought_back", _value(s, ev.cluster)),
    "leave_open": lambda s, ev: ("left_open", _value(s, ev.cluster)),
    "accept_behaviour": lambda s, ev: ("behaviour_accepted", {"behaviour": ev.behaviour}),
    "drop_behaviour": lambda s, ev: ("behaviour_dropped", {"behaviour": ev.behaviour}),
    "hide_behaviour": lambda s, ev: ("behaviour_hidden", {"behaviour": ev.behaviour}),
    "add_commitment": lambda s, ev: ("commitment_added", {"text": ev.text}),
    "drop_commitment": _dropped,
    "hide_parked": lambda s, ev: (
        "parked_hidden" if ev.parking == "hidden" else "parked_back",
        {"parked": ev.item},
    ),
    "settle_parked": _settled,
    "set_follow_up": lambda s, ev: ("follow_up_set", {"date": ev.date}),
}
"""By command type: how its first entry is told, in the room as it was before."""
