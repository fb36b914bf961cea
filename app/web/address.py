"""Addresses: where people reach this server, and whom a request comes from."""

import ipaddress
import re
import socket
from collections.abc import Iterable

from starlette.requests import HTTPConnection

from app.config import DEFAULT_PORTS, Network, Settings

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_ORIGIN = re.compile(r"(?P<scheme>https?)://(?P<host>[^\s/?#@\\]+)", re.IGNORECASE)
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


def is_public_https(settings: Settings, connection: HTTPConnection) -> bool:
    """Whether it was asked for by the operator's address of https: then a browser came by https, whoever told us."""
    return settings.public_origin == ("https", _host(connection, "https"))


def is_secure(connection: HTTPConnection) -> bool:
    """Whether the browser came by https. `proxies.Proxies` has seen to it that the scheme is the browser's."""
    return connection.url.scheme in ("https", "wss")


def is_from_here(settings: Settings, connection: HTTPConnection) -> bool:
    """Whether it was one of this site's own pages that sent this.

    A browser says so in Origin; where a tool takes that away, in Sec-Fetch-Site or Referer. None of the three: no page
    of a browser that can run the client sent it.
    """
    headers = connection.headers
    if "origin" in headers:
        return is_own_origin(settings, connection)
    if site := headers.get("sec-fetch-site"):
        return site in ("same-origin", "none")
    return _is_own(settings, connection, _ORIGIN.match(headers.get("referer", "")))


def is_own_origin(settings: Settings, connection: HTTPConnection) -> bool:
    """Whether the Origin is this site's own: what keeps other sites' pages from using a visitor's cookie.

    Cookies don't tell ports apart, and SameSite takes every port of a host for the same site.
    """
    return _is_own(settings, connection, _ORIGIN.fullmatch(connection.headers.get("origin", "")))


def _is_own(settings: Settings, connection: HTTPConnection, origin: re.Match[str] | None) -> bool:
    if origin is None:
        return False
    scheme = origin["scheme"].lower()
    host = _without_default_port(origin["host"], scheme)
    if (scheme, host) == settings.public_origin:
        return True
    downgraded = scheme != "https" and is_secure(connection)
    return host == _host(connection, scheme) and not downgraded


def _host(connection: HTTPConnection, scheme: str) -> str:
    return _without_default_port(connection.headers.get("host", ""), scheme)


def _without_default_port(host: str, scheme: str) -> str:
    return host.lower().removesuffix(f":{DEFAULT_PORTS[scheme]}")


def address_of(text: str) -> Address | None:
    """An address, also as a socket for both families or a link of the network names it; None for anything else."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if address.version == 6 else address


def is_among(networks: Iterable[Network], address: Address) -> bool:
    return any(address in network for network in networks)


def client_key(connection: HTTPConnection) -> str:
    """Under what a visitor's tries are counted: their address; of IPv6 the network, since one home has 2^64."""
    host = connection.client.host if connection.client else "unknown"
    address = address_of(host)
    if address is None:
        return host
    return str(address) if address.version == 4 else str(ipaddress.ip_network((address, 64), strict=False))
