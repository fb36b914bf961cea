"""What stands in an error's text moves no cursor, forges no line, and is one entry."""

import asyncio
import gc
import io
import json
import logging
import re
import sys
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import HealthCheck, example, given, settings, strategies as st

from app import logs

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
NASTY = st.text(
    st.one_of(st.sampled_from("\x1b\x9b\r\n\x07\x08\x00\x7f\u2028\u202e[2JA"), st.characters(codec="utf-8"))
)


WORDS = "Zivilcourage statt Frank"


class Terminal(io.StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.fixture
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def logged(text: str, monkeypatch: pytest.MonkeyPatch, *, terminal: bool, of: str = "") -> str:
    """What stands in the log after a bug whose text this is, as are those of what is logged, unless told."""
    shown = Terminal(terminal=terminal)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", shown)
        logs.set_up("INFO")
        structlog.get_logger("touchstone").warning("first", room=of or text)
        try:
            try:
                raise KeyError(text)
            except KeyError as missing:
                raise RuntimeError(text) from missing
        except RuntimeError:
            logging.getLogger("uvicorn.error").exception("Exception in %s", of or text)
    return shown.getvalue()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NASTY)
@example("\x1b[2J\r\n2026-11-29T09:00:00Z [info     ] forged")
def test_CONTENT_10_a_terminal_is_shown_no_control_and_no_forged_line(
    as_before: None, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    shown = COLOURS.sub("", logged(text, monkeypatch, terminal=True))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028]", shown)
    entries = [line for line in shown.split("\n") if re.match(r"\d{4}-\d\d-\d\dT", line)]
    assert len(entries) == 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NASTY)
def test_CONTENT_10_elsewhere_an_entry_is_one_line_of_json(
    as_before: None, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    shown = logged(text, monkeypatch, terminal=False)
    assert shown.isascii()
    first, second = (json.loads(line) for line in shown.splitlines())
    assert (first["event"], first["room"]) == ("first", text)
    assert "RuntimeError" in second["exception"]


@pytest.mark.parametrize("terminal", [True, False])
def test_OPERATE_5_of_a_bug_its_kind_and_place_are_logged_and_not_its_text(
    as_before: None, monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    shown = COLOURS.sub("", logged(WORDS, monkeypatch, terminal=terminal, of="a request"))
    assert WORDS not in shown
    for said in ("RuntimeError", "KeyError", "in handling", "test_logs.py", "in logged"):
        assert said in shown, said


def test_OPERATE_5_nor_is_what_a_task_or_a_callback_that_failed_was_called_with(
    as_before: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(text: str) -> None:
        raise RuntimeError(text)

    async def task_fails() -> None:
        fails(WORDS)

    async def both() -> None:
        asyncio.get_running_loop().call_soon(fails, WORDS)
        tasks = [asyncio.ensure_future(task_fails())]
        await asyncio.wait(tasks)

    shown = Terminal(terminal=False)
    monkeypatch.setattr(sys, "stderr", shown)
    logs.set_up("INFO")
    asyncio.run(both())
    gc.collect()
    told = [json.loads(line) for line in shown.getvalue().splitlines()]
    begun = sorted(each["event"].split(" test_")[0] for each in told)
    assert begun == ["Exception in callback", "Task exception was never retrieved"]
    assert all("RuntimeError" in each["exception"] for each in told)
    assert WORDS not in shown.getvalue()
