"""Rooms in a process: found, opened once, retired, deleted, closed."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from app.domain.events import Entry
from app.domain.evolve import replay
from app.domain.ports import AddToken, CodeTaken, NotStored
from app.domain.refusal import Refused
from app.domain.state import EMPTY, State
from app.live import reading
from app.live.draft import Acked
from app.live.limits import LiveLimits
from app.live.room import Room
from app.live.rooms import Rooms
from tests.live.log import Disk
from tests.live.vocabulary import (
    AT_ONCE,
    CODE,
    HOST,
    Clock,
    Person,
    fresh,
    live,
    new_id,
    opening,
    stored,
)


async def test_LIVE_22_a_room_is_stored_with_its_code_and_what_came_along() -> None:
    log = Disk()
    rooms = Rooms(log, Clock())
    room = await rooms.create(opening(), HOST, [AddToken("1" * 64, HOST, "host")])
    assert not isinstance(room, Refused)
    token = await log.find_token("1" * 64)
    assert token
    assert (token.room, token.member) == (room.id, HOST)
    with pytest.raises(CodeTaken):
        await rooms.create(opening(), HOST)
    assert await rooms.find(CODE) is room
    await rooms.close()


async def test_LIVE_22_a_room_that_cannot_be_stored_is_not_there() -> None:
    log = Disk()
    log.fails = ["before"]
    rooms = Rooms(log, Clock())
    with pytest.raises(NotStored):
        await rooms.create(opening(), HOST)
    assert await rooms.find(CODE) is None
    await rooms.close()


@pytest.mark.parametrize("typed", ["KT7M4R", "kt7-m4r", " KT7 m4r "])
async def test_LIVE_22_a_code_is_found_however_it_is_typed(typed: str) -> None:
    async with live() as it:
        assert await it.rooms.find(typed) is it.room
        assert await it.rooms.find("WRONG2") is None


async def test_LIVE_29_a_long_log_is_replayed_in_slices_between_which_others_have_their_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with live() as it:
        for number in range(20):
            await it.host.does("show_question", text=f"Question {number}")
        turns, seen = 0, list[tuple[int, int]]()

        def counted(entries: Sequence[Entry], state: State) -> State:
            seen.append((len(entries), turns))
            return replay(entries, state)

        async def others() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        monkeypatch.setattr(reading, "SLICE", 5)
        monkeypatch.setattr(reading, "replay", counted)
        beside = asyncio.create_task(others())
        state, _, entries = await reading.read_on(it.log, it.room.id, EMPTY)
        beside.cancel()
        assert state == it.room.state
        assert sum(length for length, _ in seen) == len(entries) > 20
        assert max(length for length, _ in seen) == 5
        at = [turn for _, turn in seen]
        assert all(one < other for one, other in pairwise(at))


async def test_LIVE_22_replay_gives_the_live_state_and_one_room_for_all_who_ask() -> None:
    async with live() as it:
        await it.joins()
        await it.goes_to("reflect")
        rooms = Rooms(it.log, Clock())
        found = await asyncio.gather(*(rooms.find(CODE) for _ in range(10)))
        assert len({id(room) for room in found}) == 1 == len(rooms)
        assert found[0] is not None
        assert found[0].state == it.room.state
        await rooms.close()


async def test_LIVE_22_who_finds_a_room_while_it_is_being_made_gets_the_same() -> None:
    log = Disk()
    rooms = Rooms(log, Clock())
    making = asyncio.create_task(rooms.create(opening(), HOST))
    while await log.find_room(CODE) is None:
        await asyncio.sleep(0)
    assert await rooms.find(CODE) is await making
    assert len(rooms) == 1
    await rooms.close()


async def test_LIVE_22_whoever_gives_up_waiting_for_a_room_does_not_take_it_from_others() -> None:
    async with live() as it:
        rooms = Rooms(it.log, Clock())
        first, second = (asyncio.create_task(rooms.find(CODE)) for _ in range(2))
        while not rooms._loading:
            await asyncio.sleep(0)
        first.cancel()
        assert (await second) is await rooms.find(CODE)
        await rooms.close()


async def test_LIVE_23_an_idle_room_leaves_memory_and_comes_back_the_same() -> None:
    async with live(LiveLimits(tick=0, idle=0.05)) as it:
        amara = await it.joins()
        seq = await amara.does("check_in", word="calm")
        await amara.reaches(seq)
        async with asyncio.timeout(5):
            await passes(0.15)
            assert len(it.rooms) == 1, "somebody is connected"
            it.host.connection.close()
            amara.connection.close()
            while len(it.rooms):
                await passes(0.01)
        late = await it.host.says("blank", on=True)
        assert isinstance(late, Refused)
        assert late.retry_after_ms
        again = await it.rooms.find(CODE)
        assert again is not None
        assert again is not it.room
        assert again.state == it.room.state
        amara.comes_back(again)
        frames = await amara.reads()
        assert frames[0] == {"type": "patch", "seq": seq}, "the view of its head is known again"


async def passes(seconds: float) -> None:
    """Time that is the thing under test."""
    done = asyncio.Event()
    asyncio.get_running_loop().call_later(seconds, done.set)
    await done.wait()


async def test_LIVE_24_a_deleted_room_says_so_and_is_gone() -> None:
    async with live() as it:
        amara = await it.joins()
        screen = await it.screen()
        await it.rooms.delete(it.room)
        for person in (amara, screen, it.host):
            assert (await person.reads())[-1] == {"type": "bye", "reason": "room_deleted"}
            assert not await person.reads()
            assert person.connection.close_code == 1000
        assert await it.rooms.find(CODE) is None
        assert isinstance(await it.host.asks("blank", on=True), Refused)


async def test_LIVE_24_a_room_that_is_deleted_while_it_is_opened_does_not_come_back_empty() -> None:
    log = Disk()
    rooms, elsewhere = Rooms(log, Clock()), Rooms(log, Clock())
    room = await rooms.create(opening(), HOST)
    assert isinstance(room, Room)
    finding = asyncio.create_task(elsewhere.find(CODE))
    while not elsewhere._loading:
        await asyncio.sleep(0)
    await rooms.delete(room)
    assert await finding is None
    assert not len(elsewhere)
    await rooms.close()
    await elsewhere.close()


async def test_LIVE_24_who_opens_a_room_while_it_is_deleted_is_told_so_too() -> None:
    """It had left memory, being idle; the host's request still holds it, while a phone opens it anew."""
    async with live() as it:
        it.rooms._drop(it.room)
        it.room.retire("restart")

        async def deleted() -> None:
            while await it.log.find_room(CODE):
                await asyncio.sleep(0)

        it.log.before_keys = deleted  # its entries are read by then
        finding = asyncio.create_task(it.rooms.find(CODE))
        while it.log.before_keys is not None:
            await asyncio.sleep(0)
        await it.rooms.delete(it.room)
        opened = await finding
        assert opened
        assert await Person(opened, HOST).reads() == [{"type": "bye", "reason": "restart"}]
        assert await it.rooms.find(CODE) is None
        assert not len(it.rooms)


async def test_LIVE_24_closing_does_not_wait_for_ever_and_what_waited_goes_in_once() -> None:
    async with live(replace(AT_ONCE, drain=0.01)) as it:
        it.log.turning.clear()
        one, two = it.host.asks("blank", on=True), it.host.asks("show_question", text="What matters?")
        while it.log.appends < 2:
            await asyncio.sleep(0)
        later = it.host.asks("blank", on=False)
        await it.room.close("restart")
        for answer in (one, two, later):
            came = await answer
            assert isinstance(came, Refused)
            assert came.retry_after_ms
        assert (await it.host.reads())[-1] == {"type": "bye", "reason": "restart"}


async def test_LIVE_24_closing_answers_what_waits_and_says_goodbye() -> None:
    async with live() as it:
        amara = await it.joins()
        it.log.turning.clear()
        id = new_id()
        saying = asyncio.create_task(amara.says("check_in", id=id, word="calm"))
        more = asyncio.create_task(it.host.says("blank", on=True))
        while it.log.appends < 3:
            await asyncio.sleep(0)
        closing = asyncio.create_task(it.room.close("restart"))
        await asyncio.sleep(0)
        late = await it.host.asks("blank", on=False)
        assert isinstance(late, Refused)
        assert late.retry_after_ms
        it.log.turning.set()
        await closing
        assert isinstance(await saying, Acked)
        assert isinstance(await more, Acked)
        frames = await amara.reads()
        assert ([f["id"] for f in frames if f["type"] == "ack"], frames[-1]) == (
            [id],
            {"type": "bye", "reason": "restart"},
        )
        assert not await amara.reads()
        assert amara.connection.close_code == 1012


async def test_LIVE_24_a_connection_to_a_closed_room_is_sent_away() -> None:
    async with live() as it:
        await it.rooms.close()
        assert await Person(it.room, HOST).reads() == [{"type": "bye", "reason": "restart"}]


async def test_LIVE_25_a_look_is_the_view_as_it_is_stored() -> None:
    async with live(LiveLimits(tick=60)) as it:
        await it.host.does("show_question", text="Read your own writes")
        for member in (HOST, None):
            look = it.room.look(member)
            state, keys = await stored(it.log, it.room.id)
            view = fresh(state, keys, member)
            assert (look.seq, look.shared) == (state.seq, view["shared"])
            assert (look.mine, look.lead) == (view.get("mine"), view.get("lead"))
