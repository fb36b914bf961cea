"""The pages that need no script: landing, and joining."""

from collections.abc import Mapping
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import ValidationError

from app.live.room import Room
from app.live.rooms import normal
from app.web import cookies
from app.web.address import is_secure
from app.web.catalogue import FALLBACK, say
from app.web.door import find_room, only_from_here
from app.web.identity import at_door, cookie_name, identify, new_token, taken_out
from app.web.joining import NewMember, ask_in, ask_no_more, closed_for
from app.web.pages_view import SEE_OTHER, come_in, page
from app.web.problems import Problem, field_in, full, in_place, refusal_in
from app.web.services import Services, Serving, services_of

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
async def join_form(request: Request, services: Serving, code: str, gone: str = "") -> Response:
    """Where the QR code leads. Who is in the room already goes straight on: no second member. `gone`: they waited here until
    now, and said that they don't want to."""
    room = await find_room(services, request, code)
    if known := await _known(services, request, room):
        return known
    if reason := closed_for(room):
        if await taken_out(services.log, room, request):
            reason.params["own"] = room.code
        raise full(services.limits, reason)
    return _join_page(request, room, notice="gone" if gone else "")


@router.post("/j/{code}/gone")
async def wait_no_longer(request: Request, services: Serving, code: str) -> Response:
    """Whoever has been let in meanwhile is in, and can leave from there; who waits no more sees the door."""
    room = await find_room(services, request, code)
    known = await at_door(services.log, room, request)
    if known is None or known.how != "waiting":
        return RedirectResponse(f"/j/{room.code}", SEE_OTHER)
    try:
        await ask_no_more(services, request, room, known.id)
    except Problem as problem:
        if problem.code != "not_waiting":
            raise
        return RedirectResponse(f"/j/{room.code}", SEE_OTHER)
    answer = RedirectResponse(f"/j/{room.code}?gone=yes", SEE_OTHER)
    cookies.take_back(answer, cookie_name(room.code, "member"), secure=is_secure(request))
    return answer


@router.post("/j/{code}")
async def join_room(
    request: Request, services: Serving, code: str, name: Text = "", passcode: Text = "", once: Text = ""
) -> Response:
    """`once` is of the form's making: two taps on a slow line are one person."""
    room = await find_room(services, request, code)
    if known := await _known(services, request, room, asks=True):
        return known
    try:
        new = NewMember(name=name, passcode=passcode)
    except ValidationError as wrong:
        return _join_page(request, room, name, refusal_in(wrong), 422, passcode=passcode, at=field_in(wrong))
    try:
        came = await ask_in(services, request, room, new, once if len(once) in ONCE else None)
    except Problem as problem:
        return _said_at_door(request, room, name, passcode, problem, once)
    return come_in(services, request, room, came.token, waits=came.waits)


async def _known(services: Services, request: Request, room: Room, *, asks: bool = False) -> Response | None:
    """The answer to a device that the room knows: inside, waiting, or not let in. Who was turned away may ask again."""
    if await identify(services.log, room, request):
        return RedirectResponse(f"/r/{room.code}", SEE_OTHER)
    known = await at_door(services.log, room, request)
    match known.how if known else None:
        case "kept_out":
            own = await taken_out(services.log, room, request)
            raise Problem(403, "kept_out", own=room.code if own else "")
        case "waiting":
            assert known
            return _waiting_page(request, room, known.name)
        case "turned_away" if not asks and not closed_for(room):
            return _join_page(request, room, notice="turned_away")
        case None if not asks and not closed_for(room) and await taken_out(services.log, room, request):
            return _join_page(request, room, notice="removed")
        case _:
            return None


_IN_ITS_PLACE = {
    "passcode_needed": "passcode",
    "wrong_passcode": "passcode",
    "too_many_passcodes": "passcode",
    "passcodes_busy": "passcode",
    "turned_away": "all",
    "waiting_full": "all",
    "room_full": "all",
    "room_locked": "all",
    "not_stored": "all",
}
"""What the form is shown again for, with what was typed and may be right, and where the sentence stands in it."""


def _said_at_door(
    request: Request, room: Room, name: str, passcode: str, problem: Problem, once: str
) -> Response:
    """The form's own `once` comes along again, but for whom it was turned away with."""
    at = _IN_ITS_PLACE.get(problem.code)
    if at is None:
        raise problem
    language = room.state.facts.language
    wrong = in_place(language, problem) if at == "all" else say(language, f"page.problem.{problem.code}")
    fresh = "" if problem.code == "turned_away" else once
    kept = "" if problem.code == "wrong_passcode" else passcode
    return _join_page(
        request, room, name, wrong, problem.status, fresh, passcode=kept, at=at, headers=problem.headers
    )


def _join_page(
    request: Request,
    room: Room,
    name: str = "",
    wrong: str = "",
    status: int = 200,
    once: str = "",
    *,
    passcode: str = "",
    at: str = "name",
    notice: Literal["turned_away", "removed", "gone", ""] = "",
    headers: Mapping[str, str] | None = None,
) -> Response:
    facts = room.state.facts
    return page(
        request,
        "join.html",
        status=status,
        headers=headers,
        language=facts.language,
        facts=facts,
        stage=room.state.stage,
        door=room.state.door,
        name=name,
        passcode=passcode,
        wrong=wrong,
        at=at if wrong else "",
        notice=notice,
        once=once or new_token(),
        days=services_of(request).settings.room_days,
    )


def _waiting_page(request: Request, room: Room, name: str) -> Response:
    facts = room.state.facts
    return page(request, "waiting.html", language=facts.language, facts=facts, name=name)
