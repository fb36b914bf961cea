"""Two processes over one PostgreSQL and one Redis: one room for everybody in it."""

import asyncio

import structlog
from redis.asyncio import Redis

from app.domain.commands import CheckIn
from app.domain.events import VoteClosed
from app.domain.refusal import Refused
from app.live.draft import Acked
from app.live.redis_bus import CHANNEL
from tests.cluster.conftest import Cluster, cluster, until
from tests.live.vocabulary import HOST, Person, assert_holds_what_is_stored, carried_out_once, new_id

OFTEN = 0.05


async def test_PROCESS_1_what_both_store_at_once_is_stored_once_in_order_and_seen_by_all(
    postgres: str, redis_url: str
) -> None:
    async with cluster(postgres, redis_url) as it:
        await it.hear_each_other()
        people = [await process.joins(f"P{n}") for n in range(4) for process in (it.one, it.two)]
        said = [(person, new_id(), f"{n}") for n in range(10) for person in people]
        answers = [
            person.room.submit(str(person.member), CheckIn(id=id, word=word)) for person, id, word in said
        ]
        came = await asyncio.gather(*answers)
        for (person, id, word), answer in zip(said, came, strict=True):
            if isinstance(answer, Refused):  # it lost too often: whoever sends it again is heard
                assert answer.retry_after_ms
                answer = await person.says("check_in", id=id, word=word)
            assert isinstance(answer, Acked)
        entries = await it.one.log.load(it.one.room.id)
        assert {id for _, id, _ in said} <= carried_out_once(entries).keys()
        for person in (it.host, *people):
            await person.reaches(len(entries))
            await assert_holds_what_is_stored(person, it.two.log)
        assert it.one.room.state == it.two.room.state


async def test_PROCESS_1_a_decision_that_lost_is_made_again_on_what_it_missed(
    postgres: str, redis_url: str
) -> None:
    async with cluster(postgres, redis_url) as it:
        amara = await it.one.joins()
        await it.way.cut()
        for n in range(3):  # the other process hears of none of this before it decides
            await it.host.does("show_question", text=f"Question {n}")
        there = Person(it.two.room, amara.member)
        seq = await there.does("check_in", word="calm")
        await there.reaches(seq)
        assert there.view["shared"]["question"] == "Question 2"
        await it.way.open()


async def test_PROCESS_2_what_one_stored_is_shown_by_the_other_without_being_asked(
    postgres: str, redis_url: str
) -> None:
    async with cluster(postgres, redis_url) as it:
        await it.hear_each_other()
        screen = Person(it.two.room, None)
        seq = await it.host.does("show_question", text="Why?")
        await screen.reaches(seq)
        assert screen.view["shared"]["question"] == "Why?"


async def opens_a_vote(it: Cluster, author: Person) -> str:
    """Gives one of two clusters to vote for."""
    await author.reaches(await it.host.does("go_to", stage="reflect"))
    for label in ("Honesty", "Courage"):
        await author.does("add_value", label=label)
    await until(lambda: it.one.room.state.seq == it.two.room.state.seq)
    await it.host.does("go_to", stage="share")
    await it.host.does("lift_curtain")
    await it.host.does("go_to", stage="cluster")
    for card in list(it.one.room.state.cards):
        group = new_id()
        await it.host.does("add_cluster", id=group, name=f"Of {card}")
        await it.host.does("move_card", card=card, cluster=group)
    await it.host.does("go_to", stage="vote")
    await it.host.does("open_vote", k=1, dots=1)
    return group


async def test_PROCESS_2_a_vote_reaches_its_voters_phone_at_the_other_process(
    postgres: str, redis_url: str
) -> None:
    async with cluster(postgres, redis_url) as it:
        await it.hear_each_other()
        amara = await it.one.joins()
        twin = Person(it.two.room, amara.member)
        group = await opens_a_vote(it, amara)
        await until(lambda: it.one.room.state.seq == it.two.room.state.seq)  # the vote's opening comes alone
        vote = it.one.room.state.vote
        assert vote
        assert vote.asking
        seq = await amara.does("place_dot", ballot=vote.asking.id, cluster=group)
        await twin.reaches(seq)
        await assert_holds_what_is_stored(twin, it.two.log)


async def test_PROCESS_3_a_lost_message_heals_by_comparing_heads(postgres: str, redis_url: str) -> None:
    async with cluster(postgres, redis_url, beat=OFTEN) as it:
        await it.hear_each_other()
        it.one.bus.tell = lambda room, told: None  # type: ignore[method-assign]
        screen = Person(it.two.room, None)
        await screen.reaches(await it.host.does("show_question", text="Why?"))
        await it.one.rooms.delete(it.one.room)
        await screen.reads_until(lambda: bool(screen.of("bye")))
        assert screen.of("bye")[-1]["reason"] == "room_deleted"


async def test_PROCESS_4_without_redis_rooms_go_on_and_it_is_met_again(postgres: str, redis_url: str) -> None:
    async with cluster(postgres, redis_url, beat=OFTEN, silence=0.5) as it:
        await it.hear_each_other()
        screen = Person(it.two.room, None)
        with structlog.testing.capture_logs() as logged:
            await it.way.cut()
            await screen.reaches(await it.host.does("show_question", text="whispered words"))
            await it.two.joins("Jonas")
            await until(lambda: it.host.member not in it.two.room._presence.members)
            await it.way.open()
            await until(lambda: it.host.member in it.two.room._presence.members)
        assert any(entry["event"] == "bus_lost" for entry in logged)
        for secret in ("whispered words", "Jonas", str(it.host.member)):
            assert secret not in str(logged)


async def test_PROCESS_4_what_was_missed_while_it_was_away_is_read_when_it_is_back(
    postgres: str, redis_url: str
) -> None:
    async with cluster(postgres, redis_url) as it:
        await it.hear_each_other()
        screen = Person(it.two.room, None)
        await it.way.cut()
        seq = await it.host.does("show_question", text="Why?")
        await it.way.open()
        await screen.reaches(seq)


async def test_PROCESS_5_a_room_deleted_at_one_says_goodbye_at_the_other(
    postgres: str, redis_url: str
) -> None:
    async with cluster(postgres, redis_url) as it:
        await it.hear_each_other()
        screen = Person(it.two.room, None)
        await it.one.rooms.delete(it.one.room)
        await screen.reads_until(lambda: bool(screen.of("bye")))
        assert screen.of("bye")[-1]["reason"] == "room_deleted"
        assert not len(it.two.rooms)


async def test_PROCESS_6_presence_counts_people_at_all_processes_once(postgres: str, redis_url: str) -> None:
    async with cluster(postgres, redis_url) as it:
        amara, screen = await it.two.joins(), Person(it.one.room, None)
        await until(lambda: amara.member in it.one.room._presence.members)
        twin = Person(it.one.room, amara.member)
        await until(lambda: it.two.room._presence.members == {HOST, amara.member})
        await screen.reads_until(
            lambda: bool(screen.of("presence")) and screen.of("presence")[-1]["present"] == 2
        )
        twin.connection.close()
        await until(lambda: amara.member not in it.one.room._presence.here)
        assert it.one.room._presence.members == {HOST, amara.member}
        amara.connection.close()
        await screen.reads_until(lambda: screen.of("presence")[-1]["present"] == 1)


async def test_PROCESS_6_who_is_at_the_other_process_is_connected_for_the_room(
    postgres: str, redis_url: str
) -> None:
    async with cluster(postgres, redis_url) as it:
        people = [await it.two.joins(f"P{n}") for n in range(3)]
        await until(lambda: len(it.one.room._presence.members) == 4)
        await opens_a_vote(it, people[0])
        await it.host.does("close_vote")
        closed = (await it.one.log.load(it.one.room.id))[-1].event
        assert isinstance(closed, VoteClosed)
        assert closed.n == 3


async def test_PROCESS_6_the_people_of_a_process_that_ended_are_gone_at_once(
    postgres: str, redis_url: str
) -> None:
    async with cluster(postgres, redis_url, presence_tick=1.0) as it:
        await it.two.joins()
        await until(lambda: len(it.one.room._presence.members) == 2)
        await it.two.rooms.close()
        await until(lambda: len(it.one.room._presence.members) == 1)


async def test_PROCESS_6_those_of_a_process_that_was_killed_after_a_silence(
    postgres: str, redis_url: str
) -> None:
    async with cluster(postgres, redis_url, beat=OFTEN, silence=0.5) as it:
        await it.two.joins()
        await until(lambda: len(it.one.room._presence.members) == 2)
        it.two.dies()
        await until(lambda: len(it.one.room._presence.members) == 1)


async def test_PROCESS_7_whatever_stands_on_the_bus_does_no_harm(postgres: str, redis_url: str) -> None:
    async with cluster(postgres, redis_url) as it:
        await it.hear_each_other()
        screen = Person(it.two.room, None)
        client, channel = Redis.from_url(redis_url), CHANNEL + it.two.room.id
        for message in (
            b"\xff",
            b"[]",
            b"7",
            b'{"moved":"x"}',
            b'{"here":1,"process":2}',
            b'{"deleted":true}',
            b'{"moved":999}',
        ):
            await client.execute_command("SPUBLISH", channel, message)  # type: ignore[no-untyped-call]
        await client.aclose()
        seq = await it.host.does("show_question", text="Why?")
        await screen.reaches(seq)
        assert not screen.of("bye"), "it was said to be deleted, and wasn't"
