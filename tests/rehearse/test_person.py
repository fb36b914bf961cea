"""A simulated person keeps what they were told, and says again what wasn't heard."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.rehearse.person import Person, Refusal, merge
from app.rehearse.run import assemble
from tests.rehearse.network import Line, Part, network
from tests.served import served

HERE = {"type": "snapshot", "seq": 4, "shared": {"stage": "lobby"}, "mine": {"member": "m-amara"}}


@asynccontextmanager
async def amara(*parts: Part) -> AsyncIterator[tuple[Person, list[str]]]:
    """Amara, who has arrived on a network that behaves like this; and the paths that she asked for."""
    async with network(*parts) as (url, asked):
        person = Person(url, "KT7M4R", "a-token-of-hers-alone", "Amara")
        await person.arrive()
        yield person, asked
        await person.leave()


RFC_7396: list[tuple[Any, Any, Any]] = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    ({"a": "foo"}, "bar", "bar"),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]


@pytest.mark.parametrize(("target", "patch", "merged"), RFC_7396)
def test_REHEARSE_4_a_patch_is_merged_as_in_rfc_7396(target: Any, patch: Any, merged: Any) -> None:
    assert merge(target, patch) == merged


async def test_REHEARSE_5_what_was_not_acknowledged_is_sent_again_with_the_same_id() -> None:
    sent: list[dict[str, Any]] = []

    async def loses_it(line: Line) -> None:
        await line.says(HERE)
        sent.append(await line.hears())
        await line.breaks()

    async def takes_it(line: Line) -> None:
        await line.says({"type": "patch", "seq": 4})
        sent.append(await line.hears())
        await line.says({"type": "patch", "seq": 5, "shared": {"question": "Why?"}})
        await line.says({"type": "ack", "id": sent[0]["id"], "seq": 5})

    async with amara(loses_it, takes_it) as (person, asked):
        seq = await person.does("check_in", word="calm")
    assert sent[0] == sent[1]
    assert (seq, person.seq, person.acks) == (5, 5, {sent[0]["id"]: 5})
    assert person.shared == {"stage": "lobby", "question": "Why?"}
    assert person.reconnects == 1
    assert ["since=4" in path for path in asked] == [False, True]


async def test_REHEARSE_5_an_ack_is_not_enough_until_its_view_is_there() -> None:
    async def acks_first(line: Line) -> None:
        await line.says(HERE)
        command = await line.hears()
        await line.says({"type": "ack", "id": command["id"], "seq": 6})
        await line.says({"type": "patch", "seq": 5, "shared": {"question": "One"}})
        await line.says({"type": "patch", "seq": 6, "shared": {"question": "Two"}})

    async with amara(acks_first) as (person, _):
        await person.does("check_in")
        assert person.shared["question"] == "Two"


async def test_REHEARSE_6_who_is_too_fast_sends_it_again_when_told_and_a_refusal_is_final() -> None:
    ids: list[str] = []

    async def says_later_then_no(line: Line) -> None:
        await line.says(HERE)
        ids.append((await line.hears())["id"])
        later = {"type": "refused", "code": "too_fast", "message": "Slower.", "params": {}}
        await line.says({**later, "id": ids[0], "retry_after_ms": 1})
        ids.append((await line.hears())["id"])
        await line.says({**later, "id": ids[0], "code": "lead_only", "message": "Only the lead can."})

    async with amara(says_later_then_no) as (person, _):
        with pytest.raises(Refusal) as refused:
            await person.does("go_to", stage="reflect")
    assert refused.value.code == "lead_only"
    assert ids[0] == ids[1]
    assert not person.acks


async def test_REHEARSE_6_more_than_the_rooms_rate_all_arrive_in_the_end(tmp_path: Path) -> None:
    async with served(tmp_path, commands_per_second=200, command_burst=5) as server:
        async with httpx.AsyncClient(base_url=server.url) as client:
            host, (person, *_), _ = await assemble(client, server.url, 3, Person)
        await host.arrive()
        await person.arrive()
        await host.does("go_to", stage="reflect")
        waiting = [person.makes("add_value", label=f"Value {n}") for n in range(3)]
        waiting += [person.makes("rename_me", name=f"Amara {n}") for n in range(20)]
        made = await asyncio.gather(*waiting)
        assert person.acks == {id: seq for seq, id in made}
        assert len(person.mine["values"]) == 3
        assert server.services.metrics.text().count(b"too_fast") > 0
        for someone in (host, person):
            await someone.leave()


async def test_REHEARSE_7_a_removed_person_is_sent_away_and_does_not_come_back() -> None:
    async def removes(line: Line) -> None:
        await line.says(HERE)
        await line.says({"type": "bye", "reason": "removed"})

    async with amara(removes) as (person, asked):
        with pytest.raises(ConnectionError, match="sent away"):
            await person.until(lambda: "never" in person.shared)
    assert len(asked) == 1


async def test_REHEARSE_7_who_is_not_let_in_any_more_does_not_come_back() -> None:
    async def breaks(line: Line) -> None:
        await line.says(HERE)
        await line.breaks()

    async def turns_away(line: Line) -> None:
        await line.closes(4401)

    async with amara(breaks, turns_away) as (person, asked):
        with pytest.raises(ConnectionError, match="sent away"):
            await person.until(lambda: "never" in person.shared)
    assert len(asked) == 2


async def test_REHEARSE_8_a_part_that_is_null_is_dropped_and_one_that_is_absent_kept() -> None:
    async def hands_over(line: Line) -> None:
        await line.says({**HERE, "lead": {"hidden": {"card": 1}}})
        await line.says({"type": "patch", "seq": 5, "lead": None})
        await line.says({"type": "snapshot", "seq": 6, "mine": {"member": "m-amara", "ready": True}})

    async with amara(hands_over) as (person, _):
        await person.until(lambda: person.seq == 6)
    assert (person.shared, person.lead) == ({"stage": "lobby"}, {})
    assert person.mine["ready"] is True
