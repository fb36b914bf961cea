"""What went wrong, to people as a page and to programs as problem details (RFC 9457)."""

import math
from collections.abc import Mapping
from typing import Any

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.domain.minutes import refused as minutes_refused
from app.domain.ports import NotStored
from app.domain.refusal import Refused
from app.web.catalogue import FALLBACK, say, sentence, words
from app.web.limits import Limit, Limits
from app.web.pages_view import page


class Problem(Exception):
    """An answer that isn't the one asked for: `code` names a page's sentence and a problem's type."""

    def __init__(
        self,
        status: int,
        code: str,
        *,
        detail: str = "",
        headers: Mapping[str, str] | None = None,
        **params: Any,
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.detail = status, code, detail
        self.headers, self.params = dict(headers or {}), params


class ProblemDetails(BaseModel):
    """RFC 9457. `type` is urn:touchstone: and a code; `detail` is a sentence for a person."""

    type: str
    title: str
    status: int
    detail: str | None = None


PROBLEM: dict[str, Any] = {
    "description": "Not done, and why",
    "content": {"application/problem+json": {"schema": ProblemDetails.model_json_schema()}},
}


def limited(limit: Limit, wait: float, code: str, **params: Any) -> Problem:
    """Too many, and when to try again; it's counted as such."""
    limit.refused()
    return Problem(429, code, headers={"Retry-After": str(math.ceil(wait))}, **params)


def full(limits: Limits, problem: Problem) -> Problem:
    """The same; where it says that something is full, it's counted."""
    limits.told(problem.code)
    return problem


def busy(limits: Limits, code: str) -> Problem:
    """As much of that as may is under way: once more in a moment."""
    return full(limits, Problem(503, code, headers={"Retry-After": "2"}))


def problem_of(refused: Refused) -> Problem:
    """A refusal of the domain, as an answer over HTTP."""
    forbidden = ("not_in_room", "lead_only", "host_only", "takes_no_part", "read_only")
    status = 403 if refused.code in forbidden else 422 if "field" in refused.params else 409
    headers = {}
    if refused.retry_after_ms is not None:
        status = 429 if refused.code == "too_fast" else 503
        headers["Retry-After"] = str(math.ceil(refused.retry_after_ms / 1000))
    # A phone keeps what couldn't be stored and sends it again; whoever asks over HTTP is told to do so.
    detail = say(FALLBACK, "page.not_stored") if refused.code == "not_stored" else sentence(refused)
    return Problem(status, refused.code, detail=detail, headers=headers)


def respond(request: Request, problem: Problem) -> Response:
    """The problem as a page; as problem details under /api/."""
    if request.scope["path"].startswith("/api/"):
        return details(problem)
    known = f"page.problem.{problem.code}" in words(FALLBACK)
    return page(
        request,
        "problem.html",
        status=problem.status,
        headers=problem.headers,
        problem=problem.code if known else "refused",
        detail="" if known else problem.detail,
        params=problem.params,
    )


def details(problem: Problem) -> Response:
    """The problem as RFC 9457 has it."""
    body: dict[str, Any] = {
        "type": f"urn:touchstone:{problem.code}",
        "title": problem.code.replace("_", " "),
        "status": problem.status,
    }
    if detail := problem.detail or words(FALLBACK).get(f"page.problem.{problem.code}"):
        body["detail"] = detail
    return Response(
        orjson.dumps(body), problem.status, problem.headers, media_type="application/problem+json"
    )


def in_place(language: str, problem: Problem) -> str:
    """What happened and what one can do, in a form that is shown again."""
    said, then = (f"page.problem.{problem.code}{end}" for end in ("", ".then"))
    if said not in words(FALLBACK):
        return problem.detail
    return f"{say(language, said)} {say(language, then)}"


_OF_STATUS = {400: "bad_request", 404: "not_found", 405: "not_allowed", 413: "too_big"}


def install(app: FastAPI) -> None:
    """Teach the application to answer so."""

    @app.exception_handler(Problem)
    async def _problem(request: Request, problem: Problem) -> Response:
        return respond(request, problem)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, failure: HTTPException) -> Response:
        code = _OF_STATUS.get(failure.status_code, "unexpected")
        return respond(request, Problem(failure.status_code, code, headers=failure.headers))

    @app.exception_handler(NotStored)
    async def _not_stored(request: Request, failure: NotStored) -> Response:
        return respond(request, problem_of(Refused("not_stored", retry_after_ms=1_000)))

    @app.exception_handler(Exception)
    async def _bug(request: Request, bug: Exception) -> Response:
        return respond(request, Problem(500, "unexpected"))

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, wrong: RequestValidationError) -> Response:
        return respond(request, Problem(422, "bad_field", detail=_sentence_of(wrong.errors()[0])))


def refusal_in(wrong: ValidationError) -> str:
    """What is wrong with a form, as a sentence."""
    return _sentence_of(wrong.errors(include_url=False)[0])


def field_in(wrong: ValidationError) -> str:
    """The field that the sentence of `refusal_in` is about."""
    return str(wrong.errors(include_url=False)[0]["loc"][-1])


_SAME = {"host_name": "name"}
"""Fields that are worded as another one."""


def _sentence_of(error: Mapping[str, Any]) -> str:
    field = str(error["loc"][-1])
    field = _SAME.get(field, field)
    limit = error.get("ctx", {}).get("limit")
    if error["type"] == "too_long" and isinstance(limit, int):
        return sentence(Refused("too_long", {"field": field, "limit": limit}))
    if error["type"] == "too_short" and field == "passcode":
        return sentence(Refused("too_short", {"field": field, "limit": limit}))
    if "minutes" in error["loc"]:
        return sentence(minutes_refused(field))
    codes = {"empty": "empty", "missing": "empty", "unseen": "unseen"}
    code = codes.get(error["type"], "bad_field")
    return sentence(Refused(code, {"field": field}))
