"""The provider: its keys, what it says of itself, and when it is away."""

from typing import Any

import pytest

from app.web import openid as client
from tests.openid import (
    new_key,
)
from tests.web.signing_in import Place


async def test_SIGNIN_4_new_keys_of_the_provider_are_fetched_but_not_at_every_knock(
    at: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await at.browser.signs_in()).status_code == 303
    at.provider.key = new_key()
    assert (await at.browser.signs_in()).status_code == 403
    assert at.provider.key_fetches == 1
    monkeypatch.setattr(client, "KEYS_AGAIN", 0.0)
    assert (await at.browser.signs_in()).status_code == 303
    assert at.provider.key_fetches == 2


@pytest.mark.parametrize(
    "about",
    [
        {"issuer": "https://evil.example"},
        {"issuer": None},
        {"token_endpoint": None},
        {"jwks_uri": 7},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
    ids=str,
)
async def test_SIGNIN_4_a_provider_that_says_it_is_another_is_not_believed(at: Place, about: Any) -> None:
    at.provider.about = about
    assert (await at.browser.get("/sign-in")).status_code == 403


async def test_SIGNIN_4_a_provider_that_is_away_is_said_and_met_again(at: Place) -> None:
    at.provider.about = {"token_endpoint": "http://127.0.0.1:9/token"}
    answer = await at.browser.signs_in()
    assert answer.status_code == 502
    assert "doesn’t answer" in answer.text
    at.provider.about = {}
    at.site.services.provider._about = None  # type: ignore[union-attr]
    at.provider.token_status = 500
    assert (await at.browser.signs_in()).status_code == 502
    at.provider.token_status = 200
    assert (await at.browser.signs_in()).status_code == 303


async def test_SIGNIN_4_a_client_may_be_known_by_what_it_posts(at: Place) -> None:
    at.provider.about = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert (await at.browser.signs_in()).status_code == 303
