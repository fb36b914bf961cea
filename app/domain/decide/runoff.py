"""A run-off: half a minute among the tied, one dot each. The vote's own answers and result stay."""

import datetime as dt
from itertools import groupby

from app.domain import commands as c, events as e
from app.domain.ballots import could_answer, may_show, privacy_now
from app.domain.decide.ask import Ask, Decision
from app.domain.method.voting import tally
from app.domain.outcome import ties
from app.domain.refusal import Refused
from app.domain.state import Runoff, State, Vote
from app.domain.times import iso

RUNOFF = dt.timedelta(seconds=30)
DOTS = 1
"""One each: among few the question is which."""


def open_runoff(state: State, cmd: c.OpenRunoff, ask: Ask) -> Decision:
    vote = state.vote
    if vote is None or vote.asking:
        return Refused("ballot_open" if vote else "vote_not_open")
    tied, _ = ties(state, vote)
    if not tied:
        return Refused("nothing_tied")
    confidential = privacy_now(state) == "confidential"
    ends = iso(ask.at + RUNOFF)
    of = could_answer(state, ask.connected)
    return [e.RunoffOpened(ask.new_id("ballot"), vote.ballot.id, tuple(tied), confidential, ends, of)]


def ranked(vote: Vote, runoff: Runoff, n: int) -> list[e.Event]:
    """The tied by their dots in the run-off, those with as many together; too few answers settle nothing."""
    if not may_show(runoff.ballot, n):
        return []
    counts = tally(runoff.ballot.answers.values(), runoff.options)
    order = sorted(runoff.options, key=lambda option: -counts[option])
    tiers = tuple(len(list(equal)) for _, equal in groupby(order, key=lambda option: counts[option]))
    return [e.TieBroken(vote.ballot.id, tuple(order), tiers)]
