"""What a room holds, for its host to take along."""

import csv
from io import StringIO

import httpx
import pytest

from tests.web.people import Door, bearer, cookie, open_door

KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@pytest.mark.parametrize("ending", KINDS)
async def test_EXPORT_1_the_host_takes_it_along_at_any_stage_and_nobody_else_does(
    http: httpx.AsyncClient, door: Door, ending: str
) -> None:
    address = f"/r/{door.code}/export.{ending}"
    lead = await door.member("Amara")
    member = (await door.view(lead))["mine"]["member"]
    await door.command(door.host, "hand_lead_to", member=member)
    for host in (bearer(door.host), cookie(door.code, door.host)):
        file = await http.get(address, headers=host)
        assert (file.status_code, file.headers["content-type"]) == (200, KINDS[ending])
        assert file.headers["content-disposition"] == f'attachment; filename="data-{door.code}.{ending}"'
        assert (file.headers["cache-control"], file.headers["x-content-type-options"]) == (
            "no-store",
            "nosniff",
        )
        assert "Platform team" in file.text
    screen = cookie(door.code, door.screen, "screen")
    other = await open_door(door.site, http)
    for headers, status in ((bearer(lead), 403), ({}, 401), (screen, 401), (bearer(other.host), 401)):
        refused = await http.get(address, headers=headers)
        assert refused.status_code == status
        assert "Platform team" not in refused.text
    assert (await http.get(f"/r/NNNNNN/export.{ending}", headers=bearer(door.host))).status_code == 404
    assert (await http.get(f"/r/{door.code}/export.xlsx", headers=bearer(door.host))).status_code == 404


async def test_EXPORT_1_what_the_lead_alone_sees_is_not_in_it_though_the_host_leads(
    http: httpx.AsyncClient, door: Door
) -> None:
    member = await door.member("Amara")
    await door.command(door.host, "go_to", stage="reflect")
    await door.command(member, "add_value", label="=Honesty", story="-1+1", show_story=True)
    await door.command(member, "park", text="@later")
    await door.command(door.host, "go_to", stage="share")
    assert "=Honesty" in str((await door.view(door.host))["lead"])
    for ending in KINDS:
        hidden = (await http.get(f"/r/{door.code}/export.{ending}", headers=bearer(door.host))).text
        assert not any(word in hidden for word in ("Honesty", "1+1", "later", "Amara"))
    await door.command(door.host, "lift_curtain")
    data = (await http.get(f"/r/{door.code}/export.json", headers=bearer(door.host))).json()
    assert data["cards"] == [{"label": "=Honesty", "count": 1, "stories": ["-1+1"]}]
    table = await http.get(f"/r/{door.code}/export.csv", headers=bearer(door.host))
    rows = list(csv.DictReader(StringIO(table.content.decode("utf-8-sig"), newline="")))
    found = [(row["part"], row["name"], row["text"]) for row in rows if row["part"] in ("card", "story")]
    assert found == [("card", "'=Honesty", ""), ("story", "'=Honesty", "'-1+1")]
