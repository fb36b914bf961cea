"""Whom to believe about where a visitor comes from: the proxies that the operator named, and nobody else."""

import re

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from app.config import Settings
from app.web.address import Address, address_of, is_among, is_public_https

MOST_HOPS = 20
"""The rest is somebody's invention."""
_WITH_PORT = re.compile(r"\[([^\]]*)\](?::\d*)?|([^:]*):\d*")
_SCHEMES = {"http": "http", "ws": "http", "https": "https", "wss": "https"}


class Proxies:
    """Around the application: in what it's told, `client` and `scheme` are the visitor's, as far as that can be known.

    Each proxy adds whom it heard from at the right end of X-Forwarded-For. So it's read from there, for as long as
    it is a trusted proxy that speaks; what stands further left anyone may have sent. X-Forwarded-Proto is read
    at the same place, or at its left end where proxies replace it.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._trusted = settings.trusted_networks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            self._believe(scope)
        await self._app(scope, receive, send)

    def _believe(self, scope: Scope) -> None:
        client = scope.get("client")
        peer = address_of(client[0]) if client else None
        said = None
        if peer and self._trusts(peer):
            visitor, hops = self._visitor(peer, _listed(scope, b"x-forwarded-for"))
            if hops:
                scope["client"] = (str(visitor), 0)
            said = _scheme(_listed(scope, b"x-forwarded-proto"), hops)
        if said is None and is_public_https(self._settings, HTTPConnection(scope)):
            said = "https"
        if said:
            plain = {"http": "ws", "https": "wss"}
            scope["scheme"] = plain[said] if scope["type"] == "websocket" else said

    def _visitor(self, peer: Address, told: list[str]) -> tuple[Address, int]:
        """Who it is, and how many entries from the right that takes."""
        visitor, hops = peer, 0
        for entry in told[: -MOST_HOPS - 1 : -1]:
            address = address_of(_without_port(entry))
            if address is None:
                break
            visitor, hops = address, hops + 1
            if not self._trusts(address):
                break
        return visitor, hops

    def _trusts(self, address: Address) -> bool:
        return is_among(self._trusted, address)


def _listed(scope: Scope, name: bytes) -> list[str]:
    """The entries of a header, whether it comes once with commas or several times."""
    lines = [value.decode("latin-1") for key, value in scope["headers"] if key == name]
    return [entry.strip() for entry in ",".join(lines).split(",")] if lines else []


def _without_port(entry: str) -> str:
    """Of 192.0.2.1:5000 and [2001:db8::1]:5000 too; an address of IPv6 may come without brackets and port."""
    found = _WITH_PORT.fullmatch(entry)
    return found[1] or found[2] if found else entry


def _scheme(told: list[str], hops: int) -> str | None:
    if not told:
        return None
    at = min(max(hops, 1), len(told))
    return _SCHEMES.get(told[-at].lower())
