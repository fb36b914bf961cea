"""The text that is signed: its parts in their order, and its digest."""

import hashlib
import json
from collections.abc import Mapping
from sys import intern

from app.domain.immutable import once
from app.domain.state import Adopted, Behaviour, LeftOpen, State


def adopted(state: State) -> list[str]:
    """Clusters of the adopted values: the set's order first, then those adopted and no longer in it, by mark."""
    inside = [id for id, value in state.shared.items() if isinstance(value.status, Adopted)]
    rank = {cluster: place for place, cluster in enumerate(state.chosen)}
    return sorted(inside, key=lambda cluster: (rank.get(cluster, len(rank)), state.clusters[cluster].mark))


def left_open(state: State) -> list[str]:
    """Clusters of the values that stand in the charter as not agreed yet."""
    inside = [id for id, value in state.shared.items() if isinstance(value.status, LeftOpen)]
    return sorted(inside, key=lambda cluster: state.clusters[cluster].mark)


def behaviours(state: State, cluster: str) -> list[Behaviour]:
    """The accepted ones of a value, by id."""
    return [behaviour for behaviour in _accepted(state.behaviours) if behaviour.cluster == cluster]


@once
def _accepted(behaviours: Mapping[str, Behaviour]) -> list[Behaviour]:
    inside = (b for b in behaviours.values() if b.accepted and not b.hidden)
    return sorted(inside, key=lambda behaviour: behaviour.id)


@once
def digest(state: State) -> str:
    """SHA-256, in hex, of what one puts one's mark under: title, purpose, values, behaviours, what is left open
    and the commitments. Signatures and dates of signing aren't in it."""
    wording = {cluster: state.wordings[value.wording] for cluster, value in state.shared.items()}
    text = [
        state.facts.title,
        state.facts.purpose,
        [
            [
                wording[cluster].name,
                wording[cluster].statement,
                [[b.kind, b.text] for b in behaviours(state, cluster)],
            ]
            for cluster in adopted(state)
        ],
        [[wording[cluster].name, wording[cluster].statement] for cluster in left_open(state)],
        sorted([c.text, c.owner, c.due] for c in state.commitments.values()),
    ]
    signed = json.dumps(text, ensure_ascii=False, separators=(",", ":"))
    return intern(hashlib.sha256(signed.encode()).hexdigest())  # one object while it's the same text
