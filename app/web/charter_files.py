"""A charter in the forms that are taken home, whoever asks for it."""

from collections.abc import Awaitable

from starlette.responses import Response

from app.charter.data import charter_json
from app.charter.html import Ending
from app.charter.markdown import charter_markdown
from app.charter.model import Charter
from app.charter.press import PressBusyError
from app.charter.typeset import TooLongError
from app.charter.words import words
from app.web.headers import attachment
from app.web.problems import Problem, busy
from app.web.services import Services

ENDINGS: tuple[Ending, ...] = ("pdf", "docx", "png", "md", "json")
_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
}


def downloads(page: str) -> tuple[tuple[Ending, str], ...]:
    """Where the forms of the charter on this page are."""
    return tuple((ending, f"{page}.{ending}") for ending in ENDINGS)


async def printed(services: Services, making: Awaitable[bytes]) -> bytes:
    """What the press is making.

    Raises:
        Problem: too many want one at once (503), or it's too long for a picture (404).
    """
    try:
        return await making
    except PressBusyError:
        raise busy(services.limits, "press_busy") from None
    except TooLongError:
        raise Problem(404, "too_long_for_a_picture") from None


async def charter_file(services: Services, charter: Charter, name: tuple[str, ...], ending: str) -> Response:
    """The charter as a file of this name, given in its parts.

    Raises:
        Problem: no such form, or too long for it (404), or too many want one at once (503).
    """
    match ending:
        case "pdf" | "docx" | "png":
            content = await printed(services, services.press.render(charter, form=ending))
        case "md":
            content = charter_markdown(charter, words(charter.language)).encode()
        case "json":
            content = charter_json(charter)
        case _:
            raise Problem(404, "not_found")
    return Response(content, media_type=_MEDIA[ending], headers=attachment(*name, ending=ending))
