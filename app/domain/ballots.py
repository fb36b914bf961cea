"""Pseudonyms, electorates and open ballots: what keeps answers apart from people."""

import hashlib
import hmac
from collections.abc import Mapping

from app.domain.commands import Command, LiftDot, PlaceDot, Respond
from app.domain.immutable import once
from app.domain.state import Answer, Approvals, Ballot, Member, State
from app.domain.terms import FLOOR, Privacy

Keys = Mapping[str, bytes]
"""The keys of the open ballots, by ballot."""


def new_key(seed: bytes, ballot: str) -> bytes:
    """A ballot's key, from the random seed of the command that opens it."""
    return hmac.digest(seed, ballot.encode(), "sha256")


def pseudonym(key: bytes, member: str) -> str:
    """HMAC-SHA256(ballot key, member id) in 32 hex digits (method.md, Privacy 2); `member`: Member.answers_as."""
    return hmac.new(key, member.encode(), hashlib.sha256).hexdigest()[:32]


def ballot_meant(state: State, command: Command) -> Ballot[Approvals] | Ballot[Answer] | None:
    """The ballot that this command names, open or closed, if it speaks in one the room remembers."""
    match command:
        case PlaceDot() | LiftDot():
            ballots = state.vote.ballots if state.vote else ()
            return next((ballot for ballot in ballots if ballot.id == command.ballot), None)
        case Respond():
            value = state.shared.get(command.cluster)
            rounds = value.rounds if value else ()
            return next((r.ballot for r in rounds if r.ballot.id == command.ballot), None)
        case _:
            return None


@once
def counting(members: Mapping[str, Member]) -> frozenset[str]:
    """Who takes part now; guests always do."""
    return frozenset(member.id for member in members.values() if member.counts)


def taking_part(state: State) -> int:
    return len(counting(state.members))


def privacy_now(state: State) -> Privacy:
    """What a ballot opened now would be: under five, colleagues can work out too much for "anonymous"."""
    return "confidential" if taking_part(state) < FLOOR else "anonymous"


def electorate(
    state: State, ballot: Ballot[Approvals] | Ballot[Answer], keys: Keys, connected: frozenset[str]
) -> int:
    """n of a ballot at its close: who answered, and who takes part and is connected or a guest."""
    key = keys[ballot.id]
    silent = (
        m
        for m in state.members.values()
        if m.counts
        and (m.kind == "guest" or m.id in connected)
        and pseudonym(key, m.answers_as) not in ballot.answers
    )
    return len(ballot.answers) + sum(1 for _ in silent)


def may_show(ballot: Ballot[Approvals] | Ballot[Answer], n: int) -> bool:
    """Whether a closed ballot shows more than its count (method.md, Privacy 5)."""
    return len(ballot.answers) >= max(1, min(FLOOR, n))
