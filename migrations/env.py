"""Alembic's way to the database."""

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

from app.store import tables  # noqa: F401  (the metadata is filled by importing them)
from app.store.opening import run_alone


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


url = context.config.get_main_option("sqlalchemy.url")
assert url
run_alone(url, run)
