"""A scene's room on a served site, stored as if it had come to this here."""

import httpx

from app.domain import ports as p
from app.live.room import Room
from app.web.identity import digest
from tests.attack.scenes import Scene
from tests.domain.vocabulary import HOST
from tests.served import Served
from tests.web.people import Door


async def on_site(scene: Scene, site: Served, http: httpx.AsyncClient) -> tuple[Door, Room]:
    services, state = site.services, scene.room.state
    code = f"R{len(services.rooms):05d}".translate(str.maketrans("0123456789", "ABCDEFGHJK"))
    people = [who for who, member in state.members.items() if member.kind != "guest" and not member.removed]
    tokens = [p.AddToken(digest(token_of(code, who)), who, "member") for who in people]
    people += state.door.waiting
    taken_out: dict[str, p.TokenKind] = {scene.cast["removed"]: "removed", scene.cast["kept out"]: "kept_out"}
    out = [p.AddToken(digest(token_of(code, who)), who, kind) for who, kind in taken_out.items()]
    screen = p.AddToken(digest(token_of(code, "screen")), "", "screen")
    keys = [p.AddKey(ballot, key) for ballot, key in scene.room.keys.items()]
    await services.log.append(
        code.lower(), 0, scene.room.log, [p.AddRoom(code), screen, *out, *tokens, *keys]
    )
    room = await services.rooms.find(code)
    assert room
    assert room.state == state
    return Door(site, http, code, token_of(code, HOST), token_of(code, "screen")), room


def token_of(code: str, member: str) -> str:
    return digest(f"{code}/{member}")
