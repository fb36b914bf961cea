"""What can be asked at any stage: by anyone, by the lead, by the host; and the check-in."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from app.domain.commands.base import Base, Id, Picked, PutIn
from app.domain.minutes import Minutes
from app.domain.terms import Language, Scale, Stage, Theme
from app.domain.text import Name, Purpose, Question, Title, Word


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


class Pause(Base):
    """Lets everything rest, until a moment if one is named; again for another moment. Who answers a ballot waits."""

    type: Literal["pause"] = "pause"
    until: AwareDatetime | None = None


class Resume(Base):
    """Goes on where the room was paused; the timer has what it had left."""

    type: Literal["resume"] = "resume"


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


class Undo(Base):
    """Takes the stage's last step back; `step` is the one that the button shows, and must still be the last."""

    type: Literal["undo"] = "undo"
    step: Id


class Redo(Base):
    """Brings again what was undone last."""

    type: Literal["redo"] = "redo"
    step: Id


class HandLeadTo(Base):
    """Hands the lead to a member; a guest can't lead."""

    type: Literal["hand_lead_to"] = "hand_lead_to"
    member: Id


# Any stage, the host
class ChangeSettings(Base):
    """Changes what is named; the rest stays. `scale` only until the first round is opened."""

    type: Literal["change_settings"] = "change_settings"
    title: Title | None = None
    purpose: Purpose | None = None
    pick_up_to: Picked | None = None
    keep_up_to: Picked | None = None
    values_per_person: PutIn | None = None
    language: Language | None = None
    theme: Theme | None = None
    scale: Scale | None = None
    minutes: Minutes | None = None
    """The agenda."""


class TakeLeadBack(Base):
    """Returns the lead to the host."""

    type: Literal["take_lead_back"] = "take_lead_back"


class RemoveMember(Base):
    """Takes someone out of the room: their values stay without a name, their open answers drop. `keep_out`: the devices that
    they were here with aren't let in again. `erase`: what they put in is erased along, as by themselves: they can't any more."""

    type: Literal["remove_member"] = "remove_member"
    member: Id
    keep_out: bool = False
    erase: bool = False


class AddGuest(Base):
    """Adds a person without a phone; the host speaks for them."""

    type: Literal["add_guest"] = "add_guest"
    name: Name


class SpeakFor(Base):
    """A participant's command in the name of a guest; `command` has no id, the outer one counts."""

    type: Literal["speak_for"] = "speak_for"
    member: Id
    command: dict[str, Any]


class CheckIn(Base):
    """Proves that the device works, with a word if one likes."""

    type: Literal["check_in"] = "check_in"
    word: Word = ""
