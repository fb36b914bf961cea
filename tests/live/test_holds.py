"""A card in somebody's hand, as long as it is there."""

import asyncio

from app.domain.refusal import Refused
from app.live.draft import Acked
from app.live.holds import Holds
from tests.live.vocabulary import Live, Person, command, live


def test_CLUSTER_8_a_hand_is_empty_a_quarter_of_a_minute_after_its_last_word() -> None:
    now = 0.0
    holds = Holds(15, lambda: now)
    holds.hold("amara", "fun")
    now = 10
    holds.hold("amara", "fun")
    now = 24.9
    assert holds.by_card() == {"fun": "amara"}
    now = 25
    assert holds.by_card() == {}


def test_CLUSTER_9_one_card_a_person() -> None:
    holds = Holds(15, lambda: 0)
    holds.hold("amara", "fun")
    holds.hold("jonas", "rest")
    holds.hold("amara", "craft")
    assert holds.by_card() == {"craft": "amara", "rest": "jonas"}
    holds.hold("amara", None)
    assert holds.by_card() == {"rest": "jonas"}


async def sorting(it: Live) -> tuple[Person, Person, str, str]:
    amara, jonas = await it.joins("Amara"), await it.joins("Jonas")
    await it.goes_to("reflect")
    await amara.does("add_value", label="Fun")
    await it.goes_to("share", "cluster")
    await it.host.does("add_cluster", id="cluster-0001")
    (card,) = it.room.state.cards
    return amara, jonas, card, "cluster-0001"


async def test_CLUSTER_8_what_one_holds_the_other_cannot_move_until_it_is_let_go() -> None:
    async with live() as it:
        amara, jonas, card, cluster = await sorting(it)
        seq = await amara.does("hold_card", card=card)
        assert await jonas.says("move_card", card=card, cluster=cluster) == Refused("card_held")
        assert await jonas.says("hold_card", card=card) == Refused("card_held")
        assert it.room.state.seq == seq
        await amara.does("hold_card")
        await jonas.does("move_card", card=card, cluster=cluster)


async def test_CLUSTER_8_whoever_loses_the_connection_lets_go() -> None:
    async with live() as it:
        amara, jonas, card, cluster = await sorting(it)
        other_device = Person(it.room, amara.member)
        await amara.does("hold_card", card=card)
        amara.connection.close()
        assert await jonas.says("move_card", card=card, cluster=cluster) == Refused("card_held")
        other_device.connection.close()
        await jonas.does("move_card", card=card, cluster=cluster)


async def test_CLUSTER_8_held_and_moved_in_one_message_goes_to_the_first_who_holds_it() -> None:
    async with live() as it:
        amara, jonas, card, cluster = await sorting(it)
        answers = await asyncio.gather(
            it.room.submit(str(amara.member), command("hold_card", card=card)),
            it.room.submit(str(jonas.member), command("move_card", card=card, cluster=cluster)),
            it.room.submit(str(amara.member), command("move_card", card=card, cluster=cluster)),
        )
        assert [type(answer) for answer in answers] == [Acked, Refused, Acked]
