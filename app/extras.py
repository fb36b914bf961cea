"""What takes more than the plain installation: loaded where a setting asks for it, and named in a sentence where it is missing."""

from importlib import import_module
from typing import TYPE_CHECKING

from app.config import Settings

if TYPE_CHECKING:
    from app.live.redis_bus import RedisBus
    from app.web.openid import Provider
    from app.web.shared_buckets import RedisBuckets


class NotInstalled(Exception):
    """A setting takes an extra; the sentence says which."""


def check(settings: Settings) -> None:
    """Raises NotInstalled."""
    for asked, variable, module, extra in (
        (settings.redis_url, "REDIS_URL", "app.live.redis_bus", "cluster"),
        (settings.oidc_issuer, "TOUCHSTONE_OIDC_ISSUER", "app.web.openid", "oidc"),
    ):
        if asked:
            try:
                import_module(module)
            except ModuleNotFoundError as missing:
                raise NotInstalled(f"{variable} takes: pip install 'touchstone[{extra}]'") from missing


def open_bus(settings: Settings) -> "RedisBus | None":
    """To the other processes over the same database."""
    if not settings.redis_url:
        return None
    from app.live.redis_bus import RedisBus

    return RedisBus(settings.redis_url)


def open_shared_limits(settings: Settings) -> "RedisBuckets | None":
    """What is counted together with them."""
    if not settings.redis_url:
        return None
    from app.web.shared_buckets import RedisBuckets

    return RedisBuckets(settings.redis_url)


def open_provider(settings: Settings) -> "Provider | None":
    """Of single sign-on for hosts."""
    if not settings.oidc_issuer:
        return None
    from app.web.openid import Provider

    return Provider(settings)
