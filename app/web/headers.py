"""What every answer tells the browser to refuse, and the names of files: all such headers are made here."""

import re
from collections.abc import Mapping

from starlette.requests import HTTPConnection

from app.config import Settings
from app.web.address import is_public_https

_POLICY: Mapping[str, str] = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "frame-src": "'self'",  # the console shows the screen
    "object-src": "'none'",
    "media-src": "'none'",
    "worker-src": "'none'",
    "manifest-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "svelte-trusted-html default",
}
"""Content-Security-Policy: nothing inline, nothing from or to anywhere else, no markup made of strings by a script."""

_UNUSED = (
    "accelerometer autoplay browsing-topics camera clipboard-read clipboard-write display-capture"
    " encrypted-media fullscreen gamepad geolocation gyroscope hid idle-detection keyboard-map local-fonts"
    " magnetometer microphone midi payment picture-in-picture publickey-credentials-create"
    " publickey-credentials-get screen-wake-lock serial storage-access usb window-management"
    " xr-spatial-tracking"
)

_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    # Not `no-referrer`: with it, forms would come with the Origin `null`, and be refused.
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in _UNUSED.split())),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)
AS_IT_IS = {"Content-Encoding": "identity"}
"""Of what holds somebody's own words, or the lead's, beside those of others: neither this server nor a proxy packs it. Packed, it
is shorter where a word stands in it twice, so that whoever sees its length on the network, and has chosen a word in it, could
guess at another."""
_HALF_A_YEAR = 182 * 24 * 3600

_HOST = re.compile(r"[\w.:\[\]-]{1,255}", re.ASCII)
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")
_LONGEST_NAME = 80


def safe_headers(settings: Settings, connection: HTTPConnection) -> list[tuple[str, str]]:
    """For any answer to this request. The sockets are named, because older Safaris don't take them for 'self'."""
    host = connection.headers.get("host", "")
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    policy = {**_POLICY, "connect-src": f"'self'{sockets}"}
    headers = [("Content-Security-Policy", "; ".join(f"{name} {value}" for name, value in policy.items()))]
    if is_public_https(settings, connection):
        # Only where the operator has said that this is an https site: a laptop that is one today isn't tomorrow.
        headers.append(("Strict-Transport-Security", f"max-age={_HALF_A_YEAR}"))
    return [*headers, *_ALWAYS]


def attachment(*parts: str, ending: str) -> dict[str, str]:
    """The header that makes a file of an answer, its name made of these parts: letters, digits and dashes alone."""
    plain = (_NOT_IN_NAMES.sub("-", part).strip("-") for part in parts)
    name = "-".join(filter(None, plain))[:_LONGEST_NAME] or "touchstone"
    return {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
