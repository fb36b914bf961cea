"""A press to print charters with."""

from collections.abc import AsyncIterator

import pytest

from app.charter.press import Press


@pytest.fixture
async def press() -> AsyncIterator[Press]:
    press = Press()
    yield press
    press.close()
