"""Clusters, and what becomes of votes and values when they merge or dissolve."""

from collections.abc import Mapping

from app.domain import events as e
from app.domain.alike import in_order
from app.domain.immutable import put, put_all, replace, without
from app.domain.method.lookalikes import Alike
from app.domain.state import Approvals, Ballot, Card, Cluster, State, Vote


def clustering_set(s: State, ev: e.ClusteringSet, entry: e.Entry) -> State:
    return replace(s, step=ev.step)


def cluster_added(s: State, ev: e.ClusterAdded, entry: e.Entry) -> State:
    mark = s.marks + 1
    return replace(s, clusters=put(s.clusters, ev.cluster, Cluster(ev.cluster, ev.name, mark)), marks=mark)


def cluster_renamed(s: State, ev: e.ClusterRenamed, entry: e.Entry) -> State:
    renamed = replace(s.clusters[ev.cluster], name=ev.name)
    return replace(s, clusters=put(s.clusters, ev.cluster, renamed))


def card_moved(s: State, ev: e.CardMoved, entry: e.Entry) -> State:
    """The lead's move settles where it belongs; anybody else's counts, once for each person."""
    by_hand = entry.command_type == "move_card"
    movers = s.movers | {entry.actor} if by_hand else s.movers
    card = s.cards.get(ev.card)
    if card is None:  # the words on it were erased since
        return replace(s, movers=movers)
    settled = not by_hand or entry.actor == s.lead
    moved = replace(card, cluster=ev.cluster, movers=frozenset() if settled else card.movers | {entry.actor})
    return replace(s, cards=put(s.cards, ev.card, moved), movers=movers)


def card_settled(s: State, ev: e.CardSettled, entry: e.Entry) -> State:
    card = s.cards.get(ev.card)
    return replace(s, cards=put(s.cards, ev.card, replace(card, movers=frozenset()))) if card else s


def look_alikes_found(s: State, ev: e.LookAlikesFound, entry: e.Entry) -> State:
    pairs = zip(ev.ones, ev.twos, ev.kinds, ev.families, strict=True)
    return replace(s, look_alikes=tuple(Alike(*pair) for pair in pairs))


def look_alikes_kept(s: State, ev: e.LookAlikesKept, entry: e.Entry) -> State:
    return replace(s, apart=s.apart | {in_order(ev.one, ev.two)})


def clusters_merged(s: State, ev: e.ClustersMerged, entry: e.Entry) -> State:
    """The target keeps its mark; approvers of a closed vote are united (a person counts once)."""
    s = _gone(s, ev.cluster, ev.into)
    if ev.cluster in s.chosen:
        chosen = tuple(dict.fromkeys(ev.into if c == ev.cluster else c for c in s.chosen))
        s = replace(s, chosen=chosen)
    return s


def cluster_dissolved(s: State, ev: e.ClusterDissolved, entry: e.Entry) -> State:
    """Its cards stand alone again; what had been chosen or agreed under it leaves the table."""
    s = _gone(s, ev.cluster, None)
    return replace(s, chosen=tuple(c for c in s.chosen if c != ev.cluster))


def _gone(s: State, cluster: str, into: str | None) -> State:
    return replace(
        s,
        clusters=without(s.clusters, cluster),
        cards=_cards_after(s.cards, cluster, into),
        vote=_vote_after(s.vote, cluster, into) if s.vote else None,
        shared=without(s.shared, cluster),
        focus=None if s.focus == cluster else s.focus,
    )


def _cards_after(cards: Mapping[str, Card], cluster: str, into: str | None) -> Mapping[str, Card]:
    inside = (card for card in cards.values() if card.cluster == cluster)
    return put_all(cards, {card.id: replace(card, cluster=into) for card in inside})


def _vote_after(vote: Vote, cluster: str, into: str | None) -> Vote:
    def moved(approved: frozenset[str]) -> frozenset[str]:
        if cluster not in approved:
            return approved
        return approved - {cluster} | ({into} if into else frozenset())

    def counted(ballot: Ballot[Approvals]) -> Ballot[Approvals]:
        return replace(ballot, answers={who: moved(dots) for who, dots in ballot.answers.items()})

    def left(options: tuple[str, ...]) -> tuple[str, ...]:
        rest = tuple(o for o in options if o != cluster)
        return (*rest, into) if into and cluster in options and into not in rest else rest

    order = (tuple(o for o in tier if o != cluster) for tier in vote.order)
    runoff = vote.runoff
    if runoff:
        runoff = replace(runoff, ballot=counted(runoff.ballot), options=left(runoff.options))
    return replace(
        vote,
        ballot=counted(vote.ballot),
        options=left(vote.options),
        order=tuple(tier for tier in order if tier),
        runoff=runoff,
    )
