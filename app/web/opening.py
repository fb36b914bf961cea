"""The way to a permit to open rooms, where it takes one: the password, or signing in with the operator's provider."""

import hmac
from typing import TYPE_CHECKING, Annotated

import structlog
from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.requests import HTTPConnection

from app.web import cookies, permits
from app.web.address import client_key, is_secure
from app.web.catalogue import FALLBACK, say
from app.web.hashing import Busy
from app.web.pages import guarded
from app.web.pages_view import SEE_OTHER, page
from app.web.permits import How
from app.web.problems import Problem, busy, limited
from app.web.sealed import sealed, unsealed
from app.web.services import Services, Serving

if TYPE_CHECKING:
    from app.web.openid import Provider

PASSWORD_HEADER = "Touchstone-Password"  # noqa: S105
ATTEMPT = f"{cookies.OURS}signing-in"
ATTEMPT_LASTS = 600
_AWAY = ("server_error", "temporarily_unavailable")
"""What a provider says of itself that is no answer about somebody (RFC 6749, section 4.1.2.1)."""
_IN_ITS_PLACE = {
    "wrong_password": "page.opening.wrong",
    "too_many_passwords": "page.opening.too_many",
    "passcodes_busy": "page.problem.passcodes_busy",
}
"""What is said at the password's field."""

log = structlog.get_logger(__name__)

router = APIRouter(include_in_schema=False, dependencies=[Depends(guarded)])


async def require_permit(services: Services, connection: HTTPConnection) -> None:
    """Whoever may open rooms: everybody, unless the operator says otherwise.

    Raises:
        Problem: no permit (403), a wrong password (403), too many of them (429).
    """
    if not services.permits.needed or services.permits.shown(connection):
        return
    if not services.permits.by("password") or PASSWORD_HEADER not in connection.headers:
        raise Problem(403, "opening_restricted")
    await check_password(services, connection, _typed(connection.headers[PASSWORD_HEADER]))


async def check_password(services: Services, connection: HTTPConnection, typed: str) -> None:
    """Raises Problem: it's wrong (403), this address had too many that were (429), or too many are being checked (503)."""
    limit, key = services.limits.wrong_password, client_key(connection)
    async with limit.turn(key):
        if wait := await limit.wait(key):
            raise limited(limit, wait, "too_many_passwords")
        try:
            if await services.permits.is_password(typed, services.hashing):
                return
        except Busy:
            raise busy(services.limits, "passcodes_busy") from None
        await limit.take(key)
    raise Problem(403, "wrong_password")


def _typed(header: str) -> str:
    """Headers are read as Latin-1; programs write UTF-8."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def ask_for_permit(request: Request, services: Services, status: int = 200, wrong: str = "") -> Response:
    """The page on which one gets it."""
    ways = {how: services.permits.by(how) for how in permits.LASTS}
    return page(request, "opening.html", status=status, ways=ways, wrong=wrong)


@router.post("/new/password")
async def password(request: Request, services: Serving, password: Annotated[str, Form()] = "") -> Response:
    if not services.permits.by("password"):
        raise Problem(404, "not_found")
    try:
        await check_password(services, request, password)
    except Problem as problem:
        if problem.code not in _IN_ITS_PLACE:
            raise
        wrong = say(FALLBACK, _IN_ITS_PLACE[problem.code])
        answer = ask_for_permit(request, services, problem.status, wrong)
        answer.headers.update(problem.headers)
        return answer
    return _permitted(request, services, "password")


@router.get("/sign-in")
async def sign_in(request: Request, services: Serving) -> Response:
    """To the provider, with what it takes to know who comes back."""
    from app.web.openid import Attempt, NotSignedIn

    provider = await _provider(services, request)
    attempt = Attempt.new()
    try:
        answer = RedirectResponse(await provider.address(attempt), SEE_OTHER)
    except NotSignedIn as failure:
        raise _problem(failure.why, failure.reason) from None
    kept = sealed(services.permits.attempts, attempt.written(), services.permits.in_seconds(ATTEMPT_LASTS))
    cookies.give(answer, ATTEMPT, kept, ATTEMPT_LASTS, secure=is_secure(request))
    return answer


@router.get("/sign-in/back")
async def signed_in(
    request: Request, services: Serving, state: str = "", code: str = "", error: str = "", iss: str = ""
) -> Response:
    """From the provider. What came along is used once: the attempt ends here, whatever becomes of it."""
    from app.web.openid import Attempt, NotSignedIn

    provider = await _provider(services, request)
    kept = unsealed(
        services.permits.attempts, cookies.shown(request, ATTEMPT), services.permits.in_seconds(0)
    )
    attempt = Attempt.read(kept) if kept else None
    if attempt is None or not hmac.compare_digest(attempt.state.encode(), state.encode()):
        raise Problem(400, "sign_in_stale")
    if error in _AWAY:
        raise _ended(request, _problem("provider_away", error))
    if error or not code:
        raise _ended(request, Problem(403, "sign_in_declined"))
    if iss and iss != provider.issuer:
        raise _ended(request, _problem("not_believed", "another issuer came back"))
    try:
        await provider.admit(code, attempt)
    except NotSignedIn as failure:
        raise _ended(request, _problem(failure.why, failure.reason)) from None
    answer = _permitted(request, services, "sign_in")
    cookies.take_back(answer, ATTEMPT, secure=is_secure(request))
    return answer


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    answer = RedirectResponse("/", SEE_OTHER)
    permits.take_back(answer, secure=is_secure(request))
    return answer


async def _provider(services: Services, request: Request) -> "Provider":
    if services.provider is None:
        raise Problem(404, "not_found")
    limit = services.limits.sign_in
    if wait := await limit.take(client_key(request)):
        raise limited(limit, wait, "too_many_sign_ins")
    return services.provider


def _permitted(request: Request, services: Services, how: How) -> Response:
    answer = RedirectResponse("/new", SEE_OTHER)
    services.permits.give(answer, how, secure=is_secure(request))
    return answer


def _problem(why: str, reason: str) -> Problem:
    """For the operator the log says more, and nothing of who it was."""
    log.warning("sign_in_failed", why=why, reason=reason)
    return Problem(502 if why == "provider_away" else 403, f"sign_in_{why}")


def _ended(request: Request, problem: Problem) -> Problem:
    """With it the attempt's cookie is taken back."""
    answer = Response()
    cookies.take_back(answer, ATTEMPT, secure=is_secure(request))
    problem.headers["Set-Cookie"] = answer.headers["set-cookie"]
    return problem
