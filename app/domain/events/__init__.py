"""What has happened in a room: past tense, flat, of plain JSON values; and the entry that gives it place and time."""

import datetime as dt
from dataclasses import dataclass

from app.domain.events.agree import (
    FocusSet as FocusSet,
    LateVoiced as LateVoiced,
    LivedWith as LivedWith,
    TextHidden as TextHidden,
    TextsShown as TextsShown,
    ValueAdopted as ValueAdopted,
    ValueBroughtBack as ValueBroughtBack,
    ValueLeftOpen as ValueLeftOpen,
    ValueSetAside as ValueSetAside,
    ValueTaken as ValueTaken,
    ValueWorded as ValueWorded,
    WordingProposed as WordingProposed,
)
from app.domain.events.ballots import (
    AnswersDropped as AnswersDropped,
    Counted as Counted,
    DotLifted as DotLifted,
    DotPlaced as DotPlaced,
    Responded as Responded,
    RoundClosed as RoundClosed,
    RoundOpened as RoundOpened,
    RunoffOpened as RunoffOpened,
    SetChosen as SetChosen,
    TieBroken as TieBroken,
    VoteAdjusted as VoteAdjusted,
    VoteClosed as VoteClosed,
    VoteOpened as VoteOpened,
)
from app.domain.events.cluster import (
    CardMoved as CardMoved,
    CardSettled as CardSettled,
    ClusterAdded as ClusterAdded,
    ClusterDissolved as ClusterDissolved,
    ClusteringSet as ClusteringSet,
    ClusterRenamed as ClusterRenamed,
    ClustersMerged as ClustersMerged,
    ClusterSuggested as ClusterSuggested,
    LookAlikesFound as LookAlikesFound,
    LookAlikesKept as LookAlikesKept,
    SuggestionsAsked as SuggestionsAsked,
    SuggestionSettled as SuggestionSettled,
    SuggestionsFailed as SuggestionsFailed,
    SuggestionsRecorded as SuggestionsRecorded,
)
from app.domain.events.coach import (
    Nudged as Nudged,
    NudgeDismissed as NudgeDismissed,
    VoicesComplete as VoicesComplete,
)
from app.domain.events.commit import (
    BehaviourAccepted as BehaviourAccepted,
    BehaviourAdded as BehaviourAdded,
    BehaviourDropped as BehaviourDropped,
    BehaviourHidden as BehaviourHidden,
    BehaviourReworded as BehaviourReworded,
    CommitmentAdded as CommitmentAdded,
    CommitmentDropped as CommitmentDropped,
    Endorsed as Endorsed,
    FollowUpSet as FollowUpSet,
    Sealed as Sealed,
    Signed as Signed,
    Unendorsed as Unendorsed,
    Unsigned as Unsigned,
)
from app.domain.events.devices import (
    CodeEnded as CodeEnded,
    CodeOffered as CodeOffered,
    DeviceAdmitted as DeviceAdmitted,
    DeviceRevoked as DeviceRevoked,
    DevicesEnded as DevicesEnded,
    MembersJoined as MembersJoined,
    ScreenLinkMade as ScreenLinkMade,
)
from app.domain.events.door import (
    DoorSet as DoorSet,
    Knocked as Knocked,
    KnockTakenBack as KnockTakenBack,
    LetBack as LetBack,
    PasscodeSet as PasscodeSet,
    TurnedAway as TurnedAway,
)
from app.domain.events.erasing import InputErased as InputErased
from app.domain.events.groups import (
    DraftingEnded as DraftingEnded,
    DraftOpened as DraftOpened,
    DraftRegrouped as DraftRegrouped,
    DraftSaved as DraftSaved,
    PartnersCleared as PartnersCleared,
    PartnersDrawn as PartnersDrawn,
    PartnersMoved as PartnersMoved,
    RemoteSet as RemoteSet,
)
from app.domain.events.parked import (
    ParkingChanged as ParkingChanged,
    ThoughtParked as ThoughtParked,
    ThoughtTakenBack as ThoughtTakenBack,
)
from app.domain.events.room import (
    AwayMarked as AwayMarked,
    CheckedIn as CheckedIn,
    DeckSet as DeckSet,
    Erased as Erased,
    GuestAdded as GuestAdded,
    HostJoined as HostJoined,
    LastCallMade as LastCallMade,
    LeadHanded as LeadHanded,
    MemberJoined as MemberJoined,
    MemberRemoved as MemberRemoved,
    MemberRenamed as MemberRenamed,
    PartTaken as PartTaken,
    Paused as Paused,
    QuestionCleared as QuestionCleared,
    QuestionShown as QuestionShown,
    ReadySet as ReadySet,
    Resumed as Resumed,
    RoomOpened as RoomOpened,
    ScreenBlanked as ScreenBlanked,
    SettingsChanged as SettingsChanged,
    StageChanged as StageChanged,
    StepRedone as StepRedone,
    StepUndone as StepUndone,
    TimerStarted as TimerStarted,
    TimerStopped as TimerStopped,
)
from app.domain.events.values import (
    CardHidden as CardHidden,
    CardUnhidden as CardUnhidden,
    ReflectingStarted as ReflectingStarted,
    SpotlightSet as SpotlightSet,
    ValueAdded as ValueAdded,
    ValueEdited as ValueEdited,
    ValueRemoved as ValueRemoved,
    WallRevealed as WallRevealed,
)

Event = (
    RoomOpened | HostJoined | MemberJoined | GuestAdded | MemberRenamed | MemberRemoved | PartTaken | AwayMarked
    | CheckedIn | ReadySet | LeadHanded | SettingsChanged | DeckSet | StageChanged | LastCallMade | TimerStarted | TimerStopped | Paused | Resumed
    | QuestionShown | QuestionCleared | ScreenBlanked | ReflectingStarted | ValueAdded | ValueEdited | ValueRemoved
    | WallRevealed | CardHidden | CardUnhidden | SpotlightSet | ClusteringSet | ClusterAdded | ClusterRenamed
    | CardMoved | ClustersMerged | ClusterDissolved | VoteOpened | VoteAdjusted | TieBroken | DotPlaced | DotLifted | VoteClosed
    | AnswersDropped | SetChosen | RoundOpened | Responded | RoundClosed | ValueTaken | WordingProposed | LivedWith
    | ValueWorded | LateVoiced | FocusSet | TextsShown | TextHidden | ValueAdopted | ValueSetAside | ValueBroughtBack
    | ValueLeftOpen | BehaviourAdded | Endorsed | Unendorsed | BehaviourAccepted | BehaviourDropped
    | BehaviourHidden | BehaviourReworded | Nudged | NudgeDismissed | VoicesComplete | CommitmentAdded | CommitmentDropped | FollowUpSet | Signed | Unsigned | Sealed | Erased
    | StepUndone | StepRedone
    | SuggestionsAsked | SuggestionsFailed | SuggestionsRecorded | ClusterSuggested | SuggestionSettled
    | CardSettled | LookAlikesFound | LookAlikesKept | RunoffOpened
    | RemoteSet | PartnersDrawn | PartnersMoved | PartnersCleared | DraftOpened | DraftRegrouped | DraftSaved | DraftingEnded
    | ThoughtParked | ThoughtTakenBack | ParkingChanged | InputErased | Counted
    | CodeOffered | CodeEnded | DeviceAdmitted | DeviceRevoked | DevicesEnded | ScreenLinkMade | MembersJoined
    | DoorSet | PasscodeSet | Knocked | KnockTakenBack | TurnedAway | LetBack
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a room's log.

    `actor` is a member's id, or in an open ballot their pseudonym; `at` is then the ballot's opening, so that a time
    tells nothing. Once the ballot is closed such entries have no actor. `command` and `command_type` name what caused it; one command may cause several entries.
    """

    seq: int
    at: dt.datetime
    actor: str
    command: str
    command_type: str
    event: Event
