"""Being oneself in another browser: codes that are made and used up, links for screens."""

import datetime as dt
import math
from dataclasses import dataclass

from starlette.requests import HTTPConnection

from app.domain.commands import AdmitDevice, OfferCode, RenewScreenLink
from app.domain.decide.devices import VALID
from app.domain.ports import AddToken, TokenKind, TokenRef
from app.domain.refusal import Refused
from app.live.clock import wall
from app.live.room import Room
from app.live.rooms import normal
from app.web.address import client_key
from app.web.identity import OPENS_NO_ROOM, Identity, digest, new_code, new_member, new_token, token_of
from app.web.joining import derived
from app.web.problems import Problem, limited, problem_of
from app.web.services import Services

LETTERS = 8
"""Of a code: 39 random bits, for five minutes and one use, and thirty wrong ones a minute for each address."""


@dataclass(frozen=True, slots=True)
class Offered:
    """`code` as people read it to each other."""

    code: str
    member: str
    ends: dt.datetime


@dataclass(frozen=True, slots=True)
class Admitted:
    member: str
    token: str


async def offer_code(services: Services, asking: Identity, member: str) -> Offered:
    """A code that makes one browser `member`.

    Raises:
        Problem: not theirs to give, or too fast.
    """
    return await code_for(asking.room, _paced(services, asking), member)


async def code_for(room: Room, by: str, member: str) -> Offered:
    """The same, asked for by the member `by`.

    Raises:
        Problem: not theirs to give.
    """
    code, ends = new_code(LETTERS), wall() + VALID
    command = OfferCode(id=new_member(), member=member)
    await _submitted(room, by, command, AddToken(_code_digest(room, code), member, "code", command.id, ends))
    return Offered(f"{code[:4]}-{code[4:]}", member, ends)


async def use_code(
    services: Services,
    connection: HTTPConnection,
    room: Room,
    typed: str,
    key: str | None = None,
    *,
    alone: bool = False,
) -> Admitted:
    """Come in by a code, however it was typed: with a token that nobody had before. The same `key` again gives the same one.
    `alone`: whatever else was that person until now is signed out.

    Raises:
        Problem: it is none, or none any more (422), or this address has tried too many (429). Who is in the room is no
            exception: they'd guess at the codes of others.
    """
    limit, address = services.limits.pairing, client_key(connection)
    device, token = derived(room, f"device/{key}") if key else (new_member(), new_token())
    async with limit.turn(address):
        if wait := await limit.wait(address):
            raise limited(limit, wait, "too_many_tries")
        if there := room.state.devices.get(device):
            return Admitted(there.member, token)
        found = await services.log.find_token(_code_digest(room, normal(typed)))
        if found and found.kind == "code" and found.expires_at and wall() <= found.expires_at:
            try:
                return await _admitted(room, found, found.handle, device, token, alone=alone)
            except Problem as problem:
                if problem.code != "code_over":
                    raise
        if wait := await limit.take(address):
            raise limited(limit, wait, "too_many_tries")
    raise problem_of(Refused("code_over", {"field": "code"}))


async def use_token(services: Services, room: Room, token: str) -> tuple[TokenKind, str]:
    """What a token that was sent in a form lets its bearer be, and the one for their cookie.

    It isn't this one: who had it before, or planted it, doesn't have the new one. A screen's stays, since it only looks.

    Raises:
        Problem: it's none of this room's (401).
    """
    found = await token_of(services.log, room, token)
    if found is None or found.kind in OPENS_NO_ROOM:
        raise Problem(401, "not_in_room")
    if found.kind == "screen":
        return found.kind, token
    return found.kind, (await _admitted(room, found, None, new_member(), new_token())).token


async def renew_screen_link(services: Services, asking: Identity) -> str:
    """The token of a new link for screens; those of the links before open nothing any more.

    Raises:
        Problem: it's the host's to do, or too fast.
    """
    token = new_token()
    command = RenewScreenLink(id=new_member())
    also = AddToken(digest(token), "", "screen", command.id)
    await _submitted(asking.room, _paced(services, asking), command, also)
    return token


async def _admitted(
    room: Room, found: TokenRef, offer: str | None, device: str, token: str, *, alone: bool = False
) -> Admitted:
    # The code may have been made, or used, at another process: that is read first.
    room.behind(None)
    command = AdmitDevice(id=device, offer=offer, alone=alone)
    kind: TokenKind = "host" if found.member == room.state.host else "member"
    await _submitted(room, found.member, command, AddToken(digest(token), found.member, kind, command.id))
    return Admitted(found.member, token)


def _paced(services: Services, asking: Identity) -> str:
    """Who asks, unless they ask too fast."""
    assert asking.member
    if wait := services.limits.command.of(f"{asking.room.id}/{asking.member}").take():
        services.limits.refused("command")
        raise problem_of(Refused("too_fast", retry_after_ms=math.ceil(wait * 1000)))
    return asking.member


async def _submitted(
    room: Room, sender: str, command: OfferCode | AdmitDevice | RenewScreenLink, also: AddToken
) -> None:
    answer = await room.submit(sender, command, [also])
    if isinstance(answer, Refused):
        raise problem_of(answer)


def _code_digest(room: Room, code: str) -> str:
    """Of this room alone: two rooms may have the same code at the same time."""
    return digest(f"{room.id}/{code}")
