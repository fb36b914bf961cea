"""Look-alikes come to the lead by themselves when a vote is near."""

import asyncio

from app.data.lexicon import lexicon
from app.domain.method.lookalikes import look_alikes
from app.domain.method.suggest import Item
from app.live.suggesting import Basis, Suggester
from tests.live.vocabulary import Live, live

THINGS = [Item("1", "Honesty"), Item("2", "Integrity"), Item("3", "Zeppelin")]


async def before_the_vote(it: Live, *labels: str) -> None:
    amara = await it.joins()
    await it.goes_to("reflect")
    for label in labels:
        await amara.does("add_value", label=label)
    await it.goes_to("share", "cluster", "vote")


async def test_CLUSTER_10_they_come_to_the_lead_before_the_vote() -> None:
    async with live() as it:
        await before_the_vote(it, "Honesty", "Integrity", "Fun")
        await it.host.reads_until(lambda: "look_alikes" in it.host.view["lead"])
        (pair,) = it.host.view["lead"]["look_alikes"]
        assert pair["kind"] == "family"


async def test_CLUSTER_10_they_are_worked_out_when_a_name_changed_and_not_else() -> None:
    async with live() as it:
        asked: list[set[str]] = []

        async def noted(basis: Basis) -> tuple[()]:
            asked.append({thing.label for thing in basis.items})
            return ()

        it.room._comparer._comparing = noted
        await before_the_vote(it, "Honesty", "Integrity")
        await it.host.does("show_question", text="Which?")
        late = await it.joins("Late")
        await late.does("add_value", label="Fun")
        await asyncio.sleep(0)
        assert asked == [{"Honesty", "Integrity"}, {"Honesty", "Integrity", "Fun"}]


async def test_CLUSTER_10_a_failure_costs_the_hint_and_nothing_else() -> None:
    async with live() as it:

        async def fails(things: object) -> tuple[()]:
            raise OSError("no process")

        it.room._comparer._comparing = fails
        await before_the_vote(it, "Honesty", "Integrity", "Fun")
        await it.host.does("open_vote", k=1)


async def test_CLUSTER_10_the_worker_of_the_suggestions_compares_too() -> None:
    suggester = Suggester()
    try:
        assert await suggester.compare(Basis(THINGS)) == tuple(look_alikes(THINGS, lexicon()))
    finally:
        suggester.close()
