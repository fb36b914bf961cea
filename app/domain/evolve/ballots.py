"""The vote and the rounds: one ballot each, answers under pseudonyms."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from app.domain import events as e
from app.domain.evolve.parts import put, without
from app.domain.state import Answer, Ballot, Closed, Round, State, Vote

T = TypeVar("T")


def vote_opened(s: State, ev: e.VoteOpened, entry: e.Entry) -> State:
    """Voting again is a new, empty ballot; the set chosen before no longer counts."""
    ballot: Ballot[frozenset[str]] = Ballot(ev.ballot, entry.at, ev.confidential)
    return replace(s, vote=Vote(ballot, ev.dots, ev.k, ev.options, ev.rule), chosen=())


def vote_adjusted(s: State, ev: e.VoteAdjusted, entry: e.Entry) -> State:
    assert s.vote is not None
    return replace(s, vote=replace(s.vote, k=ev.k, rule=ev.rule))


def tie_broken(s: State, ev: e.TieBroken, entry: e.Entry) -> State:
    assert s.vote is not None
    return replace(s, vote=replace(s.vote, order=ev.order))


def dot_placed(s: State, ev: e.DotPlaced, entry: e.Entry) -> State:
    return _dots(s, entry.actor, lambda placed: placed | {ev.cluster})


def dot_lifted(s: State, ev: e.DotLifted, entry: e.Entry) -> State:
    return _dots(s, entry.actor, lambda placed: placed - {ev.cluster})


def _dots(s: State, who: str, change: Callable[[frozenset[str]], frozenset[str]]) -> State:
    """Someone with no dot left on the board hasn't voted."""
    assert s.vote is not None
    ballot = s.vote.ballot
    placed = change(ballot.answers.get(who, frozenset()))
    answers = put(ballot.answers, who, placed) if placed else without(ballot.answers, who)
    return replace(s, vote=replace(s.vote, ballot=replace(ballot, answers=answers)))


def vote_closed(s: State, ev: e.VoteClosed, entry: e.Entry) -> State:
    assert s.vote is not None
    return replace(s, vote=replace(s.vote, ballot=replace(s.vote.ballot, status=Closed(ev.n))))


def set_chosen(s: State, ev: e.SetChosen, entry: e.Entry) -> State:
    return replace(s, chosen=ev.clusters)


def round_opened(s: State, ev: e.RoundOpened, entry: e.Entry) -> State:
    value = s.shared[ev.cluster]
    opened = Round(Ballot(ev.ballot, entry.at, ev.confidential), ev.wording)
    return replace(s, shared=put(s.shared, ev.cluster, replace(value, rounds=(*value.rounds, opened))))


def responded(s: State, ev: e.Responded, entry: e.Entry) -> State:
    answer = Answer(ev.level, ev.need)
    return in_round(s, ev.ballot, lambda b: replace(b, answers=put(b.answers, entry.actor, answer)))


def round_closed(s: State, ev: e.RoundClosed, entry: e.Entry) -> State:
    asked = frozenset(member.id for member in s.members.values() if member.counts)
    return _with_round(
        s, ev.ballot, lambda r: replace(r, ballot=replace(r.ballot, status=Closed(ev.n)), asked=asked)
    )


def answers_dropped(s: State, ev: e.AnswersDropped, entry: e.Entry) -> State:
    """Their entries are erased in the log as well, so nothing of them is remembered here either."""
    if s.vote and s.vote.ballot.id == ev.ballot:
        return replace(s, vote=replace(s.vote, ballot=_forgotten(s.vote.ballot, ev.pseudonym)))
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
