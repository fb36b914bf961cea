"""Answers that are the same for everyone who asks: encoded and packed once, not for each of them."""

import gzip
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from app.web.built import encodings


class Ready:
    """JSON as it is and as it is packed."""

    def __init__(self, json: bytes) -> None:
        self._plain, self._packed = json, gzip.compress(json)

    def to(self, request: Request, headers: Mapping[str, str] | None = None) -> Response:
        """The form that whoever asks takes."""
        packed = "gzip" in encodings(request.headers.get("accept-encoding", ""))
        # What isn't packed yet has its Vary of GZipMiddleware.
        encoding = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"} if packed else {}
        return Response(
            self._packed if packed else self._plain,
            headers={**(headers or {}), **encoding},
            media_type="application/json",
        )
