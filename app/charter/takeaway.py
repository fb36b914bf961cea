"""One's own values and where they are in the charter: for that person alone, from what they are shown."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from app.charter.model import AgreedValue, OpenValue, charter_of
from app.charter.words import Words
from app.domain.shapes import MineView, SharedView


@dataclass(frozen=True, slots=True)
class OwnValue:
    """`place`: the value of the charter that it went into; None where it went into none, or nobody is shown where."""

    label: str
    story: str
    place: AgreedValue | OpenValue | None


@dataclass(frozen=True, slots=True)
class Takeaway:
    title: str
    language: str
    values: tuple[OwnValue, ...]
    sealed: dt.datetime | None = None


def takeaway_of(shared: SharedView, mine: MineView) -> Takeaway | None:
    """None before `commit`, when there's no charter to find anything in."""
    charter = charter_of(shared)
    if charter is None:
        return None
    standing: tuple[AgreedValue | OpenValue, ...] = (*charter.values, *charter.left_open)
    places = {place.mark: place for place in standing}
    cards, clusters = shared.get("cards", {}), shared["clusters"]
    own: list[OwnValue] = []
    for value in mine["values"].values():
        cluster = cards[value["card"]].get("cluster") if value["card"] in cards else None
        place = places.get(clusters[cluster]["mark"]) if cluster else None
        own.append(OwnValue(value["label"], value.get("story", ""), place))
    return Takeaway(charter.title, charter.language, tuple(own), charter.sealed)


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """`place` says in words where it is, `statement` what stands there."""

    label: str
    story: str
    stands: Literal["agreed", "open", "out"]
    place: str
    statement: str


@dataclass(frozen=True, slots=True)
class TakeawaySheet:
    """The whole sheet from top to bottom; `none` is there where no values are."""

    language: str
    document: str
    product: str
    title: str
    heading: str
    values: tuple[OwnSheet, ...]
    none: str
    sealed: str


def takeaway_sheet(takeaway: Takeaway, words: Words) -> TakeawaySheet:
    return TakeawaySheet(
        language=words.language,
        document=words("own.document", title=takeaway.title),
        product=words("product"),
        title=takeaway.title,
        heading=words("own.heading"),
        values=tuple(_own(value, words) for value in takeaway.values),
        none="" if takeaway.values else words("own.none"),
        sealed=words.sealed(takeaway.sealed),
    )


def _own(value: OwnValue, words: Words) -> OwnSheet:
    match value.place:
        case None:
            return OwnSheet(value.label, value.story, "out", words("own.out"), "")
        case AgreedValue() as place:
            said = words("own.agreed", name=place.name or words("nameless"))
            return OwnSheet(value.label, value.story, "agreed", said, place.statement)
        case OpenValue() as place:
            name = place.name or words("nameless")
            until = words.date(place.until) if place.until else ""
            said = words("own.open_until", name=name, date=until) if until else words("own.open", name=name)
            return OwnSheet(value.label, value.story, "open", said, place.statement)
