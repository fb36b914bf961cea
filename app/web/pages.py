"""The pages: landing, a new room, joining, and the three that carry the live client."""

from typing import Annotated, Any, Literal

import segno
from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import ValidationError

from app.live.rooms import normal
from app.web.api import NewMember, NewRoom
from app.web.door import find_room, join, open_room, require
from app.web.identity import digest, give_cookie, identify, same_origin
from app.web.pages_view import page
from app.web.problems import Problem, refusal_in
from app.web.services import Services, Serving

router = APIRouter(include_in_schema=False)

SEE_OTHER = 303
Text = Annotated[str, Form()]


@router.get("/")
async def landing(request: Request, code: str = "") -> Response:
    """What it is; join with a code; start a workshop. With `?code=…` it goes to that room's door."""
    if code.strip():
        return RedirectResponse(f"/j/{normal(code)[:12]}", SEE_OTHER)
    return page(request, "landing.html")


@router.get("/new")
async def new_form(request: Request) -> Response:
    return page(request, "new.html", form={}, wrong="")


@router.post("/new")
async def new_room(
    request: Request,
    services: Serving,
    title: Text = "",
    purpose: Text = "",
    host_name: Text = "",
    part: Text = "facilitate",
    values: Text = "3",
    names: Text = "confidential",
) -> Response:
    _only_from_here(request)
    form = {
        "title": title,
        "purpose": purpose,
        "host_name": host_name,
        "part": part,
        "values": values,
        "names": names,
    }
    try:
        new = NewRoom(
            title=title,
            purpose=purpose,
            host_name=host_name,
            host_takes_part=part == "take_part",
            values_per_person=values,  # type: ignore[arg-type]
            open_names=names == "open",
        )
    except ValidationError as wrong:
        return page(request, "new.html", status=422, form=form, wrong=refusal_in(wrong))
    room, token, _ = await open_room(services, request, **new.model_dump())
    answer = RedirectResponse(f"/r/{room.code}", SEE_OTHER)
    give_cookie(answer, request, room.code, "member", token)
    return answer


@router.get("/j/{code}")
async def join_form(request: Request, services: Serving, code: str) -> Response:
    """Where the QR code leads. Who is in the room already goes straight on: no second member."""
    room = await find_room(services, request, code)
    if await identify(services.log, room, request):
        return RedirectResponse(f"/r/{room.code}", SEE_OTHER)
    return _join_page(request, services, room.state.facts.language, room.look(None).shared)


@router.post("/j/{code}")
async def join_room(request: Request, services: Serving, code: str, name: Text = "") -> Response:
    _only_from_here(request)
    room = await find_room(services, request, code)
    onward = RedirectResponse(f"/r/{room.code}", SEE_OTHER)
    if await identify(services.log, room, request):
        return onward
    try:
        new = NewMember(name=name)
    except ValidationError as wrong:
        shared = room.look(None).shared
        return _join_page(request, services, shared["language"], shared, name, refusal_in(wrong), status=422)
    _, token = await join(room, new.name)
    give_cookie(onward, request, room.code, "member", token)
    return onward


def _join_page(
    request: Request,
    services: Services,
    language: str,
    shared: Any,
    name: str = "",
    wrong: str = "",
    status: int = 200,
) -> Response:
    return page(request, "join.html", status=status, language=language, shared=shared, name=name, wrong=wrong)


@router.get("/r/{code}")
async def room_page(request: Request, services: Serving, code: str) -> Response:
    """The console for host and lead, the phone for everyone else; without a cookie, to the door."""
    room = await find_room(services, request, code)
    identity = await identify(services.log, room, request)
    if identity is None:
        return RedirectResponse(f"/j/{room.code}", SEE_OTHER)
    leads = identity.member in (room.state.host, room.state.lead)
    wants_phone = request.query_params.get("as") == "participant"
    entry: Literal["facilitator", "participant"] = (
        "facilitator" if leads and not wants_phone else "participant"
    )
    return page(
        request,
        "live.html",
        language=room.state.facts.language,
        entry=entry,
        room=room,
        member=identity.member,
    )


@router.get("/r/{code}/screen")
async def screen_page(request: Request, services: Serving, code: str, t: str = "") -> Response:
    """The projector: for members, and for whoever has a screen link, which is swapped for a cookie."""
    room = await find_room(services, request, code)
    if t:
        found = await services.log.find_token(digest(t))
        if found is None or found.room != room.id or found.kind != "screen":
            raise Problem(401, "not_in_room")
        answer = RedirectResponse(f"/r/{room.code}/screen", SEE_OTHER)
        give_cookie(answer, request, room.code, "screen", t)
        return answer
    if await identify(services.log, room, request, screen=True) is None:
        return RedirectResponse(f"/j/{room.code}", SEE_OTHER)
    return page(
        request, "live.html", language=room.state.facts.language, entry="screen", room=room, member=""
    )


@router.post("/r/{code}/enter")
async def enter(request: Request, services: Serving, code: str, token: Text = "") -> Response:
    """A token in the body becomes a cookie: so a room made by the API can be entered with a browser."""
    _only_from_here(request)
    room = await find_room(services, request, code)
    found = await services.log.find_token(digest(token))
    if found is None or found.room != room.id:
        raise Problem(401, "not_in_room")
    role = "screen" if found.kind == "screen" else "member"
    answer = RedirectResponse(f"/r/{room.code}/screen" if role == "screen" else f"/r/{room.code}", SEE_OTHER)
    give_cookie(answer, request, room.code, role, token)
    return answer


@router.get("/r/{code}/qr.svg")
async def qr(request: Request, services: Serving, code: str) -> Response:
    """The QR code of the join link, in ink on nothing, so that the page's paper shows."""
    identity = await require(services, request, code, screen=True)
    base = (services.settings.public_url or str(request.base_url)).rstrip("/")
    made = segno.make(f"{base}/j/{identity.room.code}", error="m", micro=False)
    svg = made.svg_inline(border=0, dark="currentColor", svgclass=None, lineclass=None, omitsize=True)
    svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" color="#1f1b17" ', 1)
    return Response(svg, media_type="image/svg+xml", headers={"Cache-Control": "private, max-age=3600"})


def _only_from_here(request: Request) -> None:
    """A form of another site can't act with a visitor's cookie. Browsers that send no Origin send same-site only."""
    if "origin" in request.headers and not same_origin(request):
        raise Problem(403, "other_site")
