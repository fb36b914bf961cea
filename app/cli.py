"""`touchstone`: serve, rehearse, purge, let-in."""

import argparse
import gc
import os
import sys
from contextlib import suppress

import uvicorn
from pydantic import ValidationError

from app import logs
from app.config import Settings, faults
from app.rehearse import command as rehearse
from app.web.address import lan_address

if sys.platform != "win32":
    import resource


def main(arguments: list[str] | None = None) -> int:
    """Run the subcommand that was asked for; gives the exit status."""
    parser = argparse.ArgumentParser(prog="touchstone", description="A team agrees on its shared values.")
    commands = parser.add_subparsers(required=True, metavar="command")
    serve_parser = commands.add_parser("serve", help="serve rooms to browsers")
    serve_parser.add_argument(
        "--host", help="the address to listen on; every one of this machine's unless told"
    )
    serve_parser.add_argument("--port", type=int, help="8000 unless told; 0 takes a free one")
    serve_parser.add_argument("--reload", action="store_true", help="start again when the code changes")
    serve_parser.set_defaults(run=serve)
    rehearse.add_to(commands)
    purge_parser = commands.add_parser(
        "purge", help="delete rooms and charters that nobody has used for as long as they're kept"
    )
    purge_parser.add_argument("--dry-run", action="store_true", help="only say what would be deleted")
    purge_parser.add_argument(
        "--older-than", type=int, metavar="DAYS", help="rooms unused for so many days, 1 at least"
    )
    purge_parser.set_defaults(run=purge)
    let_in_parser = commands.add_parser(
        "let-in", help="make a code by which a host who has lost their browser comes in again"
    )
    let_in_parser.add_argument("code", metavar="ROOM", help="the room's code, as in ABC-DEF")
    let_in_parser.set_defaults(run=let_in)
    options = parser.parse_args(arguments)
    _leave_no_core()
    status: int = options.run(options)
    return status


def _leave_no_core() -> None:
    """What a crash of the interpreter would write into a file, in the folder of the database as often as not, is all
    that is in memory: the keys of open ballots too. No file is as small as one byte; and at one, unlike at none, Linux
    hands it to no program that collects them either."""
    if sys.platform != "win32":
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (1, 1))


def serve(options: argparse.Namespace) -> int:
    """Listen, say where, and serve until told to stop."""
    # A tenth of the start would go into searching what is loaded for garbage; `Collecting` begins with it afterwards.
    gc.disable()
    # Here, since a rehearsal and whoever asks for help have no use for the application: it takes its time to load.
    from app.extras import NotInstalled
    from app.main import create_app
    from app.server import Server, how_to_serve, open_many_files

    try:
        settings = Settings()
    except ValidationError as wrong:
        print("\n".join(faults(wrong)), file=sys.stderr)
        return 1
    host = options.host or settings.host
    port = settings.port if options.port is None else options.port
    # Where it listens decides what address phones are told; what is reloaded reads its settings itself.
    os.environ["TOUCHSTONE_HOST"] = host
    settings.host = host
    logs.set_up(settings.log_level)
    open_many_files()
    how = {"host": host, "port": port, "loop": "uvloop", **how_to_serve(settings)}
    if options.reload:
        _say_where(host, port)
        uvicorn.run("app.main:create_app", factory=True, reload=True, **how)
        return 0
    try:
        app = create_app(settings)
    except NotInstalled as missing:
        print(missing, file=sys.stderr)
        return 1
    config = uvicorn.Config(app, **how)
    try:
        listening = config.bind_socket()
    except SystemExit:
        print(f"Port {port} is taken. Choose another one: touchstone serve --port 8001", file=sys.stderr)
        return 1
    bound = listening.getsockname()[1]
    Server(config, app, lambda: _say_where(host, bound)).run(sockets=[listening])
    return 0


def purge(options: argparse.Namespace) -> int:
    """Delete what is over its term now, and say how much that was."""
    from app.purging import run

    return run(Settings(), options.older_than, dry=options.dry_run)


def let_in(options: argparse.Namespace) -> int:
    """Make a code for the host of a room, and say it."""
    from app.letting_in import run

    return run(Settings(), options.code)


def _say_where(host: str, port: int) -> None:
    here = "localhost" if host == "0.0.0.0" else f"[{host}]" if ":" in host else host  # noqa: S104
    print(f"Touchstone is at http://{here}:{port}")
    if host == "0.0.0.0":  # noqa: S104
        if address := lan_address():
            print(f"Phones on the same network: http://{address}:{port}")
        else:
            print("This machine is in no network now; phones can't reach it.")
    else:
        print(f"It listens on {host} alone. For phones on the same network: --host 0.0.0.0")
    print("Stop it with Ctrl-C. What is in it is kept.", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
