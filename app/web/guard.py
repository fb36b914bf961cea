"""What holds for every answer and every body: headers of safety, and a bound."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.config import Settings
from app.web.headers import safe_headers
from app.web.problems import Problem, respond
from app.web.services import services_of

BODY_LIMIT = 65_536
"""Bytes of a form or of JSON. The longest of them, a command, has 16 KiB."""


_DIGITS = 18


class Guard:
    """Around the application, its answers to bugs included. A header that an answer sets itself stays."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        safe = safe_headers(self._settings, request)

        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in safe:
                    headers.setdefault(name, value)
            await send(message)

        if problem := _unwanted(request.headers) or _unreadable(request.headers):
            if problem.status == 413:
                services_of(request).limits.refused("body")
            await respond(request, problem)(scope, receive, safely)
        else:
            await self._app(scope, _bounded(scope, receive), safely)


def _unwanted(headers: Headers) -> Problem | None:
    """What another site's page fetches or shows within itself, which nothing here is for: it would make its readers guess codes,
    which are counted for their address. A link that one follows from there leads here."""
    elsewhere = headers.get("sec-fetch-site") in ("cross-site", "same-site")
    return Problem(403, "other_site") if elsewhere and headers.get("sec-fetch-dest") != "document" else None


def _unreadable(headers: Headers) -> Problem | None:
    """A body that is too big, or packed: what a few bytes unpack to has no bound, so nothing is unpacked."""
    length = headers.get("content-length", "")
    if length.isascii() and length.isdigit() and (len(length) > _DIGITS or int(length) > BODY_LIMIT):
        return Problem(413, "too_big", headers={"Connection": "close"})
    if headers.get("content-encoding", "identity").strip().lower() != "identity":
        return Problem(415, "packed", headers={"Connection": "close", "Accept-Encoding": "identity"})
    return None


def _bounded(scope: Scope, receive: Receive) -> Receive:
    """Bodies that don't announce their length are counted as they come."""
    read = 0

    async def bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > BODY_LIMIT:
            services_of(Request(scope)).limits.refused("body")
            raise HTTPException(413)
        return message

    return bounded
