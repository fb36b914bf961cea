"""One's own data, to take home; and for whoever was taken out of a room the page on which they see to it."""

from typing import Any

import orjson
from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from app.domain.commands import EraseRemoved
from app.domain.erasing import selves_of
from app.domain.events import Entry
from app.domain.own_words import left_behind, own_words, texts
from app.domain.refusal import Refused
from app.live.room import Room
from app.web.door import find_room, require, whose_words
from app.web.headers import AS_IT_IS, attachment
from app.web.identity import identify, taken_out
from app.web.joining import derived
from app.web.pages import guarded
from app.web.pages_view import SEE_OTHER, page
from app.web.problems import Problem, problem_of
from app.web.services import Services, Serving

router = APIRouter(include_in_schema=False, dependencies=[Depends(guarded)])


@router.get("/r/{code}/mine.json")
async def mine_json(request: Request, services: Serving, code: str, guest: str = "") -> Response:
    """What is stored of what one said, also for whoever was taken out; the host may ask for a `guest`, in whose name they
    speak."""
    room = await find_room(services, request, code)
    if gone := await taken_out(services.log, room, request):
        return _file(room, left_behind(room.state, gone, await _said(services, room, gone)))
    identity = await require(services, request, code)
    member = whose_words(identity, guest)
    keys, said = await services.log.keys(room.id), await _said(services, room, member)
    return _file(room, own_words(room.state, member, keys, said))


@router.get("/r/{code}/mine")
async def left_page(request: Request, services: Serving, code: str) -> Response:
    """For whoever was taken out. Who is in the room has it all on their page there."""
    room = await find_room(services, request, code)
    if await identify(services.log, room, request):
        return RedirectResponse(f"/r/{room.code}", SEE_OTHER)
    gone = await _taken_out(services, request, room)
    words = texts(left_behind(room.state, gone, await _said(services, room, gone))["stored"])
    return page(
        request,
        "mine.html",
        headers=AS_IT_IS,
        language=room.state.facts.language,
        code=room.code,
        words=words,
        erased=_erasing(room, gone).id in room.state.done.get(gone, {}),
    )


@router.post("/r/{code}/mine")
async def erase_left(request: Request, services: Serving, code: str) -> Response:
    """Everything, once: whatever is asked afterwards is a repeat."""
    room = await find_room(services, request, code)
    gone = await _taken_out(services, request, room)
    answer = await room.submit(gone, _erasing(room, gone))
    if isinstance(answer, Refused):
        raise problem_of(answer)
    return RedirectResponse(f"/r/{room.code}/mine", SEE_OTHER)


def _erasing(room: Room, gone: str) -> EraseRemoved:
    return EraseRemoved(id=derived(room, f"erase/{gone}")[0])


async def _said(services: Services, room: Room, member: str) -> list[Entry]:
    """The rest of a long log takes a tenth of a second's work, and anyone may ask as often as they like."""
    return await services.log.load_words(room.id, selves_of(room.state, member))


async def _taken_out(services: Services, request: Request, room: Room) -> str:
    gone = await taken_out(services.log, room, request)
    if gone is None:
        raise Problem(401, "not_in_room")
    return gone


def _file(room: Room, words: Any) -> Response:
    content = orjson.dumps(words, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    headers = {**attachment("my-words", room.code, ending="json"), **AS_IT_IS}
    return Response(content, media_type="application/json", headers=headers)
