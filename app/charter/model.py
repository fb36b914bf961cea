"""What a charter holds, without words of our own. Made from the shared view alone, so nothing hidden can enter."""

import datetime as dt
from dataclasses import dataclass

from app.domain.shapes import CharterView, SharedView
from app.domain.terms import Agreement, BehaviourKind


@dataclass(frozen=True, slots=True)
class Behaviour:
    text: str
    kind: BehaviourKind


@dataclass(frozen=True, slots=True)
class AgreedValue:
    """`result` is that of the round it was adopted on; None where too few answered to tell it.

    `needs` stand on record: what people who agreed with a minor point or with reservations would need.
    """

    name: str
    statement: str
    mark: int
    behaviours: tuple[Behaviour, ...] = ()
    result: Agreement | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenValue:
    """Not agreed yet; `until` is when the team comes back to it."""

    name: str
    statement: str
    mark: int
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """`owner` is a name; None when they have left the room since."""

    text: str
    owner: str | None
    due: dt.date


@dataclass(frozen=True, slots=True)
class Reservation:
    """What someone signed with; their name when they signed with it."""

    text: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Charter:
    """`digest` is SHA-256, in hex, of the text that is signed; `unnamed` counts signatures without a name."""

    title: str
    purpose: str
    language: str
    values: tuple[AgreedValue, ...]
    left_open: tuple[OpenValue, ...]
    commitments: tuple[Commitment, ...]
    signers: tuple[str, ...]
    unnamed: int
    reservations: tuple[Reservation, ...]
    digest: str
    sealed: dt.datetime | None = None
    follow_up: dt.date | None = None
    for_follow_up: tuple[str, ...] = ()
    """Parked thoughts that are carried to it."""


def charter_of(shared: SharedView) -> Charter | None:
    """The charter as it stands in this view; None before `commit`, when there's none to read yet."""
    if "charter" not in shared or "agree" not in shared:
        return None
    view = shared["charter"]
    sealed = view.get("sealed")
    return Charter(
        title=shared["title"],
        purpose=shared.get("purpose", ""),
        language=shared["language"],
        values=tuple(_agreed(shared, view, cluster) for cluster in view["adopted"]),
        left_open=tuple(_open(shared, cluster) for cluster in view["open"]),
        commitments=_commitments(shared, view),
        signers=tuple(view["signers"]),
        unnamed=view["signed"] - len(view["signers"]),
        reservations=tuple(Reservation(r["text"], r.get("name")) for r in view["reservations"]),
        digest=sealed["digest"] if sealed else view["digest"],
        sealed=dt.datetime.fromisoformat(sealed["at"]) if sealed else None,
        follow_up=_date(view.get("follow_up")),
        for_follow_up=tuple(view["for_follow_up"].values()),
    )


def _agreed(shared: SharedView, view: CharterView, cluster: str) -> AgreedValue:
    value = shared["agree"]["values"][cluster]
    return AgreedValue(
        name=value["name"],
        statement=value["statement"],
        mark=_mark(shared, cluster),
        behaviours=_behaviours(view, cluster),
        result=value.get("result"),
        needs=tuple(view["on_record"].get(cluster, ())),
    )


def _behaviours(view: CharterView, cluster: str) -> tuple[Behaviour, ...]:
    """The accepted ones; what we do comes before what we won't, within that by id, which tells no order."""
    accepted = [
        (behaviour["kind"] == "wont", id, Behaviour(behaviour["text"], behaviour["kind"]))
        for id, behaviour in view["behaviours"].items()
        if behaviour["cluster"] == cluster and "accepted" in behaviour
    ]
    return tuple(behaviour for _, _, behaviour in sorted(accepted, key=lambda item: item[:2]))


def _open(shared: SharedView, cluster: str) -> OpenValue:
    value = shared["agree"]["values"][cluster]
    return OpenValue(value["name"], value["statement"], _mark(shared, cluster), _date(value.get("date")))


def _commitments(shared: SharedView, view: CharterView) -> tuple[Commitment, ...]:
    """The nearest first."""
    members = shared["members"]
    made = [
        Commitment(
            item["text"],
            members[item["owner"]]["name"] if item["owner"] in members else None,
            dt.date.fromisoformat(item["due"]),
        )
        for item in view["commitments"].values()
    ]
    return tuple(sorted(made, key=lambda commitment: (commitment.due, commitment.text)))


def _mark(shared: SharedView, cluster: str) -> int:
    return shared["clusters"][cluster]["mark"]


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
