"""Rooms grown through the domain itself, as large as they are asked for: what is measured is what people do."""

import datetime as dt
import itertools
from collections.abc import Callable
from random import Random
from typing import Any

from app.domain import commands as c, events as e
from app.domain.ballots import Keys
from app.domain.refusal import Refused
from app.domain.state import EMPTY, State
from app.domain.terms import MOST_PUT_IN, STAGES, Stage
from app.domain.turn import Already, Context, Turn, keys_after, take

HOST = "host-0000"
CLUSTERS = 40
CHOSEN = 7


class Grown:
    """A room in memory, whose log can be stored. Ids are counted and choices seeded: the same room every time."""

    def __init__(self, people: int, *, a_value_each: int = 5) -> None:
        self.state: State = EMPTY
        self.keys: Keys = {}
        self.log: list[e.Entry] = []
        self.people: list[str] = []
        self._at = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
        self._ids = itertools.count(1)
        self.rng = Random(7)
        opening = c.OpenRoom(
            id=self.new_id(),
            code="KT7M4R",
            salt="salt",
            title="Platform team",
            host_name="Henrik",
            values_per_person=a_value_each,
            capacity=people + 1,
        )
        self.turns(HOST, opening)
        for place in range(people):
            self.people.append(self._joins(f"Person {place}"))

    def new_id(self) -> str:
        return f"{next(self._ids):032x}"

    def parsed(self, type: str, **fields: Any) -> c.PublicCommand:
        """A command as a socket would bring it; its id is new unless given."""
        command = c.parse({"type": type, "id": fields.pop("id", None) or self.new_id(), **fields})
        assert not isinstance(command, Refused), (type, fields, command)
        return command

    def context(self, who: str) -> Context:
        """What the shell would tell now: everyone is connected, nobody holds a card."""
        self._at += dt.timedelta(milliseconds=400)
        seed = self.new_id().encode()
        return Context(self._at, who, frozenset({HOST, *self.people}), self.keys, seed)

    def turns(self, who: str, command: c.Command) -> Turn:
        """The command, carried out; it must go well."""
        turn = take(self.state, command, self.context(who))
        assert not isinstance(turn, Refused | Already), command
        self.become(turn)
        return turn

    def become(self, turn: Turn) -> None:
        self.state, self.keys = turn.state, keys_after(self.keys, turn.also)
        self.log += turn.entries

    def does(self, who: str, type: str, **fields: Any) -> str:
        command = self.parsed(type, **fields)
        self.turns(who, command)
        return command.id

    def leads(self, type: str, **fields: Any) -> str:
        return self.does(HOST, type, **fields)

    def _joins(self, name: str) -> str:
        member = self.new_id()
        self.turns(member, c.Join(id=member, name=name))
        return member

    @property
    def ballots(self) -> list[tuple[str, str]]:
        """Of the open rounds: cluster and ballot."""
        values = self.state.shared.items()
        return [(cluster, value.open_round.ballot.id) for cluster, value in values if value.open_round]


def grown(values: int, stage: Stage, people: int = 500) -> Grown:
    """A room with so many values, each on a card of its own, in which `people` have come to `stage`; one more each would
    fit in.

    The board has 40 clusters with cards in them, the vote is open, so are the rounds; at `commit` seven values stand.
    """
    people = max(people, -(-values // (MOST_PUT_IN - 1)))
    room = Grown(people, a_value_each=-(-values // people) + 1)
    for place in STAGES[1 : STAGES.index(stage) + 1]:
        _LEAVING.get(room.state.stage, _nothing)(room)
        room.leads("go_to", stage=place)
        if place == "reflect":
            fill(room, values)
        _ARRIVING.get(place, _nothing)(room)
    return room


def fill(room: Grown, values: int) -> None:
    for place in range(values):
        label, story = f"Value number {place:05d}", "We told the client on the same day, and it was hard."
        room.does(
            room.people[place % len(room.people)], "add_value", label=label, story=story, show_story=True
        )


def cluster(room: Grown) -> None:
    """Every card into one of the clusters: what stands alone would become a cluster at the vote."""
    clusters = [room.leads("add_cluster", name=f"Cluster {place}") for place in range(CLUSTERS)]
    for place, card in enumerate(room.state.cards):
        room.does(
            room.people[place % len(room.people)], "move_card", card=card, cluster=clusters[place % CLUSTERS]
        )


def vote(room: Grown, dots: int = 3) -> None:
    """Everyone places some dots, and the vote is closed."""
    assert room.state.vote
    ballot, options = room.state.vote.ballot.id, room.state.vote.options
    for who in room.people:
        for option in room.rng.sample(options[: 2 * CHOSEN], dots):
            room.does(who, "place_dot", ballot=ballot, cluster=option)
    room.leads("close_vote")


def agree(room: Grown) -> None:
    """Everyone answers everything, and all of it is adopted."""
    answer(room)
    room.leads("lift_curtain")
    for cluster in room.state.chosen:
        room.leads("adopt", cluster=cluster)


def answer(room: Grown) -> None:
    """Everyone answers each open round, and they are closed."""
    for cluster, ballot in room.ballots:
        for who in room.people:
            level = room.rng.choice([1, 1, 1, 2, 3])
            need = "That we say who decides." if level == 3 else ""
            room.does(who, "respond", ballot=ballot, cluster=cluster, level=level, need=need)
    room.leads("close_rounds")


def workshop(events: int = 10_000, people: int = 120) -> Grown:
    """A whole workshop of many people, from the check-in to the seal, with as many entries as asked for (or a few
    more; 7,000 at least for 120 people): cards are moved until it's enough."""
    room = Grown(people)
    for who in room.people:
        room.does(who, "check_in", word="curious")
    room.leads("go_to", stage="reflect")
    for who in room.people:
        room.does(who, "start_reflecting")
    for place in range(5 * people):
        label = f"Value number {room.rng.randrange(2 * people)}"
        room.does(
            room.people[place % people], "add_value", label=label, story="We told them at once." * (place % 3)
        )
    for who in room.people:
        room.does(who, "set_ready", ready=True)
    for stage in ("share", "cluster"):
        room.leads("go_to", stage=stage)
        if stage == "share":
            room.leads("lift_curtain")
    cluster(room)
    _move_about(room, moves=max(0, events - len(room.log) - 42 * people - 300))
    room.leads("go_to", stage="vote")
    room.leads("open_vote", k=CHOSEN, dots=10)
    vote(room, dots=8)
    room.leads("go_to", stage="agree")
    room.leads("open_rounds")
    answer(room)
    _reword(room)
    room.leads("open_rounds")
    agree(room)
    room.leads("go_to", stage="commit")
    _commit(room, events - 2)
    room.leads("seal")
    return room


def _move_about(room: Grown, moves: int) -> None:
    """Each move by somebody else and elsewhere; the lead settles where a card belongs before it has two homes."""
    for place in range(moves):
        card = room.state.cards[room.rng.choice(list(room.state.cards))]
        into = room.rng.choice([cluster for cluster in room.state.clusters if cluster != card.cluster])
        who = HOST if card.two_homes else room.people[place % len(room.people)]
        room.does(who, "move_card", card=card.id, cluster=into)


def _reword(room: Grown) -> None:
    """Each value gets a better wording, which half of the people could live with."""
    half = len(room.people) // 2
    for cluster in room.state.chosen:
        author = room.rng.choice(room.people[half:])
        wording = room.does(author, "propose_wording", cluster=cluster, statement="We say what we see.")
        room.leads("lift_curtain")
        for who in room.people[:half]:
            room.does(who, "can_live_with", wording=wording, yes=True)
        room.leads("use_wording", wording=wording)


def _commit(room: Grown, events: int) -> None:
    """Behaviours for each value, endorsed by many until the log is long enough; then all sign."""
    text = "when a date slips, we tell the client the same day"
    made = [
        room.does(room.rng.choice(room.people), "add_behaviour", cluster=cluster, text=text)
        for cluster in room.state.chosen
        for _ in range(7)
    ]
    for behaviour, who in itertools.product(made, room.people):
        if len(room.log) + len(room.people) >= events:
            break
        room.does(who, "endorse", behaviour=behaviour)
    for who in room.people:
        room.does(who, "sign", named=True)


def _nothing(room: Grown) -> None:
    pass


_ARRIVING: dict[Stage, Callable[[Grown], object]] = {
    "cluster": cluster,
    "vote": lambda room: room.leads("open_vote", k=CHOSEN, dots=10),
    "agree": lambda room: room.leads("open_rounds"),
}
_LEAVING: dict[Stage, Callable[[Grown], object]] = {
    "share": lambda room: room.leads("lift_curtain"),
    "vote": vote,
    "agree": agree,
}
