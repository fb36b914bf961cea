"""Pages: templates with their words."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.templating import Jinja2Templates
from starlette.responses import Response

from app.web import assets
from app.web.catalogue import FALLBACK, say

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
        {"t": t, "language": language, **context},
        status_code=status,
        headers=dict(headers or {}),
    )
