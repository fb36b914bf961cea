"""The pages that need no script: landing, and joining."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import ValidationError

from app.live.room import Room
from app.live.rooms import normal
from app.web.catalogue import FALLBACK, say
from app.web.door import (
    NewMember,
    closed_for,
    find_room,
    join,
    only_from_here,
)
from app.web.identity import identify, new_token
from app.web.pages_view import SEE_OTHER, come_in, page
from app.web.problems import Problem, refusal_in
from app.web.services import Serving, services_of

ONCE = range(32, 65)
Text = Annotated[str, Form()]


def guarded(request: Request, services: Serving) -> None:
    if request.method == "POST":
        only_from_here(services, request)


router = APIRouter(include_in_schema=False, dependencies=[Depends(guarded)])


@router.get("/")
async def landing(request: Request, code: str | None = None) -> Response:
    """What it is; join with a code; start a workshop. With `?code=…` it goes to that room's door."""
    if typed := normal(code or "")[:12]:
        return RedirectResponse(f"/j/{quote(typed, safe='')}", SEE_OTHER)
    wrong = "" if code is None else say(FALLBACK, "page.landing.no_code")
    return page(request, "landing.html", status=422 if wrong else 200, wrong=wrong)


@router.get("/j/{code}")
async def join_form(request: Request, services: Serving, code: str) -> Response:
    """Where the QR code leads. Who is in the room already goes straight on: no second member."""
    room = await find_room(services, request, code)
    if await identify(services.log, room, request):
        return RedirectResponse(f"/r/{room.code}", SEE_OTHER)
    if reason := closed_for(room):
        raise reason
    return _join_page(request, room)


@router.post("/j/{code}")
async def join_room(
    request: Request, services: Serving, code: str, name: Text = "", once: Text = ""
) -> Response:
    """`once` is of the form's making: two taps on a slow line are one person."""
    room = await find_room(services, request, code)
    if await identify(services.log, room, request):
        return RedirectResponse(f"/r/{room.code}", SEE_OTHER)
    try:
        new = NewMember(name=name)
    except ValidationError as wrong:
        return _join_page(request, room, name, refusal_in(wrong), status=422)
    try:
        _, token = await join(room, new.name, once if len(once) in ONCE else None)
    except Problem as problem:
        if problem.code != "not_stored":
            raise
        return _join_page(request, room, name, problem.detail, problem.status, once)
    return come_in(services, request, room, token)


def _join_page(
    request: Request, room: Room, name: str = "", wrong: str = "", status: int = 200, once: str = ""
) -> Response:
    facts = room.state.facts
    return page(
        request,
        "join.html",
        status=status,
        language=facts.language,
        facts=facts,
        stage=room.state.stage,
        name=name,
        wrong=wrong,
        once=once or new_token(),
        days=services_of(request).settings.room_days,
    )
