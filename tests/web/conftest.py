"""A served application for each test, and a client of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.served import Served, served
from tests.web.people import Door, new_id, open_door, visitor
from tests.web.signing_in import Place, place

MARKUP = "<img src=x onerror=alert(1)>"


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


@pytest.fixture
async def sealed(site: Served, http: httpx.AsyncClient) -> Door:
    """One value, agreed on by the host, who takes part."""
    door = await open_door(site, http, title=MARKUP, host_takes_part=True)

    async def does(type: str, **fields: object) -> str:
        id = new_id()
        answer = await door.command(door.host, type, id=id, **fields)
        assert answer.status_code == 200, (type, answer.text)
        return id

    await does("go_to", stage="reflect")
    await does("add_value", label="Honesty")
    await does("go_to", stage="share")
    await does("lift_curtain")
    await does("go_to", stage="cluster")
    cluster = await does("add_cluster", name="Honesty, early")
    (card,) = (await door.view(door.host))["shared"]["cards"]
    await does("move_card", card=card, cluster=cluster)
    await does("go_to", stage="vote")
    await does("choose_set", clusters=[cluster])
    await does("go_to", stage="agree")
    await does("open_rounds")
    await does("respond", ballot=await _round(door, cluster), cluster=cluster, level=1)
    await does("close_rounds")
    await does("adopt", cluster=cluster)
    await does("go_to", stage="commit")
    await does("seal")
    return door


async def _round(door: Door, cluster: str) -> str:
    """The ballot of the open round, as a phone reads it."""
    value = (await door.view(door.host))["shared"]["agree"]["values"][cluster]
    ballot: str = value["rounds"][-1]["ballot"]
    return ballot


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Place]:
    """Where one signs in."""
    async with place(tmp_path) as found:
        yield found
