"""The database's migrations."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config

import app


def migrations() -> Path:
    """The folder of the migrations: beside the package in a checkout, inside it when installed."""
    package = Path(app.__file__).parent
    inside = package / "migrations"
    return inside if inside.is_dir() else package.parent / "migrations"


def configuration(url: str) -> Config:
    """Alembic's configuration for this database, without a file of its own."""
    config = Config()
    config.set_main_option("script_location", str(migrations()))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def migrate(url: str) -> None:
    """Bring the database to the newest version, from nothing or from an older one. Blocks."""
    command.upgrade(configuration(url), "head")


async def migrate_off_loop(url: str) -> None:
    """The same, from within a running loop."""
    await asyncio.to_thread(migrate, url)
