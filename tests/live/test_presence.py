"""Who is connected: people, not sockets; told at most once a tick."""

import pytest

from app.live.limits import LiveLimits
from app.live.presence import TooManyConnections
from tests.live.vocabulary import HOST, Person, live


async def test_LIVE_21_a_person_with_two_devices_is_there_once_and_a_screen_is_not() -> None:
    async with live() as it:
        amara = await it.joins()
        laptop = Person(it.room, amara.member)
        screen = await it.screen()
        await laptop.news()
        assert laptop.of("presence")[-1] == screen.of("presence")[-1] == {"type": "presence", "present": 2}
        amara.connection.close()
        assert not [frame for frame in await screen.news() if frame["type"] == "presence"]
        laptop.connection.close()
        assert await screen.news() == [{"type": "presence", "present": 1}]


async def test_LIVE_21_only_lead_and_host_are_told_who() -> None:
    async with live() as it:
        amara, jonas = await it.joins("Amara"), await it.joins("Jonas")
        everyone = sorted([HOST, str(amara.member), str(jonas.member)])
        await it.host.does("hand_lead_to", member=amara.member)
        for person in (it.host, amara, jonas):
            await person.news()
        assert it.host.of("presence")[-1]["members"] == amara.of("presence")[-1]["members"] == everyone
        assert "members" not in jonas.of("presence")[-1]


async def test_LIVE_21_many_who_come_at_once_are_one_frame() -> None:
    async with live(LiveLimits(tick=0, presence_tick=0.1)) as it:
        await it.joins("Amara")
        screen = await it.screen()
        people = [await it.joins(f"P{n}") for n in range(20)]
        await screen.reads_until(lambda: screen.of("presence")[-1]["present"] == 22)
        assert len(screen.of("presence")) <= 3
        assert len(people) == 20


async def test_LIVE_21_who_came_while_somebody_was_away_for_a_moment_hears_that_they_are_back() -> None:
    async with live(LiveLimits(tick=0, presence_tick=0.1)) as it:
        screen, amara = await it.screen(), await it.joins()
        await screen.reads_until(lambda: screen.of("presence")[-1]["present"] == 2)
        amara.connection.close()
        late = await it.screen()
        amara.comes_back()
        await late.reads_until(lambda: late.of("presence")[-1]["present"] == 2)


async def test_LIVE_30_a_tab_that_calls_again_takes_its_own_place_and_not_that_of_a_living_one() -> None:
    async with live(LiveLimits(tick=0, per_member=2)) as it:
        amara = await it.joins()
        laptop = it.room.connect(amara.member, None, tab="laptop")
        amara.connection.close()
        phone = it.room.connect(amara.member, None, tab="phone")
        for _ in range(3):
            dead, phone = phone, it.room.connect(amara.member, None, tab="phone")
            assert dead.reason == "replaced"
        assert (laptop.reason, phone.reason) == (None, None)
        it.room.connect(amara.member, None, tab="another")
        assert (laptop.reason, phone.reason) == ("replaced", None)


async def test_LIVE_30_a_screen_that_calls_again_takes_its_own_place_and_none_does_that_has_not_said_its_tab() -> (
    None
):
    async with live(LiveLimits(tick=0, screens=2)) as it:
        first, second = (it.room.connect(None, None, tab=tab) for tab in ("", "wall"))
        again = it.room.connect(None, None, tab="wall")
        assert (first.reason, second.reason, again.reason) == (None, "replaced", None)
        with pytest.raises(TooManyConnections):
            it.room.connect(None, None)


async def test_LIVE_21_presence_is_no_part_of_the_views_or_their_seq() -> None:
    async with live() as it:
        screen = await it.screen()
        seq = it.room.state.seq
        Person(it.room, HOST).connection.close()
        it.host.connection.close()
        assert await screen.news() == [{"type": "presence", "present": 0}]
        assert screen.seq == seq == it.room.state.seq
