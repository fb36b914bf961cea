"""Times as they're written in entries and views."""

import datetime as dt


def iso(at: dt.datetime) -> str:
    """ISO 8601 in UTC, milliseconds, a trailing Z."""
    return at.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment(text: str) -> dt.datetime:
    """The time that `iso` wrote."""
    return dt.datetime.fromisoformat(text)


def whole(at: dt.datetime) -> dt.datetime:
    """In milliseconds, as the log keeps it: a room that was replayed equals the one that lived."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
