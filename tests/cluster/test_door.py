"""The door of a room that two processes serve: what one of them has stored holds at the other, heard or not."""

from starlette.requests import HTTPConnection

from app.domain.commands import CheckIn, EraseRemoved, Join
from app.domain.ports import AddToken
from app.domain.refusal import Refused
from app.live.draft import Acked
from app.web.identity import at_door, digest, identify, taken_out
from tests.cluster.conftest import Process, cluster
from tests.live.vocabulary import Person, assert_holds_what_is_stored, new_id

TOKEN = "a-token-of-this-room"


def shows() -> HTTPConnection:
    return HTTPConnection({"type": "http", "headers": [(b"authorization", f"Bearer {TOKEN}".encode())]})


async def comes_to(process: Process) -> str:
    """Somebody new at this process, with the token."""
    newcomer = new_id()
    also = [AddToken(digest(TOKEN), newcomer, "member")]
    assert isinstance(await process.room.submit(newcomer, Join(id=newcomer, name="Noor"), also), Acked)
    return newcomer


async def test_DOOR_5_who_knocked_at_one_process_is_known_at_the_other_before_it_hears_of_it(
    postgres: str, redis_url: str
) -> None:
    async with cluster(postgres, redis_url) as it:
        await it.host.does("set_door", door="waiting")
        await it.way.cut()
        noor = await comes_to(it.two)
        known = await at_door(it.one.log, it.one.room, shows())
        assert known
        assert (known.how, known.name) == ("waiting", "Noor")
        seq = await it.host.does("let_in", newcomers=[noor])
        await it.host.reaches(seq)
        await assert_holds_what_is_stored(it.host, it.one.log)
        inside = await identify(it.one.log, it.one.room, shows())
        assert inside
        assert inside.member == noor
        await it.way.open()


async def test_DOOR_11_who_is_kept_out_by_one_process_is_by_the_other_whatever_it_has_heard(
    postgres: str, redis_url: str
) -> None:
    async with cluster(postgres, redis_url) as it:
        eve = await comes_to(it.two)
        await it.one.room.read_on()
        there = Person(it.two.room, eve)
        await there.reads()
        await it.way.cut()
        await it.host.does("remove_member", member=eve, keep_out=True)
        assert it.two.room.state.member(eve), "it hasn't heard of it"
        assert await identify(it.two.log, it.two.room, shows()) is None
        known = await at_door(it.two.log, it.two.room, shows())
        assert known
        assert known.how == "kept_out"
        answer = await it.two.room.submit(eve, CheckIn(id=new_id()))
        assert isinstance(answer, Refused)
        assert answer.code == "not_in_room"
        while not there.over:
            await there.reads()
        assert there.of("bye") == [{"type": "bye", "reason": "removed"}]
        await it.way.open()


async def test_LIFE_17_who_was_taken_out_by_one_process_erases_at_the_other_whatever_it_has_heard(
    postgres: str, redis_url: str
) -> None:
    async with cluster(postgres, redis_url) as it:
        noor = await comes_to(it.two)
        await it.two.room.submit(noor, CheckIn(id=new_id(), word="Quokka"))
        await it.one.room.read_on()
        await it.way.cut()
        await it.host.does("remove_member", member=noor)
        assert it.two.room.state.member(noor), "it hasn't heard of it"
        assert await identify(it.two.log, it.two.room, shows()) is None
        assert await taken_out(it.two.log, it.two.room, shows()) == noor
        answer = await it.two.room.submit(noor, EraseRemoved(id=new_id()))
        assert isinstance(answer, Acked)
        assert "Quokka" not in str(await it.one.log.load(it.one.room.id))
        await it.one.room.read_on()
        assert it.one.room.state == it.two.room.state
        await it.way.open()
