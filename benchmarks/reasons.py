"""Why a target isn't met, by the key of its row: kept by hand, printed only while it isn't met."""

REASONS: dict[str, str] = {
    "phone-weight": (
        "Of the page for writing 17 kB are Svelte's runtime, 5 kB the connection with its outbox and drafts, 2 kB words, 6 kB style "
        "and 16 kB what is drawn and done; below 25 kB there would be no page of it with this runtime."
    ),
    "two-processes": "PostgreSQL, Redis and the load client share the cores with both processes: where there are two,"
    " one process with PostgreSQL beside it leaves little of the second.",
}
