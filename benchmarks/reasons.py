"""Why a target isn't met, by the key of its row: kept by hand, printed only while it isn't met."""

REASONS: dict[str, str] = {
    "lighthouse": "Lighthouse isn't among the tools of this repository; accessibility is checked by axe in `make test`.",
    "two-processes": "PostgreSQL, Redis and the load client share the cores with both processes: where there are two,"
    " one process with PostgreSQL beside it leaves little of the second.",
}
