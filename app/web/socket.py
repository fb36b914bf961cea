"""The websocket: one task reads commands into the room, one writes what the room has for this connection.

Nothing here waits for another connection: a phone that doesn't read holds up its own writer alone.
"""

import asyncio
from contextlib import suppress
from typing import Any

import orjson
from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from app.domain import commands as c
from app.domain.ports import NotStored
from app.domain.refusal import Refused
from app.live.connection import Connection
from app.live.draft import Answer
from app.live.frames import RefusedFrame
from app.live.presence import TooManyConnections
from app.web.address import is_own_origin
from app.web.buckets import Bucket
from app.web.catalogue import sentence
from app.web.door import require
from app.web.identity import Identity, has_bearer, taken_out
from app.web.limits import FRAME_BURST, FRAMES_PER_SECOND
from app.web.problems import Problem
from app.web.services import Services, services_of
from app.web.turns import hand_in
from app.web.wire import TOO_BIG, TRY_LATER, line_of

router = APIRouter()

PROTOCOL = "touchstone.v1"
NOT_TEXT, NOT_JSON, NOT_FRAMES = 1003, 1007, 1008
NOT_HERE, NO_ROOM, WRONG_ORIGIN = 4401, 4404, 4403
_REFUSALS = {401: NOT_HERE, 404: NO_ROOM}
SEND_WITHIN = 60.0
"""Seconds for one message; a phone that takes none of it for so long is let go."""
CLOSE_WITHIN = 5.0
MOST_OF_TAB = 64


@router.websocket("/ws/{code}")
async def socket(websocket: WebSocket, code: str, since: str = "", tab: str = "") -> None:
    """Let in who belongs here; then read and write until one of both ends."""
    services = services_of(websocket)
    # Accepting first lets the close code through to the browser: a refused handshake tells it nothing.
    await websocket.accept(PROTOCOL if PROTOCOL in websocket.scope.get("subprotocols", ()) else None)
    if not has_bearer(websocket) and not is_own_origin(services.settings, websocket):
        await websocket.close(WRONG_ORIGIN)
        return
    try:
        as_screen = websocket.query_params.get("as") == "screen"
        identity = await require(services, websocket, code, screen=as_screen)
        member = None if as_screen else identity.member
        connection = identity.room.connect(
            member, _seq(since), line_of(websocket), tab[:MOST_OF_TAB], identity.shown
        )
    except Problem as problem:
        said = await _said(services, websocket, code) if problem.status == 401 else ""
        await websocket.close(_REFUSALS.get(problem.status, TRY_LATER), said)
        return
    except TooManyConnections:
        services.limits.refused("room_connections")
        await websocket.close(TRY_LATER)
        return
    except NotStored:
        await websocket.close(TRY_LATER)
        return
    if connection.crowds:
        services.limits.refused("member_connections")
    services.metrics.sockets.inc()
    try:
        await _serve(services, websocket, identity, connection)
    finally:
        services.metrics.sockets.dec()
        connection.close()
        if connection.reason == "unread":
            services.limits.refused("unread")


async def _said(services: Services, websocket: WebSocket, code: str) -> str:
    """Whoever slept as they were taken out of the room hears of it now; to others there's nothing to say."""
    with suppress(NotStored):
        room = await services.rooms.find(code)
        if room and await taken_out(services.log, room, websocket):
            return "removed"
    return ""


def _seq(since: str) -> int | None:
    """The seq a client says it holds; what isn't one gets a snapshot."""
    return int(since) if since.isascii() and since.isdigit() and len(since) <= 15 else None


async def _serve(
    services: Services, websocket: WebSocket, identity: Identity, connection: Connection
) -> None:
    reader = asyncio.create_task(_read(services, websocket, identity, connection))
    writer = asyncio.create_task(_write(websocket, connection))
    try:
        await asyncio.wait({reader, writer}, return_when=asyncio.FIRST_COMPLETED)
        if code := reader.result() if reader.done() else connection.close_code:
            with suppress(RuntimeError, WebSocketDisconnect, TimeoutError):
                async with asyncio.timeout(CLOSE_WITHIN):
                    await websocket.close(code)
    finally:
        for task in (reader, writer):
            task.cancel()
        await asyncio.gather(reader, writer, return_exceptions=True)


async def _write(websocket: WebSocket, connection: Connection) -> None:
    with suppress(RuntimeError, WebSocketDisconnect, TimeoutError):
        while (message := await connection.message()) is not None:
            async with asyncio.timeout(SEND_WITHIN):
                await websocket.send_text(message.decode())


async def _read(services: Services, websocket: WebSocket, identity: Identity, connection: Connection) -> int:
    """Gives the code to close with; 0: the other end has closed already.

    Whoever sends more messages than they may is read more slowly: the rest waits at their end of the line.
    """
    settings = services.settings
    pace = Bucket(settings.commands_per_second, settings.command_burst)
    frames_pace = Bucket(FRAMES_PER_SECOND, FRAME_BURST)
    frames: list[dict[str, Any]] = []
    while True:
        if wait := max(pace.owe(1), frames_pace.owe(len(frames))):
            services.limits.refused("message")
            await asyncio.sleep(wait)
        message = await websocket.receive()
        if message["type"] == "websocket.disconnect":
            return 0
        text = message.get("text")
        if text is None:
            return NOT_TEXT
        if len(text.encode()) > settings.message_limit:
            services.limits.refused("message_size")
            return TOO_BIG
        try:
            frames = orjson.loads(text)
        except orjson.JSONDecodeError:
            return NOT_JSON
        if not isinstance(frames, list) or not all(isinstance(frame, dict) for frame in frames):
            return NOT_FRAMES
        if not frames:
            # A heartbeat of the client: it asks whether the line still lives.
            with suppress(RuntimeError, WebSocketDisconnect):
                await websocket.send_text("[]")
        later: Refused | None = None
        for frame in frames:
            later = _take(services, identity, connection, frame, later)


def _take(
    services: Services,
    identity: Identity,
    connection: Connection,
    frame: dict[str, Any],
    later: Refused | None,
) -> Refused | None:
    """Hand one command in; its answer goes to this connection when it comes.

    When it is put off ("too fast"), gives that refusal, and so is what comes after it in the same message: a
    bucket that fills meanwhile must not let a command overtake the one before it.
    """
    id = frame.get("id")
    said_id = id if isinstance(id, str) and len(id) <= 64 else None
    language = identity.room.state.facts.language
    if connection.member is None:
        connection.answer(refused_frame(Refused("read_only"), said_id, language))
        return later
    command = c.parse(frame)
    if isinstance(command, Refused):
        connection.answer(refused_frame(command, said_id, language))
        return later
    if later:
        connection.answer(refused_frame(later, said_id, language))
        return later

    def answered(done: "asyncio.Future[Answer]") -> None:
        if done.cancelled() or done.exception():
            return
        answer = done.result()
        if isinstance(answer, Refused):
            connection.answer(refused_frame(answer, said_id, language))
        else:
            connection.answer({"type": "ack", "id": command.id, "seq": answer.seq})

    coming = hand_in(services, identity.room, connection.member, command)
    coming.add_done_callback(answered)
    at_once = coming.result() if coming.done() else None
    return at_once if isinstance(at_once, Refused) and at_once.retry_after_ms is not None else None


def refused_frame(refused: Refused, id: str | None, language: str) -> RefusedFrame:
    """A refusal with its sentence."""
    frame: RefusedFrame = {
        "type": "refused",
        "code": refused.code,
        "params": dict(refused.params),
        "message": sentence(refused, language),
    }
    if id is not None:
        frame["id"] = id
    if refused.retry_after_ms is not None:
        frame["retry_after_ms"] = refused.retry_after_ms
    return frame
