"""Suggestions from a worker process, and how they come to the lead."""

import os
import signal

from app.data.lexicon import lexicon
from app.domain.method.suggest import Item, suggest
from app.live.suggesting import Basis, Suggester
from tests.live.vocabulary import live

ITEMS = [Item("1", "Honesty"), Item("2", "truth"), Item("3", "Zeppelin")]


async def test_SUGGEST_10_a_worker_that_died_is_replaced() -> None:
    suggester = Suggester()
    try:
        made = await suggester(Basis(ITEMS))
        assert made == tuple(suggest(ITEMS, lexicon()))
        assert suggester._pool
        for worker in list(suggester._pool._processes):
            os.kill(worker, signal.SIGKILL)
        assert await suggester(Basis(ITEMS)) == made
    finally:
        suggester.close()


async def test_SUGGEST_10_they_come_to_the_lead_and_the_room_goes_on() -> None:
    async with live() as it:
        amara = await it.joins()
        await it.goes_to("reflect")
        for label in ("Honesty", "truth"):
            await amara.does("add_value", label=label)
        await it.goes_to("share", "cluster")
        await it.host.does("suggest_clusters")
        await it.host.reads_until(lambda: "suggestions" in it.host.view["lead"])
        (one,) = it.host.view["lead"]["suggestions"].values()
        assert (one["name"], len(one["cards"])) == ("Honesty", 2)
        await amara.news()
        assert "lead" not in amara.view


async def test_SUGGEST_15_after_a_failure_they_can_be_asked_for_again() -> None:
    async with live() as it:
        await it.goes_to("reflect", "share", "cluster")
        fails: list[BaseException] = [OSError("no process")]

        async def once(items: object) -> tuple[()]:
            if fails:
                raise fails.pop()
            return ()

        it.room._suggesting = once
        await it.host.does("suggest_clusters")
        await it.host.reads_until(lambda: "suggestions_failed" in it.host.view["lead"])
        await it.host.does("suggest_clusters")
        await it.host.reads_until(lambda: it.host.view["lead"].get("suggestions") == {})
