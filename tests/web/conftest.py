"""A served application for each test, and a client of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.served import Served, served
from tests.web.people import Door, open_door, visitor


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(tmp_path) as running:
        yield running


@pytest.fixture
async def http(site: Served) -> AsyncIterator[httpx.AsyncClient]:
    async with visitor(site) as client:
        yield client


@pytest.fixture
async def door(site: Served, http: httpx.AsyncClient) -> Door:
    return await open_door(site, http)
