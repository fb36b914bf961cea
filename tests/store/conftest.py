"""A database for each test, built as every database is: by the migrations."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.domain.ports import Log
from app.store.log import SqlLog
from app.store.memory import MemoryLog
from app.store.migrating import migrate_off_loop


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'touchstone.db'}"


@pytest.fixture
async def sql_log(url: str) -> AsyncIterator[SqlLog]:
    await migrate_off_loop(url)
    log = SqlLog(url)
    yield log
    await log.close()


@pytest.fixture(params=["sqlite", "memory"])
async def log(request: pytest.FixtureRequest, url: str) -> AsyncIterator[Log]:
    if request.param == "memory":
        yield MemoryLog()
        return
    await migrate_off_loop(url)
    log = SqlLog(url)
    yield log
    await log.close()
