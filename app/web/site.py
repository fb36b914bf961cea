"""What browsers and crawlers ask of every site."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, PlainTextResponse, Response

router = APIRouter(include_in_schema=False)

_FAVICON = Path(__file__).parent.parent / "static" / "favicon.svg"
_ROBOTS = "User-agent: *\nAllow: /$\nDisallow: /\n"
_A_DAY = {"Cache-Control": "public, max-age=86400"}


@router.get("/favicon.svg")
@router.get("/favicon.ico")
async def favicon() -> Response:
    return FileResponse(_FAVICON, media_type="image/svg+xml", headers=_A_DAY)


@router.get("/robots.txt")
async def robots() -> Response:
    """Rooms and charters are nobody's search results."""
    return PlainTextResponse(_ROBOTS, headers=_A_DAY)
