"""Who is at the door: capability tokens in cookies or bearer headers, and whom they make of one in a room."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import Literal

from starlette.requests import HTTPConnection
from starlette.responses import Response

from app.domain.ports import Log, TokenKind, TokenRef
from app.live.passes import Pass
from app.live.room import Room
from app.web import cookies

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without look-alikes: no I, L, O, 0, 1."""
COOKIE_AGE = 90 * 24 * 3600

OPENS_NO_ROOM: tuple[TokenKind, ...] = ("code", "turned_away", "kept_out", "removed")
"""What a device is known by and isn't let in with."""

_BEARER = re.compile(r"Bearer ([\w-]{16,200})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identity:
    """Someone in a room. A screen is nobody: `member` is None, and it may only look. `shown` is what let them in."""

    room: Room
    member: str | None
    shown: Pass

    @property
    def is_host(self) -> bool:
        return self.member is not None and self.member == self.room.state.host


def new_code(letters: int = 6) -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(letters))


@dataclass(frozen=True, slots=True)
class AtDoor:
    """Somebody outside whose device the room knows. `id` and `name`: of who waits."""

    how: Literal["waiting", "turned_away", "kept_out"]
    id: str = ""
    name: str = ""


def new_member() -> str:
    """An id of 96 random bits. Everybody is sent everybody's, so it's short; it isn't secret."""
    return secrets.token_urlsafe(12)


def new_token() -> str:
    """192 random bits, safe in a URL."""
    return secrets.token_urlsafe(24)


def digest(token: str) -> str:
    """How a token is stored and looked up: its digest, so that neither the table nor a timing tells it."""
    # JSON may hold halves of a letter, which no UTF-8 has.
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def cookie_name(code: str, role: str) -> str:
    """A cookie for each room and role: one browser can hold the console and the screen of several rooms."""
    return f"{cookies.OURS}{role}-{code}"


def give_cookie(response: Response, code: str, role: str, token: str, *, secure: bool) -> None:
    """What `_tokens` reads back."""
    cookies.give(response, cookie_name(code, role), token, COOKIE_AGE, secure=secure)


async def token_of(log: Log, room: Room, token: str) -> TokenRef | None:
    """What is stored of this token, when it's one of this room's."""
    found = await log.find_token(digest(token))
    return found if found and found.room == room.id else None


async def identify(
    log: Log, room: Room, connection: HTTPConnection, *, screen: bool = False
) -> Identity | None:
    """Who shows a valid token of this room: as a bearer, else by cookie (the screen's own first when asked for)."""
    for found in await _shown(log, room, connection, screen=screen):
        if found.kind in OPENS_NO_ROOM:
            continue
        room.use()
        shown = Pass(found.member, found.kind, found.handle)
        if found.kind == "screen":
            if screen:
                return Identity(room, None, shown)
        elif room.state.member(found.member):
            return Identity(room, found.member, shown)
    return None


async def rooms_shown(log: Log, connection: HTTPConnection, code: str) -> set[str]:
    """Ids of the rooms of which a valid token is shown, by whoever asks for the room with this code."""
    found = [await log.find_token(digest(token)) for token in _tokens(connection, code, screen=True)]
    return {each.room for each in found if each}


async def at_door(log: Log, room: Room, connection: HTTPConnection) -> AtDoor | None:
    """Whom the room knows this device as, though it doesn't let it in; None: it's new here, or inside."""
    for found in await _shown(log, room, connection):
        if found.kind == "kept_out" or found.kind == "turned_away":
            return AtDoor(found.kind)
        if newcomer := room.state.door.waiting.get(found.member):
            return AtDoor("waiting", found.member, newcomer.name)
    return None


async def taken_out(log: Log, room: Room, connection: HTTPConnection) -> str | None:
    """Who was taken out of the room with this device, by the token that it still holds: what they put in is theirs, and
    nothing else is. None for everybody else."""
    for found in await _shown(log, room, connection):
        if found.kind in ("removed", "kept_out"):
            if not room.state.is_taken_out(found.member):  # it was done at another process
                await room.read_on()
            return found.member if room.state.is_taken_out(found.member) else None
    return None


async def _shown(log: Log, room: Room, connection: HTTPConnection, *, screen: bool = False) -> list[TokenRef]:
    """The tokens of this room that are shown. One of somebody who isn't known here yet is of another process's making:
    what that has stored is read first."""
    tokens = [await token_of(log, room, token) for token in _tokens(connection, room.code, screen)]
    shown = [token for token in tokens if token]
    if any(token.kind == "member" and not _is_of(room, token.member) for token in shown):
        await room.read_on()
    return shown


def _is_of(room: Room, person: str) -> bool:
    return person in room.state.members or person in room.state.door.waiting


def _tokens(connection: HTTPConnection, code: str, screen: bool) -> list[str]:
    if bearer := _bearer(connection):
        return [bearer]
    roles = ("screen", "member") if screen else ("member",)
    return [token for role in roles if (token := cookies.shown(connection, cookie_name(code, role)))]


def has_bearer(connection: HTTPConnection) -> bool:
    """A page can make a browser send `Basic …` to a socket; it can't make it send this."""
    return _bearer(connection) is not None


def _bearer(connection: HTTPConnection) -> str | None:
    found = _BEARER.fullmatch(connection.headers.get("authorization", ""))
    return found[1] if found else None
