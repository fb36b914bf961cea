"""The coach in an open room: told the time, it speaks to the lead, once, and otherwise leaves no trace."""

import asyncio
import datetime as dt

from app.domain import events as e
from app.live.draft import Acked
from app.live.limits import LiveLimits
from app.live.room import Room
from app.live.rooms import Rooms
from tests.live.vocabulary import CODE, Clock, Live, Person, assert_holds_what_is_stored, live

OFTEN = LiveLimits(tick=0, presence_tick=0, coaching=0.001)


def later(room: Room, seconds: float) -> None:
    clock = room._clock
    assert isinstance(clock, Clock)
    clock.now += dt.timedelta(seconds=seconds)


async def told(room: Room) -> None:
    """The room is told the time, and is through with it."""
    room._tick()
    assert room._ticked
    assert isinstance(await room._ticked, Acked)


async def stalled(it: Live) -> Person:
    amara = await it.joins()
    await it.joins("Jonas")
    await it.goes_to("reflect")
    later(it.room, 90)
    return amara


async def test_COACH_15_ticks_come_by_themselves_and_the_lead_hears_of_it() -> None:
    async with live(OFTEN) as it:
        amara = await stalled(it)
        await it.host.reads_until(lambda: "nudge" in it.host.view["lead"])
        assert it.host.view["lead"]["nudge"]["trigger"] == "stall"
        await assert_holds_what_is_stored(it.host, it.log)
        await amara.news()
        assert "lead" not in amara.view


async def test_COACH_15_a_tick_that_leads_to_nothing_stores_and_sends_nothing() -> None:
    async with live() as it:
        amara = await stalled(it)
        await told(it.room)
        for person in (it.host, amara):
            await person.news()
        appends, seq = it.log.appends, it.room.state.seq
        for _ in range(5):
            later(it.room, 5)
            await told(it.room)
        assert (it.log.appends, it.room.state.seq) == (appends, seq)
        assert not await it.host.news()
        assert not await amara.news()


async def test_COACH_14_nobody_else_gets_a_frame_for_a_nudge() -> None:
    async with live() as it:
        amara, screen = await stalled(it), await it.screen()
        await amara.news()
        await told(it.room)
        assert it.room.state.coach.nudge
        assert not await amara.news()
        assert not await screen.news()
        assert await it.host.news()


async def test_COACH_15_no_tick_without_the_lead_nor_before_and_after_the_work() -> None:
    async with live() as it:
        amara = await it.joins()
        it.room._tick()
        assert it.room._ticked is None, "in the lobby there is nothing to notice"
        await it.goes_to("reflect")
        it.host.connection.close()
        it.room._tick()
        assert it.room._ticked is None, "the lead isn't here"
        it.host.comes_back()
        await told(it.room)
        amara.connection.close()
        it.host.connection.close()
        assert it.room._ticking._timer is None, "nobody is here"
        it.host.comes_back()
        assert it.room._ticking._timer


async def test_COACH_15_a_slow_disk_gets_one_tick_at_a_time() -> None:
    async with live() as it:
        await stalled(it)
        it.log.turning.clear()
        it.room._tick()
        first = it.room._ticked
        assert first
        for _ in range(3):
            await asyncio.sleep(0)
            it.room._tick()
        assert it.room._ticked is first
        it.log.turning.set()
        assert isinstance(await first, Acked)


async def test_COACH_12_of_two_processes_one_speaks() -> None:
    async with live() as it:
        await stalled(it)
        other = Rooms(it.log, it.room._clock)
        room = await other.find(CODE)
        assert room
        lead = Person(room, it.host.member)
        await lead.reads()
        it.room._tick()
        room._tick()
        assert it.room._ticked
        assert room._ticked
        await asyncio.gather(it.room._ticked, room._ticked)
        spoke = [entry for entry in it.log.entries_of(room.id) if isinstance(entry.event, e.Nudged)]
        assert len(spoke) == 1
        await other.close()
