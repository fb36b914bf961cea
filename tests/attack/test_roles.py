"""Nobody does what isn't theirs: each command, as each role, at each stage, open and paused."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.domain import commands as c
from app.domain.policy import POLICY, WHILE_PAUSED
from app.domain.refusal import Refused
from app.domain.terms import STAGES, Stage
from app.live.room import Room
from tests.attack.scenes import MAY, Scene, copied, scenes
from tests.attack.stored import on_site, token_of
from tests.domain.vocabulary import HOST
from tests.figures import TRIED
from tests.live.anything import made
from tests.web.people import Door, bearer, new_id, open_door, phone, visited

NOT_FOR_A_GUEST = (c.SpeakFor, c.SetReady, c.RenameMe, c.TakePart, c.HoldCard, c.RevokeDevice)
REFUSED_TO = {
    "lead": "lead_only",
    "host": "host_only",
    "host_or_lead": "lead_only",
    "participant": "takes_no_part",
    "participant_or_lead": "takes_no_part",
}
OF_POLICY = {*REFUSED_TO.values(), "not_in_room", "wrong_stage", "sealed", "paused", "not_for_a_guest"}
STATUS = {"not_in_room": 401, "lead_only": 403, "host_only": 403, "takes_no_part": 403}
"""Over HTTP; everything else is 409."""

Kind = type[c.Base]
KINDS: list[Kind] = list(POLICY)


def expected(role: str, kind: Kind, scene: Scene) -> str | None:
    """The code of the refusal by the policy table, or None: it is theirs to do."""
    who, stages = POLICY[kind]
    if not MAY[role]:
        return "not_in_room"
    if role == "guest" and kind in NOT_FOR_A_GUEST:
        return "not_for_a_guest"
    if who not in MAY[role]:
        return REFUSED_TO[who]
    if scene.stage not in stages:
        return "sealed" if scene.stage == "closed" else "wrong_stage"
    return "paused" if scene.paused and kind not in WHILE_PAUSED else None


def worded(rng: Random, scene: Scene, role: str, kind: Kind) -> tuple[str, dict[str, Any]]:
    """Who sends it, and what: a guest's goes through the host."""
    who = scene.cast[role]
    said = {**made(rng, scene.room.state, kind, who).model_dump(mode="json"), "id": new_id()}
    if role != "guest":
        return who, said
    inner = {name: field for name, field in said.items() if name != "id"}
    return HOST, {"type": "speak_for", "id": said["id"], "member": who, "command": inner}


def combinations() -> Iterator[tuple[Scene, str]]:
    """Each role once for each stage, open and paused."""
    seen: set[tuple[str, Stage, bool]] = set()
    for scene in scenes():
        for role in scene.cast:
            if (role, scene.stage, scene.paused) not in seen:
                seen.add((role, scene.stage, scene.paused))
                yield scene, role
    assert len(seen) == len(MAY) * (2 * len(STAGES) - 1)


def test_ATTACK_5_each_command_is_taken_from_whom_and_when_the_policy_says_and_changes_nothing_else() -> None:
    rng, taken = Random(5), set()
    for scene, role in combinations():
        for kind in KINDS:
            sender, said = worded(rng, scene, role, kind)
            room, before = copied(scene.room), scene.room.state
            came = room.say(sender, **said)
            because = expected(role, kind, scene)
            TRIED["commands by role and stage, in the domain"] += 1
            where = (str(scene), role, kind.__name__, came)
            if because:
                assert isinstance(came, Refused), where
                assert came.code == because, where
                assert room.state is before, where
            elif isinstance(came, Refused):
                assert came.code not in OF_POLICY or kind is c.SpeakFor, where
                assert room.state is before, where
            else:
                taken.add(kind)
    assert len(taken) > len(KINDS) * 0.7, "what is allowed was taken, too"


def looks(room: Room) -> list[Any]:
    """What each of them sees."""
    return [
        room.look(who)
        for who in (None, *(id for id, member in room.state.members.items() if not member.removed))
    ]


@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("one_in", [20, pytest.param(1, marks=pytest.mark.siege)])
async def test_ATTACK_5_over_http_each_refusal_has_its_code_and_nothing_changes_for_anybody(
    tmp_path: Path, one_in: int
) -> None:
    """Whoever is nobody here is so in four ways: without a token, with another room's, with a screen's, or removed."""
    rng = Random(6)
    free = {"commands_per_second": 1e9, "command_burst": 10**9}
    async with visited(tmp_path, **free) as (site, http):
        elsewhere = (await open_door(site, http)).host
        for scene, role in combinations():
            door, room = await on_site(scene, site, http)
            before, state = looks(room), room.state
            for kind in KINDS:
                because = expected(role, kind, scene)
                if because is None or rng.randrange(one_in):
                    continue
                sender, said = worded(rng, scene, role, kind)
                shown = [token_of(door.code, sender)]
                if role == "nobody":
                    shown = ["", elsewhere, door.screen]
                for token in shown:
                    headers = bearer(token) if token else {}
                    address = f"/api/v1/rooms/{door.code}/commands"
                    answer = await http.post(address, json=said, headers=headers)
                    TRIED["commands by role and stage, over HTTP"] += 1
                    where = (str(scene), role, kind.__name__, answer.text)
                    assert answer.status_code == STATUS.get(because, 409), where
                    assert answer.json()["type"] == f"urn:touchstone:{because}", where
                    assert room.state is state, where
            assert looks(room) == before
            assert (await site.services.log.heads([room.id]))[room.id] == state.seq


async def test_ATTACK_5_a_screen_says_nothing(door: Door) -> None:
    rng, scene = Random(7), next(scenes())
    before = await door.view(door.host)
    async with phone(door, bearer(door.screen), "?as=screen") as screen:
        await screen.read()
        for kind in KINDS:
            _, said = worded(rng, scene, "host with the lead", kind)
            assert (await screen.does(**said))["code"] == "read_only", kind
            TRIED["commands by a screen, on its socket"] += 1
    assert await door.view(door.host) == before
