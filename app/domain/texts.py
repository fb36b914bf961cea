"""Free text at `agree` and its curtain: concerns of closed rounds and proposed wordings, without authors."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.domain.ballots import may_show
from app.domain.state import Closed, Round, State
from app.domain.terms import Level


@dataclass(frozen=True, slots=True)
class Concern:
    id: str
    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Behind:
    text: str
    cluster: str
    kind: Literal["need", "wording"]


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


def waiting_texts(state: State) -> dict[str, Behind]:
    """What is behind the curtain now: neither shown nor hidden yet."""
    return {id: text for id, text in _texts(state) if id not in state.shown and id not in state.hidden}


def _texts(state: State) -> Iterator[tuple[str, Behind]]:
    for value in state.shared.values():
        for round in value.rounds:
            for concern in concerns(round):
                yield concern.id, Behind(concern.text, value.cluster, "need")
    for wording in state.wordings.values():
        if wording.member and wording.cluster in state.shared:
            yield wording.id, Behind(wording.statement, wording.cluster, "wording")
