"""Alembic's way to the database."""

import asyncio

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

from app.store import tables  # noqa: F401  (the metadata is filled by importing them)
from app.store.engine import open_engine


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


async def upgrade(url: str) -> None:
    engine = open_engine(url, connections=1)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(run)
    finally:
        await engine.dispose()


url = context.config.get_main_option("sqlalchemy.url")
assert url
asyncio.run(upgrade(url))
