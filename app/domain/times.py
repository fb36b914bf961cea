"""Times as they're written in entries and views."""

import datetime as dt


def iso(at: dt.datetime) -> str:
    """ISO 8601 in UTC, milliseconds, a trailing Z."""
    return at.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
