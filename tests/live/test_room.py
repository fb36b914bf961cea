"""The loop of a room: decide, store, show; answers and failures."""

import asyncio

import pytest

from app.domain.commands import Base
from app.domain.evolve import replay
from app.domain.refusal import Refused
from app.live.draft import Acked
from app.live.limits import LiveLimits
from app.live.room import Room
from app.live.rooms import Rooms
from tests.live.log import at_the_disk
from tests.live.vocabulary import (
    CODE,
    HOST,
    Clock,
    Person,
    assert_holds_what_is_stored,
    live,
    new_id,
    stored,
)

pytestmark = pytest.mark.usefixtures("both_ways")


async def test_LIVE_2_an_acknowledged_command_is_stored_and_shown_to_all() -> None:
    async with live() as it:
        amara, screen = await it.joins(), await it.screen()
        seq = await it.host.does("show_question", text="What do we care about?")
        for person in (it.host, amara, screen):
            await person.reaches(seq)
            assert person.view["shared"]["question"] == "What do we care about?"
            await assert_holds_what_is_stored(person, it.log)


async def test_LIVE_2_nothing_is_shown_before_it_is_stored() -> None:
    async with live() as it:
        amara = await it.joins()
        it.log.turning.clear()
        asked = it.host.asks("show_question", text="Soon")
        await at_the_disk(it.log)
        assert not asked.done()
        assert it.room.state.question is None
        assert not await amara.news()
        it.log.turning.set()
        assert isinstance(await asked, Acked)
        assert await amara.news()


async def test_LIVE_2_a_burst_is_one_append_and_answered_in_order() -> None:
    async with live() as it:
        it.log.turning.clear()
        first = it.host.asks("show_question", text="0")
        await at_the_disk(it.log)
        before = it.log.appends
        burst = [it.host.asks("show_question", text=str(n)) for n in range(1, 50)]
        it.log.turning.set()
        answers = [await answer for answer in [first, *burst]]
        seqs = [answer.seq for answer in answers if isinstance(answer, Acked)]
        assert seqs == list(range(seqs[0], seqs[0] + 50))
        assert it.log.appends == before + 1


async def test_LIVE_2_patches_come_in_the_order_of_events() -> None:
    async with live() as it:
        amara = await it.joins()
        people = [await it.joins(f"P{n}") for n in range(4)]
        await asyncio.gather(*(person.says("check_in", word=str(n)) for n in range(8) for person in people))
        await amara.reaches(it.room.state.seq)
        seqs = [frame["seq"] for frame in amara.of("patch")]
        assert seqs == sorted(set(seqs))
        await assert_holds_what_is_stored(amara, it.log)


async def test_LIVE_3_the_sender_gets_a_frame_that_reaches_the_ack() -> None:
    async with live() as it:
        amara = await it.joins()
        seq = await amara.does("check_in", word="ready")
        await amara.reads_until(lambda: bool(amara.of("ack")))
        await amara.reaches(seq)


async def test_LIVE_3_also_when_the_command_changes_nothing_they_can_see() -> None:
    async with live() as it:
        amara, jonas = await it.joins("Amara"), await it.joins("Jonas")
        await it.goes_to("reflect")
        await jonas.does("start_reflecting")
        await amara.news()
        behind = amara.seq
        jonas_seq = await jonas.does("add_value", label="Honesty")
        assert await jonas.does("edit_value", value=last_value(it.room), story="Once") > jonas_seq
        held = amara.seq
        assert held >= behind
        seq = await amara.does("set_ready", ready=False)
        assert seq == it.room.state.seq
        await amara.reads_until(lambda: bool(amara.of("ack")))
        await amara.reaches(seq)
        await assert_holds_what_is_stored(amara, it.log)


async def test_LIVE_3_nobody_else_gets_a_frame_when_nothing_shared_changed() -> None:
    async with live() as it:
        amara, jonas = await it.joins("Amara"), await it.joins("Jonas")
        await it.goes_to("reflect")
        await jonas.does("add_value", label="Honesty")
        await amara.news()
        await jonas.does("edit_value", value=last_value(it.room), label="Candour")
        assert not await amara.news()
        await jonas.reaches(it.room.state.seq)
        assert [value["label"] for value in jonas.view["mine"]["values"].values()] == ["Candour"]


async def test_LIVE_5_a_refusal_of_what_is_stored_does_not_wait_for_others() -> None:
    async with live() as it:
        amara = await it.joins()
        it.log.turning.clear()
        batch = [amara.asks("go_to", stage="reflect"), it.host.asks("blank", on=True)]
        refused = await batch[0]
        assert isinstance(refused, Refused)
        assert refused.code == "lead_only"
        assert not batch[1].done()


async def test_LIVE_5_a_refusal_that_rests_on_something_unstored_waits_for_it() -> None:
    async with live() as it:
        amara = await it.joins()
        it.log.turning.clear()
        moved = it.host.asks("go_to", stage="reflect")
        late = amara.asks("check_in", word="calm")
        await at_the_disk(it.log)
        assert not late.done()
        it.log.fails = ["before"]
        it.log.turning.set()
        assert code_of(await moved) == code_of(await late) == "not_stored"


async def test_LIVE_6_at_the_bound_of_the_inbox_it_is_too_fast() -> None:
    async with live(LiveLimits(inbox=3, tick=0)) as it:
        it.log.turning.clear()
        waiting = [it.host.asks("show_question", text="a")]
        await at_the_disk(it.log)
        waiting += [it.host.asks("show_question", text=str(n)) for n in range(4)]
        refused = await waiting[-1]
        assert isinstance(refused, Refused)
        assert (refused.code, refused.retry_after_ms) == ("too_fast", 500)
        it.log.turning.set()
        assert [type(await answer) for answer in waiting[:-1]] == [Acked] * 4


async def test_LIVE_7_an_append_that_failed_leaves_nothing_half_applied() -> None:
    async with live() as it:
        amara = await it.joins()
        await amara.news()
        before = it.room.state
        it.log.fails = ["before"]
        refused = await it.host.says("show_question", text="Lost")
        assert isinstance(refused, Refused)
        assert (refused.code, refused.retry_after_ms) == ("not_stored", 1_000)
        assert it.room.state is before
        assert not await amara.news()
        seq = await it.host.does("show_question", text="Again")
        await amara.reaches(seq)
        await assert_holds_what_is_stored(amara, it.log)


async def test_LIVE_7_what_the_log_holds_after_a_failure_is_acknowledged_and_shown() -> None:
    async with live() as it:
        amara = await it.joins()
        it.log.fails = ["after"]
        seq = await it.host.does("show_question", text="There all the same")
        assert seq == it.room.state.seq == len(it.log.entries_of(it.room.id))
        await amara.reaches(seq)
        await assert_holds_what_is_stored(amara, it.log)


async def test_LIVE_7_when_the_log_cannot_be_read_either_the_room_goes_on() -> None:
    async with live() as it:
        it.log.fails = ["after", "for good"]
        id = new_id()
        assert code_of(await it.host.says("show_question", id=id, text="Who knows")) == "not_stored"
        it.log.fails.clear()
        assert isinstance(await it.host.says("show_question", id=id, text="Who knows"), Acked)
        state, _ = await stored(it.log, it.room.id)
        assert state == it.room.state
        assert [entry.command for entry in it.log.entries_of(it.room.id)].count(id) == 1


async def test_LIVE_7_a_query_that_a_driver_gives_up_ends_no_room() -> None:
    async with live() as it:
        amara = await it.joins()
        it.log.fails = ["given up"]
        assert code_of(await it.host.says("show_question", text="Lost")) == "not_stored"
        await amara.reaches(await it.host.does("show_question", text="Again"))
        await assert_holds_what_is_stored(amara, it.log)


async def test_LIVE_8_who_lost_against_another_process_reads_on_and_decides_again() -> None:
    async with live() as it:
        elsewhere = Rooms(it.log, Clock())
        other = await elsewhere.find(CODE)
        assert other is not None
        assert other is not it.room
        amara = await it.joins()
        far = Person(other, HOST)
        await far.does("show_question", text="From the other process")
        seq = await it.host.does("blank", on=True)
        await amara.reaches(seq)
        assert amara.view["shared"]["question"] == "From the other process"
        await assert_holds_what_is_stored(amara, it.log)
        await elsewhere.close()


async def test_LIVE_8_a_process_that_is_behind_reads_the_log_before_the_first_view() -> None:
    async with live() as it:
        elsewhere = Rooms(it.log, Clock())
        other = await elsewhere.find(CODE)
        assert other is not None
        amara = await it.joins()
        seq = await it.host.does("show_question", text="News")
        await amara.reaches(seq)
        amara.comes_back(other)
        await amara.news()
        assert other.state.seq == it.room.state.seq
        await assert_holds_what_is_stored(amara, it.log)
        await elsewhere.close()


async def test_LIVE_8_a_process_that_does_not_know_someone_reads_the_log_before_it_turns_them_away() -> None:
    async with live() as it:
        elsewhere = Rooms(it.log, Clock())
        other = await elsewhere.find(CODE)
        assert other is not None
        amara = await it.joins()
        amara.comes_back(other, knowing=False)
        await amara.news()
        await assert_holds_what_is_stored(amara, it.log)
        stranger = Person(other, "nobody-here")
        assert [frame["type"] for frame in await stranger.reads()] == ["bye"]
        await elsewhere.close()


async def test_LIVE_8_a_vote_that_is_closed_elsewhere_while_the_room_is_read_is_closed_here_too() -> None:
    async with live() as it:
        people = [await it.joins(f"P{n}") for n in range(5)]
        await voting(it.host, people)
        elsewhere = Rooms(it.log, Clock())
        it.log.before_keys = lambda: it.host.does("close_vote")
        other = await elsewhere.find(CODE)
        assert other is not None
        assert other.state == replay(it.log.entries_of(it.room.id)[: other.state.seq])
        assert not any(ballot.is_open for ballot in other.state.ballots())
        assert not other._keys
        await elsewhere.close()


async def test_LIVE_8_someone_from_the_future_gets_a_snapshot() -> None:
    async with live() as it:
        it.host.seq, it.host.view = 9_999, {"shared": {"title": "Of another life"}}
        it.host.comes_back()
        it.host.seq = -1
        (first, *_) = await it.host.reads()
        assert first["type"] == "snapshot"
        assert first["seq"] == it.room.state.seq
        await assert_holds_what_is_stored(it.host, it.log)


class Broken(Base):
    """A command that no part of the domain knows: what a bug would be."""

    type: str = "broken"


async def test_LIVE_9_a_bug_costs_its_command_alone() -> None:
    async with live() as it:
        amara = await it.joins()
        broken = it.room.submit(HOST, Broken(id=new_id()))  # type: ignore[arg-type]
        beside = amara.asks("check_in", word="calm")
        assert code_of(await broken) == "internal"
        assert isinstance(await beside, Acked)
        await it.host.does("blank", on=True)


async def test_LIVE_9_a_bug_is_logged_without_words_or_people(capsys: pytest.CaptureFixture[str]) -> None:
    async with live() as it:
        amara = await it.joins()
        assert amara.member
        await it.room.submit(amara.member, Broken(id=new_id(), type="s3cret words"))  # type: ignore[arg-type]
        said = capsys.readouterr().out
        assert "command_failed" in said
        assert "Broken" in said
        assert "s3cret" not in said
        assert amara.member not in said


async def test_LIVE_10_ballot_entries_name_no_member() -> None:
    async with live() as it:
        people = [await it.joins(f"P{n}") for n in range(5)]
        await voting(it.host, people)
        vote = it.room.state.vote
        assert vote
        for person in people:
            await person.does("place_dot", ballot=vote.ballot.id, cluster=vote.options[0])
        dots = [entry for entry in it.log.entries_of(it.room.id) if entry.command_type == "place_dot"]
        assert len(dots) == 5
        members = set(it.room.state.members)
        assert not {entry.actor for entry in dots} & members
        assert {entry.at for entry in dots} == {vote.ballot.opened}
        for person in people:
            await person.reaches(it.room.state.seq - 4)
            await person.reads_until(lambda p=person: vote.options[0] in p.view["mine"]["dots"])  # type: ignore[misc]


async def test_LIVE_10_the_lead_sees_the_count_of_an_open_vote_whoever_votes() -> None:
    async with live() as it:
        people = [await it.joins(f"P{n}") for n in range(5)]
        await voting(it.host, people)
        vote = it.room.state.vote
        assert vote
        for count, person in enumerate(people, 1):
            await person.does("place_dot", ballot=vote.ballot.id, cluster=vote.options[0])
            await it.host.news()
            assert it.host.view["lead"]["voted"] == count
        assert await it.log.keys(it.room.id)
        await it.host.does("close_vote")
        assert not await it.log.keys(it.room.id)


async def voting(host: Person, people: list[Person]) -> None:
    """Bring the room to an open vote on as many clusters as there are people."""
    await host.does("go_to", stage="reflect")
    for place, person in enumerate(people):
        await person.does("add_value", label=f"Value {place}")
    await host.does("go_to", stage="share")
    await host.does("lift_curtain")
    await host.does("go_to", stage="cluster")
    await host.does("go_to", stage="vote")
    await host.does("open_vote", k=1, dots=2)


def last_value(room: Room) -> str:
    return list(room.state.values)[-1]


def code_of(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code
