"""The application as `touchstone serve` runs it, with three things that only a benchmark wants.

It notes when an append returned, can be kept to plain ASGI sends (`--portable`), and can do without fsync
(`--no-fsync`: every `PRAGMA synchronous=FULL` is said as OFF, however the store says it).
"""

import argparse
import sqlite3
import sys
from collections.abc import Sequence
from typing import Any

import uvicorn

from app import cli
from app.domain.events import Entry
from app.domain.ports import Also
from app.store.log import SqlLog
from benchmarks.notes import NO_FSYNC, Notes

PORTABLE = "websockets-sansio"


def note_appends() -> None:
    """Notes the seq that each append led to, at the moment it returned."""
    notes, append = Notes(), SqlLog.append

    async def noting(
        self: SqlLog, room: str, expected: int, entries: Sequence[Entry], also: Sequence[Also] = ()
    ) -> None:
        await append(self, room, expected, entries, also)
        notes.write(expected + len(entries))

    SqlLog.append = noting  # type: ignore[method-assign]


class _Cursor(sqlite3.Cursor):
    def execute(self, sql: str, *parameters: Any) -> "_Cursor":
        return super().execute(_without_fsync(sql), *parameters)


class _Connection(sqlite3.Connection):
    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        return super().execute(_without_fsync(sql), *parameters)

    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)


def _without_fsync(sql: str) -> str:
    if "synchronous" in sql.lower():
        print(NO_FSYNC, file=sys.stderr)
        return "PRAGMA synchronous=OFF"
    return sql


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", default="0")
    parser.add_argument("--portable", action="store_true")
    parser.add_argument("--no-fsync", action="store_true")
    options = parser.parse_args()
    if options.no_fsync:
        connect = sqlite3.connect
        sqlite3.connect = lambda *args, **named: connect(*args, **{**named, "factory": _Connection})
    note_appends()
    configure = uvicorn.Config.__init__

    def configured(self: uvicorn.Config, *args: Any, **named: Any) -> None:
        if options.portable:
            named["ws"] = PORTABLE
        configure(self, *args, **named)

    uvicorn.Config.__init__ = configured  # type: ignore[method-assign]
    return cli.main(["serve", "--host", "127.0.0.1", "--port", options.port])


if __name__ == "__main__":
    raise SystemExit(main())
