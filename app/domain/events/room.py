"""The room, its people, and its course."""

from dataclasses import dataclass, field

from app.domain.terms import Language, Scale, Stage, Theme


@dataclass(frozen=True, slots=True)
class RoomOpened:
    code: str
    salt: str
    title: str
    purpose: str
    values_per_person: int
    open_names: bool
    capacity: int
    language: Language
    scale: Scale = "kaner"
    pick_up_to: int = 10
    keep_up_to: int = 5
    minutes: dict[str, int] = field(default_factory=dict)
    """The agenda, by stage; empty in rooms that have none."""


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
    kept_out: bool = False


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
    scale: Scale | None = None
    minutes: dict[str, int] | None = None
    pick_up_to: int | None = None
    keep_up_to: int | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class DeckSet:
    """The room's own deck, place by place; without values it has none."""

    values: tuple[str, ...]
    meanings: tuple[str, ...]
    families: tuple[str, ...]


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
class Paused:
    """Again while paused: only the end is another."""

    until: str | None


@dataclass(frozen=True, slots=True)
class Resumed:
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


@dataclass(frozen=True, slots=True)
class StepUndone:
    """What the step changed is as it was before, as far as it still stood."""

    step: str


@dataclass(frozen=True, slots=True)
class StepRedone:
    step: str


@dataclass(frozen=True, slots=True)
class Erased:
    """What stood here was erased in place; it changes nothing."""
