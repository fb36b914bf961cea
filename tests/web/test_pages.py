"""The pages as a browser without a script gets them."""

import json
import re
from html import unescape
from pathlib import Path

import httpx
import pytest

from app.live.limits import LiveLimits
from app.live.pace import Pace
from tests.served import Served
from tests.web.people import Door, bearer, cookie, open_door, visited

MARKUP = "<script>alert(1)</script> & \"'"


async def test_WEB_2_a_code_leads_to_its_door_however_it_is_typed(
    http: httpx.AsyncClient, door: Door
) -> None:
    typed = f" {door.code[:3].lower()}-{door.code[3:].lower()} "
    answer = await http.get("/", params={"code": typed})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/j/{door.code}"
    assert "Platform team" in (await http.get(f"/j/{door.code}")).text


async def test_WEB_2_no_code_is_asked_for_in_its_place(http: httpx.AsyncClient) -> None:
    answer = await http.get("/", params={"code": " - "})
    assert answer.status_code == 422
    assert 'aria-describedby="wrong"' in answer.text
    assert "six characters" in answer.text


async def test_WEB_2_what_is_no_code_stays_within_the_site(http: httpx.AsyncClient) -> None:
    for typed in ("//evil.example", "../new", "?a#b", "\r\nX: y"):
        answer = await http.get("/", params={"code": typed})
        assert re.fullmatch(r"/j/[\w%.-]+", answer.headers["location"])


async def test_WEB_3_a_wrong_code_says_so_and_keeps_what_was_typed(http: httpx.AsyncClient) -> None:
    answer = await http.get("/j/ZZZ-ZZ2")
    assert answer.status_code == 404
    assert "No room has this code." in answer.text
    assert 'value="ZZZ-ZZ2"' in answer.text
    assert 'aria-invalid="true"' in answer.text


async def test_WEB_4_whoever_joins_is_in_with_a_cookie_that_scripts_can_not_read(
    http: httpx.AsyncClient, door: Door
) -> None:
    answer = await http.post(f"/j/{door.code}", data={"name": "Mei-Lin"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/r/{door.code}"
    given = answer.headers["set-cookie"].lower()
    assert "httponly" in given
    assert "samesite=lax" in given
    assert "secure" not in given
    page = await http.get(f"/r/{door.code}")
    assert 'data-role="participant"' in page.text


async def test_WEB_4_joining_again_makes_no_second_member(http: httpx.AsyncClient, door: Door) -> None:
    await http.post(f"/j/{door.code}", data={"name": "Mei-Lin"})
    again = await http.post(f"/j/{door.code}", data={"name": "Mei-Lin again"})
    back = await http.get(f"/j/{door.code}")
    assert again.headers["location"] == back.headers["location"] == f"/r/{door.code}"
    members = (await door.view(door.host))["shared"]["members"]
    assert len(members) == 2


async def test_WEB_4_two_taps_on_a_slow_line_are_one_person(
    site: Served, http: httpx.AsyncClient, door: Door
) -> None:
    once = re.search(r'name="once" value="([^"]+)"', (await http.get(f"/j/{door.code}")).text)
    assert once
    taps = []
    for _ in range(2):
        async with httpx.AsyncClient(base_url=site.url, trust_env=False) as before_any_cookie:
            form = {"name": "Mei-Lin", "once": once[1]}
            taps.append(await before_any_cookie.post(f"/j/{door.code}", data=form))
    assert taps[0].headers["set-cookie"] == taps[1].headers["set-cookie"]
    assert len((await door.view(door.host))["shared"]["members"]) == 2
    await http.post(f"/j/{door.code}", data={"name": "Mei-Lin", "once": "1"})
    http.cookies.clear()
    await http.post(f"/j/{door.code}", data={"name": "Mei-Lin", "once": "1"})
    assert len((await door.view(door.host))["shared"]["members"]) == 4


async def test_WEB_4_the_host_comes_to_the_console(http: httpx.AsyncClient) -> None:
    made = await http.post("/new", data={"title": "Us", "host_name": "Ana", "values": "3"})
    page = await http.get(made.headers["location"])
    assert 'data-role="facilitator"' in page.text
    phone = await http.get(made.headers["location"], params={"as": "participant"})
    assert 'data-role="participant"' in phone.text


async def test_SCALE_1_the_scale_is_chosen_when_a_room_is_made(site: Served, http: httpx.AsyncClient) -> None:
    named = {"title": "Us", "host_name": "Ana", "scale": "fist"}
    wrong = await http.post("/new", data={**named, "title": ""})
    assert "<details open>" in wrong.text
    assert re.search(r'value="fist" checked', wrong.text)
    made = await http.post("/new", data=named)
    by_page = await http.get("/api/v1/rooms/" + made.headers["location"].rsplit("/", 1)[1])
    assert by_page.json()["shared"]["settings"]["scale"] == "fist"
    by_api = await open_door(site, http, scale="consent")
    assert (await by_api.view(by_api.host))["shared"]["settings"]["scale"] == "consent"
    assert (await http.post("/new", data={**named, "scale": "thumbs"})).status_code == 422
    refused = await http.post("/api/v1/rooms", json={"title": "Us", "scale": "thumbs"})
    assert refused.status_code == 422


async def test_WEB_5_nothing_typed_is_lost_when_something_is_wrong(
    http: httpx.AsyncClient, door: Door
) -> None:
    long = "x" * 41
    answer = await http.post(f"/j/{door.code}", data={"name": long})
    assert answer.status_code == 422
    assert f'value="{long}"' in answer.text
    assert 'id="wrong"' in answer.text
    new = await http.post(
        "/new",
        data={"title": "", "purpose": "Why & how", "host_name": "Ana", "part": "take_part", "values": "11"},
    )
    assert new.status_code == 422
    assert "Why &amp; how" in new.text
    assert 'value="Ana"' in new.text
    assert re.search(r'value="take_part" checked', new.text)
    assert re.search(r'id="title"[^>]*aria-describedby="wrong"', new.text)
    assert 'value="11"' in new.text
    values = await http.post("/new", data={"title": "Us", "host_name": "Ana", "values": "eleven"})
    assert re.search(r'id="values"[^>]*value="eleven"[^>]*aria-describedby="wrong"', values.text)
    assert "Between 1 and 10." in values.text


async def test_WEB_6_a_full_room_says_so_at_its_door(site: Served, http: httpx.AsyncClient) -> None:
    site.services.settings.room_capacity = 2
    door = await open_door(site, http)
    await door.member()
    for answer in (
        await http.get(f"/j/{door.code}"),
        await http.post(f"/j/{door.code}", data={"name": "Late"}),
    ):
        assert answer.status_code == 409
        assert "The room is full." in answer.text


async def test_WEB_7_people_s_words_are_text_on_every_page(site: Served, http: httpx.AsyncClient) -> None:
    door = await open_door(site, http, title=MARKUP, purpose=MARKUP)
    for address in (f"/j/{door.code}", f"/r/{door.code}", f"/r/{door.code}/screen"):
        headers = {} if address.startswith("/j") else bearer(door.host)
        page = await http.get(address, headers=headers)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;alert" in page.text
    typed = await http.post(f"/j/{door.code}", data={"name": '"><script>alert(1)</script>' + "x" * 40})
    assert "<script>alert" not in typed.text


async def test_WEB_8_every_answer_has_the_headers_that_keep_it_safe(
    http: httpx.AsyncClient, door: Door
) -> None:
    for address in (
        "/",
        "/new",
        "/nothing",
        "/j/ZZZZZZ",
        f"/j/{door.code}",
        "/api/v1/nothing",
        "/api/openapi.json",
    ):
        headers = (await http.get(address)).headers
        policy = dict(
            part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";")
        )
        assert policy["script-src"] == "'self'"
        assert policy["object-src"] == policy["base-uri"] == "'none'"
        host = http.base_url.netloc.decode()
        assert policy["connect-src"] == f"'self' ws://{host} wss://{host}"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


async def test_WEB_8_a_host_header_can_not_widen_the_policy(http: httpx.AsyncClient) -> None:
    answer = await http.get("/", headers={"Host": "a.example *; script-src *"})
    assert "script-src *" not in answer.headers.get("content-security-policy", "")


async def test_WEB_9_pages_of_a_room_are_for_those_in_it(http: httpx.AsyncClient, door: Door) -> None:
    token = await door.member()
    other = await open_door(door.site, http)
    for name in ("", "/screen"):
        address = f"/r/{door.code}{name}"
        outside = await http.get(address, headers=bearer(other.host))
        assert outside.headers["location"] == f"/j/{door.code}"
        assert (await http.get(address, headers=bearer(token))).status_code == 200
        assert (await http.get(address, headers=cookie(door.code, token))).status_code == 200
    for name in (
        "/qr.svg",
        "/charter",
        "/charter.pdf",
        "/charter.docx",
        "/charter.png",
        "/takeaway",
        "/takeaway.pdf",
        "/export.csv",
    ):
        outside = await http.get(f"/r/{door.code}{name}", headers=bearer(other.host))
        assert outside.status_code == 401
    assert (await http.get(f"/r/{door.code}/qr.svg", headers=bearer(token))).status_code == 200
    assert (await http.get(f"/r/{door.code}/charter", headers=bearer(token))).status_code == 404


async def test_WEB_10_a_screen_link_becomes_a_cookie_that_only_looks(
    http: httpx.AsyncClient, door: Door
) -> None:
    answer = await http.get(f"/r/{door.code}/screen", params={"t": door.screen})
    assert answer.headers["location"] == f"/r/{door.code}/screen"
    assert 'data-role="screen"' in (await http.get(f"/r/{door.code}/screen")).text
    assert (await http.get(f"/r/{door.code}")).headers["location"] == f"/j/{door.code}"
    member = await door.member()
    wrong = await http.get(f"/r/{door.code}/screen", params={"t": member})
    assert wrong.status_code == 401


async def test_WEB_11_a_token_in_a_form_becomes_a_cookie(http: httpx.AsyncClient, door: Door) -> None:
    answer = await http.post(f"/r/{door.code}/enter", data={"token": door.host})
    assert answer.headers["location"] == f"/r/{door.code}"
    assert 'data-role="facilitator"' in (await http.get(f"/r/{door.code}")).text
    assert (await http.post(f"/r/{door.code}/enter", data={"token": "x" * 32})).status_code == 401


async def test_WEB_12_crawlers_stay_outside_and_the_mark_is_there(http: httpx.AsyncClient) -> None:
    assert "Disallow: /" in (await http.get("/robots.txt")).text
    mark = await http.get("/favicon.svg")
    assert mark.headers["content-type"].startswith("image/svg+xml")
    assert "<svg" in mark.text


async def test_WEB_39_a_page_carries_what_its_owner_sees_and_nothing_else(
    http: httpx.AsyncClient, door: Door
) -> None:
    mine, other = await door.member("Mei-Lin"), await door.member("Amara")
    await door.command(door.host, "go_to", stage="reflect")
    await door.command(mine, "add_value", label="</script><b>Honesty")
    for token, label in ((mine, "</script><b>Honesty"), (other, "")):
        page = await http.get(f"/r/{door.code}", headers=bearer(token))
        carried = page.text.split('id="first">')[1].split("</script>")[0]
        assert "<" not in carried
        frame, seen = json.loads(carried), await door.view(token)
        assert frame["type"] == "snapshot"
        assert (frame["seq"], frame["shared"], frame["mine"]) == (seen["seq"], seen["shared"], seen["mine"])
        assert [value["label"] for value in frame["mine"]["values"].values()] == [label] * bool(label)
        assert page.headers["cache-control"] == "no-store"


async def test_WEB_39_a_page_asked_for_at_once_waits_until_its_owner_is_shown(tmp_path: Path) -> None:
    """The room shows what happens a few times a second; who comes in meanwhile is in no view yet."""
    async with visited(tmp_path) as (site, http):
        site.services.rooms._limits = LiveLimits(tick=0.3)
        door = await open_door(site, http)
        await door.member("Mei-Lin")
        other = await door.member("Amara")
        page = await http.get(f"/r/{door.code}", headers=bearer(other))
        frame = json.loads(page.text.split('id="first">')[1].split("</script>")[0])
        assert [frame["mine"]["name"], len(frame["shared"]["members"])] == ["Amara", 3]


@pytest.mark.parametrize("end", ["removed", "deleted"])
async def test_WEB_39_whoever_is_in_the_room_no_more_by_then_is_led_to_its_door(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    async with visited(tmp_path) as (site, http):
        site.services.rooms._limits = LiveLimits(tick=600)
        door = await open_door(site, http)
        await door.member("Mei-Lin")
        gone = await door.member("Amara")
        id = (await door.view(gone))["mine"]["member"]

        async def meanwhile(pace: Pace) -> None:
            assert pace._timer, "nothing is waited for"
            if end == "removed":
                await door.command(door.host, "remove_member", member=id)
                pace._run()
            else:
                await http.delete(f"/api/v1/rooms/{door.code}", headers=bearer(door.host))

        monkeypatch.setattr(Pace, "rest", meanwhile)
        page = await http.get(f"/r/{door.code}", headers=bearer(gone))
        assert (page.status_code, page.headers.get("location")) == (303, f"/j/{door.code}")


async def test_WEB_39_a_screen_s_page_carries_what_all_see(http: httpx.AsyncClient, door: Door) -> None:
    await http.get(f"/r/{door.code}/screen", params={"t": door.screen})
    page = await http.get(f"/r/{door.code}/screen")
    frame = json.loads(page.text.split('id="first">')[1].split("</script>")[0])
    assert frame.keys() == {"type", "seq", "shared", "now"}


async def test_WEB_39_a_phone_s_first_pages_can_be_read_before_their_script_is_there(
    http: httpx.AsyncClient, door: Door
) -> None:
    mine = await door.member("Mei-Lin")
    welcome = unescape((await http.get(f"/r/{door.code}", headers=bearer(mine))).text)
    assert '<h1 class="cut">You’re in, Mei-Lin.</h1>' in welcome
    await door.command(door.host, "go_to", stage="reflect")
    assert (
        "Think of a day" in (await http.get(f"/r/{door.code}", headers=bearer(mine))).text.split("<main>")[1]
    )
    await door.command(door.host, "pause")
    assert "<main>" not in (await http.get(f"/r/{door.code}", headers=bearer(mine))).text
