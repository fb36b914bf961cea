"""What holds for every answer and every body: headers of safety, and a bound."""

import re
from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.problems import Problem, respond

BODY_LIMIT = 65_536
"""Bytes of a form or of JSON. The longest of them, a command, has 16 KiB."""

_HOST = re.compile(rb"[\w.:\[\]-]{1,255}", re.ASCII)


class Guard:
    """Around the application. A header that an answer sets itself stays."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        safe = _safe_headers(scope)

        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in safe:
                    headers.setdefault(name, value)
            await send(message)

        if _announced(scope) > BODY_LIMIT:
            answer = respond(Request(scope), Problem(413, "too_big", headers={"Connection": "close"}))
            await answer(scope, receive, safely)
        else:
            await self._app(scope, _bounded(receive), safely)


def _bounded(receive: Receive) -> Receive:
    """Bodies that don't announce their length are counted as they come."""
    read = 0

    async def bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > BODY_LIMIT:
            raise HTTPException(413)
        return message

    return bounded


def _announced(scope: Scope) -> int:
    length = _header(scope, b"content-length")
    return int(length) if length.isdigit() else 0


def _header(scope: Scope, name: bytes) -> bytes:
    found: Iterable[bytes] = (value for key, value in scope["headers"] if key == name)
    return next(iter(found), b"")


def _safe_headers(scope: Scope) -> list[tuple[str, str]]:
    """No script but the site's own files; nothing from or to anywhere else.

    Styles may be inline, since Svelte's transitions make them. The sockets are named, because older Safaris don't
    take them for 'self'.
    """
    host = _header(scope, b"host")
    named = host.decode() if _HOST.fullmatch(host) else ""
    sockets = f" ws://{named} wss://{named}" if named else ""
    policy = (
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self'; "
        f"connect-src 'self'{sockets}; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'self'"
    )
    return [
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ]
