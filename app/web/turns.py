"""Handing a command to its room: not too fast, and counted."""

import asyncio
import math

from app.domain.commands import PublicCommand
from app.domain.refusal import Refused
from app.live.draft import Answer
from app.live.room import TOO_FAST, Room
from app.web.services import Services


def hand_in(services: Services, room: Room, member: str, command: PublicCommand) -> "asyncio.Future[Answer]":
    """Puts the command into the room's inbox now, in the order of these calls; await the answer."""
    wait = services.limits.command.of(f"{room.id}/{member}").take()
    if wait:
        services.limits.refused("command")
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        answer.set_result(Refused("too_fast", retry_after_ms=math.ceil(wait * 1000)))
    else:
        answer = room.submit(member, command)
    answer.add_done_callback(lambda done: _count(services, command.type, done))
    return answer


def _count(services: Services, type: str, done: "asyncio.Future[Answer]") -> None:
    if not done.cancelled() and not done.exception():
        result = done.result()
        if result is TOO_FAST:
            services.limits.refused("inbox")
        if isinstance(result, Refused):
            services.limits.told(result.code)
        outcome = result.code if isinstance(result, Refused) else "stored"
        services.metrics.commands.labels(type, outcome).inc()
