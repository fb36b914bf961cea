"""What a provider says of who signed in: believed when it is of this provider, for here and for now."""

from typing import Any

import pytest
from joserfc import jwt

from tests.openid import (
    CLIENT,
    Claims,
    OpenId,
    by_a_key_of_its_own,
    by_another_key,
    by_public_key,
    unsigned,
)
from tests.web.signing_in import Place


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "x" * 43},
        {"nonce": None},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": ["another"]},
        {"aud": None},
        {"aud": [CLIENT, "another"]},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"azp": "another"},
        {"exp": None},
        {"exp": "tomorrow"},
        {"iat": None},
        {"nbf": 9_999_999_999},
        {"sub": None},
        {"at_hash": "bm90IGl0"},
    ],
    ids=str,
)
async def test_SIGNIN_3_a_token_that_is_not_for_here_and_now_is_not_believed(
    at: Place, claims: Claims
) -> None:
    at.provider.claims = claims
    answer = await at.browser.signs_in()
    assert answer.status_code == 403
    assert "couldn’t be checked" in answer.text
    assert at.provider.traded == 1
    assert not await at.browser.may_open()


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": [CLIENT]},
        {"aud": [CLIENT, "another"], "azp": CLIENT},
        {"email": 7, "groups": "hosts"},
    ],
    ids=str,
)
async def test_SIGNIN_3_what_is_within_the_rules_is_taken(at: Place, claims: Claims) -> None:
    at.provider.claims = claims
    assert (await at.browser.signs_in()).status_code == 303


@pytest.mark.parametrize(
    ("clock", "lasts", "believed"),
    [(0, -30, True), (0, -600, False), (-600, 300, False), (30, 300, True), (86_400, 300, False)],
)
async def test_SIGNIN_3_two_clocks_may_differ_by_a_minute(
    at: Place, clock: int, lasts: int, believed: bool
) -> None:
    at.provider.clock, at.provider.lasts = clock, lasts
    assert (await at.browser.signs_in()).status_code == (303 if believed else 403)


def torn(provider: OpenId, claims: Claims) -> str:
    head, body, signature = jwt.encode({"alg": "RS256", "kid": provider.key.kid}, claims, provider.key).split(
        "."
    )
    return f"{head}.{body}.{signature[:-8]}AAAAAAAA"


def turned(provider: OpenId, claims: Claims) -> str:
    """Signed for another nonce, with the right one put in its place."""
    signed = jwt.encode({"alg": "RS256", "kid": provider.key.kid}, {**claims, "nonce": "x"}, provider.key)
    head, _, signature = signed.split(".")
    return f"{head}.{unsigned(provider, claims).split('.')[1]}.{signature}"


def no_token(provider: OpenId, claims: Claims) -> str:
    return "…"


@pytest.mark.parametrize(
    "sign", [unsigned, by_public_key, by_another_key, by_a_key_of_its_own, torn, turned, no_token]
)
async def test_SIGNIN_3_a_token_that_the_provider_did_not_sign_is_not_believed(at: Place, sign: Any) -> None:
    at.provider.sign = sign
    assert (await at.browser.signs_in()).status_code == 403
    assert at.provider.traded == 1
    assert not await at.browser.may_open()
