"""Databases for tests, made on a PostgreSQL of this machine and dropped again."""

import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest

SERVER = os.environ.get("TOUCHSTONE_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432")


@asynccontextmanager
async def database() -> AsyncIterator[str]:
    """The address of an empty database. Skips the test where no PostgreSQL answers."""
    name = f"touchstone_{secrets.token_hex(6)}"
    try:
        admin = await asyncpg.connect(f"{SERVER}/postgres", timeout=5)
    except (OSError, TimeoutError, asyncpg.PostgresError) as failure:
        pytest.skip(f"no PostgreSQL answers at {SERVER} ({type(failure).__name__})")
    try:
        await admin.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{SERVER}/{name}"
        finally:
            await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await admin.close()
