"""The database: its engines, its settings, and its migrations."""

import asyncio
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

import app

BUSY_TIMEOUT_MS = 2_000
"""How long an append waits for a lock of somebody else; then it's refused as not stored."""

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    f"busy_timeout={BUSY_TIMEOUT_MS}",
    "foreign_keys=ON",
    "secure_delete=ON",
)


def open_engine(url: str, *, connections: int) -> AsyncEngine:
    """An engine on a SQLite database, every connection with our settings. The folder is made if it isn't there."""
    database = make_url(url).database
    if database:
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    # AUTOCOMMIT leaves BEGIN and COMMIT to the log, which needs BEGIN IMMEDIATE.
    engine = create_async_engine(url, pool_size=connections, max_overflow=0, isolation_level="AUTOCOMMIT")

    @event.listens_for(engine.sync_engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


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
    """Bring the database to the newest version, from nothing or from an older one. Blocks; runs a loop of its own."""
    command.upgrade(configuration(url), "head")


async def migrate_off_loop(url: str) -> None:
    """The same, from within a running loop."""
    await asyncio.to_thread(migrate, url)
