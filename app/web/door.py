"""Making and finding a room, and who asks: shared by the pages and the JSON API."""

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel
from starlette.requests import HTTPConnection

from app.charter.model import Charter, charter_of
from app.data.agendas import ReadyAgenda, agendas
from app.domain.commands import OpenRoom
from app.domain.commands.base import Picked, PutIn
from app.domain.minutes import GivenMinutes
from app.domain.own_deck import DeckEntry
from app.domain.ports import AddToken, Also, CodeTaken, SetPasscode, TokenKind
from app.domain.refusal import Refused
from app.domain.terms import Language, Scale
from app.domain.text import Name, Passcode, Purpose, Title
from app.live.room import Room
from app.live.rooms import normal
from app.web import cookies
from app.web.address import client_key, is_from_here
from app.web.hashing import Busy
from app.web.identity import (
    Identity,
    digest,
    has_bearer,
    identify,
    new_code,
    new_member,
    new_token,
    rooms_shown,
    token_of,
)
from app.web.problems import Problem, busy, limited, problem_of
from app.web.services import Services

CODES_TRIED = 5
LONGEST_CODE = 32
"""Letters as typed, dashes and spaces included."""


class NewRoom(BaseModel):
    title: Title
    purpose: Purpose = ""
    host_name: Name = "Host"
    host_takes_part: bool = False
    values_per_person: PutIn = 3
    pick_up_to: Picked | None = None
    keep_up_to: Picked | None = None
    language: Language = "en"
    open_names: bool = False
    scale: Scale = "kaner"
    agenda: ReadyAgenda = "90"
    minutes: GivenMinutes | None = None
    """An agenda of one's own, instead of a ready one."""
    door: Literal["open", "waiting"] = "open"
    """Whether newcomers come in or wait to be let in."""
    passcode: Passcode | None = None


async def find_room(services: Services, connection: HTTPConnection, code: str) -> Room:
    """The room with this code, however it was typed.

    Raises:
        Problem: there's none (404), or this address has tried too many (429). Right codes are never counted:
            five hundred phones behind one address are a normal office. Nor does a guesser among them lock out those
            who are in the room already, or wait at its door.
    """
    limit, key = services.limits.wrong_code, client_key(connection)
    async with limit.turn(key):
        wait = await limit.wait(key)
        if not wait:
            if room := await services.rooms.find(code) if len(code) <= LONGEST_CODE else None:
                return room
            wait = await limit.take(key)
    if not wait:
        raise Problem(404, "no_such_room", typed=code)
    if room := await _room_they_are_in(services, connection, code):
        return room
    raise limited(limit, wait, "too_many_tries", typed=code)


async def _room_they_are_in(services: Services, connection: HTTPConnection, code: str) -> Room | None:
    """Nothing is opened, nor takes a room's time, for whoever shows no token of it: time would tell them of it."""
    if len(code) > LONGEST_CODE or not (shown := await rooms_shown(services.log, connection, normal(code))):
        return None
    ref = await services.log.find_room(normal(code))
    return await services.rooms.find(code) if ref and ref.id in shown else None


def only_from_here(services: Services, connection: HTTPConnection) -> None:
    """Another site's page can't act with a visitor's cookie. Programs come with a bearer, or without a cookie.

    Raises:
        Problem: it came from elsewhere (403).
    """
    of_a_page = "origin" in connection.headers or cookies.any_shown(connection)
    if of_a_page and not has_bearer(connection) and not is_from_here(services.settings, connection):
        raise Problem(403, "other_site")


async def require(
    services: Services, connection: HTTPConnection, code: str, *, screen: bool = False
) -> Identity:
    """Who this is in the room.

    Raises:
        Problem: no such room (404), or nobody who is in it (401).
    """
    room = await find_room(services, connection, code)
    identity = await identify(services.log, room, connection, screen=screen)
    if identity is None:
        raise Problem(401, "not_in_room", headers={"WWW-Authenticate": "Bearer"})
    return identity


async def require_host(services: Services, connection: HTTPConnection, code: str) -> Identity:
    """The host, acting from this site's own pages or as a program.

    Raises:
        Problem: from elsewhere or not the host (403), no such room (404), nobody who is in it (401).
    """
    only_from_here(services, connection)
    identity = await require(services, connection, code)
    if not identity.is_host:
        raise Problem(403, "host_only")
    return identity


def whose_words(identity: Identity, guest: str) -> str:
    """Whom somebody asks about: themselves, or a `guest`, in whose name the host speaks.

    Raises:
        Problem: no guest, or not this visitor's (404).
    """
    assert identity.member
    if not guest:
        return identity.member
    found = identity.room.state.member(guest)
    if not identity.is_host or found is None or found.kind != "guest":
        raise Problem(404, "not_found")
    return found.id


async def require_charter(services: Services, connection: HTTPConnection, code: str) -> tuple[str, Charter]:
    """The room's code and its charter as it is now.

    Raises:
        Problem: not for this visitor (401, 404), or there's nothing of a charter yet (404).
    """
    identity = await require(services, connection, code, screen=True)
    charter = charter_of(identity.room.look(None).shared)
    if charter is None:
        raise Problem(404, "no_charter_yet")
    return identity.room.code, charter


async def token_kind(services: Services, room: Room, token: str) -> TokenKind:
    """What a token lets its bearer be in this room.

    Raises:
        Problem: it's none of this room's (401).
    """
    found = await token_of(services.log, room, token)
    if found is None:
        raise Problem(401, "not_in_room")
    return found.kind


async def passcode_row(services: Services, passcode: str) -> SetPasscode:
    """What is to be stored of a passcode.

    Raises:
        Problem: too many are being hashed (503).
    """
    try:
        return SetPasscode(await services.passcodes.hashed(passcode))
    except Busy:
        raise busy(services.limits, "passcodes_busy") from None


async def open_room(
    services: Services, connection: HTTPConnection, new: NewRoom, deck: Sequence[DeckEntry] = ()
) -> tuple[Room, str, str]:
    """A new room; gives it with its host's token and a screen's.

    Raises:
        Problem: too many new rooms from this address (429).
        NotStored: it could not be stored.
    """
    limit = services.limits.new_room
    if wait := await limit.take(client_key(connection)):
        raise limited(limit, wait, "too_many_rooms")
    host, host_token, screen_token = new_member(), new_token(), new_token()
    also: list[Also] = [
        AddToken(digest(host_token), host, "host"),
        AddToken(digest(screen_token), "", "screen"),
        *([await passcode_row(services, new.passcode)] if new.passcode else []),
    ]
    for _ in range(CODES_TRIED):
        command = OpenRoom(
            id=host,
            code=new_code(),
            salt=new_token(),
            capacity=services.settings.room_capacity,
            deck=tuple(deck),
            **new.model_dump(exclude={"agenda", "minutes", "passcode"}),
            passcode=new.passcode is not None,
            minutes=new.minutes or agendas()[new.agenda],
        )
        try:
            room = await services.rooms.create(command, host, also)
        except CodeTaken:
            continue
        if isinstance(room, Refused):
            raise problem_of(room)
        return room, host_token, screen_token
    raise Problem(503, "unexpected")
