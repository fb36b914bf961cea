"""A room as it is after its entries: immutable, shared in its parts, so that what did not change is the same object."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.immutable import Map
from app.domain.method.lookalikes import Alike
from app.domain.method.partners import Group, Pair
from app.domain.own_deck import DeckEntry
from app.domain.state.agreeing import (
    Adopted as Adopted,
    Draft as Draft,
    LateVoice as LateVoice,
    LeftOpen as LeftOpen,
    Proposed as Proposed,
    SetAside as SetAside,
    Shared as Shared,
    Status as Status,
    Wording as Wording,
)
from app.domain.state.ballots import (
    Answer as Answer,
    Approvals as Approvals,
    Ballot as Ballot,
    Closed as Closed,
    Open as Open,
    Round as Round,
    Runoff as Runoff,
    T as T,
    Vote as Vote,
)
from app.domain.state.coach import (
    Coach as Coach,
    Nudge as Nudge,
)
from app.domain.state.committing import (
    Behaviour as Behaviour,
    Commitment as Commitment,
    Parked as Parked,
    Seal as Seal,
    Signature as Signature,
)
from app.domain.state.devices import (
    Device as Device,
    Offer as Offer,
)
from app.domain.state.door import (
    Door as Door,
    Newcomer as Newcomer,
)
from app.domain.state.history import (
    History as History,
    Step as Step,
)
from app.domain.state.room import (
    Course as Course,
    Done as Done,
    Facts as Facts,
    Member as Member,
    Pause as Pause,
    Timer as Timer,
)
from app.domain.state.values import (
    HOMES as HOMES,
    Card as Card,
    Cluster as Cluster,
    Suggestion as Suggestion,
    Value as Value,
)
from app.domain.terms import ClusteringStep, Stage, at_least


@dataclass(frozen=True)
class State:
    seq: int = 0
    facts: Facts = field(default_factory=Facts)
    deck: tuple[DeckEntry, ...] = ()
    """The room's own; () for the one that comes with the product."""
    host: str = ""
    lead: str = ""
    members: Mapping[str, Member] = field(default_factory=Map)
    offers: Mapping[str, Offer] = field(default_factory=Map)
    devices: Mapping[str, Device] = field(default_factory=Map)
    screen_link: str = ""
    """The link that opens screens now; "" for the one that the room was made with."""
    screen_link_made: dt.datetime | None = None
    door: Door = field(default_factory=Door)
    stage: Stage = "lobby"
    ready: frozenset[str] = frozenset()
    begun: frozenset[str] = frozenset()
    question: str | None = None
    timer: Timer | None = None
    last_call: str | None = None
    course: Course = field(default_factory=Course)
    pause: Pause | None = None
    blank: bool = False
    values: Mapping[str, Value] = field(default_factory=Map)
    put_in: Mapping[str, tuple[str, ...]] = field(default_factory=Map)
    """The values of each person who has put in some, in that order."""
    cards: Mapping[str, Card] = field(default_factory=Map)
    taken_out: Mapping[str, frozenset[str]] = field(default_factory=Map)
    """The cards on which values stood that their writers have taken out, by writer."""
    revealed: bool = False
    spotlight: str | None = None
    step: ClusteringStep = "sort"
    clusters: Mapping[str, Cluster] = field(default_factory=Map)
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
    shared: Mapping[str, Shared] = field(default_factory=Map)
    wordings: Mapping[str, Wording] = field(default_factory=Map)
    late: Mapping[str, LateVoice] = field(default_factory=Map)
    focus: str | None = None
    shown: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    behaviours: Mapping[str, Behaviour] = field(default_factory=Map)
    partners: tuple[Group, ...] | None = None
    """Who is with whom now; None: nobody was drawn in this stage."""
    met: Mapping[Pair, int] = field(default_factory=dict)
    """How often which pairs were drawn together, as partners and for drafts."""
    drafts: Mapping[str, Draft] | None = None
    """None: groups don't draft now."""
    commitments: Mapping[str, Commitment] = field(default_factory=Map)
    signatures: Mapping[str, Signature] = field(default_factory=Map)
    parked: Mapping[str, Parked] = field(default_factory=Map)
    follow_up: str | None = None
    sealed: Seal | None = None
    history: History = field(default_factory=History)
    coach: Coach = field(default_factory=Coach)
    done: Mapping[str, Mapping[str, Done]] = field(default_factory=Map)

    @property
    def code(self) -> str:
        return self.facts.code

    @property
    def takes_values(self) -> bool:
        """Whether values can be put in or changed: at `reflect`, and after it until a vote has been opened."""
        return self.stage == "reflect" or (at_least("vote", self.stage) and self.vote is None)

    def member(self, id: str) -> Member | None:
        """The member with this id, unless removed."""
        found = self.members.get(id)
        return None if found is None or found.removed else found

    def is_taken_out(self, id: str) -> bool:
        """Whether this was a member who is removed. Whose entry was joined with another's goes by that one."""
        found = self.members.get(id)
        return found is not None and found.removed and not found.into

    @property
    def on_the_table(self) -> list[Shared]:
        """Chosen values that aren't settled, in the set's order."""
        chosen = (self.shared[cluster] for cluster in self.chosen if cluster in self.shared)
        return [value for value in chosen if isinstance(value.status, Proposed)]

    def ballots(self) -> list[Ballot[Approvals] | Ballot[Answer]]:
        """Every ballot the room remembers, open and closed."""
        rounds = [r.ballot for value in self.shared.values() for r in value.rounds]
        return [*(self.vote.ballots if self.vote else ()), *rounds]


EMPTY = State()
"""A room of which nothing is known: what its first entry evolves from."""
