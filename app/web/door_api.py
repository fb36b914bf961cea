"""The door, over HTTP: what has become of one who came to it, and the passcode, which no frame and no outbox holds."""

from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from app.domain import commands as c
from app.domain.ports import SetPasscode
from app.domain.refusal import Refused
from app.domain.text import Passcode
from app.web.door import find_room, only_from_here, passcode_row, require_host
from app.web.identity import Identity, at_door, identify, new_token
from app.web.joining import ask_no_more
from app.web.problems import PROBLEM, Problem, problem_of
from app.web.services import Serving


class AtTheDoor(BaseModel):
    standing: Literal["inside", "waiting", "turned_away", "kept_out"]


class NewPasscode(BaseModel):
    passcode: Passcode


router = APIRouter(prefix="/api/v1/rooms", tags=["door"], responses={"4XX": PROBLEM, "5XX": PROBLEM})


@router.get("/{code}/door", summary="Whether one is in, or waits")
async def get_door(request: Request, services: Serving, code: str) -> AtTheDoor:
    """For whoever holds a token of the room; asked again every few seconds while one waits."""
    room = await find_room(services, request, code)
    if await identify(services.log, room, request):
        return AtTheDoor(standing="inside")
    known = await at_door(services.log, room, request)
    if known is None:
        raise Problem(401, "not_in_room", headers={"WWW-Authenticate": "Bearer"})
    return AtTheDoor(standing=known.how)


@router.delete("/{code}/door", status_code=204, summary="Wait no longer")
async def leave_door(request: Request, services: Serving, code: str) -> Response:
    """For whoever waits: they are gone from the door with their name, and their token is none any more."""
    only_from_here(services, request)
    room = await find_room(services, request, code)
    known = await at_door(services.log, room, request)
    if known is None and await identify(services.log, room, request) is None:
        raise Problem(401, "not_in_room", headers={"WWW-Authenticate": "Bearer"})
    await ask_no_more(services, request, room, known.id if known else "")
    return Response(status_code=204)


@router.put("/{code}/passcode", status_code=204, summary="Ask newcomers for a passcode")
async def put_passcode(request: Request, services: Serving, code: str, new: NewPasscode) -> Response:
    """A new one takes the place of the one before. Who is in stays in."""
    host = await require_host(services, request, code)
    await _set(host, await passcode_row(services, new.passcode))
    return Response(status_code=204)


@router.delete("/{code}/passcode", status_code=204, summary="Ask for none any more")
async def delete_passcode(request: Request, services: Serving, code: str) -> Response:
    await _set(await require_host(services, request, code), SetPasscode(None))
    return Response(status_code=204)


async def _set(host: Identity, row: SetPasscode) -> None:
    assert host.member
    command = c.SetPasscode(id=new_token(), on=row.hashed is not None)
    answer = await host.room.submit(host.member, command, [row])
    if isinstance(answer, Refused):
        raise problem_of(answer)
