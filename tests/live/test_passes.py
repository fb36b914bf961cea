"""What a socket was let in with: signed out, renewed, joined; and how its owner hears of it."""

import datetime as dt
from typing import Any

import pytest

from app.domain import commands as c, ports as p
from app.domain.ports import TokenRef
from app.live.connection import CLOSE_CODES
from app.live.draft import Acked
from app.live.passes import Pass
from app.live.rooms import Rooms
from tests.live.vocabulary import (
    AT_ONCE,
    HOST,
    Clock,
    Live,
    Person,
    assert_holds_what_is_stored,
    live,
    new_id,
)

ENDS = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


async def shell(it: Live, who: str | None, kind: type[c.Base], *also: p.Also, **fields: Any) -> str:
    command: Any = kind(id=new_id(), **fields)
    answer = await it.room.submit(str(who), command, also)
    assert isinstance(answer, Acked), answer
    return str(command.id)


async def on_another_device(it: Live, member: str | None) -> Person:
    """By a token of theirs."""
    device = await shell(it, member, c.AdmitDevice)
    return await shows(it, member, Pass(str(member), "member", device))


async def shows(it: Live, member: str | None, shown: Pass) -> Person:
    person = Person(it.room, member)
    person.connection.close()
    person.connection = it.room.connect(member, None, shown=shown)
    await person.reads()
    return person


async def ends(person: Person) -> str | None:
    while not person.over:
        await person.reads()
    return person.connection.reason


async def test_SELF_7_a_device_that_is_signed_out_hears_why_and_the_others_stay() -> None:
    async with live() as it:
        amara = await it.joins()
        device, other = [await on_another_device(it, amara.member) for _ in range(2)]
        assert device.connection.shown
        await amara.does("revoke_device", device=device.connection.shown.handle)
        assert await ends(device) == "revoked"
        assert device.of("bye") == [{"type": "bye", "reason": "revoked"}]
        for still in (amara, other):
            await still.reads_until(lambda still=still: len(still.view["mine"].get("devices", {})) == 1)  # type: ignore[misc]


async def test_SELF_7_a_device_that_was_signed_out_meanwhile_is_not_let_in() -> None:
    async with live() as it:
        amara = await it.joins()
        device = await shell(it, amara.member, c.AdmitDevice)
        await amara.does("revoke_device", device=device)
        late = await shows(it, amara.member, Pass(str(amara.member), "member", device))
        assert await ends(late) == "revoked"
        assert late.view == {}


async def test_SELF_7_what_another_process_has_let_in_is_read_before_it_is_turned_away() -> None:
    async with live() as it:
        amara = await it.joins()
        other = Rooms(it.log, Clock(), AT_ONCE)
        room = await other.find(it.room.code)
        assert room
        device = await shell(it, amara.member, c.AdmitDevice)
        assert device not in room.state.devices
        connection = room.connect(amara.member, None, shown=Pass(str(amara.member), "member", device))
        assert await connection.message()
        assert connection.reason is None
        await other.close()


async def test_SELF_16_the_browser_that_somebody_came_with_ends_as_well() -> None:
    async with live() as it:
        amara, jonas = await it.joins(), await it.joins("Jonas")
        device = await on_another_device(it, amara.member)
        offer = await shell(it, amara.member, c.OfferCode, member=amara.member)
        await shell(it, amara.member, c.AdmitDevice, offer=offer, alone=True)
        for person in (amara, device):
            assert await ends(person) == "revoked"
        assert jonas.connection.reason is None
        late = await shows(it, amara.member, Pass(str(amara.member)))
        assert await ends(late) == "revoked"


async def test_SELF_7_screens_of_the_link_before_end_and_those_that_members_opened_stay() -> None:
    async with live() as it:
        first = await shows(it, None, Pass("", "screen"))
        by_host = await shows(it, None, Pass(HOST))
        link = await shell(it, HOST, c.RenewScreenLink)
        assert await ends(first) == "screen_revoked"
        assert (await shows(it, None, Pass("", "screen", link))).connection.reason is None
        assert by_host.connection.reason is None
        late = await shows(it, None, Pass("", "screen"))
        assert await ends(late) == "screen_revoked"


async def test_SELF_7_a_screen_ends_with_the_device_or_the_member_that_opened_it() -> None:
    async with live() as it:
        amara = await it.joins()
        device = await shell(it, amara.member, c.AdmitDevice)
        of_device = await shows(it, None, Pass(str(amara.member), "member", device))
        of_amara = await shows(it, None, Pass(str(amara.member)))
        await amara.does("revoke_device", device=device)
        assert await ends(of_device) == "revoked"
        await it.host.does("remove_member", member=amara.member)
        assert await ends(of_amara) == "removed"


async def test_SELF_14_the_phones_of_the_entry_that_was_joined_are_told_to_come_back() -> None:
    async with live() as it:
        one, other = await it.joins(), await it.joins("Amara again")
        await it.goes_to("reflect")
        await one.does("add_value", label="Honesty")
        await it.host.does("join_members", member=one.member, into=other.member)
        assert await ends(one) == "joined"
        assert CLOSE_CODES["joined"] == 1012
        await other.reads_until(lambda: len(other.view["mine"]["values"]) == 1)
        await assert_holds_what_is_stored(other, it.log)
        await it.host.reaches(it.room.state.seq)
        await assert_holds_what_is_stored(it.host, it.log)
        late = Person(it.room, one.member)
        assert await ends(late) == "joined"
        assert late.view == {}


async def test_SELF_14_tokens_lead_to_the_entry_that_stays_in_the_same_transaction() -> None:
    async with live() as it:
        one, other = await it.joins(), await it.joins("Amara again")
        await shell(
            it, one.member, c.AdmitDevice, p.AddToken("1" * 64, str(one.member), "member"),
            p.AddToken("2" * 64, str(one.member), "code", "offer", ENDS),
        )  # fmt: skip
        await it.host.does("join_members", member=one.member, into=other.member)
        assert await it.log.find_token("1" * 64) == TokenRef(it.room.id, str(other.member), "member")
        assert await it.log.find_token("2" * 64) is None


@pytest.mark.parametrize("how", ["remove_member", "join_members"])
async def test_SELF_7_nobody_speaks_through_a_connection_that_ended(how: str) -> None:
    async with live() as it:
        one, other = await it.joins(), await it.joins("Amara again")
        into = {"into": other.member} if how == "join_members" else {}
        await it.host.does(how, member=one.member, **into)
        assert not isinstance(await one.asks("rename_me", name="Eve"), Acked)
