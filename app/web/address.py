"""Addresses: where people reach this server, and whom a request comes from."""

import ipaddress
import re
import socket
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from app.config import Settings

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104
_LOCAL = re.compile(r"localhost|.*\.localhost|127(\.\d+){3}|::1")


def lan_address() -> str | None:
    """This machine's address in its network; connecting a datagram socket sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        address = str(probe.getsockname()[0])
    return None if address.startswith("127.") else address


def reachable(settings: Settings, connection: HTTPConnection) -> str:
    """Where other devices open this site, as in https://values.example.

    The address set by the operator; else, when this browser asked for localhost, the one in the network; else as asked.
    """
    if settings.public_url:
        return settings.public_url.rstrip("/")
    url = connection.url
    local = _LOCAL.fullmatch(url.hostname or "") is not None
    if local and settings.host in EVERYWHERE and (address := lan_address()):
        return f"{url.scheme}://{address}" + (f":{url.port}" if url.port else "")
    return str(connection.base_url).rstrip("/")


def is_secure(settings: Settings, connection: HTTPConnection) -> bool:
    """Whether the browser came by https, also when a proxy in front says nothing of it but the operator did."""
    if connection.url.scheme in ("https", "wss"):
        return True
    public = urlsplit(settings.public_url)
    return public.scheme == "https" and public.netloc == connection.headers.get("host")


def is_own_origin(settings: Settings, connection: HTTPConnection) -> bool:
    """Whether the Origin is this site's own: what keeps other sites' pages from using a visitor's cookie.

    Cookies don't tell ports apart, and SameSite takes every port of a host for the same site.
    """
    try:
        origin = urlsplit(connection.headers.get("origin", ""))
    except ValueError:
        return False
    if not origin.netloc:
        return False
    public = urlsplit(settings.public_url)
    if (origin.scheme, origin.netloc) == (public.scheme, public.netloc):
        return True
    downgraded = origin.scheme != "https" and is_secure(settings, connection)
    return origin.netloc == connection.headers.get("host") and not downgraded


def client_key(connection: HTTPConnection) -> str:
    """Under what a visitor's tries are counted: their address; of IPv6 the network, since one home has 2^64."""
    host = connection.client.host if connection.client else "unknown"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False))
