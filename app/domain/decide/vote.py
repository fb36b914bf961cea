"""The vote: one ballot, dots, hidden until it's closed; then a set that the group chooses."""

from app.domain import commands as c, events as e
from app.domain.ballots import could_answer, electorate, privacy_now
from app.domain.clusters import label_of, standing
from app.domain.decide.agree import take_values
from app.domain.decide.ask import Ask, Decision
from app.domain.decide.runoff import DOTS, ranked
from app.domain.method.agenda import default_k
from app.domain.method.voting import default_dots
from app.domain.outcome import proposed_set
from app.domain.refusal import Refused
from app.domain.state import State


def open_vote(state: State, cmd: c.OpenVote, ask: Ask) -> Decision:
    """Cards that stand alone become clusters of their own: nobody's value is left out of the vote."""
    if state.vote and state.vote.asking:
        return Refused("vote_open" if state.vote.ballot.is_open else "ballot_open")
    if any(value.open_round for value in state.shared.values()):
        return Refused("ballot_open")
    alone = _clusters_of_their_own(state, ask)
    options = (*standing(state), *(added.cluster for added, _ in alone))
    k = cmd.k or default_k(state.facts.minutes)
    if not options:
        return Refused("nothing_to_vote_on")
    if len(options) <= k:
        return Refused("no_vote_needed", {"clusters": len(options), "k": k})
    dots = cmd.dots or default_dots(k, len(options))
    if dots >= len(options):
        return Refused("dots_below_clusters", {"clusters": len(options)})
    ballot = ask.new_id("ballot")
    opened = e.VoteOpened(
        ballot,
        dots,
        k,
        options,
        privacy_now(state) == "confidential",
        cmd.rule,
        could_answer(state, ask.connected),
    )
    return [*(event for pair in alone for event in pair), opened]


def _clusters_of_their_own(state: State, ask: Ask) -> list[tuple[e.ClusterAdded, e.CardMoved]]:
    alone = sorted(card.id for card in state.cards.values() if card.alone)
    return [
        (e.ClusterAdded(new, label_of(state, state.cards[card])), e.CardMoved(card, new))
        for card in alone
        for new in [ask.new_id("cluster", card)]
    ]


def adjust_vote(state: State, cmd: c.AdjustVote, ask: Ask) -> Decision:
    """The answers stay as they are; what the group has chosen by hand stays chosen."""
    vote = state.vote
    if vote is None or vote.asking:
        return Refused("ballot_open" if vote else "vote_not_open")
    k, rule = cmd.k or vote.k, cmd.rule or vote.rule
    if k > len(vote.options):
        return Refused("more_than_clusters", {"clusters": len(vote.options)})
    return [] if (k, rule) == (vote.k, vote.rule) else [e.VoteAdjusted(vote.ballot.id, k, rule)]


def break_tie(state: State, cmd: c.BreakTie, ask: Ask) -> Decision:
    vote = state.vote
    if vote is None or vote.asking:
        return Refused("ballot_open" if vote else "vote_not_open")
    if any(cluster not in vote.options for cluster in cmd.clusters):
        return Refused("no_such_cluster")
    first = tuple(dict.fromkeys(cmd.clusters))
    rest = (tuple(c for c in tier if c not in first) for tier in vote.order)
    tiers = (*((cluster,) for cluster in first), *(tier for tier in rest if tier))
    if tiers == vote.order:
        return []
    return [e.TieBroken(vote.ballot.id, tuple(c for tier in tiers for c in tier), tuple(map(len, tiers)))]


def place_dot(state: State, cmd: c.PlaceDot, ask: Ask) -> Decision:
    vote = state.vote
    if vote is None or vote.asking is None or ask.pseudonym is None:
        return Refused("vote_closed")
    ballot = vote.asking
    runoff = vote.runoff if ballot is not vote.ballot else None
    options, dots = (runoff.options, DOTS) if runoff else (vote.options, vote.dots)
    if cmd.cluster not in options:
        return Refused("no_such_cluster")
    placed = ballot.answers.get(ask.pseudonym, frozenset())
    if cmd.cluster in placed:
        return []
    if len(placed) >= dots:
        return Refused("no_dots_left" if dots > 1 else "no_dot_left", {"dots": dots})
    return [e.DotPlaced(ballot.id, cmd.cluster)]


def lift_dot(state: State, cmd: c.LiftDot, ask: Ask) -> Decision:
    ballot = state.vote.asking if state.vote else None
    if ballot is None or ask.pseudonym is None:
        return Refused("vote_closed")
    placed = ballot.answers.get(ask.pseudonym, frozenset())
    return [e.DotLifted(ballot.id, cmd.cluster)] if cmd.cluster in placed else []


def close_vote(state: State, cmd: c.CloseVote, ask: Ask) -> Decision:
    vote = state.vote
    if vote is None:
        return Refused("vote_not_open")
    ballot = vote.asking
    if ballot is None:
        return []
    n = electorate(state, ballot, ask.keys, ask.connected)
    answers = {who: sorted(dots) for who, dots in sorted(ballot.answers.items())}
    closed: list[e.Event] = [e.VoteClosed(ballot.id, n, answers)]
    return [*closed, *ranked(vote, vote.runoff, n)] if vote.runoff else closed


def choose_set(state: State, cmd: c.ChooseSet, ask: Ask) -> Decision:
    if state.vote and state.vote.asking:
        return Refused("ballot_open")
    chosen = tuple(dict.fromkeys(cmd.clusters))
    if not chosen:
        return Refused("empty_set")
    if any(cluster not in state.clusters for cluster in chosen):
        return Refused("no_such_cluster")
    if any(v.open_round and v.cluster not in chosen for v in state.shared.values()):
        return Refused("ballot_open")
    if chosen == state.chosen:
        return []
    chosen_now: list[e.Event] = [e.SetChosen(chosen)]
    return [*chosen_now, *take_values(state, chosen_now, ask)] if state.stage == "agree" else chosen_now


def set_to_take(state: State, ask: Ask) -> list[e.Event] | Refused:
    """The set with which the group goes on to agree: the chosen one, else the proposed one, else all there are."""
    if state.chosen:
        return []
    if state.vote:
        proposed = proposed_set(state, state.vote).chosen
        return [e.SetChosen(proposed)] if proposed else Refused("no_set")
    alone = _clusters_of_their_own(state, ask)
    every = (*standing(state), *(added.cluster for added, _ in alone))
    if not every or len(every) > default_k(state.facts.minutes):
        return Refused("no_set")
    return [*(event for pair in alone for event in pair), e.SetChosen(every)]
