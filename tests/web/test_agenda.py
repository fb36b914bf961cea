"""An agenda chosen at the door: on the form and over the API."""

import datetime as dt
import re
from typing import Any

import httpx

from app.data.agendas import agendas
from tests.web.people import Door, bearer

OWN = {"lobby": 1, "reflect": 10, "share": 10, "cluster": 10, "vote": 5, "agree": 18, "commit": 6}


def _form(**more: Any) -> dict[str, Any]:
    own = {f"minutes_{stage}": str(minutes) for stage, minutes in OWN.items()}
    return {"title": "Us", "host_name": "Ana", "values": "3", **own, **more}


async def _minutes(http: httpx.AsyncClient, code: str, token: str | None = None) -> Any:
    headers = bearer(token) if token else {}
    return (await http.get(f"/api/v1/rooms/{code}", headers=headers)).json()["lead"]["agenda"]["minutes"]


async def test_AGENDA_1_the_form_takes_a_ready_agenda_or_own_minutes(http: httpx.AsyncClient) -> None:
    for chosen, minutes in (
        ({}, agendas()["90"]),
        ({"agenda": "45"}, agendas()["45"]),
        ({"agenda": "own"}, OWN),
    ):
        made = await http.post("/new", data=_form(**chosen))
        assert await _minutes(http, made.headers["location"].rsplit("/", 1)[-1]) == minutes


async def test_AGENDA_1_so_does_the_api(http: httpx.AsyncClient) -> None:
    for asked, minutes in (({"agenda": "half_day"}, agendas()["half_day"]), ({"minutes": OWN}, OWN)):
        made = (await http.post("/api/v1/rooms", json={"title": "Us", **asked})).json()
        assert await _minutes(http, made["code"], made["host_token"]) == minutes


async def test_AGENDA_2_what_no_stage_can_take_is_said_at_its_field_and_the_rest_is_kept(
    http: httpx.AsyncClient,
) -> None:
    for wrong in ("0", "10000", "", "ten", "1.5"):
        answer = await http.post("/new", data=_form(agenda="own", minutes_share=wrong, minutes_vote="7"))
        assert answer.status_code == 422
        assert "Every stage takes between 1 and 240 minutes." in answer.text
        field = re.search(r'<input[^>]*id="minutes_share"[^>]*>', answer.text)
        assert field
        assert 'aria-invalid="true"' in field[0]
        assert f'value="{wrong}"' in field[0]
        assert re.search(r'id="minutes_vote"[^>]*value="7"', answer.text)
        assert re.search(r'value="own" checked', answer.text)


async def test_AGENDA_2_an_agenda_that_is_none_is_refused(http: httpx.AsyncClient) -> None:
    assert (await http.post("/new", data=_form(agenda="a week"))).status_code == 422
    wrong: tuple[dict[str, Any], ...] = ({"agenda": "a week"}, {"minutes": {**OWN, "share": 10_000}})
    for asked in wrong:
        answer = await http.post("/api/v1/rooms", json={"title": "Us", **asked})
        assert answer.status_code == 422
    assert answer.json()["detail"] == "Every stage takes between 1 and 240 minutes."


async def test_AGENDA_16_when_a_paused_room_goes_on_can_be_put_into_a_calendar(
    http: httpx.AsyncClient, door: Door
) -> None:
    file = f"/r/{door.code}/pause.ics"
    assert (await http.get(file, headers=bearer(door.host))).status_code == 404
    until = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(days=7)
    (await door.command(door.host, "pause", until=until.isoformat())).raise_for_status()
    answer = await http.get(file, headers=bearer(door.host))
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    lines = answer.text.replace("\r\n ", "").split("\r\n")
    assert f"DTSTART:{until:%Y%m%dT%H%M%SZ}" in lines
    assert f"DTEND:{until + dt.timedelta(minutes=85):%Y%m%dT%H%M%SZ}" in lines
    assert "SUMMARY:Platform team: we go on" in lines
    assert any(line.startswith("URL:http") and line.endswith(f"/j/{door.code}") for line in lines)
    assert (await http.get(file)).status_code == 401
