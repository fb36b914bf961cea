"""A served application for each test, and a room in it; at the end, how much was tried."""

import pytest

from tests.attack.figures import TRIED
from tests.web.conftest import door, http, site

__all__ = ["door", "http", "site"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if TRIED:
        terminalreporter.section("attacks")
        for what, many in sorted(TRIED.items()):
            terminalreporter.write_line(f"{many:>9,} {what}")
