"""The JSON API: rooms, members, views and commands for programs."""

from collections.abc import Mapping
from typing import Annotated, Any, NotRequired

import orjson
from fastapi import APIRouter, Header, Request
from fastapi.responses import Response
from pydantic import BaseModel
from typing_extensions import TypedDict  # Pydantic asks for it before Python 3.12

from app.charter.data import charter_json
from app.domain import commands as c
from app.domain.refusal import Refused
from app.domain.shapes import LeadView, MineView, SharedView
from app.live.frames import Ack
from app.web.address import reachable
from app.web.door import (
    NewRoom,
    find_room,
    only_from_here,
    open_room,
    require,
    require_charter,
    require_host,
)
from app.web.headers import AS_IT_IS
from app.web.joining import NewMember, ask_in
from app.web.opening import require_permit
from app.web.problems import PROBLEM, problem_of
from app.web.services import Serving
from app.web.turns import hand_in


class MadeRoom(BaseModel):
    code: str
    host_token: str
    host_id: str
    join_url: str
    screen_url: str


class MadeMember(BaseModel):
    """With `waiting`, they'll be a member once host or lead let them in: `…/door` tells."""

    member_id: str
    token: str
    waiting: bool = False


class RoomView(TypedDict):
    """As in a snapshot on the socket: `mine` for members, `lead` for whoever has it."""

    seq: int
    shared: SharedView
    mine: NotRequired[MineView]
    lead: NotRequired[LeadView]


router = APIRouter(prefix="/api/v1", tags=["rooms"], responses={"4XX": PROBLEM, "5XX": PROBLEM})


@router.post("/rooms", status_code=201, summary="Open a room")
async def post_room(
    request: Request,
    services: Serving,
    new: NewRoom,
    touchstone_password: Annotated[str | None, Header(max_length=400)] = None,
) -> MadeRoom:
    """Where the server asks for a password before a room can be made, it comes in Touchstone-Password."""
    only_from_here(services, request)
    await require_permit(services, request)
    room, token, screen = await open_room(services, request, new)
    base = reachable(services.settings, request)
    return MadeRoom(
        code=room.code,
        host_token=token,
        host_id=room.state.host,
        join_url=f"{base}/j/{room.code}",
        screen_url=f"{base}/r/{room.code}/screen?t={screen}",
    )


@router.post(
    "/rooms/{code}/members",
    status_code=201,
    summary="Join a room",
    responses={202: {"model": MadeMember, "description": "Waits to be let in"}},
)
async def post_member(
    request: Request,
    response: Response,
    services: Serving,
    code: str,
    new: NewMember,
    idempotency_key: Annotated[str | None, Header(min_length=16, max_length=200)] = None,
) -> MadeMember:
    """With an Idempotency-Key, a repeat is the same member with the same token: so it must be hard to guess."""
    room = await find_room(services, request, code)
    came = await ask_in(services, request, room, new, idempotency_key)
    response.status_code = 202 if came.waits else 201
    return MadeMember(member_id=came.id, token=came.token, waiting=came.waits)


@router.get("/rooms/{code}", summary="What one sees of it now", responses={200: {"model": RoomView}})
async def get_room(request: Request, services: Serving, code: str) -> Response:
    identity = await require(services, request, code, screen=True)
    look = identity.room.look(identity.member)
    parts: dict[str, Any] = {
        "seq": look.seq,
        "shared": look.shared,
        "mine": look.mine,
        "lead": look.lead,
        "door": look.door,
    }
    return _json({name: part for name, part in parts.items() if part is not None}, AS_IT_IS)


@router.post("/rooms/{code}/commands", summary="Send one command", responses={200: {"model": Ack}})
async def post_command(request: Request, services: Serving, code: str, command: dict[str, Any]) -> Response:
    """The command is one of docs/protocol.md; the answer is the ack, or a problem."""
    only_from_here(services, request)
    identity = await require(services, request, code)
    assert identity.member
    parsed = c.parse(command)
    if isinstance(parsed, Refused):
        raise problem_of(parsed)
    answer = await hand_in(services, identity.room, identity.member, parsed)
    if isinstance(answer, Refused):
        raise problem_of(answer)
    return _json({"type": "ack", "id": parsed.id, "seq": answer.seq})


def _json(data: dict[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    return Response(orjson.dumps(data), headers=headers, media_type="application/json")


@router.get("/rooms/{code}/charter", summary="The charter as data")
async def get_charter(request: Request, services: Serving, code: str) -> Response:
    _, charter = await require_charter(services, request, code)
    return Response(charter_json(charter), media_type="application/json")


@router.delete("/rooms/{code}", status_code=204, summary="Delete the room and all in it")
async def delete_room(request: Request, services: Serving, code: str, keep_charter: bool = False) -> Response:
    """A sealed charter goes too, unless it is to be kept."""
    identity = await require_host(services, request, code)
    kept = None if keep_charter else await services.log.charter_of(identity.room.id)
    await services.rooms.delete(identity.room)
    if kept:
        await services.log.delete_charter(kept.id)
    return Response(status_code=204)
