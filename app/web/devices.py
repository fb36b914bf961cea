"""The JSON API of being oneself elsewhere: codes, devices, the link for screens."""

from fastapi import APIRouter, Request
from pydantic import BaseModel

from app.domain.times import iso
from app.web.address import reachable
from app.web.api import MadeMember
from app.web.coming_in import offer_code, renew_screen_link, use_code
from app.web.door import find_room, only_from_here, require
from app.web.problems import PROBLEM
from app.web.qr import Drawing, drawing
from app.web.services import Serving

router = APIRouter(prefix="/api/v1", tags=["devices"], responses={"4XX": PROBLEM, "5XX": PROBLEM})


class CodeFor(BaseModel):
    """Whom a browser is to become: oneself, or for the host somebody who isn't connected."""

    member: str | None = None


class MadeCode(BaseModel):
    """Good for one use until it `ends`. `link` leads to the page for it, with the code where no log has it."""

    code: str
    member_id: str
    ends: str
    link: str
    qr: Drawing
    """The link, to be drawn."""


class Code(BaseModel):
    """`alone`: every other browser of that person is signed out."""

    code: str
    alone: bool = False


class MadeScreenLink(BaseModel):
    screen_url: str
    qr: Drawing


@router.post("/rooms/{code}/codes", status_code=201, summary="A code that lets another browser in")
async def post_code(request: Request, services: Serving, code: str, wanted: CodeFor) -> MadeCode:
    only_from_here(services, request)
    identity = await require(services, request, code)
    made = await offer_code(services, identity, wanted.member or identity.member or "")
    link = f"{reachable(services.settings, request)}/r/{identity.room.code}/enter#{made.code}"
    return MadeCode(code=made.code, member_id=made.member, ends=iso(made.ends), link=link, qr=drawing(link))


@router.post("/rooms/{code}/devices", status_code=201, summary="Come in by a code")
async def post_device(request: Request, services: Serving, code: str, shown: Code) -> MadeMember:
    room = await find_room(services, request, code)
    came = await use_code(services, request, room, shown.code, alone=shown.alone)
    return MadeMember(member_id=came.member, token=came.token)


@router.post(
    "/rooms/{code}/screens", status_code=201, summary="A new link for screens instead of the old one"
)
async def post_screen_link(request: Request, services: Serving, code: str) -> MadeScreenLink:
    only_from_here(services, request)
    identity = await require(services, request, code)
    token = await renew_screen_link(services, identity)
    link = f"{reachable(services.settings, request)}/r/{identity.room.code}/screen?t={token}"
    return MadeScreenLink(screen_url=link, qr=drawing(link))
