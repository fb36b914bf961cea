"""A command that comes again: the same answer, no second effect."""

import pytest

from app.domain.commands import Join
from app.domain.ports import AddToken
from app.live.draft import Acked
from app.live.rooms import Rooms
from app.live.unchanged import MOST
from tests.live.log import at_the_disk
from tests.live.vocabulary import CODE, HOST, Clock, Person, command, live, new_id, stored

pytestmark = pytest.mark.usefixtures("both_ways")


async def test_LIVE_4_a_repeat_gets_the_same_ack_and_no_second_effect() -> None:
    async with live() as it:
        amara = await it.joins()
        other = Person(it.room, amara.member)
        id = new_id()
        first = await amara.says("check_in", id=id, word="calm")
        await it.host.does("show_question", text="And now")
        again = await amara.says("check_in", id=id, word="calm")
        elsewhere = await other.says("check_in", id=id, word="calm")
        assert isinstance(first, Acked)
        assert again == elsewhere == Acked(first.seq, again=True)
        assert [entry.command for entry in it.log.entries_of(it.room.id)].count(id) == 1


async def test_LIVE_4_also_after_a_restart() -> None:
    async with live() as it:
        amara = await it.joins()
        id = new_id()
        first = await amara.does("check_in", id=id, word="calm")
        restarted = await Rooms(it.log, Clock()).find(CODE)
        assert restarted is not None
        amara.comes_back(restarted)
        assert await amara.does("check_in", id=id, word="calm") == first
        assert restarted.state.seq == it.room.state.seq
        await restarted.close("restart")


async def test_LIVE_4_after_the_close_a_room_opened_from_its_log_knows_as_many_answers_as_the_one_that_was_there() -> (
    None
):
    """However often somebody has changed their mind."""
    async with live() as it:
        amara, jonas = await it.joins(), await it.joins("Jonas")
        await it.goes_to("reflect")
        for label in ("Honesty", "Craft", "Fun"):
            await amara.does("add_value", label=label)
        await it.goes_to("share", "cluster", "vote")
        await it.host.does("open_vote", k=2)
        vote = it.room.state.vote
        assert vote
        said = [{"id": new_id(), "ballot": vote.ballot.id, "cluster": vote.options[0]} for _ in range(250)]
        for number, dot in enumerate(said):
            await amara.does("lift_dot" if number % 2 else "place_dot", **dot)
        await jonas.does("place_dot", ballot=vote.ballot.id, cluster=vote.options[1])
        await it.host.does("close_vote")
        opened, _ = await stored(it.log, it.room.id)
        assert opened.ballots() == it.room.state.ballots()
        assert opened == it.room.state
        first = await amara.says("place_dot", **said[0])
        assert isinstance(first, Acked)
        assert first.again


async def test_LIVE_4_a_repeat_in_the_same_batch_waits_for_the_append() -> None:
    async with live() as it:
        amara = await it.joins()
        it.log.turning.clear()
        blocked = it.host.asks("blank", on=True)
        await at_the_disk(it.log)
        id = new_id()
        twice = [amara.asks("check_in", id=id, word="calm") for _ in range(2)]
        it.log.turning.set()
        await blocked
        first, second = [await answer for answer in twice]
        assert isinstance(first, Acked)
        assert second == Acked(first.seq, again=True)


async def test_LIVE_4_what_comes_along_with_a_repeat_is_left_out() -> None:
    """Member ids are seen by all: a join repeated by somebody else must not give them that member's token."""
    async with live() as it:
        amara = await it.joins()
        assert amara.member
        theft = [AddToken("0" * 64, amara.member, "member")]
        came = await it.room.submit(amara.member, Join(id=amara.member, name="Amara"), theft)
        assert isinstance(came, Acked)
        assert came.again
        assert await it.log.find_token("0" * 64) is None


async def test_LIVE_28_a_repeat_of_what_changed_nothing_takes_nothing_back() -> None:
    """The line is cut before two acks come, and both commands are sent again in order."""
    async with live() as it:
        amara = await it.joins()
        first = {"id": new_id(), "name": amara.view["shared"]["members"][amara.member]["name"]}
        then = {"id": new_id(), "name": "Amara of the roof"}
        for _ in range(2):
            seqs = [await amara.does("rename_me", **first), await amara.does("rename_me", **then)]
            assert seqs == [it.room.state.seq - 1, it.room.state.seq]
            assert it.room.state.members[str(amara.member)].name == then["name"]
            amara.comes_back()


async def test_LIVE_28_also_within_one_batch() -> None:
    async with live() as it:
        amara = await it.joins()
        first = {"id": new_id(), "on": True}
        it.log.turning.clear()
        blocked = it.host.asks("blank", on=True)
        await at_the_disk(it.log)
        said = [it.host.asks("show_question", text="So")]
        said += [
            it.host.asks("blank", **first),
            it.host.asks("blank", on=False),
            it.host.asks("blank", **first),
        ]
        it.log.turning.set()
        await blocked
        answers = [await answer for answer in said]
        assert answers[3] == Acked(answers[1].seq, again=True)  # type: ignore[union-attr]
        assert it.room.state.blank is False
        await amara.reaches(it.room.state.seq)


async def test_LIVE_28_what_is_remembered_of_it_has_a_bound() -> None:
    async with live() as it:
        unchanged = it.room._unchanged
        for n in range(MOST + 10):
            unchanged.note(HOST, command("blank", id=f"noted-{n:04d}", on=True), 2)
        assert len(unchanged) == MOST
        assert unchanged.seq_of(HOST, command("blank", id="noted-0009", on=True)) is None
        assert unchanged.seq_of(HOST, command("blank", id="noted-0010", on=True)) == 2
