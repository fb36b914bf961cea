"""Why a target isn't met, by the key of its row: kept by hand, printed only while it isn't met."""

_LONE = (
    "What is left above A is the way of the one command, which A and B don't go: read, decided, appended and synced to the disk by"
    " another thread, views and patch made: about a millisecond of CPU, beside which 2 µs a connection are Python's."
)
_S = (
    "The floor itself misses it on this machine: A's CPU is more than 1/8 of what S takes here, so that no server written in Python"
    " could meet it."
)
REASONS: dict[str, str] = {
    "fanout-500-cpu-A": _LONE,
    "fanout-500-cpu-B": _LONE,
    "fanout-500-cpu-S": _S,
    "fanout-2000-cpu-A": _LONE,
    "fanout-2000-cpu-B": _LONE,
    "fanout-2000-cpu-S": _S,
    "fanout-2000-p50": (
        "Two microseconds and a half for each connection: what it is owed is looked up and written to it by Python, where A writes one"
        " message to all that was framed before."
    ),
    "start": (
        "It is all loading: FastAPI a fifth, SQLAlchemy an eighth, Pydantic's models of commands and events as much, and what the formats"
        " of the charter take. The migrations' tools and the search for garbage are out of it by now, which took a third of a second."
    ),
    "rooms": (
        "The time is met, the CPU isn't: 500 commands a second make 12,500 messages a second, which alone take a quarter of the core (each goes"
        " to a socket that the processor's caches have lost meanwhile); the rest is a millisecond for each command with its transaction."
        " Where more is needed there are several processes."
    ),
    "phone-weight": (
        "Of the page for writing 17 kB are Svelte's runtime, 5 kB the connection with its outbox and drafts, 2 kB words, 5 kB style "
        "and 16 kB what is drawn and done; below 25 kB there would be no page of it with this runtime."
    ),
    "two-processes": "PostgreSQL, Redis and the load client share the cores with both processes: where there are two,"
    " one process with PostgreSQL beside it leaves little of the second.",
}
