"""Being oneself where two processes serve the room: a code used once, a device signed out, two entries joined."""

import asyncio

from app.domain.commands import AdmitDevice, OfferCode, RenewScreenLink
from app.domain.refusal import Refused
from app.live.draft import Acked
from app.live.passes import Pass
from app.live.room import Room
from tests.cluster.conftest import Process, cluster, until
from tests.live.vocabulary import HOST, Person, assert_holds_what_is_stored, new_id


async def admitted(room: Room, member: str, offer: str | None = None) -> str:
    command = AdmitDevice(id=new_id(), offer=offer)
    answer = await room.submit(member, command)
    assert isinstance(answer, Acked), answer
    return command.id


async def ends(person: Person) -> str | None:
    while not person.over:
        await person.reads()
    return person.connection.reason


def shows(process: Process, member: str | None, shown: Pass) -> Person:
    person = Person(process.room, member)
    person.connection.close()
    person.connection = process.room.connect(member, None, shown=shown)
    return person


async def test_SELF_1_a_code_shown_to_two_processes_at_once_is_used_once(
    postgres: str, redis_url: str
) -> None:
    async with cluster(postgres, redis_url) as it:
        await it.hear_each_other()
        amara = str((await it.one.joins()).member)
        offer = OfferCode(id=new_id(), member=amara)
        assert isinstance(await it.one.room.submit(amara, offer), Acked)
        await until(lambda: offer.id in it.two.room.state.offers)
        shown = [
            process.room.submit(amara, AdmitDevice(id=new_id(), offer=offer.id))
            for process in (it.one, it.two)
        ]
        came = await asyncio.gather(*shown)
        assert sorted(type(answer).__name__ for answer in came) == ["Acked", "Refused"]
        assert [answer.code for answer in came if isinstance(answer, Refused)] == ["code_over"]
        await until(lambda: it.one.room.state.seq == it.two.room.state.seq)
        assert len(it.two.room.state.devices) == 1


async def test_SELF_7_a_device_and_a_screen_end_at_the_other_process(postgres: str, redis_url: str) -> None:
    async with cluster(postgres, redis_url) as it:
        await it.hear_each_other()
        amara = await it.one.joins()
        device = await admitted(it.one.room, str(amara.member))
        there = shows(it.two, amara.member, Pass(str(amara.member), "member", device))
        screen = shows(it.two, None, Pass("", "screen"))
        for person in (there, screen):
            await person.reads()
            assert not person.over
        await amara.does("revoke_device", device=device)
        assert await ends(there) == "revoked"
        assert isinstance(await it.one.room.submit(HOST, RenewScreenLink(id=new_id())), Acked)
        assert await ends(screen) == "screen_revoked"


async def test_SELF_14_a_phone_at_the_other_process_is_the_one_that_stays(
    postgres: str, redis_url: str
) -> None:
    async with cluster(postgres, redis_url) as it:
        await it.hear_each_other()
        one, other = await it.two.joins("Amara"), await it.two.joins("Amara again")
        await until(lambda: it.one.room.state.seq == it.two.room.state.seq)
        seq = await it.host.does("join_members", member=one.member, into=other.member)
        assert await ends(one) == "joined"
        await other.reaches(seq)
        await assert_holds_what_is_stored(other, it.two.log)
        assert it.one.room.state == it.two.room.state
