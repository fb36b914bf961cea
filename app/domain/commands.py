"""Everything a person or the shell can ask of a room: imperatives, each with an id of its sender's making.

What a command makes bears the command's id, so that a client draws it at once and a repeat makes nothing twice.
"""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from app.domain.refusal import Refused
from app.domain.terms import BehaviourKind, ClusteringStep, Level, Stage, Theme
from app.domain.text import (
    Behaviour,
    ClusterName,
    Label,
    Name,
    Need,
    Purpose,
    Question,
    Statement,
    Story,
    Title,
    Word,
)

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
"""Ids are the clients' own (a UUID); the pattern keeps them harmless wherever they're printed."""

Clusters = Annotated[list[Id], Field(max_length=200)]


class Base(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)
    id: Id


# Any stage, anyone
class SetReady(Base):
    """Says that this person is ready to go on, or takes it back; told as a count."""

    type: Literal["set_ready"] = "set_ready"
    ready: bool


class RenameMe(Base):
    """Changes the name that others see."""

    type: Literal["rename_me"] = "rename_me"
    name: Name


class TakePart(Base):
    """Counts in, or only watches; counting in also undoes being marked as away."""

    type: Literal["take_part"] = "take_part"
    on: bool


# Any stage, the lead
class GoTo(Base):
    """Moves the room to another stage, forward or back; `closed` is reached by sealing."""

    type: Literal["go_to"] = "go_to"
    stage: Stage


class LastCall(Base):
    """Announces on phones and screen that thirty seconds are left."""

    type: Literal["last_call"] = "last_call"


class StartTimer(Base):
    """Starts a countdown for everyone; a running one is replaced."""

    type: Literal["start_timer"] = "start_timer"
    seconds: Annotated[int, Field(ge=5, le=4 * 3600)]


class StopTimer(Base):
    """Takes the countdown away."""

    type: Literal["stop_timer"] = "stop_timer"


class ShowQuestion(Base):
    """Puts a question on phones and screen."""

    type: Literal["show_question"] = "show_question"
    text: Question


class ClearQuestion(Base):
    """Takes the question away."""

    type: Literal["clear_question"] = "clear_question"


class Blank(Base):
    """Blanks the screen, or shows it again."""

    type: Literal["blank"] = "blank"
    on: bool


class MarkAway(Base):
    """Says that someone has left for now: they don't count in ballots."""

    type: Literal["mark_away"] = "mark_away"
    member: Id
    away: bool


class HandLeadTo(Base):
    """Hands the lead to a member; a guest can't lead."""

    type: Literal["hand_lead_to"] = "hand_lead_to"
    member: Id


# Any stage, the host
class ChangeSettings(Base):
    """Changes what is named; the rest stays."""

    type: Literal["change_settings"] = "change_settings"
    title: Title | None = None
    purpose: Purpose | None = None
    values_per_person: Annotated[int, Field(ge=1, le=10)] | None = None
    theme: Theme | None = None


class TakeLeadBack(Base):
    """Returns the lead to the host."""

    type: Literal["take_lead_back"] = "take_lead_back"


class RemoveMember(Base):
    """Takes someone out of the room: their values stay without a name, their open answers drop."""

    type: Literal["remove_member"] = "remove_member"
    member: Id


class AddGuest(Base):
    """Adds a person without a phone; the host speaks for them."""

    type: Literal["add_guest"] = "add_guest"
    name: Name


class SpeakFor(Base):
    """A participant's command in the name of a guest; `command` has no id, the outer one counts."""

    type: Literal["speak_for"] = "speak_for"
    member: Id
    command: dict[str, Any]


# Lobby
class CheckIn(Base):
    """Proves that the device works, with a word if one likes."""

    type: Literal["check_in"] = "check_in"
    word: Word = ""


# Reflect
class StartReflecting(Base):
    """Says that this person has begun to write; the words themselves stay on the phone."""

    type: Literal["start_reflecting"] = "start_reflecting"


class AddValue(Base):
    """Puts in a value; its story is shown only if `show_story`."""

    type: Literal["add_value"] = "add_value"
    label: Label
    story: Story = ""
    show_story: bool = False


class EditValue(Base):
    """Changes what is named of one's own value; the rest stays."""

    type: Literal["edit_value"] = "edit_value"
    value: Id
    label: Label | None = None
    story: Story | None = None
    show_story: bool | None = None


class RemoveValue(Base):
    """Takes one's own value out."""

    type: Literal["remove_value"] = "remove_value"
    value: Id


# Share
class LiftCurtain(Base):
    """Shows everyone what the lead has seen first: the wall at `share`, waiting texts at `agree`."""

    type: Literal["lift_curtain"] = "lift_curtain"


class HideCard(Base):
    """Takes a card off the wall; the lead can bring it back."""

    type: Literal["hide_card"] = "hide_card"
    card: Id


class UnhideCard(Base):
    """Brings a hidden card back."""

    type: Literal["unhide_card"] = "unhide_card"
    card: Id


class Spotlight(Base):
    """Shows one card large on the screen, or none."""

    type: Literal["spotlight"] = "spotlight"
    card: Id | None = None


# Cluster
class SetClustering(Base):
    """Sets the step: sort, name or freeze."""

    type: Literal["set_clustering"] = "set_clustering"
    step: ClusteringStep


class AddCluster(Base):
    """Makes a cluster; without a name while sorting."""

    type: Literal["add_cluster"] = "add_cluster"
    name: ClusterName = ""


class RenameCluster(Base):
    """Names a cluster."""

    type: Literal["rename_cluster"] = "rename_cluster"
    cluster: Id
    name: ClusterName


class MoveCard(Base):
    """To a cluster, or out of all of them."""

    type: Literal["move_card"] = "move_card"
    card: Id
    cluster: Id | None = None


class MergeClusters(Base):
    """Moves all cards of `cluster` into `into`; votes and the chosen set follow."""

    type: Literal["merge_clusters"] = "merge_clusters"
    cluster: Id
    into: Id


class DissolveCluster(Base):
    """Takes a cluster away; its cards stand alone."""

    type: Literal["dissolve_cluster"] = "dissolve_cluster"
    cluster: Id


# Vote
class OpenVote(Base):
    """Opens a new, empty vote; without `dots` and `k` by the formulas."""

    type: Literal["open_vote"] = "open_vote"
    dots: Annotated[int, Field(ge=1, le=50)] | None = None
    k: Annotated[int, Field(ge=1, le=20)] | None = None


class PlaceDot(Base):
    """`ballot` says which vote is meant: one that was sent late must not count in the next."""

    type: Literal["place_dot"] = "place_dot"
    ballot: Id
    cluster: Id


class LiftDot(Base):
    """Takes one's own dot back."""

    type: Literal["lift_dot"] = "lift_dot"
    ballot: Id
    cluster: Id


class CloseVote(Base):
    """Closes the vote, which shows its result."""

    type: Literal["close_vote"] = "close_vote"


class ChooseSet(Base):
    """Sets the values that the group goes on with, in this order."""

    type: Literal["choose_set"] = "choose_set"
    clusters: Clusters


# Agree
class OpenRounds(Base):
    """On these values, or (the sweep) on every one that isn't settled."""

    type: Literal["open_rounds"] = "open_rounds"
    clusters: Clusters | None = None


class CloseRounds(Base):
    """Closes open rounds, all or those on these values, which shows their results."""

    type: Literal["close_rounds"] = "close_rounds"
    clusters: Clusters | None = None


class Respond(Base):
    """`ballot` says which round, so an answer to an earlier wording never counts for the new one."""

    type: Literal["respond"] = "respond"
    ballot: Id
    cluster: Id
    level: Level
    need: Need = ""


class ProposeWording(Base):
    """`base` names the wording it started from."""

    type: Literal["propose_wording"] = "propose_wording"
    cluster: Id
    name: ClusterName = ""
    statement: Statement
    base: Id | None = None


class CanLiveWith(Base):
    """Marks a shown wording as one that one could live with, or takes it back."""

    type: Literal["can_live_with"] = "can_live_with"
    wording: Id
    yes: bool


class Focus(Base):
    """Puts one value in front of everyone, or none."""

    type: Literal["focus"] = "focus"
    cluster: Id | None = None


class WordValue(Base):
    """Gives a value a new name and statement; an adopted one is on the table again."""

    type: Literal["word_value"] = "word_value"
    cluster: Id
    name: Label
    statement: Statement


class UseWording(Base):
    """Puts a proposed wording in the place of the present one; the next round is on it."""

    type: Literal["use_wording"] = "use_wording"
    wording: Id


class HideText(Base):
    """Keeps a concern or a proposed wording behind the curtain: moderation of a text, without its author."""

    type: Literal["hide_text"] = "hide_text"
    item: Id


class Adopt(Base):
    """Agrees on a value after a closed round that isn't blocked."""

    type: Literal["adopt"] = "adopt"
    cluster: Id


class SetAside(Base):
    """Takes a value off the table; it can be brought back."""

    type: Literal["set_aside"] = "set_aside"
    cluster: Id


class BringBack(Base):
    """Puts a value on the table again."""

    type: Literal["bring_back"] = "bring_back"
    cluster: Id


class LeaveOpen(Base):
    """Carries a value into the charter as not agreed yet."""

    type: Literal["leave_open"] = "leave_open"
    cluster: Id
    date: dt.date | None = None


# Commit
class AddBehaviour(Base):
    """Proposes what living an agreed value looks like."""

    type: Literal["add_behaviour"] = "add_behaviour"
    cluster: Id
    text: Behaviour
    kind: BehaviourKind = "will"


class Endorse(Base):
    """Stands behind a behaviour."""

    type: Literal["endorse"] = "endorse"
    behaviour: Id


class Unendorse(Base):
    """Takes the endorsement back."""

    type: Literal["unendorse"] = "unendorse"
    behaviour: Id


class AcceptBehaviour(Base):
    """Takes a behaviour into the charter."""

    type: Literal["accept_behaviour"] = "accept_behaviour"
    behaviour: Id


class DropBehaviour(Base):
    """Takes an accepted behaviour out of the charter again; it stays proposed."""

    type: Literal["drop_behaviour"] = "drop_behaviour"
    behaviour: Id


class HideBehaviour(Base):
    """Takes a behaviour out of everyone's sight, for good."""

    type: Literal["hide_behaviour"] = "hide_behaviour"
    behaviour: Id


class AddCommitment(Base):
    """Notes who does what by when."""

    type: Literal["add_commitment"] = "add_commitment"
    text: Behaviour
    owner: Id
    due: dt.date


class DropCommitment(Base):
    """Takes a commitment out."""

    type: Literal["drop_commitment"] = "drop_commitment"
    commitment: Id


class SetFollowUp(Base):
    """Sets the day of the follow-up, until which one can sign."""

    type: Literal["set_follow_up"] = "set_follow_up"
    date: dt.date


class Sign(Base):
    """Signs the present text, with or without one's name; again after it changed."""

    type: Literal["sign"] = "sign"
    named: bool
    reservation: Need = ""


class Unsign(Base):
    """Takes the signature back."""

    type: Literal["unsign"] = "unsign"


class Seal(Base):
    """Closes the room with the charter as it is; final."""

    type: Literal["seal"] = "seal"


PublicCommand = Annotated[
    SetReady | RenameMe | TakePart | GoTo | LastCall | StartTimer | StopTimer | ShowQuestion | ClearQuestion
    | Blank | MarkAway | HandLeadTo | ChangeSettings | TakeLeadBack | RemoveMember | AddGuest | SpeakFor | CheckIn
    | StartReflecting | AddValue | EditValue | RemoveValue | LiftCurtain | HideCard | UnhideCard | Spotlight
    | SetClustering | AddCluster | RenameCluster | MoveCard | MergeClusters | DissolveCluster | OpenVote | PlaceDot
    | LiftDot | CloseVote | ChooseSet | OpenRounds | CloseRounds | Respond | ProposeWording | CanLiveWith | Focus
    | WordValue | UseWording | HideText | Adopt | SetAside | BringBack | LeaveOpen | AddBehaviour | Endorse
    | Unendorse | AcceptBehaviour | DropBehaviour | HideBehaviour | AddCommitment | DropCommitment | SetFollowUp
    | Sign | Unsign | Seal,
    Field(discriminator="type"),
]  # fmt: skip


# From the shell alone: never parsed from a frame.
class OpenRoom(Base):
    """The first command of a room; its sender is the host."""

    type: Literal["open_room"] = "open_room"
    code: str
    salt: str
    title: Title
    purpose: Purpose = ""
    host_name: Name
    host_takes_part: bool = False
    values_per_person: Annotated[int, Field(ge=1, le=10)] = 3
    open_names: bool = False
    capacity: int = 500
    language: str = "en"


class Join(Base):
    """A new member, whose id is the command's."""

    type: Literal["join"] = "join"
    name: Name


Command = PublicCommand | OpenRoom | Join

_public: TypeAdapter[Any] = TypeAdapter(PublicCommand)


def parse(data: object) -> PublicCommand | Refused:
    """The command that a decoded frame holds, or why it is none: one code, and the field it is about."""
    try:
        command: PublicCommand = _public.validate_python(data)
    except ValidationError as wrong:
        return _refusal(wrong)
    return command


def _refusal(wrong: ValidationError) -> Refused:
    first = wrong.errors(include_url=False, include_input=False)[0]
    kind = first["type"]
    if kind in ("union_tag_invalid", "union_tag_not_found", "model_attributes_type"):
        return Refused("unknown_command")
    field = str(first["loc"][-1]) if first["loc"] else ""
    if kind == "too_long" and "limit" in first.get("ctx", {}):
        return Refused("too_long", {"field": field, "limit": first["ctx"]["limit"]})
    if kind == "empty":
        return Refused("empty", {"field": field})
    return Refused("bad_field", {"field": field})
