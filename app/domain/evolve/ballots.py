"""The vote and the rounds: one ballot each, answers under pseudonyms."""

from collections.abc import Callable, Mapping
from itertools import accumulate
from typing import TypeVar

from app.domain import events as e
from app.domain.evolve.repeats import after_answer, after_counted, together
from app.domain.immutable import put, replace, without
from app.domain.state import Answer, Approvals, Ballot, Closed, Round, Runoff, State, Vote

T = TypeVar("T")


def vote_opened(s: State, ev: e.VoteOpened, entry: e.Entry) -> State:
    """Voting again is a new, empty ballot; the set chosen before no longer counts."""
    ballot: Ballot[frozenset[str]] = Ballot(ev.ballot, entry.at, ev.confidential, ev.of)
    return replace(s, vote=Vote(ballot, ev.dots, ev.k, ev.options, ev.rule), chosen=())


def vote_adjusted(s: State, ev: e.VoteAdjusted, entry: e.Entry) -> State:
    assert s.vote is not None
    return replace(s, vote=replace(s.vote, k=ev.k, rule=ev.rule))


def tie_broken(s: State, ev: e.TieBroken, entry: e.Entry) -> State:
    assert s.vote is not None
    sizes = ev.tiers or (1,) * len(ev.order)
    ends = tuple(accumulate(sizes))
    tiers = tuple(ev.order[end - size : end] for size, end in zip(sizes, ends, strict=True))
    return replace(s, vote=replace(s.vote, order=tiers))


def runoff_opened(s: State, ev: e.RunoffOpened, entry: e.Entry) -> State:
    assert s.vote is not None
    ballot: Ballot[frozenset[str]] = Ballot(ev.ballot, entry.at, ev.confidential, ev.of)
    return replace(s, vote=replace(s.vote, runoff=Runoff(ballot, ev.options, ev.ends)))


def dot_placed(s: State, ev: e.DotPlaced, entry: e.Entry) -> State:
    return _dots(s, ev.ballot, entry, lambda placed: placed | {ev.cluster})


def dot_lifted(s: State, ev: e.DotLifted, entry: e.Entry) -> State:
    return _dots(s, ev.ballot, entry, lambda placed: placed - {ev.cluster})


def _dots(s: State, ballot: str, entry: e.Entry, change: Callable[[Approvals], Approvals]) -> State:
    """Someone with no dot left on the board hasn't voted."""
    who = entry.actor

    def changed(of: Ballot[Approvals]) -> Ballot[Approvals]:
        placed = change(of.answers.get(who, frozenset()))
        answers = put(of.answers, who, placed) if placed else without(of.answers, who)
        return replace(of, answers=answers, done=after_answer(of.done, entry))

    assert s.vote is not None
    return replace(s, vote=in_vote(s.vote, ballot, changed))


def vote_closed(s: State, ev: e.VoteClosed, entry: e.Entry) -> State:
    told = ev.answers
    answers = None if told is None else {who: frozenset(dots) for who, dots in told.items()}
    assert s.vote is not None
    return replace(s, vote=in_vote(s.vote, ev.ballot, lambda b: _closed(b, ev.n, answers)))


def _closed(ballot: Ballot[T], n: int, answers: Mapping[str, T] | None) -> Ballot[T]:
    """Nothing of it tells any more in which order people answered, nor which answers were one person's in turn."""
    status, done = Closed(n), together(ballot.done)
    return replace(ballot, status=status, answers=ballot.answers if answers is None else answers, done=done)


def counted(s: State, ev: e.Counted, entry: e.Entry) -> State:
    """Of a ballot that is closed further on in the log: that its command was here is still known."""
    if s.vote and ev.ballot in (b.id for b in s.vote.ballots):
        return replace(
            s, vote=in_vote(s.vote, ev.ballot, lambda b: replace(b, done=after_counted(b.done, entry)))
        )
    return in_round(s, ev.ballot, lambda b: replace(b, done=after_counted(b.done, entry)))


def in_vote(vote: Vote, ballot: str, change: Callable[[Ballot[Approvals]], Ballot[Approvals]]) -> Vote:
    """The vote with this ballot changed, which is its own or its run-off's."""
    if vote.ballot.id == ballot:
        return replace(vote, ballot=change(vote.ballot))
    assert vote.runoff is not None
    return replace(vote, runoff=replace(vote.runoff, ballot=change(vote.runoff.ballot)))


def set_chosen(s: State, ev: e.SetChosen, entry: e.Entry) -> State:
    return replace(s, chosen=ev.clusters)


def round_opened(s: State, ev: e.RoundOpened, entry: e.Entry) -> State:
    value = s.shared[ev.cluster]
    opened = Round(Ballot(ev.ballot, entry.at, ev.confidential, ev.of), ev.wording)
    return replace(s, shared=put(s.shared, ev.cluster, replace(value, rounds=(*value.rounds, opened))))


def responded(s: State, ev: e.Responded, entry: e.Entry) -> State:
    answer = Answer(ev.level, ev.need)

    def changed(of: Ballot[Answer]) -> Ballot[Answer]:
        return replace(of, answers=put(of.answers, entry.actor, answer), done=after_answer(of.done, entry))

    return in_round(s, ev.ballot, changed)


def round_closed(s: State, ev: e.RoundClosed, entry: e.Entry) -> State:
    asked = frozenset(member.id for member in s.members.values() if member.counts)
    levels, needs = ev.levels, ev.needs or {}
    answers = (
        None if levels is None else {who: Answer(level, needs.get(who, "")) for who, level in levels.items()}
    )
    return _with_round(
        s, ev.ballot, lambda r: replace(r, ballot=_closed(r.ballot, ev.n, answers), asked=asked)
    )


def answers_dropped(s: State, ev: e.AnswersDropped, entry: e.Entry) -> State:
    """Their entries are erased in the log as well, so nothing of them is remembered here either."""
    if s.vote and ev.ballot in (b.id for b in s.vote.ballots):
        return replace(s, vote=in_vote(s.vote, ev.ballot, lambda b: _forgotten(b, ev.pseudonym)))
    return in_round(s, ev.ballot, lambda b: _forgotten(b, ev.pseudonym))


def _forgotten(ballot: Ballot[T], who: str) -> Ballot[T]:
    return replace(ballot, answers=without(ballot.answers, who), done=without(ballot.done, who))


def in_round(s: State, ballot: str, change: Callable[[Ballot[Answer]], Ballot[Answer]]) -> State:
    """The room with the ballot of this round changed; the same room when no round has it."""
    return _with_round(s, ballot, lambda r: replace(r, ballot=change(r.ballot)))


def _with_round(s: State, ballot: str, change: Callable[[Round], Round]) -> State:
    for cluster, value in s.shared.items():
        if any(r.ballot.id == ballot for r in value.rounds):
            rounds = tuple(change(r) if r.ballot.id == ballot else r for r in value.rounds)
            return replace(s, shared=put(s.shared, cluster, replace(value, rounds=rounds)))
    return s
