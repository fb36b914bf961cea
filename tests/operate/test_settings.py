"""What operators are told about settings is what there is."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given, strategies as st
from pydantic import ValidationError

from app.config import Settings, faults
from app.store.opening import is_postgres

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| `([A-Z_]+)` \| (`[^`]*`|empty) \|", re.MULTILINE)
NAMED = re.compile(r"\b(TOUCHSTONE_[A-Z_]+|DATABASE_URL)\b")


def settings() -> dict[str, str]:
    """Their names in the environment, with their defaults as in the table."""
    prefix = str(Settings.model_config["env_prefix"])
    found: dict[str, str] = {}
    for name, field in Settings.model_fields.items():
        variable = field.validation_alias or f"{prefix}{name.upper()}"
        default = str(field.default)
        found[str(variable)] = f"`{default}`" if default else "empty"
    return found


def test_OPERATE_1_every_setting_is_in_the_table_with_its_default() -> None:
    assert dict(ROW.findall((ROOT / "docs/operate.md").read_text("utf-8"))) == settings()


def test_OPERATE_1_image_and_compose_name_no_other_settings() -> None:
    for path in ("Dockerfile", "compose.yaml", "docs/operate.md"):
        named = set(NAMED.findall((ROOT / path).read_text("utf-8")))
        assert named
        assert named <= set(settings()), path


URLS = st.text(st.sampled_from("sqliteporgd+:/@.[]?#,%0 9é\x00"), max_size=30).flatmap(
    lambda rest: st.sampled_from(
        ["", "sqlite:///", "postgresql://", "postgres://", "redis://", "unix:///"]
    ).map(lambda start: start + rest)
)


@given(
    st.sampled_from(["database_url", "redis_url", "public_url", "trusted_proxies", "log_level"]),
    URLS | st.text(),
)
@example("database_url", "postgresql://user:secret@host:port/db")
@example("database_url", "postgresql://[::1/db")
@example("database_url", "sqlite://")
@example("database_url", "")
@example("redis_url", "http://user:secret@127.0.0.1")
def test_CONTENT_9_a_setting_is_taken_or_said_to_be_wrong_without_its_value(name: str, value: str) -> None:
    told = []
    try:
        taken = Settings(**{name: value})  # type: ignore[arg-type]
    except ValidationError as wrong:
        told = faults(wrong)
    if told:
        assert len(told) == 1
        assert re.match(r"(TOUCHSTONE_)?[A-Z_]+: ", told[0])
        assert "secret" not in told[0]
    elif name == "database_url":
        assert is_postgres(taken.database_url) or taken.database_url.startswith(("sqlite:///", "sqlite+"))


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///data/touchstone.db",
        "sqlite:////var/lib/touch stone.db",
        "postgresql://touchstone:p%40ss@127.0.0.1/touchstone?sslmode=require",
        "postgresql+asyncpg://one:5432,two:5432/touchstone",
        "postgres:///touchstone?host=/run/postgresql",
    ],
)
def test_CONTENT_9_every_address_that_a_database_may_have_is_taken(url: str) -> None:
    assert Settings(database_url=url).database_url == url
    assert Settings(redis_url="rediss://:secret@redis.example:6380/0", log_level="debug").log_level == "DEBUG"  # type: ignore[arg-type]
