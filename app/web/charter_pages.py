"""The charter of a room, in each of its forms, for those who are in it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app.charter.data import charter_json
from app.charter.html import Around, Ending, charter_page
from app.charter.markdown import charter_markdown
from app.charter.pdf import PressBusyError
from app.charter.words import words
from app.web.assets import entry
from app.web.door import require_charter
from app.web.headers import attachment
from app.web.problems import Problem
from app.web.services import Serving

router = APIRouter(include_in_schema=False)

ENDINGS: tuple[Ending, ...] = ("pdf", "md", "json")
MEDIA = {"pdf": "application/pdf", "md": "text/markdown; charset=utf-8", "json": "application/json"}


@router.get("/r/{code}/charter")
async def charter_html(request: Request, services: Serving, code: str) -> Response:
    room, charter = await require_charter(services, request, code)
    downloads = tuple((ending, f"/r/{room}/charter.{ending}") for ending in ENDINGS)
    around = Around(styles=entry("pages").styles, downloads=downloads, back=f"/r/{room}")
    return HTMLResponse(charter_page(charter, around))


@router.get("/r/{code}/charter.{ending}")
async def charter_file(request: Request, services: Serving, code: str, ending: str) -> Response:
    room, charter = await require_charter(services, request, code)
    match ending:
        case "pdf":
            try:
                content: bytes = await services.press.render(charter)
            except PressBusyError:
                raise Problem(503, "press_busy", headers={"Retry-After": "2"}) from None
        case "md":
            content = charter_markdown(charter, words(charter.language)).encode()
        case "json":
            content = charter_json(charter)
        case _:
            raise Problem(404, "not_found")
    return Response(content, media_type=MEDIA[ending], headers=attachment("charter", room, ending=ending))
