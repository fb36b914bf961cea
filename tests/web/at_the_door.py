"""Words for coming in: with a name, with a passcode, by waiting."""

import httpx

from tests.served import Served
from tests.web.people import Door, bearer


async def joins(door: Door, name: str, **fields: str) -> httpx.Response:
    return await door.http.post(f"/api/v1/rooms/{door.code}/members", json={"name": name, **fields})


def a_browser(site: Served) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=site.url, trust_env=False)


async def waits(door: Door, name: str = "Noor") -> tuple[str, str]:
    """Someone at the door: id and token."""
    answer = await joins(door, name)
    assert answer.status_code == 202
    made = answer.json()
    assert made["waiting"] is True
    return made["member_id"], made["token"]


async def standing(door: Door, token: str) -> str:
    answer = await door.http.get(f"/api/v1/rooms/{door.code}/door", headers=bearer(token))
    return str(answer.json()["standing"]) if answer.is_success else str(answer.status_code)
