"""A room that is deleted while people are in it, and in the middle of saying something."""

import asyncio
import sqlite3
from contextlib import AsyncExitStack, closing
from pathlib import Path

import pytest

from tests.faults.heavy import BUSY
from tests.web.people import bearer, new_id, open_door, phone, visited

PEOPLE = 6


@pytest.mark.parametrize("turns", [0, 1, 3, 10, 30])
async def test_FAULT_7_a_room_deleted_under_its_people_answers_them_says_goodbye_and_leaves_nothing(
    tmp_path: Path, turns: int
) -> None:
    """Commands come before, with and after the deletion: it is begun when the loop has turned so often."""
    async with visited(tmp_path, **BUSY) as (site, http), AsyncExitStack() as lines:
        door, stays = await open_door(site, http), await open_door(site, http)
        people = [
            await lines.enter_async_context(phone(door, bearer(await door.member(f"P {number}"))))
            for number in range(PEOPLE)
        ]
        for person in people:
            await person.read()
        said = [[new_id() for _ in range(10)] for _ in people]
        for person, ids in zip(people, said, strict=True):
            for id in ids:
                await person.send({"type": "rename_me", "id": id, "name": id[:12]})
        for _ in range(turns):
            await asyncio.sleep(0)
        joining = asyncio.create_task(http.post(f"/api/v1/rooms/{door.code}/members", json={"name": "Late"}))
        gone = await http.delete(f"/api/v1/rooms/{door.code}", headers=bearer(door.host))
        assert gone.status_code == 204
        for person, ids in zip(people, said, strict=True):
            assert await person.closed() == 1000
            assert person.frames[-1] == {"type": "bye", "reason": "room_deleted"}
            answers = [frame for frame in person.frames if frame.get("id") in ids]
            # What the room had taken was answered, in its order; what was still on its way was not heard.
            assert [answer["id"] for answer in answers] == ids[: len(answers)]
            assert all(a["type"] == "ack" or a["code"] == "not_stored" for a in answers)
        assert (await joining).status_code in (201, 404, 503)
        assert (await http.get(f"/api/v1/rooms/{door.code}", headers=bearer(door.host))).status_code == 404
        assert (await http.get(f"/j/{door.code}")).status_code == 404
        async with phone(door, bearer(door.host)) as late:
            assert await late.closed() == 4404
        left = rooms_in(tmp_path / "rooms.db")
        assert {len(rooms) for rooms in left.values()} == {1}, "the other room's, and nothing else"
        assert (await door.http.get(f"/j/{stays.code}")).status_code == 200


def rooms_in(file: Path) -> dict[str, set[str]]:
    """Whose rows are in the tables of every room."""
    with closing(sqlite3.connect(file)) as db:
        asked = {"rooms": "id", "events": "room", "tokens": "room"}
        return {
            table: {room for (room,) in db.execute(f"SELECT {column} FROM {table}")}
            for table, column in asked.items()
        }
