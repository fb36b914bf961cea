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
MOST_ANSWERS = 1_000
"""Of one person in one ballot, changes of mind and all: each is remembered, as long as the ballot is. At the bound: refused
`enough_answers`, and the last one counts."""


def new_key(seed: bytes, ballot: str) -> bytes:
    """A ballot's key, from the random seed of the command that opens it."""
    return hmac.digest(seed, ballot.encode(), "sha256")


def pseudonym(key: bytes, member: str) -> str:
    """HMAC-SHA256(ballot key, member id) in 32 hex digits (method.md, Privacy 2); `member`: Member.answers_as."""
    return hmac.new(key, member.encode(), hashlib.sha256).hexdigest()[:32]


def answer_id(ballot: str, command: str) -> str:
    """Under which the entries of an answer stand, and a repeat is known: nothing else in the room has that id, so that
    nothing with a name on it leads to an answer."""
    return hashlib.sha256(f"{ballot}/{command}".encode()).hexdigest()[:32]


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


def at_hand(state: State, connected: frozenset[str]) -> frozenset[str]:
    """Who could answer now: those who take part and are connected, and guests."""
    members = (state.members[id] for id in counting(state.members))
    return frozenset(m.id for m in members if m.kind == "guest" or m.id in connected)


def could_answer(state: State, connected: frozenset[str]) -> int:
    """How many could at the opening, as Ballot.of has it: of a room that has more people than one, two at least.

    Threat: whoever leads opens a ballot while all but one sleep, or are marked as away, and everyone would know whose the
    one answer is.
    """
    people = sum(not m.removed and (m.takes_part or m.kind != "host") for m in state.members.values())
    return max(len(at_hand(state, connected)), min(2, people))


def electorate(
    state: State, ballot: Ballot[Approvals] | Ballot[Answer], keys: Keys, connected: frozenset[str]
) -> int:
    """n of a ballot at its close: who answered, and who takes part and is connected or a guest."""
    key = keys[ballot.id]
    members = (state.members[id] for id in at_hand(state, connected))
    silent = (m for m in members if pseudonym(key, m.answers_as) not in ballot.answers)
    return len(ballot.answers) + sum(1 for _ in silent)


def floor(ballot: Ballot[Approvals] | Ballot[Answer], n: int) -> int:
    """With fewer answers a closed ballot shows its count and nothing else (method.md, Privacy 5).

    Threat: n is told at the close, and whoever leads can make it small: by closing while phones sleep, or by marking
    people as away. Then a single answer would be shown, and everyone would know whose. So one that was called anonymous
    shows no fewer than FLOOR, and any other no fewer than could answer at its opening.
    """
    return max(1, min(FLOOR, max(n, ballot.of))) if ballot.confidential else FLOOR


def may_show(ballot: Ballot[Approvals] | Ballot[Answer], n: int) -> bool:
    """Whether a closed ballot shows more than its count."""
    return len(ballot.answers) >= floor(ballot, n)
