"""Lines that die without a word: a phone asleep, a half-open connection, and somebody who reads nothing."""

from pathlib import Path

from tests.faults.heavy import BUSY, ROOM, WALL, build_wall, show_wall
from tests.faults.raw import RawSocket
from tests.web.people import Phone, bearer, new_id, open_door, phone, visited

PING = 1.0
SMALL = 4_096
"""Bytes that the system keeps for a client, so that little fills it."""
SHOWN = 30
CAP = 1_048_576
"""Bytes that may be kept for somebody who reads nothing."""


async def test_FAULT_10_a_phone_that_slept_is_gone_meanwhile_and_comes_back_to_the_same_view(
    tmp_path: Path,
) -> None:
    """It answers no ping. What it said before it slept, and says again on waking, is done once."""
    async with visited(tmp_path, ping_seconds=PING) as (site, http):
        door = await open_door(site, http)
        token = await door.member("Amara")
        async with phone(door, bearer(door.host)) as host:
            line = await RawSocket.open(door, token)
            asleep, said = line.as_phone(), {"type": "check_in", "id": new_id(), "word": "calm"}
            ack = await asleep.does(**said)
            await asleep.sees(lambda view: asleep.seq >= ack["seq"])
            await present(host, 2)
            await present(host, 1)
            assert (await host.does("show_question", text="What matters?"))["type"] == "ack"
            async with phone(door, bearer(token), f"?since={asleep.seq}") as awake:
                awake.view = asleep.view
                assert await awake.does(**said) == ack
                await awake.sees(lambda view: view["shared"].get("question") == "What matters?")
                await present(host, 2)
                assert awake.frames[0]["type"] == "patch", "what it missed, and no more"
                fresh = await door.view(token)
                assert (awake.view["shared"], awake.view["mine"]) == (fresh["shared"], fresh["mine"])
            line.close()


async def present(host: Phone, count: int) -> None:
    """The last that the host heard is that so many are there."""
    while [f["present"] for f in host.frames if f["type"] == "presence"][-1:] != [count]:
        await host.read()


async def test_FAULT_10_a_line_that_takes_nothing_not_even_a_ping_is_cut(tmp_path: Path) -> None:
    """The system's buffer is full: closing it as one should would wait for ever, and keep all that is in it."""
    async with visited(tmp_path, ping_seconds=2 * PING, send_buffer=SMALL, **BUSY) as (site, http):
        door = await open_door(site, http, **ROOM)
        await build_wall(door)
        async with phone(door, bearer(door.host), max_size=None) as host:
            await host.read()
            await present(host, 1)
            others = site.connections
            half_open = await RawSocket.open(door, await door.member("Amara"), receives=2_048)
            await present(host, 2)
            await show_wall(host, 3)
            await present(host, 1)
            while site.connections > others:
                assert (await host.does("blank", on=not host.view["shared"].get("blank")))["type"] == "ack"
            half_open.close()


async def test_FAULT_11_somebody_who_reads_nothing_holds_up_nobody_and_little_is_kept_for_them(
    tmp_path: Path,
) -> None:
    """When they read again they get the last view, and of what was between only what still fits."""
    async with visited(tmp_path, send_buffer=SMALL, **BUSY) as (site, http):
        door = await open_door(site, http, **ROOM)
        await build_wall(door)
        async with (
            phone(door, bearer(door.host), max_size=None) as host,
            phone(door, bearer(await door.member("Other")), max_size=None) as other,
        ):
            await host.read()
            line = await RawSocket.open(door, await door.member("Stalled"), receives=2_048)
            await show_wall(host, SHOWN)
            last = await host.does("show_question", text="Are you still there?")
            for reader in (other, host):
                await reader.sees(lambda view, it=reader: it.seq >= last["seq"])  # type: ignore[misc]
            stalled = line.as_phone()
            await stalled.sees(lambda view: stalled.seq >= last["seq"])
            assert stalled.view["shared"] == other.view["shared"] == host.view["shared"]
            assert line.received < CAP + 4 * WALL < SHOWN * WALL
            assert (await stalled.does("rename_me", name="Awake"))["type"] == "ack"
            line.close()
