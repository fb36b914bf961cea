"""From the shell alone: never parsed from a frame."""

from typing import Annotated, Literal

from pydantic import Field

from app.domain.commands.base import Base, Id, Picked, PutIn
from app.domain.method.lookalikes import Alike
from app.domain.method.suggest import Suggested
from app.domain.minutes import Minutes
from app.domain.own_deck import MOST_VALUES, DeckEntry
from app.domain.terms import DoorStands, Language, Scale
from app.domain.text import Name, Purpose, Title

Entries = Annotated[tuple[DeckEntry, ...], Field(max_length=MOST_VALUES)]


class OpenRoom(Base):
    """The first command of a room; its sender is the host."""

    type: Literal["open_room"] = "open_room"
    code: str
    salt: str
    title: Title
    purpose: Purpose = ""
    host_name: Name
    host_takes_part: bool = False
    values_per_person: PutIn = 3
    pick_up_to: Picked | None = None
    keep_up_to: Picked | None = None
    deck: Entries = ()
    open_names: bool = False
    capacity: int = 500
    language: Language = "en"
    scale: Scale = "kaner"
    minutes: Minutes | None = None
    door: DoorStands = "open"
    passcode: bool = False


class Join(Base):
    """Somebody new, whose id is the command's: a member, or one who waits at the door."""

    type: Literal["join"] = "join"
    name: Name


class TakeBackKnock(Base):
    """Somebody who waits at the door doesn't want to any more. From the shell: who says it is no member, and named by nothing
    that stays."""

    type: Literal["take_back_knock"] = "take_back_knock"
    newcomer: str


class OfferCode(Base):
    """A code that makes another browser `member`: asked for by themselves, or by the host for someone who isn't here."""

    type: Literal["offer_code"] = "offer_code"
    member: str


class AdmitDevice(Base):
    """Another browser of its sender, whose device is named as the command: by the code of `offer`, or by a token.

    `alone`: and no browser that was theirs until now.
    """

    type: Literal["admit_device"] = "admit_device"
    offer: str | None = None
    alone: bool = False


class RenewScreenLink(Base):
    """Another link for screens, named as the command; those before open nothing any more."""

    type: Literal["renew_screen_link"] = "renew_screen_link"


class Tick(Base):
    """That time has passed. `everyday`: words that tell nothing about what a story is about."""

    type: Literal["tick"] = "tick"
    everyday: frozenset[str] = frozenset()


class CloseForsaken(Base):
    """Nobody has been here for long: whatever ballots are open close."""

    type: Literal["close_forsaken"] = "close_forsaken"


class EraseRemoved(Base):
    """Its sender was taken out of the room, and erases everything that they had put in."""

    type: Literal["erase_removed"] = "erase_removed"


class SetDeck(Base):
    """The host's own deck instead of the one that comes with the product; none: that one again."""

    type: Literal["set_deck"] = "set_deck"
    entries: Entries


class SetPasscode(Base):
    """There is another passcode, or none any more; its hash is written along."""

    type: Literal["set_passcode"] = "set_passcode"
    on: bool


class FailSuggestions(Base):
    """What the command `request` asked for couldn't be worked out."""

    type: Literal["fail_suggestions"] = "fail_suggestions"
    request: Id


class RecordSuggestions(Base):
    """What was worked out for the cards as they were at `basis_seq`, asked for by the command `request`."""

    type: Literal["record_suggestions"] = "record_suggestions"
    request: Id
    basis_seq: int
    suggestions: tuple[Suggested, ...]


class RecordLookAlikes(Base):
    """What looks alike among the names as they were a moment ago."""

    type: Literal["record_look_alikes"] = "record_look_alikes"
    pairs: tuple[Alike, ...]
