"""Connections that write to their line themselves: what test_feed.py doesn't ask of both ways."""

from typing import Any

import orjson

from app.live.connection import Connection
from app.live.draft import Acked
from tests.live.lines import Taking
from tests.live.vocabulary import HOST, Live, live, settled


def enters(it: Live, member: str | None) -> tuple[Connection, Taking]:
    line = Taking()
    return it.room.connect(member, None, line), line


def frames(line: Taking) -> list[list[dict[str, Any]]]:
    return [orjson.loads(message.removeprefix(b"framed:")) for message in line.written]


async def test_LIVE_27_a_change_is_framed_once_for_all_lines() -> None:
    async with live() as it:
        lines = [enters(it, None)[1] for _ in range(3)]
        await it.host.does("show_question", text="One")
        await settled()
        assert lines[0].written[-1] is lines[1].written[-1] is lines[2].written[-1]
        assert frames(lines[0])[-1][0]["shared"] == {"question": "One"}


async def test_LIVE_27_who_gets_something_of_their_own_gets_it_with_what_all_get() -> None:
    async with live(host_takes_part=True) as it:
        amara = await it.joins()
        await it.goes_to("reflect")
        mine, theirs = enters(it, amara.member)[1], enters(it, HOST)[1]
        await settled()
        await amara.does("add_value", label="Honesty")
        await settled()
        (own,), (other,) = frames(mine)[-1], frames(theirs)[-1]
        assert own["shared"] == other["shared"]
        assert "mine" in own
        assert "mine" not in other


async def test_LIVE_27_what_is_for_one_alone_leaves_the_others_where_they_are_in_the_feed() -> None:
    async with live(host_takes_part=True) as it:
        amara = await it.joins()
        await it.goes_to("reflect")
        await amara.does("add_value", label="Honesty")
        (value,) = it.room.state.values
        lines = [enters(it, None)[1] for _ in range(2)]
        await settled()
        await amara.does("edit_value", value=value, story="Mine alone")
        await settled()
        assert len(lines[0].written) == 1
        await it.host.does("show_question", text="One")
        await settled()
        assert lines[0].written[-1] is lines[1].written[-1]


async def test_LIVE_27_after_a_change_that_nobody_sees_the_next_one_comes() -> None:
    async with live() as it:
        line = enters(it, None)[1]
        await settled()
        there_and_back = [it.host.asks("blank", on=True), it.host.asks("blank", on=False)]
        assert [type(await answer) for answer in there_and_back] == [Acked] * 2
        await it.host.does("show_question", text="One")
        await settled()
        assert frames(line)[-1][0]["shared"] == {"question": "One"}


async def test_LIVE_27_a_line_that_takes_no_more_stays_behind_and_reads_on_in_one_message() -> None:
    async with live() as it:
        _, stalled = enters(it, None)
        _, quick = enters(it, None)
        await settled()
        stalled.open = False
        for text in ("One", "Two", "Three"):
            await it.host.does("show_question", text=text)
        await settled()
        assert len(stalled.written) == 1
        stalled.opens()
        await settled()
        assert [frame["shared"]["question"] for frame in frames(stalled)[-1]] == ["One", "Two", "Three"]
        await it.host.does("blank", on=True)
        await settled()
        assert stalled.written[-1] is quick.written[-1]


async def test_LIVE_27_acks_of_one_turn_travel_together() -> None:
    async with live() as it:
        connection, line = enters(it, HOST)
        await settled()
        for number in range(5):
            connection.answer({"type": "ack", "id": f"id-{number}", "seq": 0})
        await settled()
        assert [frame["type"] for frame in frames(line)[-1]] == ["ack"] * 5


async def test_LIVE_27_the_goodbye_is_written_and_nothing_after_it() -> None:
    async with live() as it:
        connection, line = enters(it, HOST)
        await settled()
        connection.close("replaced")
        assert await connection.message() is None
        await it.host.does("show_question", text="Among us")
        await settled()
        assert frames(line)[-1] == [{"type": "bye", "reason": "replaced"}]
