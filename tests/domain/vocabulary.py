"""The words the domain's tests are written in: a room to which people say things, and what came of it."""

import datetime as dt
import itertools
from typing import Any

from app.data.lexicon import everyday_words
from app.domain import commands as c, events as e, views
from app.domain.ballots import Keys
from app.domain.evolve import replay
from app.domain.ports import EraseInput
from app.domain.refusal import Refused
from app.domain.shapes import LeadView, MineView, SharedView
from app.domain.state import EMPTY, State
from app.domain.terms import Stage
from app.domain.turn import Already, Context, Turn, keys_after, take

START = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
HOST = "host-0000"


class Workshop:
    """A room in memory. `say` sends a command and gives what came of it; ids and seeds are counted, not drawn."""

    def __init__(self, people: int = 0, *, host_takes_part: bool = False, **settings: Any) -> None:
        self.state: State = EMPTY
        self.keys: Keys = {}
        self.log: list[e.Entry] = []
        self.at = START
        self.connected: set[str] = {HOST}
        self.held: dict[str, str] = {}
        self.checked = True
        self._ids = itertools.count(1)
        opening: dict[str, Any] = {
            "code": "KT7M4R",
            "salt": "salt",
            "title": "Platform team",
            "host_name": "Henrik",
            "host_takes_part": host_takes_part,
        }
        self._take(HOST, c.OpenRoom(id=self.new_id(), **(opening | settings)))
        self.people = [self.joins(name) for name in NAMES[:people]]

    def new_id(self) -> str:
        return f"id-{next(self._ids):08d}"

    def shell(self, type: type[c.Base], **fields: Any) -> Turn | Refused | Already:
        """Something that the shell says of its own."""
        command: Any = type(id=self.new_id(), **fields)
        return self._take("", command)

    def joins(self, name: str) -> str:
        """A new participant, connected; gives their id."""
        came = self.try_join(name)
        assert isinstance(came, Turn), came
        member = came.entries[0].actor
        self.connected.add(member)
        return member

    def try_join(self, name: str) -> Turn | Refused | Already:
        member = self.new_id()
        return self._take(member, c.Join(id=member, name=name))

    def say(self, who: str, type: str, **fields: Any) -> Turn | Refused | Already:
        """Send the command `type` as `who`; its id is new unless given."""
        command = c.parse({"type": type, "id": fields.pop("id", None) or self.new_id(), **fields})
        return command if isinstance(command, Refused) else self._take(who, command)

    def does(self, who: str, type: str, **fields: Any) -> str:
        """The same, and it must go well; gives the command's id."""
        id = fields.setdefault("id", self.new_id())
        came = self.say(who, type, **fields)
        assert isinstance(came, Turn), came
        return str(id)

    def lead(self, type: str, **fields: Any) -> str:
        return self.does(self.state.lead, type, **fields)

    def ticks(self, after: float = 0) -> list[e.Event]:
        """So many seconds pass, and the shell tells the time; gives what came of it."""
        self.at += dt.timedelta(seconds=after)
        came = self._take("", c.Tick(id=self.new_id(), everyday=everyday_words("en")))
        assert isinstance(came, Turn), came
        return [entry.event for entry in came.entries]

    def goes_to(self, *stages: Stage) -> None:
        for stage in stages:
            if stage == "cluster" and not self.state.revealed:
                self.lead("lift_curtain")
            self.lead("go_to", stage=stage)

    def _take(self, who: str, command: c.Command) -> Turn | Refused | Already:
        seed = self.new_id().encode().ljust(32, b"-")
        self.at += dt.timedelta(seconds=1)
        context = Context(self.at, who, frozenset(self.connected), self.keys, seed, self.held)
        came = take(self.state, command, context)
        if isinstance(came, Turn):
            self.state, self.keys = came.state, keys_after(self.keys, came.also)
            self.log += came.entries
            self._blank(came)
            assert not self.checked or replay(self.log) == self.state
        return came

    def _blank(self, came: Turn) -> None:
        """As the store does."""
        for row in came.also:
            if isinstance(row, EraseInput):
                head, rest = self.log[: row.blank.seq - 1], self.log[row.blank.seq - 1 :]
                self.log = [*(row.blank.blanked(entry) or entry for entry in head), *rest]

    @property
    def shared(self) -> SharedView:
        return views.shared(self.state)

    @property
    def lead_view(self) -> LeadView:
        return views.lead(self.state)

    def mine(self, who: str) -> MineView:
        return views.mine(self.state, who, self.keys)

    def card(self, label: str) -> str:
        """The id of the card with this label, hidden ones included."""
        return next(v.card for v in self.state.values.values() if v.label == label)

    def ballot(self) -> str:
        assert self.state.vote
        return self.state.vote.ballot.id

    def round(self, cluster: str) -> str:
        return self.state.shared[cluster].rounds[-1].ballot.id

    def answers(self, cluster: str, *levels: int, need: str = "") -> None:
        """People answer the open round on a value, the first person the first level, and so on."""
        for who, level in zip(self.people, levels, strict=False):
            self.does(who, "respond", ballot=self.round(cluster), cluster=cluster, level=level, need=need)


NAMES = [
    "Amara",
    "Jonas",
    "Mei-Lin",
    "Tobias",
    "Priya",
    "Lucía",
    "Sam",
    "Noor",
    "Ivo",
    "Elena",
    "Kofi",
    "Ana",
]


def clustered(
    people: int = 6,
    labels: tuple[str, ...] = ("Honesty", "Craft", "Curiosity", "Courage", "Fun", "Rest"),
    **settings: Any,
) -> tuple[Workshop, dict[str, str]]:
    """A workshop at `cluster` in which each label has a cluster of its own; with the clusters by label."""
    room = Workshop(people, **settings)
    room.goes_to("reflect")
    for place, label in enumerate(labels):
        room.does(room.people[place % people], "add_value", label=label)
    room.goes_to("share", "cluster")
    clusters = {label: room.lead("add_cluster", name=label) for label in labels}
    for label, cluster in clusters.items():
        room.lead("move_card", card=room.card(label), cluster=cluster)
    return room, clusters


def agreeing(
    people: int = 6, labels: tuple[str, ...] = ("Honesty", "Craft", "Courage"), **settings: Any
) -> tuple[Workshop, dict[str, str]]:
    """A workshop at `agree` with these values in the set."""
    room, clusters = clustered(people, labels, **settings)
    room.goes_to("vote")
    room.lead("choose_set", clusters=list(clusters.values()))
    room.goes_to("agree")
    return room, clusters


def asked(room: Workshop, cluster: str, *levels: int, need: str = "") -> None:
    """One round on one value, from its opening to its close."""
    room.lead("open_rounds", clusters=[cluster])
    room.answers(cluster, *levels, need=need)
    room.lead("close_rounds", clusters=[cluster])


def committing(people: int = 6) -> tuple[Workshop, dict[str, str]]:
    """A workshop at `commit` in which Honesty, Craft and Courage are adopted."""
    room, clusters = agreeing(people)
    room.lead("open_rounds")
    for cluster in clusters.values():
        room.answers(cluster, *([1] * people))
    room.lead("close_rounds")
    for cluster in clusters.values():
        room.lead("adopt", cluster=cluster)
    room.goes_to("commit")
    return room, clusters


def code_of(came: object) -> str:
    """The code of a refusal; fails when it was none."""
    assert isinstance(came, Refused), came
    return came.code
