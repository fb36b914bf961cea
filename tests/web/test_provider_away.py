"""A provider that is away, says nothing, talks nonsense or changes its keys: what a host reads, and that it goes on afterwards."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from app.web import openid as client
from tests.openid import Claims, OpenId, new_key
from tests.web.signing_in import Place

NOWHERE = "http://127.0.0.1:9"
AWAY, UNSURE = "Your organisation’s sign-in doesn’t answer.", "You weren’t signed in."


@asynccontextmanager
async def saying(answer: bytes) -> AsyncIterator[str]:
    """Where every question is answered by these bytes; by none, never."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        if not answer:
            await reader.read()
        writer.close()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        server.close()


def forgets_what_it_knows(at: Place) -> None:
    at.site.services.provider._about = at.site.services.provider._keys = None  # type: ignore[union-attr]


@pytest.mark.parametrize("end", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
async def test_SIGNIN_4_whatever_of_a_provider_is_away_a_host_reads_so_and_signs_in_later(
    at: Place, end: str
) -> None:
    """Its sign-in page itself is the browser's to find missing."""
    at.provider.about = {end: f"{NOWHERE}/{end}"}
    if end == "authorization_endpoint":
        assert (await at.browser.get("/sign-in")).headers["location"].startswith(NOWHERE)
    else:
        answer = await at.browser.signs_in()
        assert (answer.status_code, AWAY in answer.text) == (502, True)
        assert 'href="/new"' in answer.text
        assert "ts-signing-in" not in str(at.browser.cookies), "the attempt is over"
    assert not await at.browser.may_open()
    at.provider.about = {}
    forgets_what_it_knows(at)
    assert (await at.browser.signs_in()).status_code == 303


async def test_SIGNIN_4_a_provider_that_is_away_from_the_start_is_said_before_one_goes_there(
    at: Place,
) -> None:
    at.site.services.provider._issuer = NOWHERE  # type: ignore[union-attr]
    answer = await at.browser.get("/sign-in")
    assert (answer.status_code, AWAY in answer.text) == (502, True)
    assert at.browser.cookies == {}
    assert (await at.browser.get("/")).status_code == 200


async def test_SIGNIN_4_a_provider_that_says_nothing_is_not_waited_for_longer(at: Place) -> None:
    at.site.services.provider._http.timeout = httpx.Timeout(0.2)  # type: ignore[union-attr]
    async with saying(b"") as silent:
        at.provider.about = {"token_endpoint": f"{silent}/token"}
        answer = await at.browser.signs_in()
    assert (answer.status_code, AWAY in answer.text) == (502, True)


@pytest.mark.parametrize("end", ["token_endpoint", "jwks_uri"])
@pytest.mark.parametrize(
    "body", [b"<h1>Welcome</h1>", b"[]", b"{}", b'{"keys": 7}', b'{"keys": [7]}', b'{"id_token": 7}', b"\xff"]
)
async def test_SIGNIN_4_nonsense_signs_nobody_in_and_is_no_error(at: Place, end: str, body: bytes) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(body), body)
    async with saying(answer) as nonsense:
        at.provider.about = {end: nonsense}
        said = await at.browser.signs_in()
    assert said.status_code in (403, 502)
    assert AWAY in said.text or UNSURE in said.text
    assert not await at.browser.may_open()


@pytest.mark.parametrize("error", ["server_error", "temporarily_unavailable"])
async def test_SIGNIN_4_a_provider_that_says_it_can_not_now_is_away(at: Place, error: str) -> None:
    await at.browser.goes_to_sign_in()
    answer = await at.browser.get(f"/sign-in/back?error={error}&state={at.provider.asked['state']}")
    assert (answer.status_code, AWAY in answer.text) == (502, True)
    assert at.browser.cookies == {}


@pytest.mark.parametrize("named", [True, False])
async def test_SIGNIN_4_a_new_key_under_the_old_name_or_none_is_fetched_too(
    at: Place, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    def signed(provider: OpenId, claims: Claims) -> str:
        header = {"alg": "RS256", "kid": provider.key.kid} if named else {"alg": "RS256"}
        return jwt.encode(header, claims, provider.key)

    monkeypatch.setattr(client, "KEYS_AGAIN", 0.0)
    at.provider.sign = signed
    assert (await at.browser.signs_in()).status_code == 303
    old, fetches = at.provider.key, at.provider.key_fetches
    at.provider.key = RSAKey.generate_key(2048, {"kid": old.kid or "", "use": "sig", "alg": "RS256"})
    assert (await at.browser.signs_in()).status_code == 303
    assert at.provider.key_fetches > fetches
    at.provider.sign = lambda provider, claims: jwt.encode({"alg": "RS256", "kid": old.kid}, claims, old)
    assert (await at.browser.signs_in()).status_code == 403, "what it signed with the key that it gave up"


async def test_SIGNIN_4_who_is_signed_in_stays_so_while_the_provider_is_away(at: Place) -> None:
    assert (await at.browser.signs_in()).status_code == 303
    at.provider.key, at.provider.about = new_key(), {"issuer": None}
    forgets_what_it_knows(at)
    assert await at.browser.may_open()
    assert (await at.browser.post("/new", title="Us", host_name="Greta")).status_code == 303
