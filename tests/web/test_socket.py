"""The websocket: who is let in, what comes of wrong frames, and that no phone holds up another."""

import asyncio
import socket as sockets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from app.live.limits import LiveLimits
from tests.served import Served
from tests.web.people import Door, Phone, bearer, cookie, new_id, open_door, phone, visited

pytestmark = pytest.mark.usefixtures("both_ways")

BYE = "bye"


async def test_WEB_24_a_member_gets_what_they_may_see(door: Door) -> None:
    token = await door.member()
    async with phone(door, bearer(token)) as me, phone(door, bearer(door.host)) as host:
        await me.read()
        await host.read()
        assert me.socket.subprotocol == "touchstone.v1"
        assert me.view["mine"]["host"] is False
        assert me.view["lead"] is None
        assert host.view["lead"]
        assert me.view["shared"] == host.view["shared"]


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, 4403),
        ({"Origin": "http://evil.example"}, 4403),
        ({"Authorization": "Basic aG9zdDpwYXNz"}, 4403),
        ({"Authorization": "Basic aG9zdDpwYXNz", "Origin": "http://evil.example"}, 4403),
        ({"Authorization": "Bearer " + "x" * 32, "Cookie": ""}, 4401),
    ],
)
async def test_WEB_25_another_site_or_a_stranger_gets_nothing(
    door: Door, headers: dict[str, str], code: int
) -> None:
    """The cookie is the host's own, so that only the origin and the bearer decide."""
    async with phone(door, {**cookie(door.code, door.host), **headers}) as stranger:
        assert await stranger.closed() == code
        assert stranger.raw == []


async def test_WEB_25_this_site_s_page_comes_with_its_cookie(door: Door) -> None:
    headers = {**cookie(door.code, door.host), "Origin": door.site.url}
    async with phone(door, headers) as page:
        await page.read()
        assert page.view["mine"]["host"] is True


async def test_WEB_25_a_token_of_another_room_is_a_stranger_s(http: httpx.AsyncClient, door: Door) -> None:
    other = await open_door(door.site, http)
    async with phone(door, bearer(other.host)) as stranger:
        assert await stranger.closed() == 4401
    other = Door(door.site, http, "ZZZZZZ", "", "")
    async with phone(other, bearer(door.host)) as lost:
        assert await lost.closed() == 4404


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (b"[]", 1003),
        ("{", 1007),
        ('["\\ud800"]', 1007),
        ("[NaN]", 1007),
        ("{}", 1008),
        ("[1]", 1008),
        ('"go_to"', 1008),
        ("[" + " " * 16_384 + "]", 1009),
        ("[" + " " * 70_000 + "]", 1009),
    ],
)
async def test_WEB_26_a_wrong_message_ends_its_own_connection(
    door: Door, message: str | bytes, code: int
) -> None:
    async with phone(door, bearer(await door.member())) as wrong, phone(door, bearer(door.host)) as host:
        await wrong.read()
        await wrong.socket.send(message)
        assert await wrong.closed() == code
        assert (await host.does("show_question", text="Still here?"))["type"] == "ack"


async def test_WEB_27_a_wrong_command_is_refused_in_a_sentence_and_the_line_stays(door: Door) -> None:
    async with phone(door, bearer(await door.member())) as me:
        await me.send({"type": "fly", "id": "id-0000-0001"}, {"no": "type"}, {"type": 5, "id": 5})
        refused: list[dict[str, Any]] = []
        while len(refused) < 3:
            await me.read()
            refused = [frame for frame in me.frames if frame["type"] == "refused"]
        assert [frame["code"] for frame in refused] == ["unknown_command"] * 3
        assert refused[0]["id"] == "id-0000-0001"
        assert "id" not in refused[2]
        assert all(frame["message"] for frame in refused)
        assert (await me.does("check_in"))["type"] == "ack"


async def test_WEB_27_an_empty_message_is_answered(door: Door) -> None:
    async with phone(door, bearer(door.host)) as me:
        await me.read()
        await me.send()
        while me.raw[-1] != "[]":
            await me.read()


async def test_WEB_28_a_command_sent_twice_has_one_effect(door: Door) -> None:
    token, id = await door.member(), new_id()
    async with phone(door, bearer(token)) as me, phone(door, bearer(token)) as tab:
        one = await me.does("check_in", id)
        two = await tab.does("check_in", id)
        assert one == two
        assert (await door.view(token))["seq"] == one["seq"]


async def test_WEB_29_two_tabs_of_one_person_both_live(door: Door) -> None:
    token = await door.member()
    async with phone(door, bearer(token)) as one, phone(door, bearer(token)) as two:
        await two.read()
        await one.does("rename_me", name="Mei")
        member = one.view["mine"]["member"]
        await two.sees(lambda view: view["shared"]["members"][member]["name"] == "Mei")
        await one.sees(lambda view: view["shared"]["members"][member]["name"] == "Mei")
        assert one.view["shared"] == two.view["shared"]


async def test_WEB_29_a_fifth_connection_takes_the_place_of_the_first(door: Door) -> None:
    token = await door.member()
    async with phone(door, bearer(token)) as first:
        await first.read()
        async with (
            phone(door, bearer(token)) as _,
            phone(door, bearer(token)) as _,
            phone(door, bearer(token)) as _,
            phone(door, bearer(token)) as fifth,
        ):
            await fifth.read()
            assert await first.closed() == 1008
            assert first.frames[-1] == {"type": BYE, "reason": "replaced"}


async def test_WEB_30_whoever_comes_back_is_the_same_person_and_misses_nothing(door: Door) -> None:
    token = await door.member()
    async with phone(door, bearer(token)) as before:
        await before.read()
        seq, member = before.seq, before.view["mine"]["member"]
    await door.command(door.host, "show_question", text="What matters?")
    async with phone(door, bearer(token), f"?since={seq}") as after:
        after.view = before.view
        await after.sees(lambda view: view["shared"].get("question") is not None)
        assert after.view["mine"]["member"] == member
        fresh = await door.view(token)
        assert (after.view["shared"], after.view["mine"]) == (fresh["shared"], fresh["mine"])


@pytest.mark.parametrize("since", ["", "x", "-1", "1e9", "٣", "9" * 40, "0x1", "%00"])
async def test_WEB_30_what_is_no_seq_gets_everything(door: Door, since: str) -> None:
    async with phone(door, bearer(door.host), f"?since={since}") as me:
        await me.read()
        assert me.frames[0]["type"] == "snapshot"
        assert me.frames[0]["shared"]["title"] == "Platform team"


async def test_WEB_31_a_removed_member_is_told_and_sent_away(door: Door) -> None:
    token = await door.member()
    async with phone(door, bearer(token)) as me, phone(door, bearer(token)) as tab:
        await me.read()
        await tab.read()
        await door.command(door.host, "remove_member", member=me.view["mine"]["member"])
        for one in (me, tab):
            assert await one.closed() == 1008
            assert one.frames[-1] == {"type": BYE, "reason": "removed"}
    async with phone(door, bearer(token)) as again:
        assert (await again.closed(), again.socket.close_reason) == (4401, "removed")
    async with phone(door, bearer("x" * 32)) as stranger:
        assert (await stranger.closed(), stranger.socket.close_reason) == (4401, "")


async def test_WEB_31_when_the_room_is_deleted_everyone_is_told(http: httpx.AsyncClient, door: Door) -> None:
    async with phone(door, bearer(await door.member())) as me, phone(door, bearer(door.host)) as host:
        await me.read()
        await host.read()
        await http.delete(f"/api/v1/rooms/{door.code}", headers=bearer(door.host))
        for one in (me, host):
            assert await one.closed() == 1000
            assert one.frames[-1] == {"type": BYE, "reason": "room_deleted"}


@pytest.mark.parametrize("by", ["screen", "host"])
async def test_WEB_32_a_screen_only_looks(door: Door, by: str) -> None:
    token = {"screen": door.screen, "host": door.host}[by]
    async with phone(door, bearer(token), "?as=screen") as screen:
        await screen.read()
        assert set(screen.frames[0]) == {"type", "seq", "shared", "now"}
        refused = await screen.does("go_to", stage="reflect")
        assert refused["code"] == "read_only"
    assert (await door.view(door.host))["shared"]["stage"] == "lobby"


async def test_WEB_33_too_many_commands_are_sent_back_to_be_sent_again(door: Door) -> None:
    async with phone(door, bearer(await door.member())) as me, phone(door, bearer(door.host)) as host:
        await me.send(*({"type": "check_in", "id": f"id-0000-{n:04}"} for n in range(60)))
        refused = await me.gets(lambda frame: frame.get("code") == "too_fast")
        assert refused["retry_after_ms"] > 0
        assert (await host.does("show_question", text="And the others?"))["type"] == "ack"


async def test_WEB_33_no_command_overtakes_one_that_was_sent_back(tmp_path: Path) -> None:
    """The bucket fills again while the message is read."""
    async with visited(tmp_path, command_burst=1, commands_per_second=5_000) as (site, http):
        door = await open_door(site, http)
        async with phone(door, bearer(await door.member())) as me:
            ids = [f"id-0000-{n:04}" for n in range(150)]
            await me.send(*({"type": "check_in", "id": id, "word": id} for id in ids))
            answers = [await me.gets(lambda frame, id=id: frame.get("id") == id) for id in ids]  # type: ignore[misc]
            kinds = [answer["type"] for answer in answers]
            first = kinds.index("refused")
            assert set(kinds[:first]) == {"ack"}
            assert set(kinds[first:]) == {"refused"}


async def test_WEB_34_a_phone_that_does_not_read_holds_up_nobody_and_nothing_is_kept_for_it(
    tmp_path: Path,
) -> None:
    """When it reads again it skips to a later view: it gets a fraction of what the others got, and the last word."""
    async with visited(tmp_path, send_buffer=4_096, command_burst=10_000) as (site, http):
        site.services.rooms._limits = LiveLimits(tick=0, kept_bytes=16_384)
        door = await open_door(site, http)
        with await asyncio.to_thread(_stall, site, door.code, await door.member("Stalled")) as stalled:
            async with (
                phone(door, bearer(door.host)) as host,
                phone(door, bearer(await door.member())) as other,
            ):
                for number in range(CHANGES):
                    purpose = f"{number} " + "🪨" * 270
                    assert (await host.does("change_settings", purpose=purpose))["type"] == "ack"
                    await other.sees(lambda view, it=purpose: view["shared"].get("purpose") == it)  # type: ignore[misc]
                got = await asyncio.to_thread(_read_until, stalled, f"{CHANGES - 1} 🪨".encode())
                assert got < sum(len(message.encode()) for message in other.raw) / 2


CHANGES = 200


def _read_until(stalled: sockets.socket, last: bytes) -> int:
    """How many bytes come until these."""
    stalled.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 1_000_000)
    got, tail = 0, b""
    while last not in tail:
        piece = stalled.recv(65_536)
        assert piece, "it ended before the last word came"
        got += len(piece)
        tail = tail[-len(last) :] + piece
    return got


def _stall(site: Served, code: str, token: str) -> sockets.socket:
    """A client that shakes hands and never reads again, with the smallest buffer there is."""
    where = urlsplit(site.url)
    made = sockets.socket()
    made.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 2_048)
    made.connect((where.hostname, where.port))
    made.sendall(
        (
            f"GET /ws/{code} HTTP/1.1\r\nHost: {where.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Version: 13\r\n"
            f"Authorization: Bearer {token}\r\n\r\n"
        ).encode()
    )
    assert made.recv(12) == b"HTTP/1.1 101"
    return made


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(secret=st.lists(st.text("ghkqvwxz", min_size=7, max_size=12), min_size=2, max_size=2, unique=True))
async def test_WEB_35_nothing_hidden_is_in_any_frame_of_others(
    site: Served, http: httpx.AsyncClient, secret: list[str]
) -> None:
    """Neither labels nor stories that aren't shown yet, nor who voted what, reach another member or a screen."""
    door = await open_door(site, http)
    one, other = await door.member("Jonas"), await door.member("Amara")
    label, story = secret
    async with (
        phone(door, bearer(one)) as writer,
        phone(door, bearer(other)) as member,
        phone(door, bearer(door.screen), "?as=screen") as screen,
        phone(door, bearer(door.host)) as host,
    ):
        await host.does("go_to", stage="reflect")
        await writer.does("add_value", label=label, story=story, show_story=False)
        await writer.does("set_ready", ready=True)
        last = await host.does("show_question", text="What else?")
        for watcher in (member, screen, host):
            await watcher.sees(lambda view, it=watcher: it.seq >= last["seq"])  # type: ignore[misc]
            assert _without(watcher, label, story)
        await writer.sees(lambda view: writer.seq >= last["seq"])
        assert not _without(writer, label)


def _without(phone: Phone, *words: str) -> bool:
    return not any(word in message for message in phone.raw for word in words)
