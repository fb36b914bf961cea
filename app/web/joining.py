"""Coming in: a name, a passcode where there is one, and a wait where somebody lets people in."""

import base64
import hmac
from dataclasses import dataclass

from pydantic import BaseModel
from starlette.requests import HTTPConnection

from app.domain.commands import Join, TakeBackKnock
from app.domain.decide.door import refuse_joining
from app.domain.ports import AddToken
from app.domain.refusal import Refused
from app.domain.text import Name, TriedPasscode
from app.live.room import Room
from app.web.address import client_key
from app.web.identity import at_door, digest, new_member, new_token
from app.web.problems import Problem, busy, full, limited, problem_of
from app.web.services import Services


class NewMember(BaseModel):
    name: Name
    passcode: TriedPasscode | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody with a token: a member, or one who waits to be let in and becomes one under the same id."""

    id: str
    token: str
    waits: bool


def closed_for(room: Room) -> Problem | None:
    """Why nobody can come in now, or None."""
    refused = refuse_joining(room.state)
    if refused is None:
        return None
    problem = problem_of(refused)
    problem.params["before"] = room.code
    return problem


async def ask_in(
    services: Services, connection: HTTPConnection, room: Room, new: NewMember, key: str | None = None
) -> Came:
    """Take someone in, or let them wait. The same `key` again gives the same person with the same token.

    Raises:
        Problem: the room takes nobody in, or as many wait as may (409); this device is kept out, or this key's person was
            turned away (403); the passcode isn't right, see `_check`.
    """
    known = await at_door(services.log, room, connection)
    if known and known.how == "kept_out":
        raise Problem(403, "kept_out")
    await _check(services, connection, room, new.passcode)
    return await _come(services, room, new.name, key)


async def _check(services: Services, connection: HTTPConnection, room: Room, passcode: str | None) -> None:
    """While the room takes nobody in no passcode is checked; right ones are never counted.

    Raises:
        Problem: it is needed or wrong (403), too many wrong ones came from this address (429), or too many are being
            checked (503).
    """
    stored = await services.log.passcode(room.id)
    if stored is None or closed_for(room):
        return
    if not passcode:
        raise Problem(403, "passcode_needed")
    limit, whose = services.limits.wrong_passcode, f"{room.id}/{client_key(connection)}"
    match await services.passcodes.check(stored, passcode, limit, whose):
        case "right":
            return
        case "wrong":
            raise Problem(403, "wrong_passcode")
        case "too_many":
            raise limited(limit, max(1.0, await limit.wait(whose)), "too_many_passcodes")
        case "busy":
            raise busy(services.limits, "passcodes_busy")


async def _come(services: Services, room: Room, name: str, key: str | None) -> Came:
    id, token = derived(room, key) if key else (new_member(), new_token())
    known = await services.log.find_token(digest(token)) if key else None
    if known and known.kind in ("turned_away", "kept_out"):
        raise Problem(403, known.kind)
    answer = await room.submit(id, Join(id=id, name=name), [AddToken(digest(token), id, "member")])
    # Whoever was let in meanwhile is in: theirs is the id that is in use.
    if isinstance(answer, Refused) and not (key and answer.code == "id_in_use" and room.state.member(id)):
        raise full(services.limits, problem_of(answer))
    return Came(id, token, room.state.member(id) is None)


async def ask_no_more(services: Services, connection: HTTPConnection, room: Room, newcomer: str) -> None:
    """Somebody who waits takes their knock back; their token is none any more.

    It's counted by address: each leaves two entries in the log, and could be done for ever.

    Raises:
        Problem: they don't wait: they have been let in, or turned away, meanwhile (409); or too many came and went (429).
    """
    limit = services.limits.taken_back
    if wait := await limit.take(f"{room.id}/{client_key(connection)}"):
        raise limited(limit, wait, "too_many_gone", door=room.code)
    answer = await room.submit("", TakeBackKnock(id=new_member(), newcomer=newcomer))
    if isinstance(answer, Refused):
        raise problem_of(answer)


def derived(room: Room, key: str) -> tuple[str, str]:
    """An id and a token that follow from the key and the room's salt, which never leaves the server."""
    salt = room.state.facts.salt.encode()
    member, token = (hmac.digest(salt, f"{use}/{key}".encode(), "sha256") for use in ("member", "token"))
    return base64.urlsafe_b64encode(member[:12]).decode(), base64.urlsafe_b64encode(token[:24]).decode()
