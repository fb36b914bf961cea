"""Cookies that scripts can't read, and which no other site under the same domain can set.

Over https a cookie bears the prefix `__Host-`: browsers take it from this very host alone. One without is
not accepted there, even if its token is good: a page at evil.values.example could have set it, so that its owner reads
what somebody else types under their name. Over http, in a network of one's own, no prefix exists.
"""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from app.web.address import is_secure

PREFIX = "__Host-"
OURS = "ts-"
"""How the names of all of them begin."""


def give(response: Response, name: str, value: str, age: int, *, secure: bool) -> None:
    """HttpOnly and SameSite always, Secure behind https: a local address must work without."""
    response.set_cookie(
        full_name(name, secure=secure),
        value,
        max_age=age,
        path="/",
        httponly=True,
        samesite="lax",
        secure=secure,
    )


def take_back(response: Response, name: str, *, secure: bool) -> None:
    give(response, name, "", 0, secure=secure)


def shown(connection: HTTPConnection, name: str) -> str:
    """Its value, or nothing.

    Read byte by byte: a parser that strips whatever Unicode takes for a space would find the prefix in a name that
    browsers let anyone set.
    """
    wanted = full_name(name, secure=is_secure(connection)).encode()
    found = [value for key, value in _pairs(connection) if key == wanted]
    return found[0].decode("latin-1") if found else ""


def any_shown(connection: HTTPConnection) -> bool:
    """Whether it comes with a cookie of this site's."""
    return any(key.removeprefix(PREFIX.encode()).startswith(OURS.encode()) for key, _ in _pairs(connection))


def full_name(name: str, *, secure: bool) -> str:
    return f"{PREFIX if secure else ''}{name}"


def _pairs(connection: HTTPConnection) -> list[tuple[bytes, bytes]]:
    lines = [value for key, value in connection.headers.raw if key == b"cookie"]
    parts = [part.strip(b" \t").partition(b"=") for line in lines for part in line.split(b";")]
    return [(key, value) for key, _, value in parts]
