"""Why a target isn't met, by the key of its row: kept by hand, printed only while it isn't met."""

REASONS: dict[str, str] = {
    "two-processes": "PostgreSQL, Redis and several processes are not built yet.",
}
