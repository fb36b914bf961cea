"""A small provider of OpenID Connect, on a free port of this machine, that can be told to lie."""

import asyncio
import base64
import hashlib
import json
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.served import listening_here

CLIENT, SECRET = "touchstone", "s3cret: with a colon/and a slash"
Claims = dict[str, Any]


def new_key() -> RSAKey:
    key: RSAKey = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig", "alg": "RS256"})
    return key


def letters(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


@dataclass
class OpenId:
    """`claims` change what a token says, None takes one out; `sign` how it's signed; `about` what it says of itself."""

    issuer: str
    key: RSAKey = field(default_factory=new_key)
    claims: Claims = field(default_factory=dict)
    userinfo: Claims | None = None
    about: dict[str, Any] = field(default_factory=dict)
    sign: "Callable[[OpenId, Claims], str] | None" = None
    clock: int = 0
    """Seconds by which its clock is ahead."""
    lasts: int = 300
    token_status: int = 200
    asked: dict[str, str] = field(default_factory=dict)
    """What the last browser came with."""
    traded: int = 0
    key_fetches: int = 0
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def authorize(self, request: Request) -> Response:
        """Whoever comes is signed in."""
        self.asked = dict(request.query_params)
        code = secrets.token_urlsafe(16)
        self._codes[code] = self.asked
        back = urlencode({"code": code, "state": self.asked["state"], "iss": self.issuer})
        return RedirectResponse(f"{self.asked['redirect_uri']}?{back}", 302)

    async def token(self, request: Request) -> Response:
        """A code is taken once, from whom it was made for."""
        form = {name: str(value) for name, value in (await request.form()).items()}
        if self.token_status != 200:
            return JSONResponse({}, self.token_status)
        if not self._is_client(request, form):
            return JSONResponse({"error": "invalid_client"}, 401)
        asked = self._codes.pop(form.get("code", ""), None)
        challenge = letters(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if (
            asked is None
            or asked["redirect_uri"] != form["redirect_uri"]
            or asked["code_challenge"] != challenge
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        self.traded += 1
        claims = self._claims(asked["nonce"])
        signed = self.sign(self, claims) if self.sign else jwt.encode(self._header(), claims, self.key)
        return JSONResponse({"access_token": "access", "token_type": "Bearer", "id_token": signed})

    def _is_client(self, request: Request, form: dict[str, str]) -> bool:
        if "client_secret" in form:
            return (form["client_id"], form["client_secret"]) == (CLIENT, SECRET)
        told = base64.b64decode(
            request.headers.get("authorization", "Basic ").removeprefix("Basic ")
        ).decode()
        id, _, secret = told.partition(":")
        return (unquote(id), unquote(secret)) == (CLIENT, SECRET)

    def _header(self) -> dict[str, Any]:
        return {"alg": "RS256", "kid": self.key.kid}

    def _claims(self, nonce: str) -> Claims:
        now = int(time.time()) + self.clock
        usual = {
            "iss": self.issuer,
            "sub": "person-1",
            "aud": CLIENT,
            "iat": now,
            "exp": now + self.lasts,
            "nonce": nonce,
        }
        return {name: value for name, value in {**usual, **self.claims}.items() if value is not None}

    def keys(self, request: Request) -> Response:
        self.key_fetches += 1
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    def well_known(self, request: Request) -> Response:
        ends = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
        }
        told = {name: value for name, value in {**ends, **self.about}.items() if value is not None}
        return JSONResponse(told)

    def who(self, request: Request) -> Response:
        if request.headers.get("authorization") != "Bearer access" or self.userinfo is None:
            return JSONResponse({}, 401)
        return JSONResponse(self.userinfo)


def unsigned(provider: OpenId, claims: Claims) -> str:
    head = {"alg": "none", "kid": provider.key.kid}
    return f"{letters(json.dumps(head).encode())}.{letters(json.dumps(claims).encode())}."


def by_public_key(provider: OpenId, claims: Claims) -> str:
    """HMAC with what anybody can fetch: for a verifier that lets the token choose how it's verified."""
    import hmac

    head = letters(json.dumps({"alg": "HS256", "kid": provider.key.kid}).encode())
    body = f"{head}.{letters(json.dumps(claims).encode())}"
    return f"{body}.{letters(hmac.digest(provider.key.as_pem(private=False), body.encode(), 'sha256'))}"


def by_another_key(provider: OpenId, claims: Claims) -> str:
    """With the id of the right one."""
    forged: RSAKey = RSAKey.generate_key(2048, {"kid": provider.key.kid or ""})
    return jwt.encode({"alg": "RS256", "kid": provider.key.kid}, claims, forged)


def by_a_key_of_its_own(provider: OpenId, claims: Claims) -> str:
    """Which it brings along in its header."""
    forged = new_key()
    return jwt.encode({"alg": "RS256", "jwk": forged.as_dict(private=False)}, claims, forged)


@asynccontextmanager
async def openid() -> AsyncIterator[OpenId]:
    with listening_here() as listening:
        provider = OpenId(f"http://127.0.0.1:{listening.getsockname()[1]}")
        app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", provider.well_known),
                Route("/authorize", provider.authorize),
                Route("/token", provider.token, methods=["POST"]),
                Route("/keys", provider.keys),
                Route("/userinfo", provider.who),
            ]
        )
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        running = asyncio.create_task(server._serve([listening]))
        try:
            while not server.started:
                await asyncio.sleep(0.005)
            yield provider
        finally:
            server.should_exit = True
            await running
