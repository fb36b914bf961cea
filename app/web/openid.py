"""OpenID Connect, as far as it takes to know that somebody may open rooms: who they are is forgotten at once.

Authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0, sections 3.1 and 3.1.3.7; RFC 7636, RFC 9207).
"""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote, urlencode

import httpx
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import get_well_known_url
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from app.config import Settings
from app.live.clock import Clock, elapsed, wall

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""With a key that only the provider has. Neither `none` nor HMAC: with its public key for a secret anybody could sign."""
LEEWAY = 60
"""Seconds by which two clocks may differ."""
KEPT = 3600.0
"""Seconds for which what the provider says of itself is kept."""
KEYS_AGAIN = 60.0
"""Seconds before its keys are fetched again for a signature by one that isn't known: they do change."""
WITHIN = 10.0
ENDS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
"""By https, unless the provider is on this machine."""

Why = Literal["provider_away", "not_believed", "not_allowed"]


class NotSignedIn(Exception):
    """Whatever was wrong. `reason`: more of it for the operator; nothing of what was received."""

    def __init__(self, why: Why, reason: str = "") -> None:
        super().__init__(why)
        self.why, self.reason = why, reason


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to sign in, from the way there to the way back, kept by the browser that makes it."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> "Attempt":
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))

    @classmethod
    def read(cls, words: str) -> "Attempt":
        return cls(*words.split(" "))

    def written(self) -> str:
        return f"{self.state} {self.nonce} {self.verifier}"


class Provider:
    """The one that the operator named. Made within a running loop; close it with `close()`."""

    def __init__(self, settings: Settings, clock: Clock = wall) -> None:
        self._issuer, self._client_id = settings.oidc_issuer, settings.oidc_client_id
        self._secret = settings.oidc_client_secret.get_secret_value()
        self._domains = {each.casefold() for each in settings.listed(settings.oidc_email_domains)}
        self._groups = set(settings.listed(settings.oidc_groups))
        self._back = settings.public_url.rstrip("/") + "/sign-in/back"
        self._clock = clock
        self._http = httpx.AsyncClient(timeout=WITHIN, headers={"Accept": "application/json"})
        self._about: tuple[dict[str, Any], float] | None = None
        self._keys: tuple[KeySet, float] | None = None
        self._fetching = asyncio.Lock()

    @property
    def issuer(self) -> str:
        return self._issuer

    async def close(self) -> None:
        await self._http.aclose()

    async def address(self, attempt: Attempt) -> str:
        """Where a browser goes to sign in. Raises NotSignedIn."""
        at = (await self._discovered())["authorization_endpoint"]
        asked = {
            "response_type": "code",
            "client_id": self._client_id,
            "redirect_uri": self._back,
            "scope": "openid email" if self._domains else "openid",
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": create_s256_code_challenge(attempt.verifier),
            "code_challenge_method": "S256",
        }
        return f"{at}{'&' if '?' in at else '?'}{urlencode(asked)}"

    async def admit(self, code: str, attempt: Attempt) -> None:
        """Trade the code that came back for the word of the provider, and hold it against the operator's rule.

        Raises:
            NotSignedIn: it can't be reached, isn't to be believed, or it's somebody who may not.
        """
        tokens = await self._traded(code, attempt)
        claims = await self._believed(tokens, attempt)
        if not self._domains and not self._groups:
            return
        told = {"email", "email_verified"} if self._domains else set()
        told |= {"groups"} if self._groups else set()
        if not told <= claims.keys():
            claims = {**claims, **await self._more_about(claims["sub"], tokens)}
        if not self._may(claims):
            raise NotSignedIn("not_allowed")

    def _may(self, claims: Mapping[str, Any]) -> bool:
        """Both, where both are asked for. An address that the provider hasn't verified is anybody's claim."""
        email, groups = claims.get("email"), claims.get("groups")
        domain = email.rpartition("@")[2].casefold() if isinstance(email, str) else None
        by_domain = domain in self._domains and claims.get("email_verified") in (True, "true")
        by_group = isinstance(groups, list) and any(
            group in self._groups for group in groups if isinstance(group, str)
        )
        return (by_domain or not self._domains) and (by_group or not self._groups)

    async def _traded(self, code: str, attempt: Attempt) -> dict[str, Any]:
        about = await self._discovered()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._back,
            "code_verifier": attempt.verifier,
        }
        auth = httpx.Auth()
        if "client_secret_basic" in about.get(
            "token_endpoint_auth_methods_supported", ["client_secret_basic"]
        ):
            auth = httpx.BasicAuth(quote(self._client_id, safe=""), quote(self._secret, safe=""))
        else:
            form |= {"client_id": self._client_id, "client_secret": self._secret}
        answer = await self._said("POST", about["token_endpoint"], data=form, auth=auth)
        tokens = _object(answer)
        if tokens is None or not isinstance(tokens.get("id_token"), str):
            raise NotSignedIn("not_believed", f"no ID token, status {answer.status_code}")
        return tokens

    async def _believed(self, tokens: Mapping[str, Any], attempt: Attempt) -> dict[str, Any]:
        """The claims of an ID token that is this provider's, for this client, of now, and of this very attempt."""
        try:
            token = await self._verified(tokens["id_token"])
            claims = CodeIDToken(
                token.claims,
                token.header,
                options={
                    "iss": {"essential": True, "value": self._issuer},
                    "aud": {"essential": True, "value": self._client_id},
                },
                params={
                    "nonce": attempt.nonce,
                    "client_id": self._client_id,
                    "access_token": tokens.get("access_token"),
                },
            )
            claims.validate(int(self._clock().timestamp()), LEEWAY)
        except (JoseError, ValueError, TypeError, AttributeError) as failure:
            claim = getattr(failure, "claim", "")
            raise NotSignedIn("not_believed", f"{type(failure).__name__} {claim}".strip()) from None
        return dict(claims)

    async def _verified(self, id_token: str) -> jwt.Token:
        try:
            return jwt.decode(id_token, await self._key_set(KEPT), ALGORITHMS)
        except (InvalidKeyIdError, BadSignatureError):  # a new key, of a new name, of the old one, or of none
            return jwt.decode(id_token, await self._key_set(KEYS_AGAIN), ALGORITHMS)

    async def _more_about(self, subject: str, tokens: Mapping[str, Any]) -> dict[str, Any]:
        """What the ID token left out; of the same person, or it is somebody else's."""
        about = await self._discovered()
        if "userinfo_endpoint" not in about:
            return {}
        bearer = {"Authorization": f"Bearer {tokens.get('access_token', '')}"}
        answer = await self._said("GET", about["userinfo_endpoint"], headers=bearer)
        more = _object(answer) if answer.is_success else None
        if more and more.get("sub") != subject:
            raise NotSignedIn("not_believed", "another subject")
        return more or {}

    async def _discovered(self) -> dict[str, Any]:
        async with self._fetching:
            if self._about is None or elapsed() - self._about[1] > KEPT:
                about = await self._fetched(get_well_known_url(self._issuer, external=True))
                scheme = self._issuer.partition(":")[0]
                safe = all(str(about.get(each, "")).startswith(f"{scheme}:") for each in ENDS)
                if about.get("issuer") != self._issuer or not safe:
                    raise NotSignedIn("not_believed", "another issuer, or its endpoints")
                self._about = about, elapsed()
            return self._about[0]

    async def _key_set(self, no_older_than: float) -> KeySet:
        at = (await self._discovered())["jwks_uri"]
        async with self._fetching:
            if self._keys is None or elapsed() - self._keys[1] > no_older_than:
                self._keys = _keys_in(await self._fetched(at)), elapsed()
            return self._keys[0]

    async def _fetched(self, url: str) -> dict[str, Any]:
        answer = await self._said("GET", url)
        found = _object(answer) if answer.is_success else None
        if found is None:
            raise NotSignedIn("provider_away", f"status {answer.status_code}")
        return found

    async def _said(self, method: str, url: str, **more: Any) -> httpx.Response:
        try:
            answer = await self._http.request(method, url, **more)
        except (httpx.HTTPError, httpx.InvalidURL) as failure:
            raise NotSignedIn("provider_away", type(failure).__name__) from None
        if answer.status_code >= 500:
            raise NotSignedIn("provider_away", f"status {answer.status_code}")
        return answer


def _keys_in(told: Mapping[str, Any]) -> KeySet:
    """Raises NotSignedIn: there are none in it, or none that can be read."""
    try:
        return KeySet.import_key_set(told)  # type: ignore[arg-type]
    except (JoseError, LookupError, ValueError, TypeError, AttributeError) as failure:
        raise NotSignedIn("not_believed", f"its keys, {type(failure).__name__}") from None


def _object(answer: httpx.Response) -> dict[str, Any] | None:
    try:
        found = answer.json()
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
