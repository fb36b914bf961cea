"""A charter in the forms that are taken home, whoever asks for it."""

from collections.abc import Awaitable

from starlette.responses import Response

from app.charter.data import charter_json
from app.charter.html import Ending
from app.charter.markdown import charter_markdown
from app.charter.model import Charter
from app.charter.pdf import PressBusyError
from app.charter.words import words
from app.web.headers import attachment
from app.web.problems import Problem, busy
from app.web.services import Services

ENDINGS: tuple[Ending, ...] = ("pdf", "md", "json")
_MEDIA = {"pdf": "application/pdf", "md": "text/markdown; charset=utf-8", "json": "application/json"}


def downloads(page: str) -> tuple[tuple[Ending, str], ...]:
    """Where the forms of the charter on this page are."""
    return tuple((ending, f"{page}.{ending}") for ending in ENDINGS)


async def printed(services: Services, making: Awaitable[bytes]) -> bytes:
    """What the press is making. Raises Problem: too many want one at once (503)."""
    try:
        return await making
    except PressBusyError:
        raise busy(services.limits, "press_busy") from None


async def charter_file(services: Services, charter: Charter, name: tuple[str, ...], ending: str) -> Response:
    """The charter as a file of this name, given in its parts.

    Raises:
        Problem: no such form (404), or too many want the PDF at once (503).
    """
    match ending:
        case "pdf":
            content = await printed(services, services.press.render(charter))
        case "md":
            content = charter_markdown(charter, words(charter.language)).encode()
        case "json":
            content = charter_json(charter)
        case _:
            raise Problem(404, "not_found")
    return Response(content, media_type=_MEDIA[ending], headers=attachment(*name, ending=ending))
