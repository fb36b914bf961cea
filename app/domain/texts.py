"""Free text at `agree` and its curtain: concerns of closed rounds and proposed wordings, without authors."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from app.domain.ballots import may_show
from app.domain.immutable import once
from app.domain.state import Closed, Round, Shared, State
from app.domain.terms import Level


@dataclass(frozen=True, slots=True)
class Concern:
    id: str
    level: Level
    text: str


@dataclass(frozen=True)
class Behind:
    text: str
    cluster: str
    kind: Literal["need", "wording"]


@once
def concerns(round: Round) -> list[Concern]:
    """What people wrote to their answers, by an id that is a hash; nothing while open or with too few answers."""
    ballot = round.ballot
    if not isinstance(ballot.status, Closed) or not may_show(ballot, ballot.status.n):
        return []
    found = [
        Concern(hashlib.sha256(f"{ballot.id}/{who}".encode()).hexdigest()[:24], answer.level, answer.need)
        for who, answer in ballot.answers.items()
        if answer.need
    ]
    return sorted(found, key=lambda concern: concern.id)


@once
def waiting_texts(state: State) -> dict[str, Behind]:
    """What is behind the curtain now: neither shown nor hidden yet."""
    waiting: dict[str, Behind] = {}
    for value in state.shared.values():
        waiting |= _needs(value, state.shown, state.hidden)
    for wording in state.wordings.values():
        if (
            wording.member
            and wording.cluster in state.shared
            and _waits(wording.id, state.shown, state.hidden)
        ):
            waiting[wording.id] = Behind(wording.statement, wording.cluster, "wording")
    return waiting


@once
def _needs(value: Shared, shown: frozenset[str], hidden: frozenset[str]) -> dict[str, Behind]:
    return {
        concern.id: Behind(concern.text, value.cluster, "need")
        for round in value.rounds
        for concern in concerns(round)
        if _waits(concern.id, shown, hidden)
    }


def _waits(id: str, shown: frozenset[str], hidden: frozenset[str]) -> bool:
    return id not in shown and id not in hidden
