"""Alembic's way to the database."""

from alembic import context
from sqlmodel import SQLModel

from app.store import tables  # noqa: F401  (the metadata is filled by importing them)
from app.store.sqlite import open_engine

url = context.config.get_main_option("sqlalchemy.url")
assert url
engine = open_engine(url)
with engine.begin() as connection:
    context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
