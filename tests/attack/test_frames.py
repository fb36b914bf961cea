"""Whatever is said on sockets, as whoever, at whatever stage: others have their views, and what is hidden stays so."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from app.domain.policy import POLICY
from app.live.room import Room
from tests.attack.mutants import message
from tests.attack.scenes import Scene, scenes
from tests.attack.stored import on_site, token_of
from tests.faults.heavy import BUSY
from tests.figures import TRIED
from tests.live.anything import made
from tests.web.people import Door, Phone, bearer, new_id, open_door, phone, visited

ELSEWHERE = "Elsewhere 7f3a"
"""The title of a room next door: nobody here ever reads it."""
PARKED = "Who decides?"
"""What a participant of each scene has parked, without a name: nobody but they and the lead read it."""
ATTACKERS = ("watching", "other", "screen", "host elsewhere")


def wanted(scene: Scene) -> bool:
    return "host with the lead" in scene.cast and (not scene.paused or scene.stage == "vote")


@pytest.mark.timeout(600)
@pytest.mark.parametrize("messages", [15, pytest.param(300, marks=pytest.mark.siege)])
async def test_ATTACK_7_whatever_is_said_on_sockets_others_have_their_views_and_nothing_leaks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], messages: int
) -> None:
    async with visited(tmp_path, **BUSY, rooms_per_hour=1_000) as (site, http):
        for seed, scene in enumerate(filter(wanted, scenes())):
            door, room = await on_site(scene, site, http)
            elsewhere = await open_door(site, http, title=ELSEWHERE)
            other = await site.services.rooms.find(elsewhere.code)
            assert other
            foreign = [
                *other.state.members,
                *room.state.members,
                *room.state.clusters,
                *room.state.values,
                new_id(),
            ]
            async with (
                phone(door, bearer(door.host)) as host,
                phone(door, bearer(door.screen), "?as=screen") as screen,
            ):
                await host.read()
                await screen.read()
                for role in ATTACKERS:
                    attacker = _attacker(scene, role, door, elsewhere)
                    await _attacked(
                        Random(seed),
                        scene,
                        other if role == "host elsewhere" else room,
                        *attacker,
                        foreign,
                        messages,
                    )
                    await _all_is_well(host, screen, door, room)
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    assert not any(words in said.out + said.err for words in (ELSEWHERE, PARKED, "Opa", "Honesty"))


def _attacker(scene: Scene, role: str, door: Door, elsewhere: Door) -> tuple[Door, str, str]:
    """Where they connect, with which token, and what they must never read."""
    if role == "host elsewhere":
        return elsewhere, elsewhere.host, "Platform team"
    if role == "screen":
        who = "screen"
    else:
        who = scene.cast["watching"] if role == "watching" else scene.room.people[6]
    # Sealing carries it to the follow-up.
    return door, token_of(door.code, who), ELSEWHERE if scene.stage == "closed" else PARKED


async def _attacked(
    rng: Random,
    scene: Scene,
    room: Room,
    at: Door,
    token: str,
    hidden: str,
    foreign: list[str],
    messages: int,
) -> None:
    """So many messages, over as many lines as it takes: one that is no message ends its line."""
    kinds, left = list(POLICY), messages
    never = {hidden, ELSEWHERE} - ({ELSEWHERE} if hidden == "Platform team" else set())
    while left:
        async with _line(at, token) as line:
            try:
                while left:
                    who = rng.choice([*scene.room.state.members])
                    said = [
                        made(rng, room.state, rng.choice(kinds), who) for _ in range(rng.choice([1, 1, 2, 8]))
                    ]
                    commands = [{**command.model_dump(mode="json"), "id": new_id()} for command in said]
                    left -= 1
                    await line.socket.send(message(rng, commands, foreign))
                    TRIED["messages on sockets with changed commands"] += 1
                    TRIED["  commands in them"] += len(commands)
                    marker = new_id()
                    await line.send({"type": "check_in", "id": marker})
                    await line.gets(lambda frame, id=marker: frame.get("id") == id)  # type: ignore[misc]
            except ConnectionClosed:
                pass
            for read in line.raw:
                assert not any(words in read for words in never), read
            assert not any(frame.get("code") == "internal" for frame in line.frames)


@asynccontextmanager
async def _line(at: Door, token: str) -> AsyncIterator[Phone]:
    async with phone(at, bearer(token), "?as=screen" if token == at.screen else "") as line:
        await line.read()
        yield line


async def _all_is_well(host: Phone, screen: Phone, door: Door, room: Room) -> None:
    """Those who did nothing are still there, and see what is stored."""
    question = f"Still here, {new_id()}?"
    assert (await host.does("show_question", text=question))["type"] == "ack"
    for someone in (host, screen):
        await someone.sees(lambda view: question in str(view["shared"]))
        assert someone.view["shared"] == room.look(None).shared
    fresh: dict[str, Any] = await door.view(door.host)
    assert host.view["lead"] == fresh["lead"]
