"""The vote and the rounds as everyone sees them: while open how many, after the close what, if enough answered."""

from collections import Counter

from app.domain.ballots import counting, may_show, taking_part
from app.domain.clusters import own_clusters
from app.domain.immutable import once
from app.domain.method.agreement import split
from app.domain.method.voting import reach, tally
from app.domain.outcome import proposed_set, result_of, tie_order, ties
from app.domain.shapes import Progress, ReachView, RoundView, RunoffView, VoteView
from app.domain.state import Answer, Approvals, Ballot, Closed, Round, Runoff, State, Vote, Wording
from app.domain.terms import OPPOSED, SHADES, Privacy, VotingRule
from app.domain.texts import concerns

_OTHER: dict[VotingRule, VotingRule] = {"turns": "dots", "dots": "turns"}


def progress(count: int, of: int) -> Progress:
    """A count; with fewer than a quarter missing only "nearly everyone", so that nobody stands out."""
    of = max(count, of)
    return {"of": of, "nearly": True} if of and 4 * (of - count) < of else {"of": of, "count": count}


def privacy_of(ballot: Ballot[Approvals] | Ballot[Answer]) -> Privacy:
    return "confidential" if ballot.confidential else "anonymous"


def _so_far(state: State, ballot: Ballot[Approvals] | Ballot[Answer]) -> Progress:
    return progress(len(ballot.answers), taking_part(state))


def _told(ballot: Ballot[Approvals] | Ballot[Answer], view: VoteView | RunoffView | RoundView) -> bool:
    """After the close: how many of how many answered; and whether enough did to show more."""
    assert isinstance(ballot.status, Closed)
    n = ballot.status.n
    view["n"], view["answered"] = n, len(ballot.answers)
    if may_show(ballot, n):
        return True
    view["too_few"] = True
    return False


def vote(state: State, vote: Vote) -> VoteView:
    ballot = vote.ballot
    view: VoteView = {
        "ballot": ballot.id,
        "state": "open" if ballot.is_open else "closed",
        "privacy": privacy_of(ballot),
        "dots": vote.dots,
        "k": vote.k,
        "rule": vote.rule,
        "options": sorted(
            (o for o in vote.options if o in state.clusters), key=lambda o: state.clusters[o].mark
        ),
    }
    if ballot.is_open:
        view["voted"] = _so_far(state, ballot)
    elif _told(ballot, view):
        _reveal(state, vote, view)
    if vote.runoff:
        view["runoff"] = _runoff(state, vote.runoff)
    return view


def _runoff(state: State, runoff: Runoff) -> RunoffView:
    ballot = runoff.ballot
    there = (option for option in runoff.options if option in state.clusters)
    view: RunoffView = {
        "ballot": ballot.id,
        "state": "open" if ballot.is_open else "closed",
        "privacy": privacy_of(ballot),
        "options": sorted(there, key=lambda option: state.clusters[option].mark),
        "ends": runoff.ends,
    }
    if ballot.is_open:
        view["voted"] = _so_far(state, ballot)
    elif _told(ballot, view):
        view["results"] = dict(sorted(tally(ballot.answers.values(), view["options"]).items()))
    return view


def _reveal(state: State, vote: Vote, view: VoteView) -> None:
    profile = vote.ballot.answers.values()
    counts = tally(profile, tie_order(state, vote))
    proposed, other = proposed_set(state, vote), proposed_set(state, vote, _OTHER[vote.rule])
    view["results"] = dict(sorted(counts.items()))
    view["proposed"] = list(proposed.chosen)
    if set(other.chosen) != set(proposed.chosen):
        view["otherwise"] = list(other.chosen)
    tied, settled = (sorted(some, key=lambda c: state.clusters[c].mark) for some in ties(state, vote))
    if tied:
        view["tied"] = tied
    if settled:
        view["settled"] = settled
    view["reach"] = {"count": reach(profile, state.chosen or proposed.chosen), "of": view["n"]}


def own_reach(state: State) -> ReachView | None:
    """Of those who put in a value, how many have one of theirs in the set; nothing while there's no set."""
    inside = state.chosen or (proposed_set(state, state.vote).chosen if state.vote else ())
    if not inside:
        return None
    own = own_clusters(state)
    return {"count": reach(own.values(), inside), "of": len(own)}


def round_view(state: State, round: Round, number: int) -> RoundView:
    here = counting(state.members) if round.ballot.is_open else frozenset()
    return _round(round, number, state.wordings[round.wording], state.shown, here)


@once
def _round(
    round: Round, number: int, wording: Wording, shown: frozenset[str], here: frozenset[str]
) -> RoundView:
    """`here`: who takes part while it's open."""
    ballot = round.ballot
    view: RoundView = {
        "ballot": ballot.id,
        "number": number,
        "wording": wording.id,
        "name": wording.name,
        "statement": wording.statement,
        "state": "open" if ballot.is_open else "closed",
        "privacy": privacy_of(ballot),
    }
    if ballot.is_open:
        view["voices"] = progress(len(ballot.answers), len(here))
    elif _told(ballot, view):
        _reveal_round(round, shown, view)
    return view


def _reveal_round(round: Round, shown: frozenset[str], view: RoundView) -> None:
    levels = [answer.level for answer in round.ballot.answers.values()]
    view["spread"] = dict(Counter(SHADES[level] for level in sorted(levels)))
    if result := result_of(round.ballot):
        view["result"] = result
    if split(levels):
        view["split"] = True
    if needs := [c.text for c in concerns(round) if c.id in shown]:
        view["needs"] = needs
    if unsaid := sum(a.level >= OPPOSED and not a.need for a in round.ballot.answers.values()):
        view["unsaid"] = unsaid
