"""Pages: templates with their words, and the way into a room."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.templating import Jinja2Templates
from starlette.responses import RedirectResponse, Response

from app.live.room import Room
from app.web import assets
from app.web.address import is_secure
from app.web.catalogue import FALLBACK, say, spoken
from app.web.identity import give_cookie
from app.web.services import Services

SEE_OTHER = 303

_templates = Jinja2Templates(directory=Path(__file__).parent.parent / "templates")
_templates.env.globals["asset"] = assets.entry


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    language: str = FALLBACK,
    **context: Any,
) -> Response:
    """The template as an answer; in it, `t(key, …)` gives the page's sentences."""

    def t(key: str, **params: Any) -> str:
        return say(language, key, **params)

    return _templates.TemplateResponse(
        request,
        template,
        {"t": t, "language": spoken(language), **context},
        status_code=status,
        headers=dict(headers or {}),
    )


def come_in(
    services: Services, request: Request, room: Room, token: str, *, screen: bool = False, waits: bool = False
) -> Response:
    """Into the room, to its screen, or to wait at its door, with the token as a cookie."""
    path = f"/j/{room.code}" if waits else f"/r/{room.code}{'/screen' if screen else ''}"
    answer = RedirectResponse(path, SEE_OTHER)
    role = "screen" if screen else "member"
    give_cookie(answer, room.code, role, token, secure=is_secure(request))
    return answer
