"""Coming in as somebody who is in the room already: by a code, or with a token made by the API."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from app.live.room import Room
from app.web.catalogue import say
from app.web.coming_in import use_code, use_token
from app.web.door import find_room
from app.web.identity import Identity, identify, new_token
from app.web.pages import ONCE, guarded
from app.web.pages_view import come_in, page
from app.web.problems import Problem
from app.web.services import Serving

router = APIRouter(include_in_schema=False, dependencies=[Depends(guarded)])
Text = Annotated[str, Form()]


@router.get("/r/{code}/enter")
async def enter_form(request: Request, services: Serving, code: str) -> Response:
    """A link to here has its code behind the #, which no browser sends: it stands in no log."""
    room = await find_room(services, request, code)
    return _page(request, room, await identify(services.log, room, request))


@router.post("/r/{code}/enter")
async def enter(
    request: Request,
    services: Serving,
    code: str,
    typed: Annotated[str, Form(alias="code")] = "",
    token: Text = "",
    once: Text = "",
    alone: Text = "",
) -> Response:
    """Either becomes a cookie, whose value is a new one. `once` is of the form's making: two taps are one use."""
    room = await find_room(services, request, code)
    if token:
        kind, own = await use_token(services, room, token)
        return come_in(services, request, room, own, screen=kind == "screen")
    try:
        came = await use_code(
            services, request, room, typed, once if len(once) in ONCE else None, alone=bool(alone)
        )
    except Problem as problem:
        if problem.code not in ("code_over", "first_browser_stays", "not_stored", "too_many_tries"):
            raise
        here = await identify(services.log, room, request)
        wrong = problem.detail or say(room.state.facts.language, "page.enter.too_many")
        answer = _page(request, room, here, typed, wrong, problem.status, once, alone=bool(alone))
        answer.headers.update(problem.headers)
        return answer
    return come_in(services, request, room, came.token)


def _page(
    request: Request,
    room: Room,
    here: Identity | None,
    typed: str = "",
    wrong: str = "",
    status: int = 200,
    once: str = "",
    *,
    alone: bool = False,
) -> Response:
    """`here`: who this browser is in the room until now."""
    member = room.state.member(here.member) if here and here.member else None
    return page(
        request,
        "enter.html",
        status=status,
        language=room.state.facts.language,
        facts=room.state.facts,
        already=member.name if member else "",
        typed=typed,
        wrong=wrong,
        alone=alone,
        once=once or new_token(),
    )
