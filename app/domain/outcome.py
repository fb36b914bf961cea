"""What a closed ballot says, where there are enough answers to say it."""

import hashlib

from app.domain.ballots import may_show
from app.domain.immutable import once
from app.domain.method.agreement import agreement
from app.domain.method.fairness import LeftOut, equal_shares, left_out
from app.domain.method.voting import Proposal, propose
from app.domain.state import Answer, Ballot, Closed, Round, SetAside, State, Vote
from app.domain.terms import Agreement, VotingRule


def shown(vote: Vote) -> bool:
    """Whether the vote is closed, with enough answers to show what came of it."""
    status = vote.ballot.status
    return isinstance(status, Closed) and may_show(vote.ballot, status.n)


def proposed_set(state: State, vote: Vote, rule: VotingRule | None = None) -> Proposal:
    """What the vote's rule (or `rule`) proposes after the close; nothing when too few answered to show anything."""
    if not shown(vote):
        return Proposal(())
    return propose(rule or vote.rule, vote.ballot.answers.values(), tie_order(state, vote), vote.k)


def next_in_line(state: State) -> str | None:
    """What the rule would put into the place of a value that was set aside; None where no place is free."""
    vote = state.vote
    if vote is None or not shown(vote):
        return None
    aside = {id for id, value in state.shared.items() if isinstance(value.status, SetAside)}
    kept = [cluster for cluster in state.chosen if cluster not in aside]
    if not aside or len(kept) >= vote.k:
        return None
    options = [option for option in tie_order(state, vote) if option not in aside]
    filled = propose(vote.rule, vote.ballot.answers.values(), options, len(kept) + 1, kept).chosen
    return filled[-1] if len(filled) > len(kept) else None


def unfairness(state: State) -> tuple[LeftOut, list[str]] | None:
    """Whom the set on the screen leaves out (EJR+), and the set of Equal Shares beside it; None: nobody, or no set."""
    vote = state.vote
    if vote is None or not shown(vote):
        return None
    assert isinstance(vote.ballot.status, Closed)
    profile, n = vote.ballot.answers.values(), vote.ballot.status.n
    options = tie_order(state, vote)
    inside = [c for c in state.chosen or proposed_set(state, vote).chosen if c in options]
    breach = left_out(profile, inside, options, n)
    return (breach, equal_shares(profile, options, len(inside), n)) if breach else None


def tie_order(state: State, vote: Vote) -> list[str]:
    """Options still there: as the group settled it, then by a salted hash, so that neither age nor name decides."""
    there = [option for option in vote.options if option in state.clusters]
    ranks = _ranks(vote)
    return sorted(there, key=lambda o: (ranks[o], salted(state, vote.ballot.id, o)))


def _ranks(vote: Vote) -> dict[str, int]:
    """The place of each option as the group settled it; equals have the same, and so have those it said nothing of."""
    settled = {option: place for place, tier in enumerate(vote.order) for option in tier}
    return {option: settled.get(option, len(vote.order)) for option in vote.options}


def ties(state: State, vote: Vote) -> tuple[list[str], list[str]]:
    """Those tied at the cut, and those whose tie at the cut the group has settled; each in the tie order."""
    proposal, ranks = proposed_set(state, vote), _ranks(vote)
    inside = frozenset(proposal.chosen)
    tied: set[str] = set()
    for level in proposal.levels:
        cut = {ranks[o] for o in level if o in inside} & {ranks[o] for o in level if o not in inside}
        tied.update(option for option in level if ranks[option] in cut)
    return [o for o in proposal.tied if o in tied], [o for o in proposal.tied if o not in tied]


def salted(state: State, *parts: str) -> str:
    """A key to order people's input by: a hash with the room's salt."""
    return hashlib.sha256("/".join((state.facts.salt, *parts)).encode()).hexdigest()


@once
def result_of(ballot: Ballot[Answer]) -> Agreement | None:
    """The state of a closed round; None while it's open."""
    if not isinstance(ballot.status, Closed):
        return None
    return agreement((answer.level for answer in ballot.answers.values()), ballot.status.n)


def blocked(round: Round) -> bool:
    """A veto blocks for its round, also where too few answered to show anything."""
    return any(answer.level == 8 for answer in round.ballot.answers.values())
