"""What a room holds, for its host to take along: as a table and as data."""

from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.charter.room import room_data, room_json
from app.charter.room_shapes import RoomData
from app.charter.table import room_csv
from app.live.room import Room
from app.web.charter_files import printed
from app.web.door import require
from app.web.headers import attachment
from app.web.problems import Problem
from app.web.services import Serving

router = APIRouter(include_in_schema=False)


@router.get("/r/{code}/export.{ending}")
async def export(request: Request, services: Serving, code: str, ending: str) -> Response:
    identity = await require(services, request, code)
    if not identity.is_host:
        raise Problem(403, "host_only")
    data = _data(identity.room)
    match ending:
        case "csv":
            making, media = partial(room_csv, data), "text/csv; charset=utf-8"
        case "json":
            making, media = partial(room_json, data), "application/json"
        case _:
            raise Problem(404, "not_found")
    content = await printed(services, services.press.make(making))
    headers = attachment("data", identity.room.code, ending=ending)
    return Response(content, media_type=media, headers=headers)


def _data(room: Room) -> RoomData:
    """Whatever everyone was shown and nothing else: the lead's part isn't in it, though the host may lead."""
    return room_data(room.look(None).shared)
