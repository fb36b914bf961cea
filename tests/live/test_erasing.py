"""Erasing in a room that is open: every process forgets, and everybody still ends with what is stored."""

import gc
from collections import deque
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

import pytest

from app.live.limits import LiveLimits
from app.live.room import Room
from app.live.rooms import Rooms
from tests.live.lines import Pulled
from tests.live.vocabulary import (
    CODE,
    Clock,
    Person,
    assert_holds_what_is_stored,
    live,
    new_id,
    settled,
)

pytestmark = pytest.mark.usefixtures("both_ways")

_BESIDE = (type, ModuleType, FunctionType, BuiltinFunctionType, Pulled)
"""Not looked into: code, and the other end of a line."""


def _remembers(room: Room, words: str) -> bool:
    """Whether anything that the room leads to holds these words."""
    seen, waiting = {id(room)}, deque[Any]([room])
    while waiting:
        thing = waiting.popleft()
        if isinstance(thing, str) and words in thing:
            return True
        if isinstance(thing, bytes | bytearray) and words.encode() in thing:
            return True
        for next in gc.get_referents(thing):
            known = (
                id(next) in seen or isinstance(next, _BESIDE) or type(next).__module__.startswith("asyncio")
            )
            if not known and next is not room._log:
                seen.add(id(next))
                waiting.append(next)
    return False


async def test_LIFE_7_processes_keep_no_view_or_frame_in_which_the_words_were() -> None:
    async with live() as it:
        amara, screen = await it.joins("Quokka"), await it.screen()
        await amara.does("check_in", word="zebra")
        await it.goes_to("reflect")
        value = new_id()
        await amara.does("add_value", id=value, label="Okapi", story="numbat", show_story=True)
        await it.goes_to("share")
        await it.host.does("lift_curtain")
        other = await Rooms(it.log, Clock(), LiveLimits(tick=0, presence_tick=0)).find(CODE)
        assert other is not None
        there = Person(other, None)
        await there.reads()
        words = ("zebra", "Okapi", "numbat", "Quokka")
        assert all(_remembers(room, word) for room in (it.room, other) for word in words)
        seq = await amara.does("erase_mine", parts=["everything"], name="Someone")
        other.behind(seq)
        for person in (amara, screen, there, it.host):
            await person.reaches(seq)
            await assert_holds_what_is_stored(person, it.log)
        await settled()
        assert [word for word in words if any(_remembers(room, word) for room in (it.room, other))] == []
        await other.close("restart")


async def test_LIFE_7_who_comes_back_with_an_older_view_ends_with_what_is_stored() -> None:
    async with live() as it:
        amara, jonas = await it.joins(), await it.joins("Jonas")
        await amara.does("check_in", word="zebra")
        await jonas.reaches(it.room.state.seq)
        jonas.connection.close()
        await amara.does("erase_mine", parts=["word"])
        jonas.comes_back()
        (snapshot, *_) = await jonas.reads()
        assert snapshot["type"] == "snapshot"
        assert "shared" in snapshot
        await assert_holds_what_is_stored(jonas, it.log)


async def test_LIFE_7_who_has_not_read_what_was_shown_gets_it_without_the_words() -> None:
    async with live() as it:
        amara, jonas = await it.joins(), await it.joins("Jonas")
        await jonas.news()
        await amara.does("check_in", word="zebra")
        await amara.does("erase_mine", parts=["word"])
        if not jonas.direct:
            await jonas.news()
            assert "zebra" not in str(jonas.frames)
        await jonas.news()
        await assert_holds_what_is_stored(jonas, it.log)


async def test_LIFE_3_erasing_over_two_connections_at_once_is_done_once() -> None:
    async with live() as it:
        amara = await it.joins()
        await amara.does("check_in", word="zebra")
        id = new_id()
        one, two = (amara.asks("erase_mine", id=id, parts=["everything"]) for _ in range(2))
        assert await one == await two or (await one, await two)
        entries = await it.log.load(it.room.id)
        assert sum(entry.command == id for entry in entries) == 1
