"""docs/benchmarks.md: the table of rows, why some aren't met, the plots, and what was measured on."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.machine import in_words, machine
from benchmarks.measuring import BUSY
from benchmarks.reasons import REASONS
from benchmarks.rows import Bench, Row
from benchmarks.soak import Soak

DOCS = Path(__file__).parents[1] / "docs"
REPORT = DOCS / "benchmarks.md"
PLOTS = DOCS / "benchmarks"
_BEGIN, _END = "<!-- soak -->", "<!-- /soak -->"

HEAD = """# Benchmarks

Written by `make bench`; nothing in here is typed by hand. Every figure is of the real application in a process of its own. Where a figure is compared, it is a
ratio taken in one run in which the systems took turns: the median of the repeats, in brackets the least and the most.

- **A**, the floor: an asyncio Protocol on uvloop that writes one message, framed beforehand, to N sockets for each event
- **B**: the `broadcast()` of the library websockets
- **S**: what one would write first: python-socketio on uvicorn, each card stored through SQLAlchemy in SQLite, then emitted to the room

The server has one core, the load client the other. The client keeps raw messages with their moments; what they mean is worked out
afterwards: it merges them (RFC 7396) for every person and compares all last views with what the server says. An error, a lost line or a wrong view is a fault,
and a row with a fault isn't met. *Client* is the load client's share of its core; above 80 % (marked ⚠) it may have been the limit.
"""

MEASURED = """
## How each is measured

Percentile p of n sorted figures is the one at int(p/100·(n−1)+0.5). Times are of one clock, CLOCK_MONOTONIC, which all processes share.

- **Fan-out**: lonely changes, a card of about 85 characters each; the next when all have it. CPU is that of all threads of the server, over the changes, by messages
  delivered. The p50 begins when the append returns (A and B store nothing: when they begin to write).
- **Burst**: sent in a shuffled order with a fixed seed, the k-th at T0 + k/N seconds. Durable is the ack, which means stored. Seen by all is the last of the N−1
  others, minus the send. CPU from T0 to 0.5 s after the last message.
- **Join storm**: all connections begun at once. **Reconnect storm**: SIGKILL 1.05 s after a burst's begin, the server started again on the same port; all come
  back at once and send again what they had sent; every acknowledged command is looked for in the database.
- **One stops reading** while the whole wall goes and comes 40 times, six megabytes for each; then what others feel of lonely changes is compared with before.
- **Memory**: (after joining and 2 s quiet − before) / N, by PSS and by RSS.

In S joins aren't announced to the room, except where joins are what is measured, and its database is in WAL mode with one writing connection: both
spare it work.
"""


def write(bench: Bench, soak: Soak | None, plots: Sequence[tuple[str, str]]) -> None:
    """The whole page. `plots`: file names in docs/benchmarks, and what they show."""
    parts = [HEAD, f"\n{in_words(machine())}\n", table(bench.rows), reasons(bench.rows)]
    parts += [f"\n![{told}](benchmarks/{name})\n" for name, told in plots]
    parts += [_soak(soak), MEASURED]
    REPORT.write_text("".join(parts), "utf-8")


def write_soak(soak: Soak) -> None:
    """Its section alone, in the page that is there."""
    if REPORT.exists():
        before, _, rest = REPORT.read_text("utf-8").partition(_BEGIN)
        _, _, after = rest.partition(_END + "\n")
        REPORT.write_text(before.rstrip("\n") + "\n" + _soak(soak) + after, "utf-8")


def table(rows: Sequence[Row]) -> str:
    """Of all rows, in their order."""
    lines = ["\n| what | target | measured | met | client |\n| --- | --- | --- | --- | --- |\n"]
    for row in rows:
        client = f"{row.client:.0%}{' ⚠' if row.client > BUSY else ''}" if row.client else ""
        faults = f"; **{row.faults} faults**" if row.faults else ""
        met = {True: "yes", False: "**no**", None: "–"}[row.holds]
        lines.append(f"| {row.what} | {row.target} | {row.figure}{faults} | {met} | {client} |\n")
    return "".join(lines)


def reasons(rows: Sequence[Row]) -> str:
    """Why what isn't met isn't. A row without a reason says so: it needs one, or mending."""
    missed = [row for row in rows if row.holds is not True]
    if not missed:
        return "\nEvery target is met.\n"
    return "\n## What isn't met, and why\n\n" + "".join(f"- {row.what}: {_reason(row)}\n" for row in missed)


def _reason(row: Row) -> str:
    if row.faults:
        return f"{row.faults} errors or wrong views"
    return row.why or REASONS.get(row.key, "not explained yet")


def _soak(soak: Soak | None) -> str:
    return f"\n{_BEGIN}\n{soak_section(soak)}{_END}\n"


def soak_section(soak: Soak | None) -> str:
    """What `make soak` found, if it ran."""
    head = "## Soak\n\n"
    if soak is None:
        return head + "`make soak` hasn't run yet.\n"
    flat = soak.memory_mib[:: max(1, len(soak.memory_mib) // 10)]
    return (
        f"{head}{soak.rooms} rooms × {soak.people} people for {soak.seconds / 60:.3g} minutes, each with a command "
        f"every 10 s, on one process and one core: {soak.commands:,} commands; {soak.faults} errors, lost commands or "
        f"wrong views; every command seen by all of its room after {soak.p50_ms:.3g} ms at p50, {soak.p99_ms:.3g} ms at "
        f"p99, {soak.worst_ms:.0f} ms at most. CPU {soak.cpu_share:.0%} of the core; the load client {soak.client_share:.0%} of its own.\n\n"
        f"Memory in MiB of PSS, over the time: {', '.join(f'{one:.0f}' for one in flat)}. The last fifth over the third: "
        f"× {soak.growth:.3f}.\n\n{in_words(soak.machine)}\n"
    )
