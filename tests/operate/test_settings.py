"""What operators are told about settings is what there is."""

import re
from pathlib import Path

from app.config import Settings

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
