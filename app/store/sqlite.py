"""One SQLite file: a thread that writes and some that read, each with a connection of its own.

A transaction is one visit to a thread. A visit for each statement costs more than the statements: the thread has to win
the interpreter from a busy event loop every time.
"""

import asyncio
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine, NullPool, create_engine
from sqlalchemy.engine import make_url

T = TypeVar("T")

BUSY_TIMEOUT_MS = 2_000
"""How long an append waits for a lock of somebody else; then it's refused as not stored."""
READERS = 4
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    f"busy_timeout={BUSY_TIMEOUT_MS}",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",  # what SQLite sets aside of a page before it changes it
)


def open_connection(file: str) -> sqlite3.Connection:
    """A connection with our settings, that leaves BEGIN and COMMIT to its user."""
    db = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    for pragma in PRAGMAS:
        db.execute(f"PRAGMA {pragma}")
    return db


@contextmanager
def waiting(db: sqlite3.Connection, ms: int) -> Iterator[None]:
    """Locks of others are waited for so long, for a while: appends must not wait for what is less than they are."""
    db.execute(f"PRAGMA busy_timeout={ms}")
    try:
        yield
    finally:
        db.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def file_of(url: str) -> str:
    """The file of a database's address. It and its folder are made if they aren't there, and a file that is made is for
    its owner alone, as are then those that SQLite puts beside it. ValueError when it names none."""
    file = make_url(url).database
    if not file or file == ":memory:":
        raise ValueError(f"DATABASE_URL must name a file, as in sqlite:///data/touchstone.db, not {url}")
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    # One that is there isn't opened: to close it would end the locks that this process has on it.
    if not Path(file).exists():
        with suppress(OSError):  # somebody was faster, or SQLite says why not
            os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))
    return file


def version_of(url: str) -> str | None:
    """Which of the migrations the file was brought to last; None: it is new, or can't be read now."""
    try:
        with closing(open_connection(file_of(url))) as db:
            row = db.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        return None
    return row[0] if row else None


def open_engine(url: str) -> Engine:
    """The same for SQLAlchemy: migrations ask for it."""
    file = file_of(url)
    return create_engine("sqlite://", creator=lambda: open_connection(file), poolclass=NullPool)


class Sqlite:
    """The database of `url`. `work` gets a connection, in a thread.

    What `work` raises is raised, and sqlite3.Error when the file can't be opened.
    """

    def __init__(self, url: str) -> None:
        self._file = file_of(url)
        self._here = threading.local()
        self._opened: list[sqlite3.Connection] = []
        # One connection writes, so that our own appends never wait for each other's locks.
        self._writing = ThreadPoolExecutor(1, "writes")
        self._reading = ThreadPoolExecutor(READERS, "reads")

    async def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """In a transaction, begun with the lock in hand; all of it is undone when `work` raises."""
        return await self._visit(self._writing, lambda db: _in_transaction(db, work))

    async def maintain(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """On the connection that writes, outside of a transaction."""
        return await self._visit(self._writing, work)

    async def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return await self._visit(self._reading, work)

    async def close(self) -> None:
        """When what is under way is done."""
        for threads in (self._writing, self._reading):
            await asyncio.to_thread(threads.shutdown)
        for db in self._opened:
            db.close()

    async def _visit(self, threads: ThreadPoolExecutor, work: Callable[[sqlite3.Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(threads, self._work, work)

    def _work(self, work: Callable[[sqlite3.Connection], T]) -> T:
        db: sqlite3.Connection | None = getattr(self._here, "db", None)
        if db is None:
            db = self._here.db = open_connection(self._file)
            self._opened.append(db)
        try:
            return work(db)
        except sqlite3.OperationalError:
            # Whatever broke (a full disk, a moved file): the next visit begins with a connection that knows nothing of it.
            self._here.db = None
            self._opened.remove(db)
            db.close()
            raise


def _in_transaction(db: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    db.execute("BEGIN IMMEDIATE")
    try:
        done = work(db)
        db.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # the failure itself may have ended it
            db.execute("ROLLBACK")
        raise
    return done
