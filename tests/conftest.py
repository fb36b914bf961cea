"""What holds for all tests."""

from collections.abc import AsyncIterator, Iterator

import pytest
from hypothesis import settings

from app.store.migrating import migrate_off_loop
from tests.figures import TRIED
from tests.live.vocabulary import Person
from tests.postgres import database
from tests.served import Served

# How long an example takes is the machine's affair: timings are measured in benchmarks, never in a test.
settings.register_profile("touchstone", deadline=None)
settings.load_profile("touchstone")


@pytest.fixture
async def postgres() -> AsyncIterator[str]:
    """The address of a PostgreSQL database that is migrated."""
    async with database() as url:
        await migrate_off_loop(url)
        yield url


@pytest.fixture(scope="module", params=["direct", "portable"])
def both_ways(request: pytest.FixtureRequest) -> Iterator[None]:
    """What people get is the same whether it is written to their line or asked for by a task: WEB-34, LIVE-27."""
    Person.direct, Served.portable = request.param == "direct", request.param == "portable"
    yield
    Person.direct, Served.portable = False, False


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if TRIED:
        terminalreporter.section("how much was tried")
        for what, many in sorted(TRIED.items()):
            terminalreporter.write_line(f"{many:>9,} {what}")
