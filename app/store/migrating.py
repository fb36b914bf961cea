"""The database's migrations."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import app
from app.store.opening import is_postgres
from app.store.sqlite import version_of

if TYPE_CHECKING:
    from alembic.config import Config


def migrations() -> Path:
    """The folder of the migrations: beside the package in a checkout, inside it when installed."""
    package = Path(app.__file__).parent
    inside = package / "migrations"
    return inside if inside.is_dir() else package.parent / "migrations"


def newest() -> str:
    """The version that the migrations lead to: they are numbered, and each follows the one before."""
    return max(file.name for file in (migrations() / "versions").glob("[0-9]*.py")).partition("_")[0]


def configuration(url: str) -> "Config":
    """Alembic's configuration for this database, without a file of its own."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations()))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def migrate(url: str) -> None:
    """Bring the database to the newest version, from nothing or from an older one. Blocks.

    Alembic takes a fifth of a server's start to load: it is left alone where a file needs nothing of it.
    """
    if not is_postgres(url) and version_of(url) == newest():
        return
    from alembic import command

    command.upgrade(configuration(url), "head")


async def migrate_off_loop(url: str) -> None:
    """The same, from within a running loop."""
    await asyncio.to_thread(migrate, url)
