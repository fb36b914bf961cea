"""Words that a browser keeps for this server: anyone may read them, and only the server can have written them."""

import base64
import hmac


def sealed(key: bytes, words: str, until: int) -> str:
    """`words`, good until this second of the epoch, in letters that a cookie takes."""
    body = f"{_letters(words.encode())}.{until}"
    return f"{body}.{_mac(key, body)}"


def unsealed(key: bytes, value: str, now: float) -> str | None:
    """The words, while they're good; None for anything else."""
    body, _, mac = value.rpartition(".")
    if not hmac.compare_digest(_mac(key, body).encode(), mac.encode()):
        return None
    letters, _, until = body.partition(".")
    return _words(letters) if int(until) > now else None


def key_for(use: str, secret: str) -> bytes:
    """A key that follows from a secret, another for each use."""
    return hmac.digest(secret.encode(), use.encode(), "sha256")


def _mac(key: bytes, body: str) -> str:
    return _letters(hmac.digest(key, body.encode(), "sha256"))


def _letters(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _words(letters: str) -> str:
    return base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4)).decode()
