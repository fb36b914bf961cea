"""A room with a sealed charter: its page, its files, and its door afterwards."""

import httpx
import pytest

from tests.served import Served
from tests.web.people import Door, bearer, new_id, open_door

MARKUP = "<img src=x onerror=alert(1)>"


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


async def test_WEB_6_a_finished_room_says_so_at_its_door(http: httpx.AsyncClient, sealed: Door) -> None:
    for answer in (
        await http.get(f"/j/{sealed.code}"),
        await http.post(f"/j/{sealed.code}", data={"name": "Late"}),
    ):
        assert answer.status_code == 409
        assert "This room has finished." in answer.text
    assert len((await sealed.view(sealed.host))["shared"]["members"]) == 1


async def test_WEB_36_the_charter_is_for_members_in_each_of_its_forms(
    http: httpx.AsyncClient, sealed: Door
) -> None:
    room, mine = f"/r/{sealed.code}", bearer(sealed.host)
    page = await http.get(f"{room}/charter", headers=mine)
    assert "Honesty, early" in page.text
    assert "<img src=x" not in page.text
    assert page.headers["cache-control"] == "no-store"
    kinds = {"pdf": "application/pdf", "md": "text/markdown; charset=utf-8", "json": "application/json"}
    for ending, kind in kinds.items():
        file = await http.get(f"{room}/charter.{ending}", headers=mine)
        assert (file.status_code, file.headers["content-type"]) == (200, kind)
        assert file.headers["content-disposition"] == f'attachment; filename="charter-{sealed.code}.{ending}"'
        assert (await http.get(f"{room}/charter.{ending}")).status_code == 401
    assert (await http.get(f"{room}/charter.exe", headers=mine)).status_code == 404
    data = await http.get(f"/api/v1/rooms/{sealed.code}/charter", headers=mine)
    assert data.json()["values"][0]["name"] == "Honesty, early"
