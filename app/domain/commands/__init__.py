"""Everything a person or the shell can ask of a room: imperatives, each with an id of its sender's making.

What a command makes bears the command's id, so that a client draws it at once and a repeat makes nothing twice.
"""

from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from app.domain.commands.agree import (
    Adopt as Adopt,
    BringBack as BringBack,
    CanLiveWith as CanLiveWith,
    CloseRounds as CloseRounds,
    Focus as Focus,
    HideText as HideText,
    LandIt as LandIt,
    LeaveOpen as LeaveOpen,
    OpenRounds as OpenRounds,
    ProposeWording as ProposeWording,
    Respond as Respond,
    SetAside as SetAside,
    SplitValue as SplitValue,
    UseWording as UseWording,
    VoiceLate as VoiceLate,
    WordValue as WordValue,
)
from app.domain.commands.base import Base as Base, Id as Id
from app.domain.commands.cluster import (
    AcceptAllSuggestions as AcceptAllSuggestions,
    AcceptSuggestion as AcceptSuggestion,
    AddCluster as AddCluster,
    DissolveCluster as DissolveCluster,
    HoldCard as HoldCard,
    KeepApart as KeepApart,
    MergeClusters as MergeClusters,
    MergeLookAlikes as MergeLookAlikes,
    MoveCard as MoveCard,
    RejectSuggestion as RejectSuggestion,
    RenameCluster as RenameCluster,
    SetClustering as SetClustering,
    SettleCard as SettleCard,
    SuggestClusters as SuggestClusters,
)
from app.domain.commands.coach import DismissNudge as DismissNudge
from app.domain.commands.commit import (
    AcceptBehaviour as AcceptBehaviour,
    AddBehaviour as AddBehaviour,
    AddCommitment as AddCommitment,
    DropBehaviour as DropBehaviour,
    DropCommitment as DropCommitment,
    Endorse as Endorse,
    HideBehaviour as HideBehaviour,
    RewordBehaviour as RewordBehaviour,
    Seal as Seal,
    SetFollowUp as SetFollowUp,
    Sign as Sign,
    Unendorse as Unendorse,
    Unsign as Unsign,
)
from app.domain.commands.devices import (
    JoinMembers as JoinMembers,
    RevokeDevice as RevokeDevice,
)
from app.domain.commands.door import (
    LetBack as LetBack,
    LetIn as LetIn,
    SetDoor as SetDoor,
    TurnAway as TurnAway,
)
from app.domain.commands.erasing import EraseMine as EraseMine
from app.domain.commands.groups import (
    ClearPartners as ClearPartners,
    DraftInGroups as DraftInGroups,
    DrawPartners as DrawPartners,
    EndDrafting as EndDrafting,
    SaveDraft as SaveDraft,
    SetRemote as SetRemote,
)
from app.domain.commands.parked import (
    HideParked as HideParked,
    Park as Park,
    SettleParked as SettleParked,
    Unpark as Unpark,
)
from app.domain.commands.room import (
    AddGuest as AddGuest,
    Blank as Blank,
    ChangeSettings as ChangeSettings,
    CheckIn as CheckIn,
    ClearQuestion as ClearQuestion,
    GoTo as GoTo,
    HandLeadTo as HandLeadTo,
    LastCall as LastCall,
    MarkAway as MarkAway,
    Pause as Pause,
    Redo as Redo,
    RemoveMember as RemoveMember,
    RenameMe as RenameMe,
    Resume as Resume,
    SetReady as SetReady,
    ShowQuestion as ShowQuestion,
    SpeakFor as SpeakFor,
    StartTimer as StartTimer,
    StopTimer as StopTimer,
    TakeLeadBack as TakeLeadBack,
    TakePart as TakePart,
    Undo as Undo,
)
from app.domain.commands.shell import (
    AdmitDevice as AdmitDevice,
    CloseForsaken as CloseForsaken,
    EraseRemoved as EraseRemoved,
    FailSuggestions as FailSuggestions,
    Join as Join,
    OfferCode as OfferCode,
    OpenRoom as OpenRoom,
    RecordLookAlikes as RecordLookAlikes,
    RecordSuggestions as RecordSuggestions,
    RenewScreenLink as RenewScreenLink,
    SetDeck as SetDeck,
    SetPasscode as SetPasscode,
    TakeBackKnock as TakeBackKnock,
    Tick as Tick,
)
from app.domain.commands.values import (
    AddValue as AddValue,
    EditValue as EditValue,
    HideCard as HideCard,
    LiftCurtain as LiftCurtain,
    RemoveValue as RemoveValue,
    Spotlight as Spotlight,
    StartReflecting as StartReflecting,
    UnhideCard as UnhideCard,
)
from app.domain.commands.vote import (
    AdjustVote as AdjustVote,
    BreakTie as BreakTie,
    ChooseSet as ChooseSet,
    CloseVote as CloseVote,
    LiftDot as LiftDot,
    OpenRunoff as OpenRunoff,
    OpenVote as OpenVote,
    PlaceDot as PlaceDot,
)
from app.domain.minutes import refused as minutes_refused
from app.domain.refusal import Refused

PublicCommand = Annotated[
    SetReady | RenameMe | TakePart | GoTo | LastCall | StartTimer | StopTimer | Pause | Resume | ShowQuestion | ClearQuestion | DismissNudge
    | Blank | MarkAway | HandLeadTo | ChangeSettings | TakeLeadBack | RemoveMember | AddGuest | SpeakFor | CheckIn
    | StartReflecting | AddValue | EditValue | RemoveValue | LiftCurtain | HideCard | UnhideCard | Spotlight
    | SetClustering | AddCluster | RenameCluster | MoveCard | MergeClusters | DissolveCluster | OpenVote | AdjustVote | BreakTie | PlaceDot
    | LiftDot | CloseVote | ChooseSet | OpenRounds | CloseRounds | Respond | ProposeWording | CanLiveWith | Focus
    | WordValue | UseWording | SplitValue | VoiceLate | HideText | Adopt | SetAside | BringBack | LeaveOpen | LandIt
    | AddBehaviour | Endorse
    | RewordBehaviour | Unendorse | AcceptBehaviour | DropBehaviour | HideBehaviour | AddCommitment | DropCommitment | SetFollowUp
    | Sign | Unsign | Seal | SuggestClusters | AcceptSuggestion | RejectSuggestion | AcceptAllSuggestions
    | HoldCard | SettleCard | MergeLookAlikes | KeepApart | OpenRunoff
    | SetRemote | DrawPartners | ClearPartners | DraftInGroups | SaveDraft | EndDrafting
    | Park | Unpark | HideParked | SettleParked | Undo | Redo | RevokeDevice | JoinMembers | EraseMine
    | SetDoor | LetIn | TurnAway | LetBack,
    Field(discriminator="type"),
]  # fmt: skip

Command = (
    PublicCommand | OpenRoom | Join | SetDeck | RecordSuggestions | FailSuggestions | Tick | RecordLookAlikes
    | OfferCode | AdmitDevice | RenewScreenLink | SetPasscode | CloseForsaken | TakeBackKnock
    | EraseRemoved
)  # fmt: skip

_public: TypeAdapter[Any] = TypeAdapter(PublicCommand)


def parse(data: object) -> PublicCommand | Refused:
    """The command that a decoded frame holds, or why it is none: one code, and the field it is about."""
    try:
        command: PublicCommand = _public.validate_python(data)
    except ValidationError as wrong:
        return _refusal(wrong)
    return command


MOST_FAULTS = 100
"""Of one command that are looked at. Pydantic gives all or none: for thousands that takes longer than a good command."""


def _refusal(wrong: ValidationError) -> Refused:
    if wrong.error_count() > MOST_FAULTS:
        return Refused("bad_field", {"field": ""})
    first = wrong.errors(include_url=False, include_input=False)[0]
    kind = first["type"]
    if kind in ("union_tag_invalid", "union_tag_not_found", "model_attributes_type"):
        return Refused("unknown_command")
    field = str(first["loc"][-1]) if first["loc"] else ""
    if "minutes" in first["loc"]:
        return minutes_refused(field)
    if kind == "too_long" and "limit" in first.get("ctx", {}):
        return Refused("too_long", {"field": field, "limit": first["ctx"]["limit"]})
    if kind == "empty":
        return Refused("empty", {"field": field})
    if kind == "unseen":
        return Refused("unseen", {"field": field})
    return Refused("bad_field", {"field": field})
