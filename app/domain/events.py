"""What has happened in a room: past tense, flat, of plain JSON values; and the entry that gives it place and time."""

import datetime as dt
from dataclasses import dataclass

from app.domain.terms import BehaviourKind, ClusteringStep, Level, Stage, Theme


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a room's log.

    `actor` is a member's id, or in a ballot their pseudonym; `at` is then the ballot's opening, so that a time
    tells nothing. `command` and `command_type` name what caused it; one command may cause several entries.
    """

    seq: int
    at: dt.datetime
    actor: str
    command: str
    command_type: str
    event: "Event"


# The room and its people
@dataclass(frozen=True, slots=True)
class RoomOpened:
    code: str
    salt: str
    title: str
    purpose: str
    values_per_person: int
    open_names: bool
    capacity: int
    language: str


@dataclass(frozen=True, slots=True)
class HostJoined:
    member: str
    name: str
    takes_part: bool


@dataclass(frozen=True, slots=True)
class MemberJoined:
    member: str
    name: str


@dataclass(frozen=True, slots=True)
class GuestAdded:
    member: str
    name: str


@dataclass(frozen=True, slots=True)
class MemberRenamed:
    member: str
    name: str


@dataclass(frozen=True, slots=True)
class MemberRemoved:
    member: str


@dataclass(frozen=True, slots=True)
class PartTaken:
    member: str
    on: bool


@dataclass(frozen=True, slots=True)
class AwayMarked:
    member: str
    away: bool


@dataclass(frozen=True, slots=True)
class CheckedIn:
    member: str
    word: str


@dataclass(frozen=True, slots=True)
class ReadySet:
    member: str
    ready: bool


@dataclass(frozen=True, slots=True)
class LeadHanded:
    member: str


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """Only what changed is there."""

    title: str | None = None
    purpose: str | None = None
    values_per_person: int | None = None
    theme: Theme | None = None


# The course of it
@dataclass(frozen=True, slots=True)
class StageChanged:
    stage: Stage


@dataclass(frozen=True, slots=True)
class LastCallMade:
    ends: str


@dataclass(frozen=True, slots=True)
class TimerStarted:
    ends: str
    seconds: int


@dataclass(frozen=True, slots=True)
class TimerStopped:
    pass


@dataclass(frozen=True, slots=True)
class QuestionShown:
    text: str


@dataclass(frozen=True, slots=True)
class QuestionCleared:
    pass


@dataclass(frozen=True, slots=True)
class ScreenBlanked:
    on: bool


# Reflect
@dataclass(frozen=True, slots=True)
class ReflectingStarted:
    member: str


@dataclass(frozen=True, slots=True)
class ValueAdded:
    value: str
    member: str
    label: str
    story: str
    show_story: bool


@dataclass(frozen=True, slots=True)
class ValueEdited:
    """The value as it is now, whole."""

    value: str
    label: str
    story: str
    show_story: bool


@dataclass(frozen=True, slots=True)
class ValueRemoved:
    value: str


# Share
@dataclass(frozen=True, slots=True)
class WallRevealed:
    """The curtain of the wall was lifted."""


@dataclass(frozen=True, slots=True)
class CardHidden:
    card: str


@dataclass(frozen=True, slots=True)
class CardUnhidden:
    card: str


@dataclass(frozen=True, slots=True)
class SpotlightSet:
    card: str | None


# Cluster
@dataclass(frozen=True, slots=True)
class ClusteringSet:
    step: ClusteringStep


@dataclass(frozen=True, slots=True)
class ClusterAdded:
    cluster: str
    name: str


@dataclass(frozen=True, slots=True)
class ClusterRenamed:
    cluster: str
    name: str


@dataclass(frozen=True, slots=True)
class CardMoved:
    card: str
    cluster: str | None


@dataclass(frozen=True, slots=True)
class ClustersMerged:
    cluster: str
    into: str


@dataclass(frozen=True, slots=True)
class ClusterDissolved:
    cluster: str


# Ballots: the vote and the rounds. Their actor is a pseudonym.
@dataclass(frozen=True, slots=True)
class VoteOpened:
    ballot: str
    dots: int
    k: int
    options: tuple[str, ...]
    confidential: bool


@dataclass(frozen=True, slots=True)
class DotPlaced:
    ballot: str
    cluster: str


@dataclass(frozen=True, slots=True)
class DotLifted:
    ballot: str
    cluster: str


@dataclass(frozen=True, slots=True)
class VoteClosed:
    """Closing is the reveal; the ballot's key goes in the same transaction. `n` is the electorate."""

    ballot: str
    n: int


@dataclass(frozen=True, slots=True)
class AnswersDropped:
    """What a removed person had put into an open ballot; the entries themselves are erased with it."""

    ballot: str
    pseudonym: str


@dataclass(frozen=True, slots=True)
class SetChosen:
    clusters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundOpened:
    ballot: str
    cluster: str
    wording: str
    confidential: bool


@dataclass(frozen=True, slots=True)
class Responded:
    ballot: str
    level: Level
    need: str


@dataclass(frozen=True, slots=True)
class RoundClosed:
    ballot: str
    n: int


# Agree
@dataclass(frozen=True, slots=True)
class ValueTaken:
    """A chosen cluster becomes a value to agree on, with its first wording: its name and no statement yet."""

    cluster: str
    wording: str
    name: str


@dataclass(frozen=True, slots=True)
class WordingProposed:
    wording: str
    member: str
    cluster: str
    name: str
    statement: str
    base: str | None


@dataclass(frozen=True, slots=True)
class LivedWith:
    wording: str
    member: str
    yes: bool


@dataclass(frozen=True, slots=True)
class ValueWorded:
    """The wording in force from now on."""

    cluster: str
    wording: str
    name: str
    statement: str


@dataclass(frozen=True, slots=True)
class FocusSet:
    cluster: str | None


@dataclass(frozen=True, slots=True)
class TextsShown:
    """The curtain at `agree`: concerns and proposed wordings that everyone sees from now on."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextHidden:
    item: str


@dataclass(frozen=True, slots=True)
class ValueAdopted:
    cluster: str
    ballot: str


@dataclass(frozen=True, slots=True)
class ValueSetAside:
    cluster: str


@dataclass(frozen=True, slots=True)
class ValueBroughtBack:
    cluster: str


@dataclass(frozen=True, slots=True)
class ValueLeftOpen:
    cluster: str
    date: str | None


# Commit
@dataclass(frozen=True, slots=True)
class BehaviourAdded:
    behaviour: str
    member: str
    cluster: str
    text: str
    kind: BehaviourKind


@dataclass(frozen=True, slots=True)
class Endorsed:
    behaviour: str
    member: str


@dataclass(frozen=True, slots=True)
class Unendorsed:
    behaviour: str
    member: str


@dataclass(frozen=True, slots=True)
class BehaviourAccepted:
    behaviour: str


@dataclass(frozen=True, slots=True)
class BehaviourDropped:
    behaviour: str


@dataclass(frozen=True, slots=True)
class BehaviourHidden:
    behaviour: str


@dataclass(frozen=True, slots=True)
class CommitmentAdded:
    commitment: str
    text: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True)
class CommitmentDropped:
    commitment: str


@dataclass(frozen=True, slots=True)
class FollowUpSet:
    date: str


@dataclass(frozen=True, slots=True)
class Signed:
    """Under the text with this digest."""

    member: str
    named: bool
    reservation: str
    digest: str


@dataclass(frozen=True, slots=True)
class Unsigned:
    member: str


@dataclass(frozen=True, slots=True)
class Sealed:
    digest: str


@dataclass(frozen=True, slots=True)
class Erased:
    """What stood here was erased in place; it changes nothing."""


Event = (
    RoomOpened | HostJoined | MemberJoined | GuestAdded | MemberRenamed | MemberRemoved | PartTaken | AwayMarked
    | CheckedIn | ReadySet | LeadHanded | SettingsChanged | StageChanged | LastCallMade | TimerStarted | TimerStopped
    | QuestionShown | QuestionCleared | ScreenBlanked | ReflectingStarted | ValueAdded | ValueEdited | ValueRemoved
    | WallRevealed | CardHidden | CardUnhidden | SpotlightSet | ClusteringSet | ClusterAdded | ClusterRenamed
    | CardMoved | ClustersMerged | ClusterDissolved | VoteOpened | DotPlaced | DotLifted | VoteClosed
    | AnswersDropped | SetChosen | RoundOpened | Responded | RoundClosed | ValueTaken | WordingProposed | LivedWith
    | ValueWorded | FocusSet | TextsShown | TextHidden | ValueAdopted | ValueSetAside | ValueBroughtBack
    | ValueLeftOpen | BehaviourAdded | Endorsed | Unendorsed | BehaviourAccepted | BehaviourDropped
    | BehaviourHidden | CommitmentAdded | CommitmentDropped | FollowUpSet | Signed | Unsigned | Sealed | Erased
)  # fmt: skip
