"""The charter as data: for JSON and for whoever reads it with a program."""

from typing import Literal, NotRequired, TypedDict

import orjson

from app.charter.model import AgreedValue, Charter, Commitment, OpenValue, Reservation
from app.domain.terms import Agreement, BehaviourKind
from app.domain.times import iso

FORMAT: Literal["touchstone-charter/1"] = "touchstone-charter/1"


class BehaviourData(TypedDict):
    text: str
    kind: BehaviourKind


class AgreedValueData(TypedDict):
    name: str
    statement: str
    mark: int
    behaviours: list[BehaviourData]
    result: NotRequired[Agreement]
    needs: list[str]


class OpenValueData(TypedDict):
    name: str
    statement: str
    mark: int
    until: NotRequired[str]


class CommitmentData(TypedDict):
    text: str
    owner: NotRequired[str]
    due: str


class ReservationData(TypedDict):
    text: str
    name: NotRequired[str]


class SignaturesData(TypedDict):
    names: list[str]
    without_name: int
    reservations: list[ReservationData]


class CharterData(TypedDict):
    """What isn't there is absent, never null. Dates are ISO 8601."""

    format: Literal["touchstone-charter/1"]
    title: str
    purpose: NotRequired[str]
    language: str
    values: list[AgreedValueData]
    not_agreed_yet: list[OpenValueData]
    commitments: list[CommitmentData]
    signatures: SignaturesData
    sealed: NotRequired[str]
    follow_up: NotRequired[str]
    for_the_follow_up: list[str]
    """Parked thoughts that are carried to it."""
    digest: str
    """SHA-256 of the text that is signed, in hex."""


def charter_data(charter: Charter) -> CharterData:
    data: CharterData = {
        "format": FORMAT,
        "title": charter.title,
        "language": charter.language,
        "values": [_agreed(value) for value in charter.values],
        "not_agreed_yet": [_open(value) for value in charter.left_open],
        "commitments": [_commitment(item) for item in charter.commitments],
        "signatures": {
            "names": list(charter.signers),
            "without_name": charter.unnamed,
            "reservations": [_reservation(item) for item in charter.reservations],
        },
        "for_the_follow_up": list(charter.for_follow_up),
        "digest": charter.digest,
    }
    if charter.purpose:
        data["purpose"] = charter.purpose
    if charter.sealed:
        data["sealed"] = iso(charter.sealed)
    if charter.follow_up:
        data["follow_up"] = charter.follow_up.isoformat()
    return data


def charter_json(charter: Charter) -> bytes:
    """The same, encoded: UTF-8, indented, for a file that people open."""
    return orjson.dumps(charter_data(charter), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _agreed(value: AgreedValue) -> AgreedValueData:
    data: AgreedValueData = {
        "name": value.name,
        "statement": value.statement,
        "mark": value.mark,
        "behaviours": [{"text": b.text, "kind": b.kind} for b in value.behaviours],
        "needs": list(value.needs),
    }
    if value.result:
        data["result"] = value.result
    return data


def _open(value: OpenValue) -> OpenValueData:
    data: OpenValueData = {"name": value.name, "statement": value.statement, "mark": value.mark}
    if value.until:
        data["until"] = value.until.isoformat()
    return data


def _commitment(item: Commitment) -> CommitmentData:
    data: CommitmentData = {"text": item.text, "due": item.due.isoformat()}
    if item.owner:
        data["owner"] = item.owner
    return data


def _reservation(item: Reservation) -> ReservationData:
    return {"text": item.text, "name": item.name} if item.name else {"text": item.text}
