"""One person on two connections: the same command from both at once, and an outbox in each of two tabs."""

import asyncio
from pathlib import Path

from tests.faults.lines import Cut, gathered
from tests.live.vocabulary import carried_out_once
from tests.served import served
from tests.web.people import bearer, new_id, open_door, phone, visited

ROUNDS = 20


async def test_FAULT_6_the_same_command_from_two_connections_at_once_is_done_once(tmp_path: Path) -> None:
    """Both sockets and the API get the same ack, whichever comes first."""
    async with visited(tmp_path, command_burst=1_000) as (site, http):
        door = await open_door(site, http)
        token = await door.member()
        async with phone(door, bearer(token)) as one, phone(door, bearer(token)) as two:
            await door.command(door.host, "go_to", stage="reflect")
            for number in range(ROUNDS):
                command = {"type": "rename_me", "id": new_id(), "name": f"Mei {number}"}
                by_http = http.post(
                    f"/api/v1/rooms/{door.code}/commands", json=command, headers=bearer(token)
                )
                first, second, third = await asyncio.gather(one.does(**command), two.does(**command), by_http)
                assert first == second == third.json()
                assert first["type"] == "ack"
        room = await site.services.rooms.find(door.code)
        assert room
        entries = await site.services.log.load(room.id)
        assert sum(entry.command_type == "rename_me" for entry in entries) == ROUNDS
        carried_out_once(entries)


async def test_FAULT_6_two_tabs_of_one_person_live_side_by_side_and_each_sends_its_own(
    tmp_path: Path,
) -> None:
    """The line of one breaks again and again while both put values in."""
    async with served(tmp_path, command_burst=1_000) as server:
        (host, tab), code = await gathered(Cut, server.url, 1)
        other = Cut(server.url, code, tab.credentials["Authorization"].removeprefix("Bearer "), tab.name)
        await other.arrive()
        await host.does("change_settings", values_per_person=10, pick_up_to=20, keep_up_to=10)
        await host.does("go_to", stage="reflect")
        saying = [
            asyncio.create_task(who.does("add_value", label=f"{name} {number}"))
            for number in range(5)
            for name, who in (("here", tab), ("there", other))
        ]
        for _ in range(3):
            other.line_breaks()
            reconnects = other.reconnects
            await other.until(lambda before=reconnects: other.reconnects > before and other.seq > 0)  # type: ignore[misc]
        last = max(await asyncio.gather(*saying))
        for each in (tab, other):
            await each.until(lambda each=each: each.seq >= last)  # type: ignore[misc]
        assert tab.mine == other.mine
        assert tab.shared == other.shared
        assert sorted(value["label"] for value in tab.mine["values"].values()) == sorted(
            f"{name} {number}" for number in range(5) for name in ("here", "there")
        )
        for person in (host, tab, other):
            await person.leave()
