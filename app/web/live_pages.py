"""The pages that carry the live client, and the QR code they show."""

import datetime as dt
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from app.charter.ics import Appointment, calendar
from app.domain.method.agenda import still_planned
from app.domain.times import moment
from app.live.room import Room
from app.web.address import reachable
from app.web.catalogue import say
from app.web.door import find_room, require, token_kind
from app.web.headers import attachment
from app.web.identity import identify
from app.web.packing import packed_around
from app.web.pages_view import SEE_OTHER, come_in, page
from app.web.problems import Problem
from app.web.qr import svg
from app.web.services import Services, Serving

router = APIRouter(include_in_schema=False)

SHORTEST = dt.timedelta(minutes=30)
"""An appointment in a calendar, also where hardly any time is planned any more."""
Entry = Literal["facilitator", "participant", "screen"]


@router.get("/r/{code}")
async def room_page(request: Request, services: Serving, code: str) -> Response:
    """The console for host and lead, the phone for everyone else; without a cookie, to the door."""
    room = await find_room(services, request, code)
    identity = await identify(services.log, room, request)
    if identity is None or identity.member is None:
        return RedirectResponse(f"/j/{room.code}", SEE_OTHER)
    leads = identity.member in (room.state.host, room.state.lead)
    wants_phone = request.query_params.get("as") == "participant"
    entry: Entry = "facilitator" if leads and not wants_phone else "participant"
    return await _live(request, services, room, entry, identity.member, identity.shown.handle)


@router.get("/r/{code}/screen")
async def screen_page(request: Request, services: Serving, code: str, t: str = "") -> Response:
    """The projector: for members, and for whoever has a screen link, which is swapped for a cookie."""
    room = await find_room(services, request, code)
    if t:
        if await token_kind(services, room, t) != "screen":
            raise Problem(401, "not_in_room")
        return come_in(services, request, room, t, screen=True)
    if await identify(services.log, room, request, screen=True) is None:
        return RedirectResponse(f"/j/{room.code}", SEE_OTHER)
    return await _live(request, services, room, "screen")


@router.get("/r/{code}/qr.svg")
async def qr(request: Request, services: Serving, code: str) -> Response:
    """The QR code of the join link, in ink on paper in every theme: phones read no light code on dark ground."""
    identity = await require(services, request, code, screen=True)
    drawn = svg(_join_link(request, services, identity.room))
    return Response(drawn, media_type="image/svg+xml", headers={"Cache-Control": "private, max-age=3600"})


@router.get("/r/{code}/pause.ics")
async def pause_ics(request: Request, services: Serving, code: str) -> Response:
    """When a paused room goes on, for calendars."""
    identity = await require(services, request, code, screen=True)
    room = identity.room
    pause, facts = room.state.pause, room.state.facts
    if pause is None or pause.until is None:
        raise Problem(404, "not_paused")
    begins, link = moment(pause.until), _join_link(request, services, room)
    appointment = Appointment(
        uid=f"{room.code}-pause-{pause.since:%Y%m%dT%H%M%S}",
        version=room.state.seq,
        made=pause.since,
        begins=begins,
        ends=begins + max(SHORTEST, still_planned(facts.minutes, room.state.course.spent)),
        title=say(facts.language, "page.pause.title", title=facts.title),
        text=say(facts.language, "page.pause.text", link=link),
        link=link,
    )
    return Response(
        calendar(appointment),
        media_type="text/calendar; charset=utf-8",
        headers=attachment(room.code, ending="ics"),
    )


async def _live(
    request: Request, services: Services, room: Room, entry: Entry, member: str = "", device: str = ""
) -> Response:
    # What the script would ask the socket for first, already here: it saves the way there and back.
    first = await room.glance(member or None)
    if first is None:
        return RedirectResponse(f"/j/{room.code}", SEE_OTHER)
    facts = room.state.facts
    link = _join_link(request, services, room)
    everyones, own = map(in_script, first)
    answer = page(
        request,
        "live.html",
        language=facts.language,
        entry=entry,
        facts=facts,
        stage=room.state.stage,
        piece=f"stages/{room.state.stage.title()}.svelte" if entry == "participant" else "",
        question=_question(room, member) if entry == "participant" else "",
        member=member,
        device=device,
        first=everyones + own,
        join_link=link,
    )
    return packed_around(request, answer, own.encode())


def in_script(json: bytes) -> Markup:
    """JSON as the content of a script element, which `<` alone could end, or turn into what isn't shown."""
    return Markup(json.decode().replace("<", "\\u003c"))  # noqa: S704


def _question(room: Room, member: str) -> str:
    """What the first pages ask, readable before their script is there. It moves nothing when that comes."""
    state = room.state
    if state.pause or state.question or member in (state.host, state.lead):
        return ""
    if state.stage == "lobby":
        return say(state.facts.language, "phone.lobby.in", name=state.members[member].name)
    return say(state.facts.language, "question.reflect") if state.stage == "reflect" else ""


def _join_link(request: Request, services: Services, room: Room) -> str:
    return f"{reachable(services.settings, request)}/j/{room.code}"
