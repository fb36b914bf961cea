"""Settings by environment: every one with the prefix TOUCHSTONE_, but for DATABASE_URL and REDIS_URL."""

import ipaddress
import re
from functools import cached_property
from typing import Literal
from urllib.parse import urlsplit

import idna
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
DEFAULT_PORTS = {"http": 80, "https": 443}


_FILE = re.compile(r"sqlite(\+\w+)?:///(?!:memory:)[^\x00?#]+")
_POSTGRES = re.compile(r"postgres(ql)?(\+\w+)?://.+", re.DOTALL)
_REDIS = re.compile(r"rediss?://.+|unix:///.+", re.DOTALL)


class Settings(BaseSettings):
    """Listed for operators in docs/operate.md."""

    model_config = SettingsConfigDict(env_prefix="TOUCHSTONE_", populate_by_name=True, extra="ignore")

    database_url: str = Field(default="sqlite:///data/touchstone.db", validation_alias="DATABASE_URL")
    redis_url: str = Field(default="", validation_alias="REDIS_URL")
    """Where the processes that share the database tell each other what happens; empty: there is one process."""
    host: str = "0.0.0.0"  # noqa: S104  (phones on the same network must reach it)
    port: int = Field(default=8000, ge=0, le=65_535)
    public_url: str = ""
    """Where people reach this server, as in https://values.example; empty: as the browser asked for it."""
    trusted_proxies: str = "127.0.0.1,::1"
    """Addresses or networks of the proxies in front, with commas, whose X-Forwarded-Proto and -For are believed."""
    metrics_from: str = "127.0.0.1,::1"
    """Addresses or networks, with commas, of whoever may read /metrics; behind a proxy it's the visitor's that counts."""
    room_capacity: int = Field(default=500, gt=0)
    message_limit: int = Field(default=16_384, gt=0)
    """Bytes of one websocket message."""
    ping_seconds: float = Field(default=20.0, gt=0)
    """Seconds between two pings of a websocket, and for its answer: who gives none is gone."""
    commands_per_second: float = Field(default=10.0, gt=0)
    command_burst: int = Field(default=30, gt=0)
    wrong_codes_per_minute: int = Field(default=30, gt=0)
    """Per address; more are answered 429. So are the next four."""
    wrong_passcodes_per_minute: int = Field(default=30, gt=0)
    wrong_passwords_per_minute: int = Field(default=10, gt=0)
    rooms_per_hour: int = Field(default=60, gt=0)
    uploads_per_minute: int = Field(default=12, gt=0)
    """Decks, of one person or of one address."""
    new_room_password: SecretStr = SecretStr("")
    """Asked before a room can be made, as it is or as its argon2 hash; empty: anybody may make one."""
    permit_series: str = "1"
    """Another word, and every permit to open rooms that browsers hold has ended."""
    oidc_issuer: str = ""
    """Of a provider of OpenID Connect, with which hosts sign in to make rooms; empty: none."""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_email_domains: str = ""
    """Whose addresses may make rooms, with commas; empty: everybody's who can sign in."""
    oidc_groups: str = ""
    """One of which it takes, too, in the claim `groups`."""
    room_days: int = Field(default=90, ge=0)
    """After its last use a room is kept so long; 0: for ever."""
    charter_days: int = Field(default=400, ge=0)
    """The same of a sealed charter, which is kept apart from its room."""
    purge_hours: float = Field(default=24.0, ge=0)
    """Hours between two purges that the server does by itself; 0: none."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("database_url")
    @classmethod
    def _database_url(cls, url: str) -> str:
        if not (_FILE.fullmatch(url) or _is_address(url, _POSTGRES)):
            raise ValueError(
                "it has to be sqlite:/// and a path, or postgresql:// and a server, as docs/operate.md has it"
            )
        return url

    @field_validator("redis_url")
    @classmethod
    def _redis_url(cls, url: str) -> str:
        if url and not _is_address(url, _REDIS):
            raise ValueError("it has to be an address such as redis://127.0.0.1:6379")
        return url

    @field_validator("log_level", mode="before")
    @classmethod
    def _log_level(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    @field_validator("public_url")
    @classmethod
    def _public_url(cls, url: str) -> str:
        if url:
            try:
                _origin(url)
            except ValueError:
                raise ValueError("it has to be an address such as https://values.example") from None
        return url

    @field_validator("trusted_proxies", "metrics_from")
    @classmethod
    def _named(cls, addresses: str) -> str:
        _networks(addresses)
        return addresses

    @model_validator(mode="after")
    def _sign_in(self) -> "Settings":
        if not self.oidc_issuer:
            return self
        issuer = urlsplit(self.oidc_issuer)
        if issuer.scheme != "https" and issuer.hostname not in ("127.0.0.1", "::1", "localhost"):
            raise ValueError("TOUCHSTONE_OIDC_ISSUER: it has to be an address of https")
        for name in ("oidc_client_id", "oidc_client_secret", "public_url"):
            if not getattr(self, name):
                raise ValueError(f"TOUCHSTONE_OIDC_ISSUER takes TOUCHSTONE_{name.upper()} too")
        return self

    @staticmethod
    def listed(setting: str) -> list[str]:
        """The entries of a setting with commas."""
        return [entry for each in setting.split(",") if (entry := each.strip())]

    @cached_property
    def public_origin(self) -> tuple[str, str] | None:
        """Scheme and host of `public_url` as a browser names them, or None."""
        return _origin(self.public_url) if self.public_url else None

    @cached_property
    def trusted_networks(self) -> tuple[Network, ...]:
        return _networks(self.trusted_proxies)

    @cached_property
    def metrics_networks(self) -> tuple[Network, ...]:
        return _networks(self.metrics_from)


def faults(wrong: ValidationError) -> list[str]:
    """What is wrong with the settings, a sentence for each; none repeats a value, which may be a secret."""
    return [
        ": ".join(filter(None, (_variable(error["loc"]), f"{_reason(error['msg'])}.")))
        for error in wrong.errors()
    ]


def _variable(loc: tuple[int | str, ...]) -> str:
    name = str(loc[0]) if loc else ""
    return f"TOUCHSTONE_{name.upper()}" if name in Settings.model_fields and name.islower() else name


def _reason(message: str) -> str:
    return message.removeprefix("Value error, ").rstrip(".")


def _origin(url: str) -> tuple[str, str]:
    """Raises ValueError where it isn't an address of http or https. Names beyond ASCII are in punycode."""
    parts = urlsplit(url)
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise ValueError
    host = parts.hostname
    if not host.isascii():
        host = idna.encode(host, uts46=True).decode()
    if ":" in host:
        host = f"[{host}]"
    port = "" if parts.port in (None, DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return parts.scheme, host + port


def _is_address(url: str, kind: re.Pattern[str]) -> bool:
    try:
        parts = urlsplit(url)
        readable = "," in parts.netloc or parts.port != 0  # of several servers, each has its own
    except ValueError:
        return False
    return readable and kind.fullmatch(url) is not None


def _networks(addresses: str) -> tuple[Network, ...]:
    """Raises ValueError with a sentence."""
    found = []
    for entry in Settings.listed(addresses):
        try:
            found.append(ipaddress.ip_network(entry, strict=False))
        except ValueError:
            raise ValueError(
                f"{entry!r} is no address and no network. Name them as in 127.0.0.1,10.0.0.0/8,2001:db8::/32, "
                "and no more than it takes; a proxy that is trusted can pass for anybody"
            ) from None
    return tuple(found)
