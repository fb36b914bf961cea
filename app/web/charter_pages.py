"""The charter of a room, in each of its forms, for those who are in it; and the link that it's passed on by."""

import uuid
from typing import Any

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.charter.html import Around, charter_page
from app.charter.kept import charter_to_keep
from app.domain.shelf import KeepCharter, KeptCharter, keeper_token, new_links, share_token
from app.live.room import Room
from app.web.address import reachable
from app.web.assets import entry
from app.web.charter_files import charter_file, downloads
from app.web.door import only_from_here, require, require_charter
from app.web.pages_view import SEE_OTHER
from app.web.problems import Problem
from app.web.qr import svg
from app.web.services import Serving

router = APIRouter(include_in_schema=False)


@router.get("/r/{code}/charter")
async def charter_html(request: Request, services: Serving, code: str) -> Response:
    room, charter = await require_charter(services, request, code)
    page = f"/r/{room}/charter"
    around = Around(styles=entry("pages").styles, downloads=downloads(page), back=f"/r/{room}")
    return HTMLResponse(charter_page(charter, around))


@router.get("/r/{code}/charter.{ending}")
async def charter_as_file(request: Request, services: Serving, code: str, ending: str) -> Response:
    room, charter = await require_charter(services, request, code)
    return await charter_file(services, charter, ("charter", room), ending)


@router.get("/r/{code}/charter/link")
async def charter_link(request: Request, services: Serving, code: str) -> Response:
    """Where the sealed charter can be read by its link, how long what is kept, and for the host where it's looked after."""
    identity = await require(services, request, code, screen=True)
    settings = services.settings
    told: dict[str, Any] = {"room_days": settings.room_days, "charter_days": settings.charter_days}
    if kept := await services.log.charter_of(identity.room.id):
        base = reachable(settings, request)
        if link := _share_link(identity.room, kept):
            told["link"] = f"{base}{link}"
        if identity.is_host:
            told["keeper"] = f"{base}/k/{_keeper(identity.room, kept)}"
    return Response(orjson.dumps(told), media_type="application/json")


@router.get("/r/{code}/charter/qr.svg")
async def charter_qr(request: Request, services: Serving, code: str) -> Response:
    """The QR code of the share link."""
    identity = await require(services, request, code, screen=True)
    kept = await services.log.charter_of(identity.room.id)
    link = _share_link(identity.room, kept) if kept else None
    if link is None:
        raise Problem(404, "not_found")
    return Response(svg(f"{reachable(services.settings, request)}{link}"), media_type="image/svg+xml")


@router.post("/r/{code}/charter/keep")
async def keep_charter(request: Request, services: Serving, code: str) -> Response:
    """For a sealed charter that isn't kept apart, or not any more: it is from now on, under new links."""
    only_from_here(services, request)
    identity = await require(services, request, code)
    room = identity.room
    if not identity.is_host:
        raise Problem(403, "host_only")
    if room.state.sealed is None:
        raise Problem(404, "no_charter_yet")
    links = new_links(room.state.facts.salt, str(uuid.uuid4()))
    await services.log.keep_charter(room.id, KeepCharter(charter_to_keep(room.state), links))
    kept = await services.log.charter_of(room.id)
    assert kept is not None
    return RedirectResponse(f"/k/{_keeper(room, kept)}", SEE_OTHER)


def _keeper(room: Room, kept: KeptCharter) -> str:
    return keeper_token(room.state.facts.salt, kept.id)


def _share_link(room: Room, kept: KeptCharter) -> str | None:
    """None: there's none at the moment."""
    return f"/c/{share_token(_keeper(room, kept), kept.made)}" if kept.share else None
