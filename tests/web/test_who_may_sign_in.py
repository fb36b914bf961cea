"""Whom of those who sign in the operator lets open rooms, and settings that are half."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.config import Settings, faults
from tests.openid import CLIENT, SECRET, Claims
from tests.web.signing_in import ANNA, HERE, place

ROOT = Path(__file__).parents[2]


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
