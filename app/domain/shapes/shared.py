"""What everyone in the room is sent."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # Pydantic asks for it before Python 3.12

from app.domain.terms import (
    Agreement,
    BehaviourKind,
    ClusteringStep,
    Language,
    MemberKind,
    Privacy,
    Scale,
    Shade,
    Stage,
    Theme,
    VotingRule,
)

Yes = Literal[True]
"""A fact that is there or isn't: present and true, or absent."""


class SettingsView(TypedDict):
    pick_up_to: int
    keep_up_to: int
    """On the way to `values_per_person`: so many are picked, then kept, then put in."""
    values_per_person: int
    open_names: bool
    """Values are shown with their author's name (open) instead of without (confidential)."""
    theme: Theme
    """Of the screen."""
    scale: Scale
    """What people answer with at `agree`."""


class OwnDeckView(TypedDict):
    """The room has a deck of its own, to be fetched under its code; `mark` is another one when its words are."""

    values: int
    mark: str


class MemberView(TypedDict):
    name: str
    kind: MemberKind
    takes_part: bool
    checked_in: NotRequired[Yes]
    word: NotRequired[str]
    """The word of the check-in, where one was given."""
    away: NotRequired[Yes]
    remote: NotRequired[Yes]


class Progress(TypedDict):
    """How far a group is: a count of `of`, or, when under a quarter are missing, only that nearly everyone is."""

    of: int
    count: NotRequired[int]
    nearly: NotRequired[Yes]


class CountsView(TypedDict):
    taking_part: int
    begun: Progress
    """Have begun to write (those who are done included)."""
    done: Progress
    """Have put in all their values, or said that they're ready."""
    values: NotRequired[int]
    """Put in so far by everyone. Before the wall is up not while nearly everyone is done: it would tell how many."""
    contributors: NotRequired[int]
    """People who put in at least one value, once the wall is up."""
    moved: int
    """People who moved a card."""


class TimerView(TypedDict):
    ends: str
    seconds: int


class PauseView(TypedDict):
    """Everything rests."""

    since: str
    until: NotRequired[str]


class CardView(TypedDict):
    label: str
    count: int
    cluster: NotRequired[str]
    two_homes: NotRequired[Yes]
    """Three people moved it: it stays where it is until it was talked about."""
    stories: NotRequired[list[str]]
    """Only those whose writers said they may be shown."""
    more_stories: NotRequired[int]
    """How many more there are that may not be shown. Absent for none."""
    by: NotRequired[list[str]]
    """Member ids, in rooms with open values only."""


class ClusterView(TypedDict):
    name: str
    """May be empty: no name yet."""
    mark: int
    """1, 2, 3 …: its colour and mark for the life of the room."""


class ReachView(TypedDict):
    count: int
    of: int


class RunoffView(TypedDict):
    """A short vote among the tied, one dot each."""

    ballot: str
    state: Literal["open", "closed"]
    privacy: Privacy
    options: list[str]
    """By mark."""
    ends: str
    """When it is to be closed."""
    voted: NotRequired[Progress]
    answered: NotRequired[int]
    n: NotRequired[int]
    too_few: NotRequired[Yes]
    """It settles nothing, and shows nothing more."""
    results: NotRequired[dict[str, int]]


class VoteView(TypedDict):
    ballot: str
    state: Literal["open", "closed"]
    privacy: Privacy
    dots: int
    k: int
    rule: VotingRule
    options: list[str]
    """The clusters that can be voted on, by mark."""
    voted: NotRequired[Progress]
    """While open."""
    answered: NotRequired[int]
    """After the close."""
    n: NotRequired[int]
    """After the close: the electorate."""
    too_few: NotRequired[Yes]
    """After the close with fewer than min(5, n) answers: nothing more is shown, ever."""
    results: NotRequired[dict[str, int]]
    proposed: NotRequired[list[str]]
    """What the rule proposes, in the order in which it took them."""
    otherwise: NotRequired[list[str]]
    """What the other rule would propose, where that is another set."""
    tied: NotRequired[list[str]]
    """Clusters that were as good as each other for the rule, some of which are in the proposed set and some not."""
    settled: NotRequired[list[str]]
    """Those that were so until the group settled which comes first."""
    runoff: NotRequired[RunoffView]
    """The last one, if there was any."""
    reach: NotRequired[ReachView]
    """Of those in n, how many find a dot of theirs in the chosen set."""


class RoundView(TypedDict):
    ballot: str
    number: int
    wording: str
    name: str
    statement: str
    state: Literal["open", "closed"]
    privacy: Privacy
    voices: NotRequired[Progress]
    """While open."""
    answered: NotRequired[int]
    n: NotRequired[int]
    too_few: NotRequired[Yes]
    spread: NotRequired[dict[Shade, int]]
    """Answers per shade, those with none absent."""
    result: NotRequired[Agreement]
    split: NotRequired[Yes]
    needs: NotRequired[list[str]]
    """Once the curtain is lifted; in an order that tells nothing."""
    unsaid: NotRequired[int]
    """How many said "not like this" and gave no reason. Absent for none."""


class WordingView(TypedDict):
    name: str
    statement: str
    base: NotRequired[str]
    can_live: int


class AgreeValueView(TypedDict):
    status: Literal["proposed", "adopted", "set_aside", "left_open"]
    wording: str
    """The id of the present wording."""
    name: str
    statement: str
    rounds: list[RoundView]
    """Oldest first."""
    wordings: NotRequired[dict[str, WordingView]]
    """Proposed, shown once the curtain is lifted."""
    date: NotRequired[str]
    """Left open until."""
    result: NotRequired[Agreement]
    """Of the round it was adopted on."""


class AgreeView(TypedDict):
    focus: NotRequired[str]
    values: dict[str, AgreeValueView]
    """By cluster: those of the chosen set, and those set aside or left open."""
    waiting: NotRequired[Yes]
    """Something is behind the curtain: phones and screen say "about to begin"."""


class BehaviourView(TypedDict):
    text: str
    kind: BehaviourKind
    cluster: str
    endorsed: int
    visible: NotRequired[Yes]
    """It names an action that others could see; or there's no telling."""
    accepted: NotRequired[Yes]


class CommitmentView(TypedDict):
    text: str
    owner: str
    """A member id."""
    due: str


class SealView(TypedDict):
    at: str
    digest: str


class ReservationView(TypedDict):
    """What someone signed with; the name when they signed with it."""

    text: str
    name: NotRequired[str]


class ParkedView(TypedDict):
    """A parked thought; with a name when it was parked with one."""

    text: str
    name: NotRequired[str]


class CharterView(TypedDict):
    adopted: list[str]
    """Clusters, in the set's order; names and statements are in `agree`."""
    open: list[str]
    """Clusters that stand as not agreed yet."""
    on_record: dict[str, list[str]]
    """By adopted cluster: what people who agreed with a minor point or with reservations would need."""
    behaviours: dict[str, BehaviourView]
    commitments: dict[str, CommitmentView]
    digest: str
    """Of the charter's text, SHA-256 in hex: what a signature is under."""
    signed: int
    """Signatures under this text, with a name or without."""
    signers: list[str]
    """Names of those who signed with their name, sorted."""
    reservations: list[ReservationView]
    for_follow_up: dict[str, str]
    """Parked thoughts that are carried to the follow-up, by id: their texts."""
    follow_up: NotRequired[str]
    sealed: NotRequired[SealView]


class SharedView(TypedDict):
    """What everyone in the room sees, the screen included."""

    code: str
    title: str
    purpose: NotRequired[str]
    language: Language
    stage: Stage
    settings: SettingsView
    deck: NotRequired[OwnDeckView]
    host: str
    lead: str
    members: dict[str, MemberView]
    counts: CountsView
    privacy: Privacy
    """What a ballot opened now would be."""
    question: NotRequired[str]
    timer: NotRequired[TimerView]
    pause: NotRequired[PauseView]
    last_call: NotRequired[str]
    """When the last call ends."""
    blank: NotRequired[Yes]
    curtain: NotRequired[Literal["down", "up"]]
    """At `share`: down until the lead lifts it."""
    cards: NotRequired[dict[str, CardView]]
    """From `share` on, once the curtain is up."""
    spotlight: NotRequired[str]
    step: NotRequired[ClusteringStep]
    """At `cluster`."""
    clusters: NotRequired[dict[str, ClusterView]]
    """From `cluster` on."""
    vote: NotRequired[VoteView]
    set: NotRequired[list[str]]
    """The chosen clusters, once there are any: the charter's values to be."""
    own_reach: NotRequired[ReachView]
    """Of those who put in a value, how many have one of their own in the chosen set."""
    partners: NotRequired[int]
    """At `share`, once partners are drawn: into so many pairs and trios."""
    agree: NotRequired[AgreeView]
    drafting: NotRequired[Progress]
    """While groups draft: how many have put in a statement."""
    charter: NotRequired[CharterView]
    parked: NotRequired[dict[str, ParkedView]]
    """At `commit`: parked thoughts that are to be settled, once the lead has shown them."""
