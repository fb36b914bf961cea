"""What a closed ballot says, where there are enough answers to say it."""

import hashlib

from app.domain.ballots import may_show
from app.domain.method.agreement import agreement
from app.domain.method.voting import most_dots
from app.domain.state import Answer, Ballot, Closed, Round, State, Vote
from app.domain.terms import Agreement


def proposed_set(state: State, vote: Vote) -> list[str]:
    """What the rule proposes after the close; nothing when too few answered to show anything."""
    status = vote.ballot.status
    if not isinstance(status, Closed) or not may_show(vote.ballot, status.n):
        return []
    return most_dots(vote.ballot.answers.values(), tie_order(state, vote), vote.k)


def tie_order(state: State, vote: Vote) -> list[str]:
    """Options still there, in an order by a salted hash: among equals neither age nor name decides."""
    there = [option for option in vote.options if option in state.clusters]
    return sorted(there, key=lambda option: salted(state, vote.ballot.id, option))


def salted(state: State, *parts: str) -> str:
    """A key to order people's input by: a hash with the room's salt."""
    return hashlib.sha256("/".join((state.facts.salt, *parts)).encode()).hexdigest()


def result_of(ballot: Ballot[Answer]) -> Agreement | None:
    """The state of a closed round; None while it's open."""
    if not isinstance(ballot.status, Closed):
        return None
    return agreement((answer.level for answer in ballot.answers.values()), ballot.status.n)


def blocked(round: Round) -> bool:
    """A veto blocks for its round, also where too few answered to show anything."""
    return any(answer.level == 8 for answer in round.ballot.answers.values())
