"""Hosts who sign in with a provider of OpenID Connect: a real one, of the test's own, that can be told to lie."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from pydantic import ValidationError

from app.config import Settings, faults
from app.web import openid as client
from tests.openid import (
    CLIENT,
    SECRET,
    Claims,
    OpenId,
    by_a_key_of_its_own,
    by_another_key,
    by_public_key,
    new_key,
    openid,
    unsigned,
)
from tests.served import Served
from tests.web.people import visited

ROOT = Path(__file__).parents[2]
HERE = "https://values.example"


@dataclass
class Browser:
    """At the site's public address, and at the provider's; it keeps cookies by their names."""

    http: httpx.AsyncClient
    cookies: dict[str, str] = field(default_factory=dict)

    async def get(self, url: str) -> httpx.Response:
        return await self._send("GET", url)

    async def post(self, url: str, **data: str) -> httpx.Response:
        return await self._send("POST", url, data=data, headers={"Origin": HERE})

    async def _send(self, method: str, url: str, **more: Any) -> httpx.Response:
        if not url.startswith((HERE, "/")):
            async with httpx.AsyncClient(trust_env=False) as elsewhere:
                return await elsewhere.get(url)
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Host": "values.example", "Cookie": kept, **more.pop("headers", {})}
        answer = await self.http.request(method, url.removeprefix(HERE), headers=headers, **more)
        self.http.cookies.clear()
        for line in answer.headers.get_list("set-cookie"):
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.split(";")[0].strip('"')
            if "Max-Age=0" in line:
                del self.cookies[name]
        return answer

    async def goes_to_sign_in(self) -> str:
        """Where the provider sends it back to."""
        asked = await self.get("/sign-in")
        assert asked.status_code == 303, asked.text
        there = await self.get(asked.headers["location"])
        return str(there.headers["location"])

    async def signs_in(self) -> httpx.Response:
        return await self.get(await self.goes_to_sign_in())

    async def may_open(self) -> bool:
        return 'name="title"' in (await self.get("/new")).text


@dataclass
class Place:
    site: Served
    provider: OpenId
    browser: Browser

    def another_browser(self) -> Browser:
        return Browser(self.browser.http)


@asynccontextmanager
async def place(folder: Path, **settings: str) -> AsyncIterator[Place]:
    async with openid() as provider:
        asked = {
            "public_url": HERE,
            "oidc_issuer": provider.issuer,
            "oidc_client_id": CLIENT,
            "oidc_client_secret": SECRET,
        }
        async with visited(folder, **{**asked, **settings}) as (site, http):
            yield Place(site, provider, Browser(http))


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Place]:
    async with place(tmp_path) as found:
        yield found


async def test_SIGNIN_1_who_has_signed_in_opens_rooms(at: Place) -> None:
    assert not await at.browser.may_open()
    assert 'href="/sign-in"' in (await at.browser.get("/new")).text
    back = await at.browser.signs_in()
    assert (back.status_code, back.headers["location"]) == (303, "/new")
    assert await at.browser.may_open()
    made = await at.browser.post("/new", title="Us", host_name="Greta")
    assert made.status_code == 303
    assert not await at.another_browser().may_open()
    refused = await at.browser.http.post("/api/v1/rooms", json={"title": "Us"})
    assert refused.json()["type"] == "urn:touchstone:opening_restricted"


async def test_SIGNIN_1_signing_out_ends_it(at: Place) -> None:
    await at.browser.signs_in()
    await at.browser.post("/sign-out")
    assert not await at.browser.may_open()
    assert at.browser.cookies == {}


async def test_SIGNIN_2_the_way_there_carries_state_nonce_and_a_challenge_of_its_own(at: Place) -> None:
    asked = []
    for _ in range(2):
        there = await at.browser.get("/sign-in")
        address = urlsplit(there.headers["location"])
        asked.append({name: values[0] for name, values in parse_qs(address.query).items()})
        assert f"{address.scheme}://{address.netloc}" == at.provider.issuer
        cookie = there.headers["set-cookie"]
        assert cookie.startswith("__Host-ts-signing-in=")
        assert {"HttpOnly", "Secure", "SameSite=lax", "Max-Age=600"} <= set(cookie.split("; "))
        assert asked[-1]["code_challenge_method"] == "S256"
        assert asked[-1]["redirect_uri"] == f"{HERE}/sign-in/back"
        assert asked[-1]["scope"] == "openid"
        assert all(len(asked[-1][each]) >= 43 for each in ("state", "nonce", "code_challenge"))
    for each in ("state", "nonce", "code_challenge"):
        assert asked[0][each] != asked[1][each]


async def test_SIGNIN_2_who_comes_back_with_another_state_is_not_signed_in(at: Place) -> None:
    back = await at.browser.goes_to_sign_in()
    wrong = back.replace(f"state={at.provider.asked['state']}", "state=" + "x" * 43)
    assert wrong != back
    for url in (wrong, wrong.replace("x" * 43, ""), wrong.replace("x" * 43, "%C3%A4")):
        answer = await at.browser.get(url)
        assert answer.status_code == 400
        assert "This sign-in has run out." in answer.text
    assert not await at.browser.may_open()
    assert at.provider.traded == 0


async def test_SIGNIN_2_a_way_back_is_for_the_browser_that_went(at: Place) -> None:
    """Else somebody could sign others in as themselves, or as whoever they please."""
    back = await at.browser.goes_to_sign_in()
    other = at.another_browser()
    assert (await other.get(back)).status_code == 400
    await other.goes_to_sign_in()
    assert (await other.get(back)).status_code == 400
    assert not await other.may_open()
    assert (await at.browser.get(back)).status_code == 303


async def test_SIGNIN_2_a_code_counts_once(at: Place) -> None:
    back = await at.browser.goes_to_sign_in()
    kept = dict(at.browser.cookies)
    assert (await at.browser.get(back)).status_code == 303
    assert (await at.browser.get(back)).status_code == 400  # the attempt is over
    thief = Browser(at.browser.http, kept)
    assert (await thief.get(back)).status_code == 403  # and the provider takes no code twice
    assert not await thief.may_open()
    assert at.provider.traded == 1


async def test_SIGNIN_2_a_code_without_the_verifier_is_worth_nothing(at: Place) -> None:
    """Whoever overhears a code and goes back with it in an attempt of their own."""
    heard = await at.browser.goes_to_sign_in()
    thief = at.another_browser()
    own = await thief.goes_to_sign_in()
    code = parse_qs(urlsplit(heard).query)["code"][0]
    own_code = parse_qs(urlsplit(own).query)["code"][0]
    answer = await thief.get(own.replace(own_code, code))
    assert answer.status_code == 403
    assert not await thief.may_open()


async def test_SIGNIN_2_the_provider_s_no_is_said_and_ends_the_attempt(at: Place) -> None:
    await at.browser.goes_to_sign_in()
    state = at.provider.asked["state"]
    answer = await at.browser.get(f"/sign-in/back?error=access_denied&state={state}")
    assert answer.status_code == 403
    assert "You weren’t signed in." in answer.text
    assert at.browser.cookies == {}


async def test_SIGNIN_2_what_another_provider_sends_back_is_not_traded(at: Place) -> None:
    back = await at.browser.goes_to_sign_in()
    mixed_up = back.partition("&iss=")[0] + "&iss=https%3A%2F%2Fevil.example"
    assert (await at.browser.get(mixed_up)).status_code == 403
    assert at.provider.traded == 0


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


ANNA: Claims = {"email": "anna@Team.example", "email_verified": True, "groups": ["all", "hosts"]}


@pytest.mark.parametrize(
    ("settings", "claims", "may"),
    [
        ({"oidc_email_domains": "team.example, other.example"}, ANNA, True),
        ({"oidc_email_domains": "other.example"}, ANNA, False),
        ({"oidc_email_domains": "team.example"}, {**ANNA, "email_verified": False}, False),
        ({"oidc_email_domains": "team.example"}, {"email": "anna@team.example"}, False),
        ({"oidc_email_domains": "team.example"}, {**ANNA, "email": "anna@evilteam.example"}, False),
        ({"oidc_email_domains": "team.example"}, {**ANNA, "email": "anna@team.example.evil.example"}, False),
        ({"oidc_email_domains": "team.example"}, {**ANNA, "email": "anna@team.example@evil.example"}, False),
        ({"oidc_email_domains": "team.example"}, {**ANNA, "email": ["team.example"]}, False),
        ({"oidc_email_domains": "team.example"}, {}, False),
        ({"oidc_groups": "hosts"}, ANNA, True),
        ({"oidc_groups": "coaches,leads"}, ANNA, False),
        ({"oidc_groups": "hosts"}, {"groups": "hosts"}, False),
        ({"oidc_groups": "hosts"}, {}, False),
        ({"oidc_groups": "hosts", "oidc_email_domains": "team.example"}, ANNA, True),
        ({"oidc_groups": "coaches", "oidc_email_domains": "team.example"}, ANNA, False),
        ({"oidc_groups": "hosts", "oidc_email_domains": "other.example"}, ANNA, False),
    ],
)
async def test_SIGNIN_5_the_operator_says_by_domain_and_group_who_may(
    tmp_path: Path, settings: dict[str, str], claims: Claims, may: bool
) -> None:
    async with place(tmp_path, **settings) as at:
        at.provider.claims = claims
        answer = await at.browser.signs_in()
        assert answer.status_code == (303 if may else 403)
        assert ("may not open rooms" in answer.text) is not may
        assert await at.browser.may_open() is may


async def test_SIGNIN_5_what_the_token_leaves_out_is_asked_for_of_the_same_person(tmp_path: Path) -> None:
    async with place(tmp_path, oidc_email_domains="team.example") as at:
        at.provider.userinfo = {"sub": "person-1", **ANNA}
        assert (await at.browser.signs_in()).status_code == 303
        assert "email" in at.provider.asked["scope"]
        at.provider.userinfo = {"sub": "person-2", **ANNA}
        assert (await at.another_browser().signs_in()).status_code == 403


async def test_SIGNIN_6_nothing_of_who_it_was_is_kept(tmp_path: Path) -> None:
    async with place(tmp_path, oidc_email_domains="team.example") as at:
        at.provider.claims = {**ANNA, "sub": "anna-4711", "name": "Anna Kowalska"}
        await at.browser.signs_in()
        await at.browser.post("/new", title="Us", host_name="Greta")
        kept = " ".join(at.browser.cookies.values())
    files = [path.read_bytes() for path in tmp_path.iterdir() if path.is_file()]
    assert any(b"Greta" in found for found in files)
    for word in ("anna", "Kowalska", "team.example", "4711"):
        assert word not in kept
        assert not any(word.encode() in found for found in files)


async def test_SIGNIN_7_beside_it_a_password_lets_in_too(tmp_path: Path) -> None:
    async with place(tmp_path, new_room_password="Meister") as at:
        assert 'href="/sign-in"' in (await at.browser.get("/new")).text
        assert (await at.browser.post("/new/password", password="Meister")).status_code == 303
        assert await at.browser.may_open()
        other = at.another_browser()
        await other.signs_in()
        assert await other.may_open()


async def test_LIMIT_2_sign_ins_are_counted_by_address(at: Place) -> None:
    statuses = [(await at.browser.get("/sign-in")).status_code for _ in range(61)]
    assert statuses[:60] == [303] * 60
    assert statuses[60] == 429


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (
            {"oidc_issuer": "http://login.example"},
            "TOUCHSTONE_OIDC_ISSUER: it has to be an address of https.",
        ),
        (
            {"oidc_issuer": "https://login.example"},
            "TOUCHSTONE_OIDC_ISSUER takes TOUCHSTONE_OIDC_CLIENT_ID too.",
        ),
        (
            {"oidc_issuer": "https://login.example", "oidc_client_id": "x", "oidc_client_secret": "y"},
            "TOUCHSTONE_OIDC_ISSUER takes TOUCHSTONE_PUBLIC_URL too.",
        ),
    ],
)
def test_SIGNIN_8_half_a_setting_is_said(settings: dict[str, str], says: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        Settings.model_validate(settings)
    assert faults(wrong.value) == [says]


def test_SIGNIN_8_without_the_extra_the_start_says_what_to_install(tmp_path: Path) -> None:
    hidden = tmp_path / "authlib"
    hidden.mkdir()
    (hidden / "__init__.py").write_text("raise ModuleNotFoundError(\"No module named 'authlib'\")")
    environment = {
        **os.environ,
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}",
        "TOUCHSTONE_PUBLIC_URL": HERE,
        "TOUCHSTONE_OIDC_ISSUER": "https://login.example",
        "TOUCHSTONE_OIDC_CLIENT_ID": CLIENT,
        "TOUCHSTONE_OIDC_CLIENT_SECRET": SECRET,
    }
    ended = subprocess.run(
        [sys.executable, "-m", "app.cli", "serve", "--port", "0"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr == "TOUCHSTONE_OIDC_ISSUER takes: pip install 'touchstone[oidc]'\n"
