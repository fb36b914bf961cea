"""Logs: lines for a person at a terminal, JSON for everything else. No payload and no name ever goes in."""

import logging
import re
import sys
import traceback

import structlog

MOST_CAUSES = 5


def set_up(level: str) -> None:
    """Send the application's and the libraries' log lines to standard error."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    # A terminal obeys what it is shown: a name in an error's text must move no cursor and forge no line.
    plain = [_plain] if sys.stderr.isatty() else []
    renderer = structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, _bare],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.ExceptionRenderer(_places),
            *plain,
            renderer,
        ],
    )
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=level, force=True)
    # At INFO uvicorn tells every websocket's address, and with it the room's code, which lets people in.
    for library in ("alembic", "uvicorn"):
        logging.getLogger(library).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
    )


def _bare(logger: object, method: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    """Of a task or a callback that failed asyncio writes out what it was called with, and its failure's text."""
    record = event.get("_record")
    if isinstance(record, logging.LogRecord) and record.name == "asyncio":
        event["event"] = re.split(r"[\n(<]", str(event["event"]))[0].strip()
    return event


def _places(exc_info: structlog.typing.ExcInfo) -> str:
    """What failed and where, and what it came of: not its text, which may quote what somebody wrote."""
    told: list[str] = []
    error: BaseException | None = exc_info[1]
    while error is not None and len(told) < MOST_CAUSES:
        told.append("".join([*traceback.format_tb(error.__traceback__), type(error).__qualname__]))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\nin handling\n".join(told)


_OBEYED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def _plain(logger: object, method: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    """Controls written out; a traceback keeps its lines, all of them set in."""
    return {
        key: _written_out(key, value) if isinstance(value, str) else value for key, value in event.items()
    }


def _written_out(key: str, text: str) -> str:
    shown = _OBEYED.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
    return shown.replace("\n", "\n  " if key == "exception" else "\\n")
