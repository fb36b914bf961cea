"""The log of a database's address: SQLite by default, PostgreSQL where several processes are to share it."""

from collections.abc import Callable
from typing import Protocol

from sqlalchemy import Connection

from app.domain.ports import Log
from app.store.log import SqlLog
from app.store.sqlite import open_engine


class OpenLog(Log, Protocol):
    """A log that holds files or connections."""

    async def close(self) -> None:
        """When what is under way is done."""


async def open_log(url: str) -> OpenLog:
    """The log in the database of `url`, which is migrated already. Close it.

    Raises RuntimeError for PostgreSQL where what it takes isn't installed.
    """
    if not is_postgres(url):
        log = SqlLog(url)
        await log.begin()
        return log
    try:
        from app.store.postgres import PostgresLog
    except ModuleNotFoundError as missing:
        raise _incomplete() from missing
    return await PostgresLog.opened(url)


def run_alone(url: str, work: Callable[[Connection], None]) -> None:
    """Run `work` in one transaction, for migrations. Blocks. Raises RuntimeError as above."""
    if is_postgres(url):
        try:
            from app.store.postgres import in_transaction
        except ModuleNotFoundError as missing:
            raise _incomplete() from missing
        in_transaction(url, work)
        return
    engine = open_engine(url)
    with engine.begin() as connection:
        work(connection)
    engine.dispose()


def is_postgres(url: str) -> bool:
    return url.startswith("postgres")


def _incomplete() -> RuntimeError:
    return RuntimeError("DATABASE_URL names PostgreSQL, which takes: pip install 'touchstone[cluster]'")
