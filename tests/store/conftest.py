"""A database for each test, built as every database is: by the migrations."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from app.domain.ports import Log
from app.store.log import SqlLog
from app.store.memory import MemoryLog
from app.store.migrating import migrate_off_loop
from app.store.opening import open_log
from app.store.postgres import PostgresLog
from tests.postgres import database


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'touchstone.db'}"


@pytest.fixture
async def sql_log(url: str) -> AsyncIterator[SqlLog]:
    await migrate_off_loop(url)
    log = SqlLog(url)
    yield log
    await log.close()


@pytest.fixture
async def postgres_log(postgres: str) -> AsyncIterator[PostgresLog]:
    log = await PostgresLog.opened(postgres)
    yield log
    await log.close()


@pytest.fixture(params=["sqlite", "memory", "postgresql"])
async def log(request: pytest.FixtureRequest, url: str) -> AsyncIterator[Log]:
    if request.param == "memory":
        yield MemoryLog()
        return
    async with AsyncExitStack() as stack:
        if request.param == "postgresql":
            url = await stack.enter_async_context(database())
        await migrate_off_loop(url)
        log = await open_log(url)
        yield log
        await log.close()
