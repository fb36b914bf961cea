"""A charter as it is kept apart from its room: the data of its JSON form, and nothing else. Written and read back."""

import datetime as dt
from typing import Any

import orjson

from app.charter.data import charter_data
from app.charter.model import (
    AgreedValue,
    Behaviour,
    Charter,
    Commitment,
    OpenValue,
    Reservation,
    charter_of,
)
from app.domain import views
from app.domain.state import State


def charter_to_keep(state: State) -> bytes:
    """Of a room that is at `commit` or later: no id of a member, and no more than its page shows."""
    charter = charter_of(views.shared(state))
    assert charter is not None
    return written(charter)


def written(charter: Charter) -> bytes:
    return orjson.dumps(charter_data(charter))


def read(data: bytes) -> Charter:
    """What was written."""
    kept = orjson.loads(data)
    signed = kept["signatures"]
    sealed = kept.get("sealed")
    return Charter(
        title=kept["title"],
        purpose=kept.get("purpose", ""),
        language=kept["language"],
        values=tuple(_agreed(value) for value in kept["values"]),
        left_open=tuple(_open(value) for value in kept["not_agreed_yet"]),
        commitments=tuple(_commitment(item) for item in kept["commitments"]),
        signers=tuple(signed["names"]),
        unnamed=signed["without_name"],
        reservations=tuple(Reservation(one["text"], one.get("name")) for one in signed["reservations"]),
        digest=kept["digest"],
        sealed=dt.datetime.fromisoformat(sealed) if sealed else None,
        follow_up=_date(kept.get("follow_up")),
        for_follow_up=tuple(kept["for_the_follow_up"]),
    )


def _agreed(value: dict[str, Any]) -> AgreedValue:
    return AgreedValue(
        name=value["name"],
        statement=value["statement"],
        mark=value["mark"],
        behaviours=tuple(Behaviour(one["text"], one["kind"]) for one in value["behaviours"]),
        result=value.get("result"),
        needs=tuple(value["needs"]),
    )


def _open(value: dict[str, Any]) -> OpenValue:
    return OpenValue(value["name"], value["statement"], value["mark"], _date(value.get("until")))


def _commitment(item: dict[str, Any]) -> Commitment:
    return Commitment(item["text"], item.get("owner"), dt.date.fromisoformat(item["due"]))


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
