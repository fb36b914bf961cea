"""The lead over real sockets: it stays with whoever has it, and the host takes it back."""

from pathlib import Path

from tests.served import served
from tests.story.cast import company


async def test_LEAD_3_a_lost_network_moves_the_lead_to_nobody_and_the_host_takes_it_back(
    tmp_path: Path,
) -> None:
    async with served(tmp_path) as server, company(server.url) as it:
        await it.open(title="What we hold on to")
        amara, jonas = await it.joins("Amara"), await it.joins("Jonas")
        await it.does("Greta", "hand_lead_to", member=amara.member)
        await it.falls_asleep("Amara")
        await it.falls_asleep("Greta")
        await it.does("Jonas", "check_in", word="awake")
        assert it.room["lead"] == amara.member, "with lead and host gone, nobody else has it"
        assert await jonas.is_refused("go_to", stage="reflect") == "lead_only"
        await it.wakes_up("Greta")
        assert await it["Greta"].is_refused("go_to", stage="reflect") == "lead_only"
        await it.does("Greta", "take_lead_back")
        await it.does("Greta", "go_to", stage="reflect")
        await it.wakes_up("Amara")
        await it.all_see_what(jonas)
        assert (amara.lead, amara.shared["lead"]) == ({}, it["Greta"].member)
        assert await amara.is_refused("go_to", stage="share") == "lead_only"
