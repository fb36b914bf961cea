"""Everyone at once: a full room loses its server, or its lines, and all of it comes back in the same moment."""

import asyncio
from pathlib import Path

import pytest

from tests.faults.lines import Cut, gathered
from tests.process import Process

SHELL = 64
"""Files that the server's shell lets it open; that is fewer than people."""
CROWDS = [80, pytest.param(499, marks=pytest.mark.soak)]


@pytest.mark.parametrize("people", CROWDS)
async def test_FAULT_13_a_whole_room_comes_back_at_once_and_nobody_is_turned_away(
    tmp_path: Path, people: int
) -> None:
    """First the lines break, then the server is killed; each time everyone is saying something."""
    server = Process(tmp_path, files=SHELL, TOUCHSTONE_ROOM_CAPACITY=str(people + 1))
    await server.start()
    try:
        everyone, _ = await gathered(Cut, server.url, people)
        host = everyone[0]
        for word in ("broken", "killed"):
            saying = [asyncio.create_task(one.does("check_in", word=word)) for one in everyone]
            for one in everyone:
                one.line_breaks()
            if word == "killed":
                await server.kill()
                await server.start()
            await asyncio.gather(*saying)
            await all_are_as_far(everyone)
            assert all(one.shared == host.shared for one in everyone)
            said = [member.get("word") for member in host.shared["members"].values()]
            assert said == [word] * (people + 1)
        assert {one.reconnects for one in everyone} == {2}, "nobody was let in and sent away again"
        for one in everyone:
            await one.leave()
    finally:
        await server.stop()


async def all_are_as_far(everyone: list[Cut]) -> None:
    last = max(one.seq for one in everyone)
    for one in everyone:
        await one.until(lambda one=one: one.seq >= last)  # type: ignore[misc]
