"""Where `live` and `store` meet: the log of rooms, what may be written along with it, and how it says no; and the bus."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from app.domain.erasing import Blank
from app.domain.events import Entry
from app.domain.shelf import KeepCharter, Shelf

TokenKind = Literal["host", "member", "screen", "code", "turned_away", "kept_out", "removed"]
"""What a token opens. A code is no token: it is used up for one. The last three open nothing of the room: by them a device
is known at the door, and whoever was taken out sees to what they had put in."""


@dataclass(frozen=True, slots=True)
class AddRoom:
    """Only with the first append of a room. `code` is unique among rooms (else CodeTaken)."""

    code: str


@dataclass(frozen=True, slots=True)
class AddToken:
    """A capability: whoever shows the secret with this SHA-256 digest is `member` here ("" for a screen).

    `handle` is what the log calls it ("" for the one that somebody came with). What has expired goes when another is added.
    """

    digest: str
    member: str
    kind: TokenKind
    handle: str = ""
    expires_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class RevokeTokens:
    member: str


@dataclass(frozen=True, slots=True)
class RevokeHandle:
    """What the log calls so is none any more."""

    handle: str


@dataclass(frozen=True, slots=True)
class RevokeScreens:
    """No link opens a screen any more."""


@dataclass(frozen=True, slots=True)
class MoveTokens:
    """The tokens of `member` lead to `into`; a code that waited for them is none any more."""

    member: str
    into: str


@dataclass(frozen=True, slots=True)
class MarkTokens:
    """From now on, that is what all tokens of this member are; a code that waited for them is none any more."""

    member: str
    kind: TokenKind


@dataclass(frozen=True, slots=True)
class AddKey:
    """The key of an open ballot: pseudonyms are HMAC-SHA256(key, member id)."""

    ballot: str
    key: bytes


@dataclass(frozen=True, slots=True)
class DropKey:
    """Its deletion leaves no trace in the file: secure_delete, and a checkpoint that truncates the WAL."""

    ballot: str


@dataclass(frozen=True, slots=True)
class CountAnswers:
    """Every entry of these actors (pseudonyms in a ballot that closes with it) becomes `Counted`, without an actor."""

    ballot: str
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EraseActor:
    """Every entry of this actor (a pseudonym) becomes `Erased`, in place."""

    actor: str


@dataclass(frozen=True, slots=True)
class EraseInput:
    """The entries before `blank.seq` lose in place the words it names, and leave no trace of them in the file."""

    blank: Blank


@dataclass(frozen=True, slots=True)
class SetPasscode:
    """The room's passcode as a hash that tells nothing of it; None takes it away. What was there leaves no trace in the
    file, as with DropKey."""

    hashed: str | None


Also = (
    AddRoom
    | AddToken
    | RevokeTokens
    | RevokeHandle
    | RevokeScreens
    | MoveTokens
    | MarkTokens
    | AddKey
    | DropKey
    | CountAnswers
    | EraseActor
    | EraseInput
    | KeepCharter
    | SetPasscode
)


def code_of(also: Sequence[Also]) -> str | None:
    """The code of the room that is made with these rows; None: none is."""
    return next((row.code for row in also if isinstance(row, AddRoom)), None)


@dataclass(frozen=True, slots=True)
class RoomRef:
    id: str
    code: str


@dataclass(frozen=True, slots=True)
class TokenRef:
    """See AddToken. It is told until it is deleted, expired or not."""

    room: str
    member: str
    kind: TokenKind
    handle: str = ""
    expires_at: dt.datetime | None = None


class Conflict(Exception):
    """Somebody else appended first: the room's head isn't the expected one."""

    def __init__(self, room: str, expected: int, head: int) -> None:
        super().__init__(f"room {room} is at {head}, not at {expected}")
        self.room, self.expected, self.head = room, expected, head


class CodeTaken(Exception):
    """Another room has this code."""


class NotStored(Exception):
    """The append failed (disk full, database locked …); whether it was written is only known by reloading."""


class Log(Shelf, Protocol):
    """The truth about rooms. Any implementation passes tests/store/contract.py.

    Everything but `ready` raises NotStored when the database doesn't answer.
    """

    async def append(
        self,
        room: str,
        expected: int,
        entries: Sequence[Entry],
        also: Sequence[Also] = (),
    ) -> None:
        """Store `entries` (seq = expected + 1 …) and `also` in one transaction, durably, or nothing of it.

        Raises:
            Conflict: the room's head isn't `expected`.
            CodeTaken: for AddRoom.
            NotStored: anything else went wrong.
        """

    async def load(self, room: str, after: int = 0) -> list[Entry]:
        """The room's entries with seq > after, in order."""

    async def load_words(self, room: str, people: frozenset[str]) -> list[Entry]:
        """Its entries that hold words (own_words.HOLD_WORDS) and were sent by one of `people` or name one, in order;
        others may be among them."""

    async def heads(self, rooms: Sequence[str]) -> Mapping[str, int]:
        """The seq of the last entry of each of `rooms` that is there."""

    async def keys(self, room: str) -> Mapping[str, bytes]:
        """The keys of the room's open ballots."""

    async def find_room(self, code: str) -> RoomRef | None: ...

    async def find_token(self, digest: str) -> TokenRef | None: ...

    async def passcode(self, room: str) -> str | None:
        """The hash of the room's passcode; None: it has none."""

    async def delete_room(self, room: str) -> None:
        """With its entries, tokens, keys and passcode."""

    async def tidy(self) -> None:
        """Free its files of what was deleted or erased, as far as that isn't done at once. It may take its time."""

    async def ready(self) -> bool:
        """Whether it can be written to now."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The room is at `seq`, stored and shown."""

    seq: int


@dataclass(frozen=True, slots=True)
class Deleted:
    """The room isn't there any more."""


@dataclass(frozen=True, slots=True)
class Here:
    """The members who are connected at `process`."""

    process: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhoIsThere:
    """Every process that has the room is asked for its Here."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Told by the bus itself: from now on we hear of the room; what was told before, we may have missed."""


Told = Moved | Deleted | Here | WhoIsThere
Hear = Callable[[Told | Joined], None]


class Bus(Protocol):
    """Between the processes that serve the same rooms. Nothing in here waits, and anything told may get lost."""

    @property
    def process(self) -> str:
        """Of all that share the bus, this one."""

    def join(self, room: str, hear: Hear) -> None:
        """`hear` is called with whatever is told of the room, by ourselves too."""

    def leave(self, room: str) -> None: ...

    def tell(self, room: str, told: Told) -> None:
        """Of what waits to be told of a room, the last of its kind stands for all."""
