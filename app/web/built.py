"""Serves the built client: names with a digest, compressed by the build."""

import mimetypes
import os
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import Scope

_FORMS = (("br", ".br"), ("gzip", ".gz"))
"""Smallest first, as the build names them."""


class Built(StaticFiles):
    """Files whose names carry a digest: kept by browsers for a year, and sent as the build has compressed them."""

    def file_response(
        self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        taken = encodings(Headers(scope=scope).get("accept-encoding", ""))
        for encoding, suffix in _FORMS:
            if encoding in taken and os.path.isfile(f"{full_path}{suffix}"):
                compressed = f"{full_path}{suffix}"
                response = super().file_response(compressed, os.stat(compressed), scope, status_code)
                response.headers["Content-Encoding"] = encoding
                response.headers["Vary"] = "Accept-Encoding"
                response.headers["Content-Type"] = _media_type(full_path)
                break
        else:
            response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def encodings(accepted: str) -> set[str]:
    """What a browser takes; one that is refused by `q=0` isn't."""
    asked = (part.strip().partition(";") for part in accepted.lower().split(","))
    return {name.strip() for name, _, weight in asked if weight.strip() not in ("q=0", "q=0.0")}


def _media_type(path: Any) -> str:
    found = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") else found
