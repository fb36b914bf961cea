"""What connections get: coming back, falling behind, two at once, the tick, the parts of lead and host."""

import asyncio
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from app.domain import events as e
from app.domain.immutable import Map
from app.domain.refusal import Refused
from app.domain.state import Card, Value
from app.live.limits import LiveLimits
from app.live.presence import TooManyConnections
from tests.live.vocabulary import HOST, Live, Person, assert_holds_what_is_stored, live

pytestmark = pytest.mark.usefixtures("both_ways")


async def test_LIVE_11_the_first_message_is_a_snapshot_and_who_is_there() -> None:
    async with live() as it:
        amara = await it.joins()
        first, presence = amara.frames
        assert first["type"] == "snapshot"
        assert first["seq"] == it.room.state.seq
        assert first["now"].endswith("Z")
        assert first["lead"] is None
        assert presence == {"type": "presence", "present": 2}
        await assert_holds_what_is_stored(amara, it.log)


async def test_LIVE_11_a_screen_gets_the_shared_part_alone() -> None:
    async with live() as it:
        screen = await it.screen()
        assert set(screen.frames[0]) == {"type", "seq", "now", "shared"}
        await it.host.does("add_guest", name="Ivo")
        await it.host.does("hand_lead_to", member=(await it.joins()).member)
        await screen.news()
        assert {key for frame in screen.of("patch") for key in frame} == {"type", "seq", "shared"}
        await assert_holds_what_is_stored(screen, it.log)


async def test_LIVE_12_who_comes_back_gets_the_difference() -> None:
    async with live() as it:
        amara = await it.joins()
        amara.connection.close()
        await it.host.does("show_question", text="While you were away")
        await it.host.does("hand_lead_to", member=amara.member)
        amara.comes_back()
        patch, own, presence = await amara.reads()
        assert patch["shared"] == {"question": "While you were away", "lead": amara.member}
        assert own["type"] == "snapshot"
        assert "shared" not in own
        assert own["lead"] is not None
        assert presence["members"] == sorted([HOST, str(amara.member)])
        await assert_holds_what_is_stored(amara, it.log)


async def test_LIVE_12_a_former_lead_who_comes_back_loses_the_leads_part() -> None:
    async with live() as it:
        amara = await it.joins()
        it.host.connection.close()
        await it.host.does("hand_lead_to", member=amara.member)
        it.host.comes_back()
        await it.host.news()
        assert "lead" not in it.host.view
        await assert_holds_what_is_stored(it.host, it.log)


async def test_LIVE_12_a_seq_whose_view_is_gone_gets_a_snapshot() -> None:
    async with live(LiveLimits(tick=0, presence_tick=0, kept_views=2)) as it:
        amara = await it.joins()
        amara.connection.close()
        for text in ("1", "2", "3"):
            await it.host.does("show_question", text=text)
        amara.comes_back()
        (snapshot, _) = await amara.reads()
        assert snapshot["type"] == "snapshot"
        assert "shared" in snapshot
        await assert_holds_what_is_stored(amara, it.log)


steps = st.lists(
    st.sampled_from(["question", "check_in", "word", "guest", "lead", "back", "blank", "reflect", "value"]),
    min_size=1,
    max_size=12,
)


@given(steps=steps, cuts=st.sets(st.integers(0, 11)), kept=st.integers(1, 6))
@settings(max_examples=40, suppress_health_check=[HealthCheck.differing_executors])
async def test_LIVE_12_coming_back_gives_the_view_of_one_who_never_left(
    steps: list[str], cuts: set[int], kept: int
) -> None:
    limits = LiveLimits(tick=0, presence_tick=0, kept_views=kept, kept_frames=3)
    async with live(limits) as it:
        stays, leaves = await it.joins("Amara"), await it.joins("Jonas")
        twin = Person(it.room, leaves.member)
        for place, step in enumerate(steps):
            if place in cuts:
                leaves.connection.close()
                it.host.connection.close()
            await happens(it, leaves, step, place)
            if place in cuts:
                leaves.comes_back()
                it.host.comes_back()
        await it.host.does("take_lead_back")
        await it.host.does("show_question", text="The end")
        for person in (stays, leaves, twin, it.host):
            await person.news()
            await assert_holds_what_is_stored(person, it.log)
        assert leaves.view == twin.view


async def happens(it: Live, jonas: Person, step: str, place: int) -> None:
    """Something that may be refused."""
    if step == "question":
        await it.host.says("show_question", text=f"Question {place}")
    elif step == "check_in":
        await jonas.says("check_in", word=f"word {place}")
    elif step == "word":
        await jonas.says("rename_me", name=f"Jonas {place}")
    elif step == "guest":
        await it.host.says("add_guest", name=f"Guest {place}")
    elif step == "lead":
        await it.host.says("hand_lead_to", member=jonas.member)
    elif step == "back":
        await it.host.says("take_lead_back")
    elif step == "blank":
        await it.host.says("blank", on=place % 2 == 0)
    elif step == "reflect":
        await it.host.says("go_to", stage="reflect")
    else:
        await jonas.says("add_value", label=f"Value {place}", story="Mine")


async def test_LIVE_13_a_stalled_receiver_delays_nobody_and_then_gets_a_snapshot() -> None:
    limits = LiveLimits(tick=0, presence_tick=0, kept_bytes=2_000, kept_views=3)
    async with live(limits) as it:
        amara = await it.joins("Amara")
        stalled = Person(it.room, amara.member)
        others = [Person(it.room, None) for _ in range(50)] + [await it.joins(f"P{n}") for n in range(50)]
        await stalled.reads()
        for n in range(100):
            seq = await it.host.does("show_question", text=f"Question {n} {'x' * 180}")
            for other in others:
                await other.reaches(seq)
                assert other.view["shared"]["question"].startswith(f"Question {n} ")
        behind = stalled.seq
        (frame, *_) = await stalled.reads()
        assert behind < frame["seq"] == seq
        assert frame["type"] == "snapshot"
        assert "shared" in frame
        assert not [f for f in await stalled.news() if f["type"] != "presence"]
        await assert_holds_what_is_stored(stalled, it.log)


async def test_LIVE_13_who_is_a_little_behind_gets_what_they_missed_in_one_message() -> None:
    async with live() as it:
        amara = await it.joins()
        await it.host.does("show_question", text="One")
        await it.host.does("blank", on=True)
        frames = await amara.reads()
        assert [frame.get("shared") for frame in frames] == [{"question": "One"}, {"blank": True}]


async def test_LIVE_14_everyone_gets_the_same_bytes() -> None:
    async with live() as it:
        screens = [await it.screen() for _ in range(3)]
        await it.host.does("show_question", text="One")
        bodies = [it.room._feed.after(it.room._feed.end - 1, screen.member) for screen in screens]
        assert all(body and body[0][1] is (bodies[0] or [])[0][1] for body in bodies)


async def test_LIVE_15_two_sockets_of_one_person_both_live() -> None:
    async with live() as it:
        phone = await it.joins()
        laptop = Person(it.room, phone.member)
        await it.goes_to("reflect")
        seq = await phone.does("add_value", label="Honesty")
        for device in (phone, laptop):
            await device.reaches(seq)
            assert [v["label"] for v in device.view["mine"]["values"].values()] == ["Honesty"]
            await assert_holds_what_is_stored(device, it.log)


async def test_LIVE_15_a_fifth_socket_takes_the_place_of_the_oldest() -> None:
    async with live() as it:
        devices = [await it.joins()]
        devices += [Person(it.room, devices[0].member) for _ in range(4)]
        frames = await devices[0].reads()
        assert frames == [{"type": "bye", "reason": "replaced"}]
        assert not await devices[0].reads()
        assert devices[0].connection.close_code == 1008
        for device in devices[1:]:
            await device.news()
            await assert_holds_what_is_stored(device, it.log)


async def test_LIVE_15_a_full_room_turns_connections_away() -> None:
    async with live(LiveLimits(tick=0, connections=3, screens=2)) as it:
        screen = await it.screen()
        await it.screen()
        with pytest.raises(TooManyConnections) as full:
            it.room.connect(None, None)
        assert full.value.scope == "screens"
        with pytest.raises(TooManyConnections) as full:
            it.room.connect(HOST, None)
        assert full.value.scope == "room"
        screen.connection.close()
        assert await Person(it.room, HOST).reads()


async def test_LIVE_16_unread_answers_close_the_connection() -> None:
    async with live(LiveLimits(tick=0, answers=3)) as it:
        amara = await it.joins()
        for _ in range(4):
            await amara.says("go_to", stage="reflect")
        assert await amara.reads() == [{"type": "bye", "reason": "unread"}]
        assert not await amara.reads()
        assert amara.connection.close_code == 1013
        amara.comes_back()
        await amara.does("check_in")


async def test_LIVE_17_a_lone_command_is_shown_at_once_and_the_next_within_the_tick_together() -> None:
    async with live(LiveLimits(tick=0.2, presence_tick=0)) as it:
        amara = await it.joins()
        loop = asyncio.get_running_loop()
        seq = await it.host.does("show_question", text="One")
        await amara.reaches(seq)
        first = loop.time()
        assert await it.host.does("show_question", text="Two") < await it.host.does("blank", on=True)
        acked = loop.time()
        (patch,) = [frame for frame in await amara.reads() if frame["type"] == "patch"]
        assert patch["shared"] == {"question": "Two", "blank": True}
        assert loop.time() - first >= 0.19
        assert acked - first < 0.1, "an ack waits for the disk alone"


TICKING = LiveLimits(tick=0.1, presence_tick=0)


async def test_LIVE_17_what_several_people_did_within_a_tick_reaches_each_of_them() -> None:
    async with live(TICKING) as it:
        people = [await it.joins("Amara"), await it.joins("Jonas")]
        await it.goes_to("reflect")
        for person in people:
            seq = await person.does("add_value", label="Honesty", story=str(person.member))
        for person in people:
            await person.reaches(seq)
            await assert_holds_what_is_stored(person, it.log)


async def test_LIVE_17_an_ack_of_what_is_not_shown_yet_is_reached_with_the_tick() -> None:
    async with live(TICKING) as it:
        amara, jonas = await it.joins("Amara"), await it.joins("Jonas")
        await it.goes_to("reflect")
        await jonas.does("add_value", label="Honesty")
        await amara.reaches(it.room.state.seq)
        (value,) = it.room.state.values
        await jonas.does("edit_value", value=value, story="One")
        await jonas.does("edit_value", value=value, story="Two")
        seq = await amara.does("set_ready", ready=False)
        assert seq == it.room.state.seq > amara.seq
        await amara.reads_until(lambda: bool(amara.of("ack")))
        await amara.reaches(seq)


async def test_LIVE_17_who_comes_within_a_tick_first_sees_the_room_with_themselves_in_it() -> None:
    async with live(TICKING) as it:
        await it.host.does("show_question", text="One")
        amara = await it.joins()
        assert amara.frames[0]["mine"]["member"] == amara.member
        assert amara.seq == it.room.state.seq


async def test_LIVE_18_when_the_lead_changes_so_do_the_parts() -> None:
    async with live() as it:
        amara = await it.joins()
        tablet = Person(it.room, amara.member)
        assert "lead" in it.host.view
        seq = await it.host.does("hand_lead_to", member=amara.member)
        for person in (it.host, amara, tablet):
            await person.reaches(seq)
            await assert_holds_what_is_stored(person, it.log)
        assert "lead" not in it.host.view
        assert "lead" in amara.view
        assert "lead" in tablet.view


async def test_LIVE_18_a_removed_lead_gives_it_back() -> None:
    async with live() as it:
        amara = await it.joins()
        await it.host.does("hand_lead_to", member=amara.member)
        await it.host.does("remove_member", member=amara.member)
        await it.host.news()
        await assert_holds_what_is_stored(it.host, it.log)


async def test_LIVE_19_the_host_gets_what_guests_would() -> None:
    async with live() as it:
        amara = await it.joins()
        guest = "guest-0000"
        await it.host.does("add_guest", id=guest, name="Ivo")
        await it.goes_to("reflect")
        said = {"type": "add_value", "label": "Calm"}
        seq = await it.host.does("speak_for", member=guest, command=said)
        await it.host.reaches(seq)
        assert [v["label"] for v in it.host.view["guest"][guest]["values"].values()] == ["Calm"]
        await it.host.does("remove_member", member=guest)
        for person in (it.host, amara):
            await person.news()
            await assert_holds_what_is_stored(person, it.log)
        assert it.host.view["guest"] == {}
        assert "guest" not in amara.view


async def test_LIVE_20_a_removed_member_is_told_and_sees_no_more() -> None:
    async with live() as it:
        amara = await it.joins()
        phone = Person(it.room, amara.member)
        await it.host.does("remove_member", member=amara.member)
        await it.host.does("show_question", text="Among us")
        assert await amara.reads() == [{"type": "bye", "reason": "removed"}]
        assert not await amara.reads()
        assert amara.connection.close_code == 1008
        assert await phone.reads() == [{"type": "bye", "reason": "removed"}]
        refused = await amara.says("check_in")
        assert isinstance(refused, Refused)
        assert refused.code == "not_in_room"
        amara.comes_back()
        assert await amara.reads() == [{"type": "bye", "reason": "removed"}]


async def test_LIVE_9_a_log_that_cannot_be_replayed_refuses_and_goes_on() -> None:
    """An entry that no rule allows stands in for a bug."""
    async with live() as it:
        amara = await it.joins()
        entries = it.log.entries_of(it.room.id)
        rewording = e.ValueWorded("no-cluster", "no-wording", "Honesty", "We say it.")
        entries.append(replace(entries[-1], seq=len(entries) + 1, event=rewording))
        refused = await it.host.says("show_question", text="On top of it")
        assert isinstance(refused, Refused)
        assert refused.code == "not_stored"
        entries.pop()
        seq = await it.host.does("show_question", text="Mended")
        await amara.reaches(seq)


async def test_LIVE_9_a_view_that_fails_leaves_what_is_shown_until_it_works_again() -> None:
    async with live() as it:
        amara, feed = await it.joins(), it.room._feed
        sound = it.room.state
        torn = {"card": Card("card", ("no-such-value",))}
        feed.moved(replace(sound, seq=90, revealed=True, stage="share", cards=torn), {}, None)
        assert feed.seq == sound.seq
        assert not await amara.news()
        feed.moved(replace(sound, seq=91, question="Mended"), {}, frozenset())
        await amara.reaches(91)
        assert amara.view["shared"]["question"] == "Mended"


async def test_LIVE_9_a_first_view_that_fails_closes_its_connection_alone() -> None:
    async with live() as it:
        amara, jonas, feed = await it.joins("Amara"), await it.joins("Jonas"), it.room._feed
        assert amara.member
        amara.connection.close()
        torn = {"one": Value("one", amara.member, object(), "", False, "card")}  # type: ignore[arg-type]
        torn_in = Map({amara.member: ("one",)})
        feed.moved(replace(it.room.state, seq=90, values=torn, put_in=torn_in), {}, frozenset())
        amara.comes_back(knowing=False)
        assert not await amara.reads()
        assert amara.connection.close_code == 1011
        await jonas.reaches(90)


async def test_LIVE_9_a_view_that_fails_for_one_person_is_theirs_alone() -> None:
    async with live() as it:
        amara, jonas, feed = await it.joins("Amara"), await it.joins("Jonas"), it.room._feed
        assert amara.member
        assert jonas.member
        values = {
            "one": Value("one", amara.member, object(), "", False, "card"),  # type: ignore[arg-type]
            "two": Value("two", jonas.member, "Honesty", "", False, "card"),
        }
        put_in = Map({value.member: (value.id,) for value in values.values()})
        feed.moved(replace(it.room.state, seq=90, values=values, put_in=put_in), {}, None)
        await jonas.reaches(90)
        await amara.reaches(90)
        assert jonas.view["mine"]["values"]["two"]["label"] == "Honesty"
        assert amara.view["mine"]["values"] == {}
        assert amara.view["shared"]["counts"]["values"] == 2
