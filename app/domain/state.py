"""A room as it is after its entries: immutable, shared in its parts, so that what did not change is the same object."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from app.domain.changes import Change
from app.domain.method.lookalikes import Alike
from app.domain.method.partners import Group, Pair
from app.domain.own_deck import DeckEntry
from app.domain.terms import (
    BehaviourKind,
    ClusteringStep,
    Deed,
    Language,
    Level,
    MemberKind,
    Parking,
    Reason,
    Scale,
    Stage,
    Theme,
    Trigger,
    VotingRule,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the room was made with and its host can change."""

    code: str = ""
    salt: str = ""
    title: str = ""
    purpose: str = ""
    values_per_person: int = 3
    open_names: bool = False
    capacity: int = 500
    language: Language = "en"
    theme: Theme = "light"
    scale: Scale = "kaner"
    pick_up_to: int = 10
    keep_up_to: int = 5
    """On the way to `values_per_person`: so many are picked, then kept, then put in."""
    minutes: Mapping[Stage, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Member:
    """`joined` is the stage in which they came in; a removed member is kept, so that an id is never used twice."""

    id: str
    name: str
    kind: MemberKind
    joined: Stage
    takes_part: bool = True
    away: bool = False
    removed: bool = False
    checked_in: bool = False
    word: str = ""
    remote: bool = False

    @property
    def counts(self) -> bool:
        """Whether they're among those who take part now."""
        return self.takes_part and not self.away and not self.removed


@dataclass(frozen=True, slots=True)
class Timer:
    ends: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Course:
    """`began`: when the welcome was over. `since`: when time began to run in the present stage; None while it doesn't.
    `spent`: time in each stage before that. No pause is part of it."""

    began: dt.datetime | None = None
    since: dt.datetime | None = None
    spent: Mapping[Stage, dt.timedelta] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pause:
    """The timer stays as it was; what it had left at `since` runs on afterwards."""

    since: dt.datetime
    until: str | None


@dataclass(frozen=True, slots=True)
class Value:
    id: str
    member: str
    label: str
    story: str
    show_story: bool
    card: str


HOMES = 3
"""So many different people move a card before it is marked "two homes"."""


@dataclass(frozen=True, slots=True)
class Card:
    """Values with equal folded labels. Its id is a salted hash of that label: it tells neither when nor by whom.

    `movers`: who moved it since the lead last settled where it belongs.
    """

    id: str
    values: tuple[str, ...]
    cluster: str | None = None
    hidden: bool = False
    movers: frozenset[str] = frozenset()

    @property
    def two_homes(self) -> bool:
        """Whether it is to be left until it was talked about."""
        return len(self.movers) >= HOMES


@dataclass(frozen=True, slots=True)
class Cluster:
    id: str
    name: str
    mark: int


@dataclass(frozen=True, slots=True)
class Done:
    """A command that is stored: where its last entry stands, and of which type it was."""

    seq: int
    type: str


@dataclass(frozen=True, slots=True)
class Open:
    pass


@dataclass(frozen=True, slots=True)
class Closed:
    """`n` is the electorate, counted at the close."""

    n: int


@dataclass(frozen=True, slots=True)
class Ballot(Generic[T]):
    """One vote or one round. Answers are by pseudonym; `done` are the command ids that brought them."""

    id: str
    opened: dt.datetime
    confidential: bool
    status: Open | Closed = Open()
    answers: Mapping[str, T] = field(default_factory=dict)
    done: Mapping[str, Mapping[str, Done]] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        return isinstance(self.status, Open)


Approvals = frozenset[str]
"""The clusters one person put a dot on."""


@dataclass(frozen=True, slots=True)
class Runoff:
    """A short vote among the tied, with one dot each; `ends` is when it is to be closed."""

    ballot: Ballot[Approvals]
    options: tuple[str, ...]
    ends: str


@dataclass(frozen=True, slots=True)
class Vote:
    """`order`: what comes first among equals, settled by the group, in tiers; those in one tier are still equal."""

    ballot: Ballot[Approvals]
    dots: int
    k: int
    options: tuple[str, ...]
    rule: VotingRule = "dots"
    order: tuple[tuple[str, ...], ...] = ()
    runoff: Runoff | None = None

    @property
    def ballots(self) -> tuple[Ballot[Approvals], ...]:
        """The vote's own, and its run-off's."""
        return (self.ballot, self.runoff.ballot) if self.runoff else (self.ballot,)

    @property
    def asking(self) -> Ballot[Approvals] | None:
        """The one that is open."""
        return next((ballot for ballot in self.ballots if ballot.is_open), None)


@dataclass(frozen=True, slots=True)
class Answer:
    level: Level
    need: str


@dataclass(frozen=True, slots=True)
class Round:
    """`asked`: who took part at its close, and so had their say, whether they answered or not."""

    ballot: Ballot[Answer]
    wording: str
    asked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wording:
    """`member` is who proposed it; "" for the lead's and for a value's first one. `lives`: who could live with it."""

    id: str
    cluster: str
    name: str
    statement: str
    member: str = ""
    base: str | None = None
    lives: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposed:
    pass


@dataclass(frozen=True, slots=True)
class Adopted:
    """On the round with this ballot."""

    ballot: str


@dataclass(frozen=True, slots=True)
class SetAside:
    pass


@dataclass(frozen=True, slots=True)
class LeftOpen:
    date: str | None


Status = Proposed | Adopted | SetAside | LeftOpen


@dataclass(frozen=True, slots=True)
class Shared:
    """A value that is being agreed on: a chosen cluster with the wording in force and its rounds, oldest first."""

    cluster: str
    wording: str
    status: Status = Proposed()
    rounds: tuple[Round, ...] = ()

    @property
    def open_round(self) -> Round | None:
        return self.rounds[-1] if self.rounds and self.rounds[-1].ballot.is_open else None


@dataclass(frozen=True, slots=True)
class LateVoice:
    """What someone who wasn't there says to a value that was adopted on this ballot."""

    cluster: str
    ballot: str
    member: str
    fine: bool
    text: str


@dataclass(frozen=True, slots=True)
class Behaviour:
    id: str
    member: str
    cluster: str
    text: str
    kind: BehaviourKind
    accepted: bool = False
    hidden: bool = False
    endorsers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a group drafts for a value: one text, whoever of its members saved it last. `base`: the wording it began from."""

    id: str
    cluster: str
    base: str
    members: Group
    statement: str = ""
    behaviour: str = ""
    member: str = ""
    saved: str | None = None
    """The command that saved it last: whoever saves over it names it."""


@dataclass(frozen=True, slots=True)
class Commitment:
    id: str
    text: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Under the text with this digest; after a change it is "to an earlier text" and doesn't count."""

    named: bool
    reservation: str
    digest: str


@dataclass(frozen=True, slots=True)
class Parked:
    """A thought that waits for `commit`. `member` is who parked it, told to others only when `named`."""

    id: str
    member: str
    text: str
    named: bool
    parking: Parking = "waiting"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A cluster that could be made: by card, the kind of reason and its text."""

    name: str
    cards: Mapping[str, tuple[Reason, str]]


@dataclass(frozen=True, slots=True)
class Seal:
    at: dt.datetime
    digest: str


@dataclass(frozen=True, slots=True)
class Step:
    """What a command, its id, changed; told by a code and its parameters (steps.py)."""

    id: str
    actor: str
    did: Deed
    params: Mapping[str, str]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class History:
    """Of the present stage, oldest first; the last of `undone` is the first to come again."""

    past: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Nudge:
    """A question the coach offers; the rest says why. What isn't part of the reason is "" or 0."""

    id: str
    trigger: Trigger
    cluster: str = ""
    behaviour: str = ""
    count: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Coach:
    """What the coach keeps: `past` are the occasions it has spoken on, `last` when it did.

    Of the stage: when and at which entry it `began`, when something was `put_in` last, who made its last dozen
    `moves`. `swift` are ballots in which everybody had answered within 20 seconds.
    """

    nudge: Nudge | None = None
    last: dt.datetime | None = None
    past: frozenset[str] = frozenset()
    began: dt.datetime | None = None
    visit: int = 0
    put_in: dt.datetime | None = None
    moves: tuple[str, ...] = ()
    swift: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class State:
    seq: int = 0
    facts: Facts = Facts()
    deck: tuple[DeckEntry, ...] = ()
    """The room's own; () for the one that comes with the product."""
    host: str = ""
    lead: str = ""
    members: Mapping[str, Member] = field(default_factory=dict)
    stage: Stage = "lobby"
    ready: frozenset[str] = frozenset()
    begun: frozenset[str] = frozenset()
    question: str | None = None
    timer: Timer | None = None
    last_call: str | None = None
    course: Course = Course()
    pause: Pause | None = None
    blank: bool = False
    values: Mapping[str, Value] = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)
    revealed: bool = False
    spotlight: str | None = None
    step: ClusteringStep = "sort"
    clusters: Mapping[str, Cluster] = field(default_factory=dict)
    marks: int = 0
    movers: frozenset[str] = frozenset()
    suggesting: str | None = None
    """The command that asked for suggestions which aren't there yet."""
    suggestions_failed: bool = False
    suggestions: Mapping[str, Suggestion] | None = None
    """None: never worked out in this stage."""
    look_alikes: tuple[Alike, ...] = ()
    """As they were found; see `pairs_alike`."""
    apart: frozenset[tuple[str, str]] = frozenset()
    """Pairs that look alike and stay apart, each in order."""
    vote: Vote | None = None
    chosen: tuple[str, ...] = ()
    shared: Mapping[str, Shared] = field(default_factory=dict)
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    late: Mapping[str, LateVoice] = field(default_factory=dict)
    focus: str | None = None
    shown: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    behaviours: Mapping[str, Behaviour] = field(default_factory=dict)
    partners: tuple[Group, ...] | None = None
    """Who is with whom now; None: nobody was drawn in this stage."""
    met: Mapping[Pair, int] = field(default_factory=dict)
    """How often which pairs were drawn together, as partners and for drafts."""
    drafts: Mapping[str, Draft] | None = None
    """None: groups don't draft now."""
    commitments: Mapping[str, Commitment] = field(default_factory=dict)
    signatures: Mapping[str, Signature] = field(default_factory=dict)
    parked: Mapping[str, Parked] = field(default_factory=dict)
    follow_up: str | None = None
    sealed: Seal | None = None
    history: History = History()
    coach: Coach = Coach()
    done: Mapping[str, Mapping[str, Done]] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.facts.code

    def member(self, id: str) -> Member | None:
        """The member with this id, unless removed."""
        found = self.members.get(id)
        return None if found is None or found.removed else found

    def ballots(self) -> list[Ballot[Approvals] | Ballot[Answer]]:
        """Every ballot the room remembers, open and closed."""
        rounds = [r.ballot for value in self.shared.values() for r in value.rounds]
        return [*(self.vote.ballots if self.vote else ()), *rounds]


EMPTY = State()
"""A room of which nothing is known: what its first entry evolves from."""
