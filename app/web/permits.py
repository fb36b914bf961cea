"""Who may open rooms, where the operator doesn't leave it to everybody who comes by.

A browser that has shown the password, or whose owner has signed in, keeps a cookie that says so for a while and nothing
else: not who. Its seal follows from the settings, so that whoever changes the password, or the permits' series, takes back
every cookie.
"""

import hashlib
import hmac
from typing import Literal

from starlette.requests import HTTPConnection
from starlette.responses import Response

from app.config import Settings
from app.live.clock import Clock, wall
from app.web import cookies
from app.web.hashing import Hashing
from app.web.sealed import key_for, sealed, unsealed

How = Literal["password", "sign_in"]

COOKIE = f"{cookies.OURS}opens-rooms"
USE = "touchstone opens rooms"
LASTS: dict[How, int] = {"password": 7 * 24 * 3600, "sign_in": 8 * 3600}
"""Seconds."""


class Permits:
    """By which of both ways browsers may come to open rooms, and which of them have."""

    def __init__(self, settings: Settings, clock: Clock = wall) -> None:
        self._clock = clock
        series = settings.permit_series
        self._password = settings.new_room_password.get_secret_value()
        self._keys: dict[How, bytes] = {}
        if self._password:
            self._keys["password"] = _password_key(self._password, series)
        if settings.oidc_issuer:
            rule = (
                settings.oidc_issuer,
                settings.oidc_client_id,
                settings.oidc_email_domains,
                settings.oidc_groups,
                series,
            )
            self._keys["sign_in"] = key_for(f"{USE} {rule}", settings.oidc_client_secret.get_secret_value())
        self.attempts = key_for("touchstone signing in", settings.oidc_client_secret.get_secret_value())
        """The key for what a browser keeps while its owner is at the provider's."""

    @property
    def needed(self) -> bool:
        return bool(self._keys)

    def by(self, how: How) -> bool:
        """Whether that is a way to one."""
        return how in self._keys

    def shown(self, connection: HTTPConnection) -> bool:
        """Whether this browser has one that is still good."""
        value = cookies.shown(connection, COOKIE)
        return any(unsealed(key, value, self.in_seconds(0)) == how for how, key in self._keys.items())

    def in_seconds(self, many: int) -> int:
        """The second of the epoch so many from now."""
        return int(self._clock().timestamp()) + many

    def give(self, response: Response, how: How, *, secure: bool) -> None:
        value = sealed(self._keys[how], how, self.in_seconds(LASTS[how]))
        cookies.give(response, COOKIE, value, LASTS[how], secure=secure)

    async def is_password(self, typed: str, hashing: Hashing) -> bool:
        """Raises Busy: where the setting is a hash, as many are being checked as may."""
        if _is_hash(self._password):
            return await hashing.is_of(self._password, typed)
        return hmac.compare_digest(_digest(typed), _digest(self._password))


def take_back(response: Response, *, secure: bool) -> None:
    cookies.take_back(response, COOKIE, secure=secure)


def _is_hash(password: str) -> bool:
    return password.startswith("$argon2")


def _digest(password: str) -> bytes:
    return hashlib.sha256(password.encode()).digest()


def _password_key(password: str, series: str) -> bytes:
    """A hash has a salt that nobody sees; a password that is guessed from a stolen cookie has to cost a guess something."""
    use = f"{USE} {series}"
    if _is_hash(password):
        return key_for(use, password)
    return hashlib.scrypt(password.encode(), salt=use.encode(), n=2**14, r=8, p=1, dklen=32)
