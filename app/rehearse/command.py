"""`touchstone rehearse`: its options, and what it prints."""

import argparse
import asyncio
import sys
from pathlib import Path

FEWEST, MOST = 3, 499
"""A room takes 500, its host among them."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand to the application's own."""
    parser = commands.add_parser("rehearse", help="let simulated people take a whole workshop")
    parser.add_argument("--people", type=int, default=25, help=f"{FEWEST} to {MOST}; 25 unless told")
    parser.add_argument("--url", help="a running server; without it, one of its own is started")
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same choices")
    parser.add_argument("--into", type=Path, default=Path.cwd(), help="the folder for the charter")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Rehearse, print what happens, and give the exit status: 0 when all went well."""
    if not FEWEST <= options.people <= MOST:
        print(f"A rehearsal takes {FEWEST} to {MOST} people.", file=sys.stderr)
        return 2
    # Here, since every start of a server reads these options: what drives a workshop takes its time to load.
    from app.rehearse.run import Unfit, rehearse

    try:
        report = asyncio.run(
            rehearse(
                options.people, options.url, options.seed, options.into, lambda line: print(line, flush=True)
            )
        )
    except (Unfit, RuntimeError) as why:
        print(why, file=sys.stderr)
        return 1
    print("\n".join(report.lines()))
    return 0
