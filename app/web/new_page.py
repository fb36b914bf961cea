"""The page on which a room is made, its own deck included."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from app.data.agendas import agendas
from app.domain.own_deck import ReadDeck, as_csv, read_file, read_text
from app.domain.ports import NotStored
from app.domain.terms import MOST_PICKED, MOST_PUT_IN, STAGES, Language
from app.web.address import client_key
from app.web.catalogue import FALLBACK, words
from app.web.decks import count_upload, told
from app.web.door import NewRoom, open_room
from app.web.opening import ask_for_permit
from app.web.pages import guarded
from app.web.pages_view import come_in, page
from app.web.problems import Problem, field_in, in_place, refusal_in
from app.web.services import Services, Serving

LANGUAGES: dict[Language, str] = {"en": "English", "de": "Deutsch", "es": "Español", "fr": "Français"}
NUMBERS = {"pick": "pick_up_to", "keep": "keep_up_to", "values": "values_per_person"}

_IN_ITS_PLACE = {
    "narrowing_upwards": "pick_up_to",
    "passcodes_busy": "passcode",
    "too_many_rooms": "all",
    "too_many_uploads": "all",
}
"""What the form is shown again for, and at which field."""

router = APIRouter(include_in_schema=False, dependencies=[Depends(guarded)])


def _page(request: Request, form: dict[str, Any], status: int = 200, **said: Any) -> Response:
    bounds = {"most": MOST_PICKED, "most_put_in": MOST_PUT_IN, "languages": LANGUAGES}
    times = {"agendas": [*agendas(), "own"], "usual": agendas()[NewRoom.model_fields["agenda"].default]}
    if form.get("agenda") == "own":
        form = {**form, "minutes": _own_minutes(form)}
    return page(
        request,
        "new.html",
        status=status,
        form=form,
        **{"wrong": "", "at": "", "deck": None, "permitted": False, **bounds, **times, **said},
    )


@router.get("/new")
async def new_form(request: Request, services: Serving) -> Response:
    if services.permits.needed and not services.permits.shown(request):
        return ask_for_permit(request, services)
    return _page(request, {}, permitted=services.permits.needed)


@router.post("/new")
async def new_room(request: Request, services: Serving) -> Response:
    """What is wrong stands in the form, which is shown again with all that was typed."""
    typed = await request.form()
    form = {name: value for name, value in typed.items() if isinstance(value, str)}
    if services.permits.needed and not services.permits.shown(request):
        return _page(request, form, 403, wrong=words(FALLBACK)["page.opening.run_out"], at="all")
    try:
        return await _opened(request, services, form, typed.get("file"))
    except NotStored:
        return _page(request, form, 503, wrong=words(FALLBACK)["page.not_stored"], at="all")
    except Problem as refused:
        at = _IN_ITS_PLACE.get(refused.code)
        if at is None:
            raise
        sentence = in_place(FALLBACK, refused) if at == "all" else _of_field(refused)
        return _page(request, form, max(422, refused.status), wrong=sentence, at=at, headers=refused.headers)


def _of_field(refused: Problem) -> str:
    return refused.detail or words(FALLBACK)[f"page.problem.{refused.code}"]


async def _opened(request: Request, services: Services, form: dict[str, Any], file: object) -> Response:
    """A deck with faults is told line by line, and its good lines stand ready in the field."""
    if _brings_deck(file, form.get("deck", "")):
        await count_upload(services, client_key(request))
    deck = await _deck(file, form.get("deck", ""))
    if deck:
        form["deck"] = as_csv(deck.entries) if deck.entries else ""
    try:
        new = NewRoom.model_validate(_asked(form))
    except ValidationError as wrong:
        at = field_in(wrong)
        sentence = words(FALLBACK).get(f"page.new.wrong.{at}") or refusal_in(wrong)
        return _page(request, form, 422, wrong=sentence, at=at)
    if deck and deck.faults:
        return _page(request, form, 422, deck=told(deck, kept=False), at="deck")
    room, token, _ = await open_room(services, request, new, deck.entries if deck else ())
    return come_in(services, request, room, token)


def _asked(form: dict[str, str]) -> dict[str, Any]:
    numbers = {name: form[short] for short, name in NUMBERS.items() if form.get(short, "").strip()}
    agenda = form.get("agenda", "90")
    time = {"minutes": _own_minutes(form)} if agenda == "own" else {"agenda": agenda}
    return {
        "title": form.get("title", ""),
        "purpose": form.get("purpose", ""),
        "host_name": form.get("host_name", ""),
        "host_takes_part": form.get("part") == "take_part",
        "open_names": form.get("names") == "open",
        "language": form.get("language", FALLBACK),
        "scale": form.get("scale", "kaner"),
        "door": form.get("door", "open"),
        "passcode": form.get("passcode", "").strip() or None,
        **numbers,
        **time,
    }


def _own_minutes(form: Mapping[str, str]) -> dict[str, str]:
    return {stage: form.get(f"minutes_{stage}", "") for stage in STAGES if stage != "closed"}


def _brings_deck(file: object, pasted: str) -> bool:
    return bool(pasted.strip()) or (isinstance(file, UploadFile) and bool(file.filename))


async def _deck(file: object, pasted: str) -> ReadDeck | None:
    """The file goes before what is pasted; None for neither."""
    if isinstance(file, UploadFile) and (data := await file.read()):
        return read_file(data)
    return read_text(pasted) if pasted.strip() else None
