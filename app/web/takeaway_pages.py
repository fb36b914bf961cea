"""One's own values, and where they are in the charter: a page and a file for oneself; a guest's, for the host to print."""

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app.charter.html import Around, takeaway_page
from app.charter.takeaway import Takeaway, takeaway_of
from app.web.assets import entry
from app.web.charter_files import printed
from app.web.door import require, whose_words
from app.web.headers import AS_IT_IS, attachment
from app.web.problems import Problem
from app.web.services import Services, Serving

router = APIRouter(include_in_schema=False)


@router.get("/r/{code}/takeaway")
async def takeaway_html(request: Request, services: Serving, code: str, guest: str = "") -> Response:
    room, takeaway = await _own(request, services, code, guest)
    file = f"/r/{room}/takeaway.pdf" + (f"?guest={guest}" if guest else "")
    readers: Literal["guest", "oneself"] = "guest" if guest else "oneself"
    around = Around(entry("pages").styles, (("pdf", file),), back=f"/r/{room}", readers=readers)
    return HTMLResponse(takeaway_page(takeaway, around), headers=AS_IT_IS)


@router.get("/r/{code}/takeaway.pdf")
async def takeaway_pdf(request: Request, services: Serving, code: str, guest: str = "") -> Response:
    room, takeaway = await _own(request, services, code, guest)
    content = await printed(services, services.press.render_own(takeaway))
    headers = attachment("my-values", room, ending="pdf")
    return Response(content, media_type="application/pdf", headers=headers)


async def _own(request: Request, services: Services, code: str, guest: str) -> tuple[str, Takeaway]:
    """The room's code, and what is whoever asks's own, or for the host a `guest`'s.

    Raises:
        Problem: not for this visitor (401, 404), or there's nothing of a charter yet (404).
    """
    identity = await require(services, request, code)
    whose = whose_words(identity, guest)
    look = identity.room.look(whose)
    takeaway = takeaway_of(look.shared, look.mine) if look.mine else None
    if takeaway is None:
        raise Problem(404, "no_charter_yet")
    return identity.room.code, takeaway
