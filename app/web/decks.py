"""A room's deck: what phones pick from, and the host's own one, read from a file or pasted lines."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from app.data.deck import DeckValue, deck
from app.domain import commands as c
from app.domain.own_deck import DeckEntry, Fault, ReadDeck, read_file
from app.domain.refusal import Refused
from app.web.catalogue import FALLBACK, say, words
from app.web.door import require, require_host
from app.web.identity import Identity, new_token
from app.web.problems import PROBLEM, limited, problem_of
from app.web.ready import Ready
from app.web.services import Services, Serving

FAULTS_TOLD = 40
"""Lines with a fault that are told one by one; of the rest the number."""


class DeckCard(BaseModel):
    """A value of the deck. Its family stays here: a heading over it would tell people what to look for."""

    value: str
    meaning: str


class ToldFault(BaseModel):
    """What is wrong with a line (0: with the whole), as a sentence, and the line itself."""

    line: int
    text: str
    sentence: str


class DeckRead(BaseModel):
    """What became of a file or of pasted lines. `kept`: it is the room's deck now."""

    kept: bool
    values: int
    families: int
    faults: list[ToldFault]
    more_faults: int
    encoding: str


AN_HOUR = "max-age=3600"
CARDS: dict[int | str, dict[str, Any]] = {200: {"model": list[DeckCard]}}

router = APIRouter(prefix="/api/v1", tags=["deck"], responses={"4XX": PROBLEM, "5XX": PROBLEM})


@cache
def _ours() -> Ready:
    """The deck that comes with Touchstone."""
    return Ready(_json(deck()))


def _json(cards: Iterable[DeckEntry | DeckValue]) -> bytes:
    return orjson.dumps([{"value": each.value, "meaning": each.meaning} for each in cards])


@router.get("/deck", summary="The values that one may pick from", responses=CARDS)
async def get_deck(request: Request) -> Response:
    return _ours().to(request, {"Cache-Control": f"public, {AN_HOUR}"})


@router.get("/rooms/{code}/deck", summary="The values that one may pick from in this room", responses=CARDS)
async def get_own_deck(request: Request, services: Serving, code: str, mark: str = "") -> Response:
    """With the `mark` of the room's view it may be kept: another deck has another mark."""
    identity = await require(services, request, code)
    own = identity.room.state.deck
    headers = {"Cache-Control": f"private, {AN_HOUR}"} if mark else {}
    if not own:
        return _ours().to(request, headers)
    return Response(_json(own), headers=headers, media_type="application/json")


@router.put("/rooms/{code}/deck", summary="Give the room a deck of its own")
async def put_deck(request: Request, services: Serving, code: str, anyway: bool = False) -> DeckRead:
    """The body is a CSV file or plain lines. One with faults is kept when told to, without the lines they are in."""
    identity = await require_host(services, request, code)
    await count_upload(services, f"{identity.room.id}/{identity.member}")
    read = read_file(await request.body())
    kept = bool(read.entries) and (anyway or not read.faults)
    if kept:
        await _set(identity, read.entries)
    return told(read, kept=kept)


@router.delete(
    "/rooms/{code}/deck", status_code=204, summary="Go back to the deck that comes with Touchstone"
)
async def delete_deck(request: Request, services: Serving, code: str) -> Response:
    await _set(await require_host(services, request, code), ())
    return Response(status_code=204)


async def count_upload(services: Services, key: str) -> None:
    """Raises Problem (429): too many from this key, a person or an address."""
    if wait := await services.limits.upload.take(key):
        raise limited(services.limits.upload, wait, "too_many_uploads")


def told(read: ReadDeck, *, kept: bool) -> DeckRead:
    return DeckRead(
        kept=kept,
        values=len(read.entries),
        families=len({entry.family for entry in read.entries if entry.family}),
        faults=[
            ToldFault(line=fault.line, text=fault.text, sentence=_sentence(fault))
            for fault in read.faults[:FAULTS_TOLD]
        ],
        more_faults=max(0, len(read.faults) - FAULTS_TOLD),
        encoding=read.encoding,
    )


def _sentence(fault: Fault) -> str:
    key = f"page.deck.fault.{fault.code}"
    column = f"{key}.{fault.params.get('column', '')}"
    return say(FALLBACK, column if column in words(FALLBACK) else key, **fault.params)


async def _set(identity: Identity, entries: tuple[DeckEntry, ...]) -> None:
    assert identity.member
    answer = await identity.room.submit(identity.member, c.SetDeck(id=new_token(), entries=entries))
    if isinstance(answer, Refused):
        raise problem_of(answer)
