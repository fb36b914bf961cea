"""A room whose wall is heavy, so that little that happens fills every buffer."""

from tests.web.people import Door, Phone, bearer, phone

STORY = "🪨" * 500
PEOPLE, EACH = 3, 10
WALL = PEOPLE * EACH * len(STORY.encode())
"""Bytes of one change of the stage to the wall, at least."""
ROOM = {"values_per_person": EACH, "pick_up_to": 20, "keep_up_to": 15}
BUSY = {"commands_per_second": 10_000.0, "command_burst": 10_000}
"""Settings under which nobody is too fast."""


async def build_wall(door: Door) -> None:
    """Everyone puts in what they may, and the curtain is lifted. `door` was opened with ROOM."""
    await door.command(door.host, "go_to", stage="reflect")
    for number in range(PEOPLE):
        async with phone(door, bearer(await door.member(f"Writer {number}"))) as writer:
            for value in range(EACH):
                label = f"Value {number}-{value}"
                put_in = await writer.does("add_value", label=label, story=STORY, show_story=True)
                assert put_in["type"] == "ack"
    await door.command(door.host, "go_to", stage="share")
    assert (await door.command(door.host, "lift_curtain")).status_code == 200


async def show_wall(host: Phone, times: int) -> None:
    """So many times the whole wall is taken away and shown."""
    for _ in range(times):
        for stage in ("reflect", "share"):
            assert (await host.does("go_to", stage=stage))["type"] == "ack"
