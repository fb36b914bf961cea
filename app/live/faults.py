"""How the live part tells its operator of a failure: what and where, never what anybody wrote or who did."""

import traceback

import structlog

_log = structlog.get_logger("touchstone.live")


def report(event: str, error: BaseException, *, room: str, command: str | None = None) -> None:
    """Log `error` by its type and place. Its text is left out: it may quote a payload or name a member."""
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"{frame.filename.rsplit('/app/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames[-3:]]
    _log.error(event, room=room, command=command, error=type(error).__name__, where=where)
